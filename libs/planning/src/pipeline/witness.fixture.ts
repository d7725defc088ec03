import { createHash } from 'node:crypto';
import { canonicalJson, type RecordedEvent } from '#event-store';
import type { Manifest } from '../approval/approval.facts.js';
import { addDays, daysBetween, romeDay } from '../command/days.js';
import { valueAt } from '../correction/json-pointer.js';
import { cycleName } from '../cycle/cycle-id.js';
import type { Envelope } from '../envelope.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import type { Source } from '../source.js';
import { categories, codes, type Category } from '../value-sets.js';
import { verbByName } from '../verbs.js';

type Testimony = {
  readonly [Type in PlanningFact['type']]?: (data: DataOf<Type>, envelope: Envelope) => void;
};

interface SeenScheda {
  readonly code: string;
  content: Record<string, unknown>;
  version: number;
  /** The highest version it ever had: the next one is higher. */
  highest: number;
  unitId: string;
  head: string;
  authors: Set<string>;
  /** Checked, and neither returned, withdrawn nor approved since. */
  checked: boolean;
  /** The command it came in with, and whether anything was recorded about it since. */
  readonly cameWith: string;
  touched: boolean;
  /** As the organ approved it last. */
  approved?: Pick<SeenScheda, 'content' | 'version' | 'authors'>;
}

/** A plan, or one that is proposed, and its fingerprint. */
interface Proposed {
  readonly manifest: Manifest;
  readonly hash: string;
}

/** A revision under way: what it takes up again, and what for. */
interface SeenRevision {
  readonly number: number;
  readonly scope: Map<string, 'amend' | 'drop'>;
}

const sha256 = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

/**
 * Hears the facts of a cycle one after another and holds them to the rules of the domain (its invariants,
 * by number), with nothing but what it has heard: no machine, no decision, no memory of the program.
 */
export class Witness {
  readonly #year: number;
  #lastRecordedAt = '';
  readonly #given = new Set<string>();
  readonly #schede = new Map<string, SeenScheda>();
  readonly #meetings = new Map<string, { categories: readonly Category[]; minuted: boolean }>();
  readonly #exempted = new Set<Category>();
  readonly #deadlines = new Map<
    string,
    { due: string; readonly basis: string; readonly forUnits: Map<string, string> }
  >();
  #coProgramming: 'undecided' | 'not activated' | 'activated' | 'published' = 'undecided';
  #fixes = '';
  #manifest: Proposed | undefined;
  #endorsed = '';
  #convened = '';
  /** What the organ has approved: the plan, as soon as the revision is merged. */
  #merged: Proposed | undefined;
  /** The plan in force, and its fingerprint. */
  #plan: Proposed | undefined;
  #revisions = 0;
  #revision: SeenRevision | undefined;
  #suspended: { readonly from: string; readonly deadlines: 'stop' | 'run' } | undefined;
  /** The command that took the cycle up again, and the days its deadlines get back. */
  #resumed: { readonly commandId: string; readonly days: number } | undefined;
  #closed = false;
  #ended = false;
  #procedure = '';
  readonly #imports = new Map<
    string,
    { readonly sha256: string; readonly ids: readonly string[]; undone: boolean }
  >();
  readonly #facts = new Map<string, RecordedEvent>();
  /** What a field says since it was corrected. */
  readonly #corrected = new Map<string, string>();
  /** What the facts of one command have still to say. */
  readonly #owed = new Set<string>();
  #commandId = '';
  #checkpoint: { readonly id: string; readonly heard: Set<string> } | undefined;
  readonly #prescriptions = new Map<string, { readonly due?: string; metOn: string }>();
  /** Where the report on each scheda stands, and who ever handed one in. */
  readonly #reports = new Map<string, 'reported' | 'returned' | 'accepted' | 'excused'>();
  readonly #reporters = new Map<string, Set<string>>();
  #reportHash = '';

  constructor(cycleId: string) {
    this.#year = cycleName(cycleId)?.year ?? 0;
  }

