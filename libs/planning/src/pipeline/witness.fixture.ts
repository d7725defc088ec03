import { createHash } from 'node:crypto';
import { addDays, daysBetween, romeDay } from '#calendar';
import { canonicalJson, type RecordedEvent } from '#event-store';
import type { Manifest } from '../approval/approval.facts.js';
import { valueAt } from '../correction/json-pointer.js';
import { cycleName } from '../cycle/cycle-id.js';
import type { Envelope } from '../envelope.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import type { Source } from '../source.js';
import { categories, codes, type Category } from '../value-sets.js';
import { handsOf } from '../command/hands.js';
import { verbByName } from '../verbs.js';
import { byRule } from './rule-broken.fixture.js';
import { OrganisationHeard } from './organisation-heard.fixture.js';
import type { Testimony } from './testimony.fixture.js';
import { WitnessOfHands } from './witness-of-hands.fixture.js';

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

interface SeenMeeting {
  categories: readonly Category[];
  minuted: boolean;
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

/** Nobody decides by a program, in an emergency, or longer than a quarter of an hour after they said who they are. */
function hearDecision({ actor, recordedAt }: Envelope): void {
  expect(['api-token', 'emergency']).not.toContain(actor.authMethod);
  const ageMs = Date.parse(recordedAt) - Date.parse(actor.authenticatedAt ?? '');
  expect(ageMs).toBeLessThanOrEqual(900_000);
}

/** The facts after which somebody may have a role they had not. */
const givingRoles: readonly string[] = ['RoleGranted', 'UnitAdded', 'UnitHeadChanged'];

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
  readonly #meetings = new Map<string, SeenMeeting>();
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
  readonly #reporters = new Map<string, readonly string[]>();
  #reportHash = '';

  readonly #hands: WitnessOfHands;
  /** The organisation of the zone as the fact that is being heard found it. */
  #organisation = new OrganisationHeard([], '');
  readonly #delegations = new Map<string, { revoked: boolean }>();
  /** Who asked for, proposed or prepared what somebody else decides on. */
  readonly #firstHands = new Map<string, readonly string[]>();

  /** @param register the facts of the organisation of the zone, where it keeps a register */
  constructor(cycleId: string, register: readonly RecordedEvent[] = []) {
    this.#year = cycleName(cycleId)?.year ?? 0;
    this.#hands = new WitnessOfHands(cycleId, register);
  }

