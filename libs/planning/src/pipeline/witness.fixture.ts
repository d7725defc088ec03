import { createHash } from 'node:crypto';
import { canonicalJson, type RecordedEvent } from '#event-store';
import type { Manifest } from '../approval/approval.facts.js';
import { daysBetween, romeDay } from '../command/days.js';
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
  unitId: string;
  head: string;
  readonly authors: Set<string>;
  /** Checked, and neither returned nor withdrawn since. */
  checked: boolean;
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
  #manifest: { readonly manifest: Manifest; readonly hash: string } | undefined;
  #endorsed = '';
  #convened = '';
  /** The plan in force: its schede and its fingerprint. */
  #plan: { readonly schede: Set<string>; hash: string } | undefined;
  #underRevision = false;
  #checkpoint: { readonly id: string; readonly silent: Set<string> } | undefined;
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
      const hear = this.#testimony[event.type as PlanningFact['type']] as
        ((data: unknown, envelope: Envelope) => void) | undefined;
      hear?.(event.data, envelope);
      if (event.type === 'CycleDrafted') expect(index).toBe(0); // 18: one cycle, drafted once
    }
  }

  /** 2, 14: a person with a role that was granted the verb, at an instant that never goes back. */
  #hearEnvelope({ type, data }: RecordedEvent, envelope: Envelope): void {
    const { actor, rule, recordedAt, occurredOn, lateReason, reason } = envelope;
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
    // 8: what is approved is frozen; only a revision changes it.
    if (this.#plan && !this.#underRevision) expect(writing).not.toContain(type);
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
  #isSealed({ manifest, manifestHash }: DataOf<'VerificationClosed'>): void {
    expect(manifestHash).toBe(sha256(manifest));
    const checked = [...this.#schede.entries()]
      .filter(([, scheda]) => scheda.checked)
      .map(([schedaId, { version, content, code }]) => ({
        schedaId,
        code,
        version,
        contentHash: sha256(content),
      }))
      .toSorted((one, other) => (one.code < other.code ? -1 : 1));
    expect(manifest.schede).toMatchObject(checked);
    expect(manifest.schede).toHaveLength(checked.length);
  }

  /** 17: what was imported says from which file and which lines. */
  #isCited({ file, lines }: Source): void {
    expect(file).toMatch(/\S/);
    expect(lines.length).toBeGreaterThan(0);
  }

  /** 11: a date moves from where it stands, with a reason and, where a law asks, an act. */
  readonly #movesDeadline = (
    { deadlineId, from, to, act, unitId = '' }: DataOf<'DeadlineExtended'>,
    { reason }: Envelope,
  ): void => {
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
    DeadlineExtended: this.#movesDeadline,
    DeadlineShortened: this.#movesDeadline,

    SchedaAssigned: ({ schedaId, code, unitId, personId, title }) => {
      this.#takeId('scheda', schedaId);
      this.#takeId('code', code);
      this.#schede.set(schedaId, {
        code,
        content: { title },
        version: 0,
        unitId,
        head: personId,
        authors: new Set(),
        checked: false,
      });
    },
    SchedaCarriedOver: (carried) => {
      const { schedaId, code, unitId, personId, authors, carriedFrom } = carried;
      const { content, contentHash, notCopied } = carried;
      this.#takeId('scheda', schedaId);
      this.#takeId('code', code);
      expect(cycleName(carriedFrom.cycleId)?.year).toBeLessThan(this.#year);
      expect(contentHash).toBe(sha256(content));
      expect(carriedFrom.contentHash).toBe(sha256({ ...content, ...notCopied }));
      this.#schede.set(schedaId, {
        ...{ code, content, version: 1, unitId, head: personId },
        ...{ authors: new Set(authors), checked: false },
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
      scheda.version += 1;
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
    SchedaWithdrawn: ({ schedaId }) => {
      this.#scheda(schedaId).checked = false;
    },
    FixesRequested: (_fixes, { commandId }) => {
      this.#fixes = commandId;
    },

    VerificationOpened: () => {
      this.#gatesAreMet();
    },
    VerificationClosed: (closed) => {
      this.#isSealed(closed);
      this.#manifest = { manifest: closed.manifest, hash: closed.manifestHash };
      this.#endorsed = '';
      this.#convened = '';
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
      const { manifest, hash = '' } = this.#manifest ?? {};
      this.#plan ??= { schede: new Set(manifest?.schede.map(({ schedaId }) => schedaId)), hash };
    },
    SchedaApproved: ({ schedaId, version, contentHash }) => {
      const listed = this.#manifest?.manifest.schede.find((one) => one.schedaId === schedaId);
      expect(listed).toMatchObject({ version, contentHash });
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
      this.#checkpoint = { id: checkpointId, silent: new Set(this.#plan?.schede) };
    },
    ProgressRecorded: ({ schedaId, checkpointId, status, text }) => {
      expect(this.#plan?.schede).toContain(schedaId);
      expect(checkpointId).toBe(this.#checkpoint?.id);
      if (['SUSPENDED', 'PARTLY_DONE', 'NOT_DONE'].includes(status)) expect(text).toMatch(/\S/);
      this.#checkpoint?.silent.delete(schedaId);
    },
    CheckpointClosed: ({ checkpointId, silent }) => {
      expect(checkpointId).toBe(this.#checkpoint?.id);
      expect(new Set(silent)).toEqual(this.#checkpoint?.silent);
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
      expect(this.#underRevision).toBe(false);
    },
    SchedaReported: ({ schedaId, status, rePropose, reProposeReason }, { actor }) => {
      expect(this.#plan?.schede).toContain(schedaId);
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
      expect(new Set(schede.map(({ schedaId }) => schedaId))).toEqual(this.#plan?.schede);
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
    },
  };
}

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