  hear(events: readonly RecordedEvent[]): void {
    for (const [index, event] of events.entries()) {
      // 1: no gaps, nothing twice.
      expect(event.revision).toBe(index);
      this.#takeId('event', event.id);
      const envelope = event.metadata as unknown as Envelope;
      this.#hearEnvelope(event, envelope);
      this.#hearNumbers(event.data);
      this.#facts.set(event.id, event);
      const hear = this.#testimony[event.type as PlanningFact['type']] as
        ((data: unknown, envelope: Envelope) => void) | undefined;
      hear?.(event.data, envelope);
      if (event.type === 'CycleDrafted') expect(index).toBe(0); // 18: one cycle, drafted once
    }
    expect([...this.#owed]).toEqual([]);
  }

  /** 2, 14: a person with a role that was granted the verb, at an instant that never goes back. */
  #hearEnvelope({ type, data }: RecordedEvent, envelope: Envelope): void {
    const { actor, rule, recordedAt, occurredOn, lateReason, reason, commandId } = envelope;
    if (commandId !== this.#commandId) expect([...this.#owed]).toEqual([]);
    this.#commandId = commandId;
    const [name = '', role, condition] = rule.split('/');
    const verb = verbByName.get(name);
    expect(verb?.facts).toContain(type);
    expect(actor.role).toBe(role);
    expect(['AUD', 'ADM']).not.toContain(actor.role);
    const grant = verb?.who.find((granted) => granted.role === role);
    expect(grant).toEqual(condition === undefined ? { role } : { role, when: condition });
    if (condition === 'own-unit') {
      const { schedaId = '', unitId } = data as { schedaId?: string; unitId?: string };
      expect(actor.unitId).toBe(this.#schede.get(schedaId)?.unitId ?? unitId);
    }
    expect(recordedAt >= this.#lastRecordedAt).toBe(true);
    this.#lastRecordedAt = recordedAt;
    const today = romeDay(Date.parse(recordedAt));
    expect(occurredOn <= today).toBe(true);
    if (daysBetween(occurredOn, today) > 3) expect(lateReason).toMatch(/\S/);
    if (verb?.reason === 'required') expect(reason).toMatch(/\S/);
    this.#isTimely(type);
    const { schedaId } = data as { readonly schedaId?: string };
    if (schedaId !== undefined) this.#isThawed(type, schedaId, commandId);
  }

  /** What stands still, or is over, hears nothing but what may always be said. */
  #isTimely(type: string): void {
    // 8, 9: what is approved is frozen, and so is what the organ is about to see.
    const frozen = this.#manifest ?? (this.#plan && !this.#revision);
    if (frozen) expect(writing).not.toContain(type);
    if (this.#ended) expect(always).toContain(type);
    if (this.#closed) expect([...always, ...besides, 'CycleReopened']).toContain(type);
    if (this.#suspended) expect([...always, ...outOfSuspension]).toContain(type);
  }

  /** 8: what is approved changes only in a revision that took it up to amend it. */
  #isThawed(type: string, schedaId: string, commandId: string): void {
    const scheda = this.#schede.get(schedaId);
    if (scheda && scheda.cameWith !== commandId) scheda.touched = true;
    if (scheda?.approved && (writing as readonly string[]).includes(type)) {
      expect([type, this.#revision?.scope.get(schedaId)]).toEqual([type, 'amend']);
      expect(amending).toContain(type);
    }
  }

  /** A fact of the same command that has to follow. */
  #owes(...of: readonly unknown[]): void {
    this.#owed.add(of.join(' '));
  }

  /** That fact: it comes once, and not unless it had to. */
  #pays(...of: readonly unknown[]): void {
    expect([...this.#owed]).toContain(of.join(' '));
    this.#owed.delete(of.join(' '));
  }

  /** 15: money is written in decimal strings; no fact holds a float. */
  #hearNumbers(value: unknown): void {
    if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true);
    if (typeof value !== 'object' || value === null) return;
    const { amount } = value as { readonly amount?: unknown };
    if (amount !== undefined) expect(amount).toMatch(/^\d+\.\d{2}$/);
    for (const inner of Object.values(value)) this.#hearNumbers(inner);
  }

  /** 12: no id and no code is given twice. */
  #takeId(kind: string, id: string): void {
    expect(this.#given).not.toContain(`${kind} ${id}`);
    this.#given.add(`${kind} ${id}`);
  }

  #scheda(schedaId: string): SeenScheda {
    const scheda = this.#schede.get(schedaId);
    if (!scheda) throw new Error(`nobody assigned ${schedaId}`);
    return scheda;
  }

  /** 7: who checks is neither an author nor the head. */
  #mayCheck(schedaId: string, { actor }: Envelope): void {
    const { authors, head } = this.#scheda(schedaId);
    expect(authors).not.toContain(actor.personId);
    expect(head).not.toBe(actor.personId);
  }

  /** 4: everybody was heard, with minutes, or exempted; and co-programming is decided. */
  #gatesAreMet(): void {
    const heard = [...this.#meetings.values()]
      .filter(({ minuted }) => minuted)
      .flatMap((meeting) => meeting.categories);
    const missing = codes(categories).filter(
      (category) => !heard.includes(category) && !this.#exempted.has(category),
    );
    expect(missing).toEqual([]);
    expect(['not activated', 'published']).toContain(this.#coProgramming);
  }

  /** 9: the manifest is the set of what is checked, and its fingerprint is its fingerprint. */
  #isSealed({ manifest, manifestHash }: Pick<DataOf<'RevisionVerified'>, Sealed>): void {
    expect(manifestHash).toBe(sha256(manifest));
    const checked = [...this.#schede.entries()]
      .filter(([, scheda]) => scheda.checked)
      .map(([schedaId, { version, content, code, unitId }]) => ({
        ...{ schedaId, code, unitId, version },
        contentHash: sha256(content),
      }));
    // 8: what a revision did not take up stands in the plan exactly as it was approved.
    const untouched = this.#inPlan().filter(({ schedaId }) => !this.#revision?.scope.has(schedaId));
    const whole = [...untouched, ...checked].toSorted((one, other) =>
      one.code < other.code ? -1 : 1,
    );
    expect(manifest.schede).toMatchObject(whole);
    expect(manifest.schede).toHaveLength(whole.length);
    this.#manifest = { manifest, hash: manifestHash };
    this.#endorsed = '';
    this.#convened = '';
  }

  #inPlan(): Manifest['schede'] {
    return this.#plan?.manifest.schede ?? [];
  }

  #idsInPlan(): ReadonlySet<string> {
    return new Set(this.#inPlan().map(({ schedaId }) => schedaId));
  }

  /** 8: what was approved is there again, word for word; the numbers of what came to nothing are not. */
  #isAsApproved(schedaId: string): void {
    const scheda = this.#scheda(schedaId);
    expect(scheda.approved).toBeDefined();
    Object.assign(scheda, scheda.approved, { checked: false });
    scheda.authors = new Set(scheda.approved?.authors);
    this.#revision?.scope.delete(schedaId);
  }

  /** What the approval of the proposal brings about has to follow at once, and nothing else. */
  #isApproved({ manifest, hash }: Proposed): void {
    const written = manifest.schede.filter(({ schedaId }) => this.#scheda(schedaId).checked);
    for (const { schedaId, version, contentHash } of written) {
      this.#owes('SchedaApproved', schedaId, version, contentHash);
    }
    if (this.#revision) {
      const { number, scope } = this.#revision;
      for (const [id, what] of scope) if (what === 'drop') this.#owes('SchedaDropped', id);
      this.#owes('RevisionMerged', number, hash);
    } else {
      expect(this.#plan).toBeUndefined(); // 18: approved once
      this.#plan = { manifest, hash };
    }
    this.#merged = this.#manifest;
    this.#manifest = undefined;
  }

  /** 12: it says why, and on what ground. */
  #isGrounded({ act, ground }: DataOf<'CycleAnnulled'>, { reason }: Envelope): void {
    for (const words of [act, ground, reason]) expect(words).toMatch(/\S/);
    expect(this.#plan).toBeDefined();
  }

  /** 17: what was imported says from which file and which lines. */
  #isCited({ file, lines }: Source): void {
    expect(file).toMatch(/\S/);
    expect(lines.length).toBeGreaterThan(0);
  }

  /** 11: a date moves from where it stands, with a reason and, where a law asks, an act. */
  readonly #movesDeadline = (
    { deadlineId, from, to, act, unitId = '' }: DataOf<'DeadlineExtended'>,
    { reason, commandId }: Envelope,
  ): void => {
    if (commandId === this.#resumed?.commandId) expect(to).toBe(addDays(from, this.#resumed.days));
    const deadline = this.#deadlines.get(deadlineId);
    const own = deadline?.forUnits.get(unitId) ?? '';
    expect(deadline && own > deadline.due ? own : deadline?.due).toBe(from);
    expect(reason).toMatch(/\S/);
    if (deadline?.basis === 'LAW' || deadline?.basis === 'REGIONAL_ACT') expect(act).toBeDefined();
    if (unitId !== '') deadline?.forUnits.set(unitId, to);
    else if (deadline) deadline.due = to;
  };

  readonly #testimony: Testimony = {
    ParentPlanLinked: ({ toYear, expired, note }) => {
      expect(expired).toBe(toYear !== undefined && toYear < this.#year); // 16
      if (expired) expect(note).toMatch(/\S/);
    },
    TreeImported: ({ source, fromCycleId, objectives, programmes }) => {
      if (source) this.#isCited(source);
      else expect(cycleName(fromCycleId ?? '')?.year).toBeLessThan(this.#year);
      for (const { objectiveId } of objectives) this.#takeId('objective', objectiveId);
      for (const { programmeId } of programmes) this.#takeId('programme', programmeId);
    },
    ObjectiveAdded: ({ objectiveId }) => {
      this.#takeId('objective', objectiveId);
    },
    ProgrammeAdded: ({ programmeId }) => {
      this.#takeId('programme', programmeId);
    },
    NeedsImported: ({ source, profileCycleId, needs }) => {
      if (source) this.#isCited(source);
      else expect(profileCycleId).toBeDefined();
      for (const { needId } of needs) this.#takeId('need', needId);
    },
    QuestionRaised: ({ questionId }) => {
      this.#takeId('question', questionId);
    },
    ContributionReceived: ({ contributionId }) => {
      this.#takeId('contribution', contributionId);
    },

    MeetingScheduled: ({ meetingId }) => {
      this.#takeId('meeting', meetingId);
    },
    MeetingHeld: ({ meetingId, heldOn, categories: heard }, { recordedAt }) => {
      expect(heldOn <= romeDay(Date.parse(recordedAt))).toBe(true); // 10
      this.#meetings.set(meetingId, { categories: heard, minuted: false });
    },
    CategoriesAttributed: ({ meetingId, categories: heard }) => {
      const meeting = this.#meetings.get(meetingId);
      expect(meeting).toBeDefined(); // 10: it was held
      if (meeting) meeting.categories = heard;
    },
    MinutesRecorded: ({ meetingId }) => {
      const meeting = this.#meetings.get(meetingId);
      expect(meeting).toBeDefined(); // 10: it was held
      if (meeting) meeting.minuted = true;
    },
    PromiseMade: ({ promiseId }) => {
      this.#takeId('promise', promiseId);
    },
    CategoryExempted: ({ category }) => {
      this.#exempted.add(category);
    },

    CoProgrammingReferred: ({ act, procedureCycleId }, { lookedAt }) => {
      expect(act).toMatch(/\S/);
      expect(Object.keys(lookedAt ?? {}).join(' ')).toContain(procedureCycleId);
      this.#procedure = procedureCycleId;
      this.#coProgramming = 'activated';
    },
    CoProgrammingConcluded: ({ procedureCycleId, url }, { lookedAt }) => {
      expect(this.#coProgramming).toBe('activated');
      expect(procedureCycleId).toBe(this.#procedure);
      expect(Object.keys(lookedAt ?? {}).join(' ')).toContain(procedureCycleId);
      expect(url).toMatch(/\S/);
      this.#coProgramming = 'published';
    },
    CoProgrammingActivated: () => {
      this.#coProgramming = 'activated';
    },
    CoProgrammingNotActivated: ({ text, deferredTo, deferralDue }) => {
      expect(text.trim().length).toBeGreaterThanOrEqual(50); // 5
      if (deferralDue !== undefined) expect(deferredTo).toMatch(/\S/);
      this.#coProgramming = 'not activated';
    },
    NoticePublished: ({ publishedOn, closesOn, days, derogation }) => {
      expect(days).toBe(daysBetween(publishedOn, closesOn)); // 6: first day out, last day in
      if (days < 20) expect(derogation).toMatch(/\S/);
    },
    CoProgrammingReportPublished: () => {
      this.#coProgramming = 'published';
    },

    DeadlineSet: ({ deadlineId, due, basis }) => {
      this.#takeId('deadline', deadlineId);
      this.#deadlines.set(deadlineId, { due, basis, forUnits: new Map() });
    },
    DeadlineWaived: ({ deadlineId }) => {
      this.#deadlines.delete(deadlineId); // 11: its date moves no more
    },
    DeadlineCancelled: ({ deadlineId }) => {
      this.#deadlines.delete(deadlineId);
    },
    DeadlineExtended: this.#movesDeadline,
    DeadlineShortened: this.#movesDeadline,

    SchedaAssigned: ({ schedaId, code, unitId, personId, title }, { commandId }) => {
      this.#takeId('scheda', schedaId);
      this.#takeId('code', code);
      this.#schede.set(schedaId, {
        ...{ code, content: { title }, version: 0, highest: 0, unitId, head: personId },
        ...{ authors: new Set(), checked: false, cameWith: commandId, touched: false },
      });
    },
    SchedaCarriedOver: (carried, { commandId }) => {
      const { schedaId, code, unitId, personId, authors, carriedFrom } = carried;
      const { content, contentHash, notCopied } = carried;
      this.#takeId('scheda', schedaId);
      this.#takeId('code', code);
      expect(cycleName(carriedFrom.cycleId)?.year).toBeLessThan(this.#year);
      expect(contentHash).toBe(sha256(content));
      expect(carriedFrom.contentHash).toBe(sha256({ ...content, ...notCopied }));
      this.#schede.set(schedaId, {
        ...{ code, content, version: 1, highest: 1, unitId, head: personId },
        ...{ authors: new Set(authors), checked: false, cameWith: commandId, touched: false },
      });
    },
    SchedaReassigned: ({ schedaId, fromUnitId, toUnitId, fromPersonId, toPersonId }) => {
      const scheda = this.#scheda(schedaId);
      expect([scheda.unitId, scheda.head]).toEqual([fromUnitId, fromPersonId]);
      Object.assign(scheda, { unitId: toUnitId, head: toPersonId });
    },
    SchedaRevised: ({ schedaId, version, changes, contentHash }, { actor }) => {
      const scheda = this.#scheda(schedaId);
      const kept = Object.entries({ ...scheda.content, ...changes }).filter(
        ([, it]) => it !== null,
      );
      scheda.content = Object.fromEntries(kept);
      scheda.version = scheda.highest += 1;
      scheda.authors.add(actor.personId);
      expect([version, contentHash]).toEqual([scheda.version, sha256(scheda.content)]);
    },
    SchedaSubmitted: ({ schedaId }, { actor }) => {
      this.#scheda(schedaId).authors.add(actor.personId);
    },
    SchedaTakenInCharge: ({ schedaId }, envelope) => {
      this.#mayCheck(schedaId, envelope);
    },
    SchedaReturned: ({ schedaId }, envelope) => {
      // The coordinator asks for fixes of what is checked; by itself a scheda is returned by its checker.
      if (this.#fixes !== envelope.commandId) this.#mayCheck(schedaId, envelope);
      this.#scheda(schedaId).checked = false;
    },
    SchedaChecked: ({ schedaId, version, contentHash }, envelope) => {
      const scheda = this.#scheda(schedaId);
      this.#mayCheck(schedaId, envelope);
      expect([version, contentHash]).toEqual([scheda.version, sha256(scheda.content)]);
      scheda.checked = true;
    },
    SchedaWithdrawn: ({ schedaId }, { reason }) => {
      expect(reason).toMatch(/\S/); // 12
      this.#scheda(schedaId).checked = false;
      this.#owed.delete(`SchedaWithdrawn ${schedaId}`);
    },
    SchedaLeftOut: ({ schedaId, reason }) => {
      expect(reason).toMatch(/\S/);
      this.#scheda(schedaId).checked = false;
    },
    SchedaAnnulled: ({ schedaId, act, ground, manifestHash }, envelope) => {
      this.#isGrounded({ act, ground }, envelope);
      expect(this.#idsInPlan()).toContain(schedaId);
      this.#isAsApproved(schedaId);
      if (!this.#plan) return;
      const { manifest } = this.#plan;
      const schede = manifest.schede.filter((one) => one.schedaId !== schedaId);
      this.#plan = { manifest: { ...manifest, schede }, hash: manifestHash };
      expect(manifestHash).toBe(sha256(this.#plan.manifest)); // 9: what is left is in force
    },

    RevisionOpened: ({ number, scope }, { reason }) => {
      expect(reason).toMatch(/\S/);
      expect(this.#plan).toBeDefined();
      expect(this.#revision).toBeUndefined();
      expect(number).toBe((this.#revisions += 1)); // 18: numbered within the cycle
      this.#revision = { number, scope: new Map(scope.map((one) => [one.schedaId, one.what])) };
      for (const { schedaId, what } of scope) {
        expect(this.#idsInPlan()).toContain(schedaId);
        if (what === 'amend') this.#owes('SchedaReopened', schedaId);
      }
    },
    SchedaReopened: ({ schedaId }) => {
      this.#pays('SchedaReopened', schedaId);
      Object.assign(this.#scheda(schedaId), { authors: new Set(), checked: false });
    },
    AmendmentDropped: ({ schedaId }, { reason }) => {
      expect(reason).toMatch(/\S/);
      expect(this.#revision?.scope.has(schedaId)).toBe(true);
      this.#isAsApproved(schedaId);
    },
    RevisionVerified: (verified) => {
      this.#isSealed(verified);
      const { number, manifestHash, amended, added, dropped } = verified;
      const scope = [...(this.#revision?.scope ?? [])];
      const ids = (what: string) => scope.filter((one) => one[1] === what).map(([id]) => id);
      expect(number).toBe(this.#revision?.number);
      expect(manifestHash).not.toBe(this.#plan?.hash);
      expect(new Set(amended)).toEqual(new Set(ids('amend')));
      expect(new Set(dropped)).toEqual(new Set(ids('drop')));
      for (const id of added) expect(this.#scheda(id).approved).toBeUndefined();
    },
    RevisionMerged: ({ number, manifestHash }) => {
      this.#pays('RevisionMerged', number, manifestHash);
      expect(this.#merged?.hash).toBe(manifestHash);
      this.#plan = this.#merged;
      this.#revision = undefined;
    },
    RevisionDropped: ({ number }, { reason }) => {
      expect(reason).toMatch(/\S/);
      expect(number).toBe(this.#revision?.number);
      expect([...(this.#revision?.scope.values() ?? [])]).not.toContain('amend');
      this.#revision = undefined;
    },
    SchedaDropped: ({ schedaId }) => {
      this.#pays('SchedaDropped', schedaId);
    },

    CycleSuspended: ({ deadlines }, { occurredOn, reason }) => {
      expect(reason).toMatch(/\S/);
      this.#suspended = { from: occurredOn, deadlines };
    },
    CycleResumed: ({ days }, { occurredOn, commandId }) => {
      const { from = '', deadlines } = this.#suspended ?? {};
      expect(days).toBe(daysBetween(from, occurredOn));
      this.#resumed = { commandId, days: deadlines === 'stop' ? days : 0 };
      this.#suspended = undefined;
    },
    CycleAnnulled: (annulled, envelope) => {
      this.#isGrounded(annulled, envelope);
      this.#ends();
    },
    CycleRevoked: (revoked, envelope) => {
      this.#isGrounded(revoked, envelope);
      this.#ends();
    },
    CycleAbandoned: ({ ground }) => {
      expect(ground).toMatch(/\S/);
      expect(this.#plan).toBeUndefined(); // what is approved is annulled or revoked
      this.#ends();
    },

    RecordCorrected: ({ eventId, factType, factRevision, field, ...said }, { reason }) => {
      const wrong = this.#facts.get(eventId);
      expect(wrong).toMatchObject({ type: factType, revision: factRevision }); // 1
      const place = `${factRevision} ${field}`;
      expect(said.old).toBe(this.#corrected.get(place) ?? valueAt(wrong?.data, field));
      expect(said.new).not.toBe(said.old);
      expect(reason).toMatch(/\S/);
      this.#corrected.set(place, said.new);
    },
    TextRedacted: ({ eventId, where, pointer, ...redacted }, { reason }) => {
      const { factType: type, factRevision: revision, sha256: fingerprint, legalBasis } = redacted;
      const fact = this.#facts.get(eventId);
      expect(fact).toMatchObject({ type, revision });
      const text = valueAt(where === 'data' ? fact?.data : fact?.metadata, pointer);
      expect(fingerprint).toBe(createHash('sha256').update(String(text)).digest('hex'));
      for (const words of [text, legalBasis, reason]) expect(words).toMatch(/\S/);
      this.#takeId('redaction', `${revision} ${where} ${pointer}`);
    },

    SpreadsheetImported: ({ spreadsheetImportId, sha256: file, ids }, { commandId }) => {
      this.#takeId('import', spreadsheetImportId);
      for (const id of ids) expect(this.#scheda(id).cameWith).toBe(commandId);
      const inForce = [...this.#imports.values()].filter(({ undone }) => !undone);
      expect(inForce.map((one) => one.sha256)).not.toContain(file);
      this.#imports.set(spreadsheetImportId, { sha256: file, ids, undone: false });
    },
    SpreadsheetImportUndone: ({ spreadsheetImportId }, { reason }) => {
      const imported = this.#imports.get(spreadsheetImportId);
      expect(imported?.undone).toBe(false);
      expect(reason).toMatch(/\S/);
      if (imported) imported.undone = true;
      for (const id of imported?.ids ?? []) {
        expect(this.#scheda(id).touched).toBe(false);
        this.#owes('SchedaWithdrawn', id); // 12: nothing is removed
      }
    },
    FixesRequested: (_fixes, { commandId }) => {
      this.#fixes = commandId;
    },

    VerificationOpened: () => {
      this.#gatesAreMet();
    },
    VerificationClosed: (closed) => {
      this.#isSealed(closed);
    },
    ProposalEndorsed: ({ manifestHash }) => {
      expect(manifestHash).toBe(this.#manifest?.hash);
      this.#endorsed = manifestHash;
    },
    ProposalReturned: () => {
      this.#manifest = undefined;
    },
    OrganConvened: ({ sessionId }) => {
      this.#takeId('session', sessionId);
      expect(this.#endorsed).toBe(this.#manifest?.hash); // 19: nothing goes to the organ unendorsed
      this.#convened = sessionId;
    },
    DeliberationRecorded: ({ sessionId, outcome, manifestHash, text }) => {
      expect(sessionId).toBe(this.#convened);
      this.#convened = '';
      expect(manifestHash).toBe(this.#manifest?.hash); // 9
      if (outcome === 'rejected') {
        expect(text).toMatch(/\S/); // 19: with the words of the organ
        this.#manifest = undefined;
        this.#endorsed = '';
      }
      if (outcome !== 'approved' && outcome !== 'approvedWithPrescriptions') return;
      this.#gatesAreMet();
      if (this.#manifest) this.#isApproved(this.#manifest);
    },
    SchedaApproved: ({ schedaId, version, contentHash }) => {
      this.#pays('SchedaApproved', schedaId, version, contentHash);
      const scheda = this.#scheda(schedaId);
      const { content, authors } = scheda;
      Object.assign(scheda, {
        checked: false,
        approved: { content, version, authors: new Set(authors) },
      });
    },

    PrescriptionSet: ({ prescriptionId, due }) => {
      this.#takeId('prescription', prescriptionId);
      this.#prescriptions.set(prescriptionId, {
        ...(due !== undefined && { due }),
        metOn: '',
      });
    },
    PrescriptionMet: ({ prescriptionId }, { occurredOn }) => {
      const prescription = this.#prescriptions.get(prescriptionId);
      expect(prescription?.metOn).toBe('');
      if (prescription) prescription.metOn = occurredOn;
    },
    PrescriptionNotAccepted: ({ prescriptionId }) => {
      const prescription = this.#prescriptions.get(prescriptionId);
      expect(prescription?.metOn).not.toBe('');
      if (prescription) prescription.metOn = '';
    },
    PrescriptionAccepted: ({ prescriptionId, daysLate }) => {
      const { due, metOn = '' } = this.#prescriptions.get(prescriptionId) ?? {};
      const late = due === undefined || metOn <= due ? 0 : daysBetween(due, metOn);
      expect(daysLate).toBe(late);
    },
    CheckpointOpened: ({ checkpointId }) => {
      this.#takeId('checkpoint', checkpointId);
      this.#checkpoint = { id: checkpointId, heard: new Set() };
    },
    ProgressRecorded: ({ schedaId, checkpointId, status, text }) => {
      expect(this.#idsInPlan()).toContain(schedaId);
      expect(checkpointId).toBe(this.#checkpoint?.id);
      if (['SUSPENDED', 'PARTLY_DONE', 'NOT_DONE'].includes(status)) expect(text).toMatch(/\S/);
      this.#checkpoint?.heard.add(schedaId);
    },
    CheckpointClosed: ({ checkpointId, silent }) => {
      expect(checkpointId).toBe(this.#checkpoint?.id);
      const saidNothing = [...this.#idsInPlan()].filter((id) => !this.#checkpoint?.heard.has(id));
      expect(new Set(silent)).toEqual(new Set(saidNothing));
      this.#checkpoint = undefined;
    },
    PlanPublished: ({ manifestHash, from }, { recordedAt }) => {
      expect(manifestHash).toBe(this.#plan?.hash);
      expect(from <= romeDay(Date.parse(recordedAt))).toBe(true);
    },
    ProwebDepositRecorded: ({ manifestHash, depositedOn }, { recordedAt }) => {
      expect(manifestHash).toBe(this.#plan?.hash);
      expect(depositedOn <= romeDay(Date.parse(recordedAt))).toBe(true);
    },
    FinalReportStarted: () => {
      expect(this.#checkpoint).toBeUndefined();
      expect(this.#revision).toBeUndefined();
    },
    SchedaReported: ({ schedaId, status, rePropose, reProposeReason }, { actor }) => {
      expect(this.#idsInPlan()).toContain(schedaId);
      expect(['NOT_STARTED', 'UNDER_WAY']).not.toContain(status);
      if (!rePropose) expect(reProposeReason).toMatch(/\S/);
      this.#reports.set(schedaId, 'reported');
      const reporters = this.#reporters.get(schedaId) ?? new Set();
      this.#reporters.set(schedaId, reporters.add(actor.personId));
    },
    ReportAccepted: ({ schedaId }, { actor }) => {
      expect(this.#reports.get(schedaId)).toBe('reported');
      expect(this.#reporters.get(schedaId)).not.toContain(actor.personId);
      this.#reports.set(schedaId, 'accepted');
    },
    ReportReturned: ({ schedaId }) => {
      expect(['reported', 'accepted']).toContain(this.#reports.get(schedaId));
      this.#reports.set(schedaId, 'returned');
    },
    SchedaExcused: ({ schedaId }) => {
      this.#reports.set(schedaId, 'excused');
    },
    FinalReportEndorsed: ({ schede, reportHash }) => {
      expect(new Set(schede.map(({ schedaId }) => schedaId))).toEqual(this.#idsInPlan());
      for (const { schedaId, status } of schede) {
        const excused = status === 'EXCUSED';
        expect(this.#reports.get(schedaId)).toBe(excused ? 'excused' : 'accepted');
      }
      expect(reportHash).toBe(sha256(schede));
      this.#reportHash = reportHash;
    },
    FinalReportApproved: ({ reportHash }) => {
      expect(reportHash).toBe(this.#reportHash);
    },
    CycleClosed: ({ manifestHash, reportHash }) => {
      expect(manifestHash).toBe(this.#plan?.hash);
      expect(reportHash).toBe(this.#reportHash);
      this.#closed = true;
    },
    CycleReopened: ({ act }, { reason }) => {
      expect(this.#closed).toBe(true);
      for (const words of [act, reason]) expect(words).toMatch(/\S/);
      this.#closed = false;
    },
  };

  #ends(): void {
    this.#ended = true;
    this.#suspended = undefined;
  }
}

type Sealed = 'manifest' | 'manifestHash';

/** What may be said of a cycle at any time, after its end too. */
const always = ['RecordCorrected', 'TextRedacted', 'PromiseMade', 'PromiseKept', 'PromiseBroken'];
/** What is still answered when the year is closed. */
const besides = [
  ...['QuestionRaised', 'QuestionAnswered', 'ContributionAnswered', 'ContributionPlaced'],
];
/** What becomes of a cycle that is suspended. */
const outOfSuspension = [
  ...['CycleResumed', 'DeadlineExtended'],
  ...['CycleAnnulled', 'CycleRevoked', 'CycleAbandoned'],
];
/** How an approved scheda is written anew. */
const amending = [
  ...['SchedaRevised', 'SchedaSubmitted', 'SchedaTakenInCharge'],
  ...['SchedaReturned', 'SchedaChecked'],
];

/** What writes a plan: none of it happens to one that is in force, unless a revision is open. */
const writing: readonly PlanningFact['type'][] = [
  'TreeImported',
  'ObjectiveAdded',
  'ProgrammeAdded',
  'ProgrammeLinked',
  'NeedsImported',
  'SchedaAssigned',
  'SchedaCarriedOver',
  'SchedaMoved',
  'SchedaRevised',
  'SchedaSubmitted',
  'SchedaTakenInCharge',
  'SchedaReturned',
  'SchedaChecked',
  'SchedaWithdrawn',
  'SchedaLeftOut',
  'VerificationClosed',
];