  hear(events: readonly RecordedEvent[]): void {
    for (const [index, event] of events.entries()) {
      byRule(1, () => {
        expect(event.revision).toBe(index);
        expect([...this.#facts.keys()]).not.toContain(event.id);
      });
      const envelope = event.metadata as unknown as Envelope;
      this.#hearEnvelope(event, envelope);
      this.#hearNumbers(event.data);
      this.#facts.set(event.id, event);
      const hear = this.#testimony[event.type as PlanningFact['type']] as
        ((data: unknown, envelope: Envelope) => void) | undefined;
      hear?.(event.data, envelope);
      // One cycle, drafted once; one register, opened once.
      if (['CycleDrafted', 'OrganisationOpened'].includes(event.type)) {
        byRule(18, () => {
          expect(index).toBe(0);
        });
      }
    }
    expect([...this.#owed]).toEqual([]);
  }

  /** Somebody who may, by the register as it was, at an instant that never goes back, for a reason. */
  #hearEnvelope(event: RecordedEvent, envelope: Envelope): void {
    const { type, data } = event;
    const { rule, recordedAt, occurredOn, lateReason, reason, commandId } = envelope;
    if (commandId !== this.#commandId) expect([...this.#owed]).toEqual([]);
    this.#commandId = commandId;
    this.#organisation = this.#hands.organisationAt(event);
    this.#hands.hear(event, this.#unitsOf(data));
    if (givingRoles.includes(type)) this.#hands.hearSeparation(event);
    expect(recordedAt >= this.#lastRecordedAt).toBe(true);
    this.#lastRecordedAt = recordedAt;
    const today = romeDay(Date.parse(recordedAt));
    expect(occurredOn <= today).toBe(true);
    if (daysBetween(occurredOn, today) > 3) expect(lateReason).toMatch(/\S/);
    const [verb = ''] = rule.split('/');
    if (verbByName.get(verb)?.reason === 'required') expect(reason).toMatch(/\S/);
    if (verbByName.get(verb)?.decisive) hearDecision(envelope);
    this.#isTimely(type);
    const { schedaId } = data as { readonly schedaId?: string };
    if (schedaId !== undefined) this.#isThawed(type, schedaId, commandId);
  }

  /** The units a fact is about: that of its scheda, and those it names. */
  #unitsOf(data: unknown): readonly string[] {
    const { schedaId, unitId, toUnitId, scope } = data as {
      readonly schedaId?: string;
      readonly unitId?: string;
      readonly toUnitId?: string;
      readonly scope?: { readonly unitId?: string };
    };
    const units = [this.#schede.get(schedaId ?? '')?.unitId, unitId, toUnitId, scope?.unitId];
    return units.filter((unit) => unit !== undefined);
  }

  /** What stands still, or is over, hears nothing but what may always be said. */
  #isTimely(type: string): void {
    // What is approved is frozen, and so is what the organ is about to see.
    const frozen = this.#manifest ?? (this.#plan && !this.#revision);
    byRule(8, () => {
      if (frozen) expect(writing).not.toContain(type);
    });
    if (this.#ended) expect(always).toContain(type);
    if (this.#closed) expect([...always, ...besides, 'CycleReopened']).toContain(type);
    if (this.#suspended) expect([...always, ...outOfSuspension]).toContain(type);
  }

  /** 8: what is approved changes only in a revision that took it up to amend it. */
  #isThawed(type: string, schedaId: string, commandId: string): void {
    const scheda = this.#schede.get(schedaId);
    if (scheda && scheda.cameWith !== commandId) scheda.touched = true;
    if (scheda?.approved && (writing as readonly string[]).includes(type)) {
      byRule(8, () => {
        expect([type, this.#revision?.scope.get(schedaId)]).toEqual([type, 'amend']);
        expect(amending).toContain(type);
      });
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
    byRule(15, () => {
      if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true);
    });
    if (typeof value !== 'object' || value === null) return;
    const { amount } = value as { readonly amount?: unknown };
    byRule(15, () => {
      if (amount !== undefined) expect(amount).toMatch(/^\d+\.\d{2}$/);
    });
    for (const inner of Object.values(value)) this.#hearNumbers(inner);
  }

  /** 12: no id and no code is given twice. */
  #takeId(kind: string, id: string): void {
    byRule(12, () => {
      expect(this.#given).not.toContain(`${kind} ${id}`);
    });
    this.#given.add(`${kind} ${id}`);
  }

  #scheda(schedaId: string): SeenScheda {
    const scheda = this.#schede.get(schedaId);
    if (!scheda) throw new Error(`nobody assigned ${schedaId}`);
    return scheda;
  }

  /** 7: who checks is neither an author nor the head, be it the one named or the one of today. */
  #mayCheck(schedaId: string, envelope: Envelope): void {
    this.#hasOtherHands([...this.#scheda(schedaId).authors, ...this.#heads(schedaId)], envelope);
  }

  /** 7: nor do they judge the report on it, or who ever handed one in. */
  #mayJudgeReport(schedaId: string, envelope: Envelope): void {
    const reporters = this.#reporters.get(schedaId) ?? [];
    this.#hasOtherHands([...reporters, ...this.#heads(schedaId)], envelope);
  }

  /** The head a scheda was given to, and the one its unit has today. */
  #heads(schedaId: string): readonly string[] {
    const { head, unitId } = this.#scheda(schedaId);
    return [head, this.#organisation.headOf(this.#organisation.unitNow(unitId)) ?? head];
  }

  /** 7: whoever decides on something had no hand in it, nor acts for somebody who had. */
  #hasOtherHands(before: Iterable<string>, { actor }: Envelope): void {
    byRule(7, () => {
      for (const hand of handsOf(actor)) expect([...before]).not.toContain(hand);
    });
  }

  /** 7: a second look, at what somebody asked for, proposed or prepared. */
  #looksAgain(matter: string, envelope: Envelope): void {
    this.#hasOtherHands(this.#firstHands.get(matter) ?? [], envelope);
  }

  /** 10: a meeting that was held. */
  #heldMeeting(meetingId: string, then: (meeting: SeenMeeting) => void): void {
    const meeting = this.#meetings.get(meetingId);
    byRule(10, () => {
      expect(meeting).toBeDefined();
    });
    if (meeting) then(meeting);
  }

  /** 4: everybody was heard, with minutes, or exempted; and co-programming is decided. */
  #gatesAreMet(): void {
    const heard = [...this.#meetings.values()]
      .filter(({ minuted }) => minuted)
      .flatMap((meeting) => meeting.categories);
    const missing = codes(categories).filter(
      (category) => !heard.includes(category) && !this.#exempted.has(category),
    );
    byRule(4, () => {
      expect(missing).toEqual([]);
      expect(['not activated', 'published']).toContain(this.#coProgramming);
    });
  }

  /** 9: the manifest is the set of what is checked, and its fingerprint is its fingerprint. */
  #isSealed({ manifest, manifestHash }: Pick<DataOf<'RevisionVerified'>, Sealed>): void {
    const checked = [...this.#schede.entries()]
      .filter(([, scheda]) => scheda.checked)
      .map(([schedaId, { version, content, code, unitId }]) => ({
        ...{ schedaId, code, unitId, version },
        contentHash: sha256(content),
      }));
    // What a revision did not take up stands in the plan exactly as it was approved.
    const untouched = this.#inPlan().filter(({ schedaId }) => !this.#revision?.scope.has(schedaId));
    const whole = [...untouched, ...checked].toSorted((one, other) =>
      one.code < other.code ? -1 : 1,
    );
    byRule(9, () => {
      expect(manifestHash).toBe(sha256(manifest));
      expect(manifest.schede).toMatchObject(whole);
      expect(manifest.schede).toHaveLength(whole.length);
    });
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
      byRule(18, () => {
        expect(this.#plan).toBeUndefined(); // approved once
      });
      this.#plan = { manifest, hash };
    }
    this.#merged = this.#manifest;
    this.#manifest = undefined;
  }

  /** 12: it says why, and on what ground. */
  #isGrounded({ act, ground }: DataOf<'CycleAnnulled'>, { reason }: Envelope): void {
    byRule(12, () => {
      for (const words of [act, ground, reason]) expect(words).toMatch(/\S/);
      expect(this.#plan).toBeDefined();
    });
  }

  /** 17: what was imported says from which file and which lines. */
  #isCited({ file, lines }: Source): void {
    byRule(17, () => {
      expect(file).toMatch(/\S/);
      expect(lines.length).toBeGreaterThan(0);
    });
  }

  /** 17: what was taken over says from which cycle of an earlier year. */
  #isOfAnEarlierYear(cycleId = ''): void {
    byRule(17, () => {
      expect(cycleName(cycleId)?.year).toBeLessThan(this.#year);
    });
  }

  /** 11: a date moves from where it stands, with a reason and, where a law asks, an act. */
  readonly #movesDeadline = (
    { deadlineId, from, to, act, unitId = '' }: DataOf<'DeadlineExtended'>,
    { reason, commandId }: Envelope,
  ): void => {
    const deadline = this.#deadlines.get(deadlineId);
    const own = deadline?.forUnits.get(unitId) ?? '';
    byRule(11, () => {
      if (commandId === this.#resumed?.commandId) {
        expect(to).toBe(addDays(from, this.#resumed.days));
      }
      expect(deadline && own > deadline.due ? own : deadline?.due).toBe(from);
      expect(reason).toMatch(/\S/);
      if (['LAW', 'REGIONAL_ACT'].includes(deadline?.basis ?? '')) expect(act).toBeDefined();
    });
    if (unitId !== '') deadline?.forUnits.set(unitId, to);
    else if (deadline) deadline.due = to;
  };

  readonly #testimony: Testimony = {
    ParentPlanLinked: ({ toYear, expired, note }) => {
      byRule(16, () => {
        expect(expired).toBe(toYear !== undefined && toYear < this.#year);
        if (expired) expect(note).toMatch(/\S/);
      });
    },
    TreeImported: ({ source, fromCycleId, objectives, programmes }) => {
      if (source) this.#isCited(source);
      else this.#isOfAnEarlierYear(fromCycleId);
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
      byRule(17, () => {
        expect(source ?? profileCycleId).toBeDefined();
      });
      if (source) this.#isCited(source);
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
      byRule(10, () => {
        expect(heldOn <= romeDay(Date.parse(recordedAt))).toBe(true);
      });
      this.#meetings.set(meetingId, { categories: heard, minuted: false });
    },
    CategoriesAttributed: ({ meetingId, categories: heard }) => {
      this.#heldMeeting(meetingId, (meeting) => {
        meeting.categories = heard;
      });
    },
    MinutesRecorded: ({ meetingId }, { actor }) => {
      this.#heldMeeting(meetingId, (meeting) => {
        meeting.minuted = true;
      });
      this.#firstHands.set(`minutes ${meetingId}`, handsOf(actor));
    },
    MinutesApproved: ({ meetingId }, envelope) => {
      this.#looksAgain(`minutes ${meetingId}`, envelope);
    },
    PromiseMade: ({ promiseId }) => {
      this.#takeId('promise', promiseId);
    },
    CategoryExemptionProposed: ({ category }, { actor }) => {
      this.#firstHands.set(`exemption ${category}`, handsOf(actor));
    },
    CategoryExempted: ({ category }, envelope) => {
      this.#looksAgain(`exemption ${category}`, envelope);
      this.#exempted.add(category);
    },

    CoProgrammingProposed: (_proposed, { actor }) => {
      this.#firstHands.set('co-programming', handsOf(actor));
    },
    CoProgrammingReferred: ({ act, procedureCycleId }, envelope) => {
      const { lookedAt } = envelope;
      this.#looksAgain('co-programming', envelope);
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
    CoProgrammingActivated: (_activated, envelope) => {
      this.#looksAgain('co-programming', envelope);
      this.#coProgramming = 'activated';
    },
    CoProgrammingNotActivated: ({ text, deferredTo, deferralDue }, envelope) => {
      this.#looksAgain('co-programming', envelope);
      byRule(5, () => {
        expect(text.trim().length).toBeGreaterThanOrEqual(50);
        if (deferralDue !== undefined) expect(deferredTo).toMatch(/\S/);
      });
      this.#coProgramming = 'not activated';
    },
    NoticePublished: ({ publishedOn, closesOn, days, derogation }) => {
      byRule(6, () => {
        expect(days).toBe(daysBetween(publishedOn, closesOn)); // first day out, last day in
        if (days < 20) expect(derogation).toMatch(/\S/);
      });
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
    DeadlineMissed: ({ deadlineId, due }, { recordedAt, actor }) => {
      byRule(11, () => {
        const deadline = this.#deadlines.get(deadlineId);
        const days = [deadline?.due ?? '', ...(deadline?.forUnits.values() ?? [])];
        expect(due).toBe(days.toSorted().at(-1)); // for whoever has most time
        expect(romeDay(Date.parse(recordedAt)) > due).toBe(true);
        expect(actor.role).toBe('SYS');
      });
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
      this.#isOfAnEarlierYear(carriedFrom.cycleId);
      byRule(9, () => {
        expect(contentHash).toBe(sha256(content));
        expect(carriedFrom.contentHash).toBe(sha256({ ...content, ...notCopied }));
      });
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
      for (const hand of handsOf(actor)) scheda.authors.add(hand);
      byRule(9, () => {
        expect([version, contentHash]).toEqual([scheda.version, sha256(scheda.content)]);
      });
    },
    SchedaSubmitted: ({ schedaId }, { actor }) => {
      for (const hand of handsOf(actor)) this.#scheda(schedaId).authors.add(hand);
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
      byRule(9, () => {
        expect([version, contentHash]).toEqual([scheda.version, sha256(scheda.content)]);
      });
      scheda.checked = true;
    },
    SchedaWithdrawalRequested: ({ schedaId }, { actor }) => {
      this.#firstHands.set(`withdrawal ${schedaId}`, handsOf(actor));
    },
    SchedaWithdrawalDenied: ({ schedaId }, envelope) => {
      this.#looksAgain(`withdrawal ${schedaId}`, envelope);
    },
    SchedaWithdrawn: ({ schedaId }, envelope) => {
      byRule(12, () => {
        expect(envelope.reason).toMatch(/\S/);
      });
      this.#looksAgain(`withdrawal ${schedaId}`, envelope);
      this.#scheda(schedaId).checked = false;
      this.#owed.delete(`SchedaWithdrawn ${schedaId}`);
    },
    SchedaLeftOut: ({ schedaId, reason }) => {
      byRule(12, () => {
        expect(reason).toMatch(/\S/);
      });
      this.#scheda(schedaId).checked = false;
    },
    SchedaAnnulled: ({ schedaId, act, ground, manifestHash }, envelope) => {
      this.#isGrounded({ act, ground }, envelope);
      expect(this.#idsInPlan()).toContain(schedaId);
      this.#isAsApproved(schedaId);
      if (!this.#plan) return;
      const schede = this.#inPlan().filter((one) => one.schedaId !== schedaId);
      const manifest = { ...this.#plan.manifest, schede };
      this.#plan = { manifest, hash: manifestHash };
      byRule(9, () => {
        expect(manifestHash).toBe(sha256(manifest)); // what is left is in force
      });
    },

    RevisionOpened: ({ number, scope }, { reason }) => {
      expect(reason).toMatch(/\S/);
      expect(this.#plan).toBeDefined();
      expect(this.#revision).toBeUndefined();
      byRule(18, () => {
        expect(number).toBe((this.#revisions += 1)); // numbered within the cycle
      });
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
      byRule(8, () => {
        expect(this.#revision?.scope.has(schedaId)).toBe(true);
      });
      this.#isAsApproved(schedaId);
    },
    RevisionVerified: (verified, { actor }) => {
      this.#isSealed(verified);
      this.#firstHands.set('proposal', handsOf(actor));
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

    UnitAdded: ({ unitId }) => {
      this.#takeId('unit', unitId);
    },
    DelegationGranted: ({ delegationId, fromPersonId, toPersonId }, { actor }) => {
      this.#takeId('delegation', delegationId);
      byRule(13, () => {
        expect(actor.onBehalfOf).toBeUndefined(); // what was lent is not lent on
        expect([fromPersonId, actor.personId]).not.toContain(toPersonId);
      });
      this.#delegations.set(delegationId, { revoked: false });
    },
    RoleGranted: ({ roleGrantId, personId, role }, { actor }) => {
      this.#takeId('role grant', roleGrantId);
      byRule(21, () => {
        if (!this.#organisation.keepsRoles) expect(role).toBe('ADM');
        else expect(personId).not.toBe(actor.personId);
        if (actor.role === 'UPc') expect(role).toBe('RF');
      });
    },
    RoleRevoked: ({ roleGrantId }) => {
      this.#takeId('revocation of role grant', roleGrantId);
    },

    DelegationRevoked: ({ delegationId }) => {
      const delegation = this.#delegations.get(delegationId);
      expect(delegation?.revoked).toBe(false);
      if (delegation) delegation.revoked = true;
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
      const place = `${factRevision} ${field}`;
      byRule(1, () => {
        expect(wrong).toMatchObject({ type: factType, revision: factRevision });
        expect(said.old).toBe(this.#corrected.get(place) ?? valueAt(wrong?.data, field));
        expect(said.new).not.toBe(said.old);
        expect(reason).toMatch(/\S/);
      });
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
        byRule(12, () => {
          expect(this.#scheda(id).touched).toBe(false);
        });
        this.#owes('SchedaWithdrawn', id); // nothing is removed
      }
    },
    FixesRequested: (_fixes, { commandId }) => {
      this.#fixes = commandId;
    },

    VerificationOpened: () => {
      this.#gatesAreMet();
    },
    VerificationClosed: (closed, { actor }) => {
      this.#isSealed(closed);
      this.#firstHands.set('proposal', handsOf(actor));
    },
    ProposalEndorsed: ({ manifestHash }, envelope) => {
      this.#looksAgain('proposal', envelope);
      byRule(9, () => {
        expect(manifestHash).toBe(this.#manifest?.hash);
      });
      this.#endorsed = manifestHash;
    },
    ProposalReturned: () => {
      this.#manifest = undefined;
    },
    OrganConvened: ({ sessionId }) => {
      this.#takeId('session', sessionId);
      byRule(19, () => {
        expect(this.#endorsed).toBe(this.#manifest?.hash); // nothing goes to the organ unendorsed
      });
      this.#convened = sessionId;
    },
    DeliberationRecorded: ({ sessionId, outcome, manifestHash, text }) => {
      byRule(9, () => {
        expect(sessionId).toBe(this.#convened);
        expect(manifestHash).toBe(this.#manifest?.hash);
      });
      this.#convened = '';
      if (outcome === 'rejected') {
        byRule(19, () => {
          expect(text).toMatch(/\S/); // the words of the organ
        });
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
    PrescriptionMet: ({ prescriptionId }, { occurredOn, actor }) => {
      this.#firstHands.set(`prescription ${prescriptionId}`, handsOf(actor));
      const prescription = this.#prescriptions.get(prescriptionId);
      expect(prescription?.metOn).toBe('');
      if (prescription) prescription.metOn = occurredOn;
    },
    PrescriptionNotAccepted: ({ prescriptionId }) => {
      const prescription = this.#prescriptions.get(prescriptionId);
      expect(prescription?.metOn).not.toBe('');
      if (prescription) prescription.metOn = '';
    },
    PrescriptionAccepted: ({ prescriptionId, daysLate }, envelope) => {
      this.#looksAgain(`prescription ${prescriptionId}`, envelope);
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
      const reporters = this.#reporters.get(schedaId) ?? [];
      this.#reporters.set(schedaId, [...reporters, ...handsOf(actor)]);
    },
    ReportAccepted: ({ schedaId }, envelope) => {
      expect(this.#reports.get(schedaId)).toBe('reported');
      this.#mayJudgeReport(schedaId, envelope);
      this.#reports.set(schedaId, 'accepted');
    },
    ReportReturned: ({ schedaId }, envelope) => {
      this.#mayJudgeReport(schedaId, envelope);
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
/** What is still answered when the year is closed, and what the organ asked for and still waits for. */
const besides = [
  ...['QuestionRaised', 'QuestionAnswered', 'ContributionAnswered', 'ContributionPlaced'],
  ...['PrescriptionMet', 'PrescriptionAccepted', 'PrescriptionNotAccepted'],
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
  'ObjectiveRenamed',
  'ProgrammeRenamed',
  'ObjectiveRemoved',
  'ProgrammeRemoved',
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
