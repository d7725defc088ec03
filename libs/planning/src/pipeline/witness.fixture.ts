import { daysBetween, romeDay } from '#calendar';
import type { RecordedEvent } from '#event-store';
import { cycleName } from '../cycle/cycle-id.js';
import type { Envelope } from '../envelope.js';
import type { PlanningFact } from '../planning-fact.js';
import { verbByName } from '../verbs.js';
import { CycleHeard } from './cycle-heard.fixture.js';
import { byRule } from './rule-broken.fixture.js';
import type { Testimony } from './testimony.fixture.js';
import { WitnessOfHands } from './witness-of-hands.fixture.js';
import { witnessOfSources } from './witness-of-sources.fixture.js';
import { witnessOfParticipation } from './witness-of-participation.fixture.js';
import { witnessOfDeadlines } from './witness-of-deadlines.fixture.js';
import { witnessOfSchede } from './witness-of-schede.fixture.js';
import { witnessOfRevisions } from './witness-of-revisions.fixture.js';
import { witnessOfApproval } from './witness-of-approval.fixture.js';
import { witnessOfOrganisation } from './witness-of-organisation.fixture.js';
import { witnessOfTheYear } from './witness-of-the-year.fixture.js';
import { witnessOfStandstill } from './witness-of-standstill.fixture.js';
import { witnessOfCorrections } from './witness-of-corrections.fixture.js';

/** Nobody decides by a program, in an emergency, or longer than a quarter of an hour after they said who they are. */
function hearDecision({ actor, recordedAt }: Envelope): void {
  expect(['api-token', 'emergency']).not.toContain(actor.authMethod);
  const ageMs = Date.parse(recordedAt) - Date.parse(actor.authenticatedAt ?? '');
  expect(ageMs).toBeLessThanOrEqual(900_000);
}

/** Each hears what is of its part, and all share what was heard. */
const parts: readonly ((heard: CycleHeard) => Testimony)[] = [
  witnessOfSources,
  witnessOfParticipation,
  witnessOfDeadlines,
  witnessOfSchede,
  witnessOfRevisions,
  witnessOfApproval,
  witnessOfOrganisation,
  witnessOfTheYear,
  witnessOfStandstill,
  witnessOfCorrections,
];

/** The facts after which somebody may have a role they had not. */
const givingRoles: readonly string[] = ['RoleGranted', 'UnitAdded', 'UnitHeadChanged'];

/**
 * Hears the facts of a cycle one after another and holds them to the rules of the domain (its invariants,
 * by number), with nothing but what it has heard: no machine, no decision, no memory of the program.
 */
export class Witness {
  readonly #heard: CycleHeard;
  readonly #hands: WitnessOfHands;
  readonly #testimony: Testimony;
  #lastRecordedAt = '';
  #commandId = '';

  /** @param register the facts of the organisation of the zone, where it keeps a register */
  constructor(cycleId: string, register: readonly RecordedEvent[] = []) {
    this.#heard = new CycleHeard(cycleName(cycleId)?.year ?? 0);
    this.#testimony = Object.assign({}, ...parts.map((part) => part(this.#heard))) as Testimony;
    this.#hands = new WitnessOfHands(cycleId, register);
  }

  hear(events: readonly RecordedEvent[]): void {
    for (const [index, event] of events.entries()) {
      byRule(1, () => {
        expect(event.revision).toBe(index);
        expect([...this.#heard.facts.keys()]).not.toContain(event.id);
      });
      const envelope = event.metadata as unknown as Envelope;
      this.#hearEnvelope(event, envelope);
      this.#hearNumbers(event.data);
      this.#heard.facts.set(event.id, event);
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
    expect([...this.#heard.owed]).toEqual([]);
  }

  /** Somebody who may, by the register as it was, at an instant that never goes back, for a reason. */
  #hearEnvelope(event: RecordedEvent, envelope: Envelope): void {
    const { type, data } = event;
    const { rule, recordedAt, occurredOn, lateReason, reason, commandId } = envelope;
    if (commandId !== this.#commandId) expect([...this.#heard.owed]).toEqual([]);
    this.#commandId = commandId;
    this.#heard.organisation = this.#hands.organisationAt(event);
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
    const units = [this.#heard.schede.get(schedaId ?? '')?.unitId, unitId, toUnitId, scope?.unitId];
    return units.filter((unit) => unit !== undefined);
  }

  /** What stands still, or is over, hears nothing but what may always be said. */
  #isTimely(type: string): void {
    // What is approved is frozen, and so is what the organ is about to see.
    const frozen = this.#heard.manifest ?? (this.#heard.plan && !this.#heard.revision);
    byRule(8, () => {
      if (frozen) expect(writing).not.toContain(type);
    });
    if (this.#heard.ended) expect(always).toContain(type);
    if (this.#heard.closed) expect([...always, ...besides, 'CycleReopened']).toContain(type);
    if (this.#heard.suspended) expect([...always, ...outOfSuspension]).toContain(type);
  }

  /** 8: what is approved changes only in a revision that took it up to amend it. */
  #isThawed(type: string, schedaId: string, commandId: string): void {
    const scheda = this.#heard.schede.get(schedaId);
    if (scheda && scheda.cameWith !== commandId) scheda.touched = true;
    if (scheda?.approved && (writing as readonly string[]).includes(type)) {
      byRule(8, () => {
        expect([type, this.#heard.revision?.scope.get(schedaId)]).toEqual([type, 'amend']);
        expect(amending).toContain(type);
      });
    }
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
}

/** What may be said of a cycle at any time, after its end too. */
const always = [
  ...['RecordCorrected', 'TextRedacted', 'PromiseMade', 'PromiseKept', 'PromiseBroken'],
  // What has not left yet is taken back, whatever became of the cycle.
  'ReminderTakenBack',
];
/** What is still answered when the year is closed, and what the organ asked for and still waits for. */
const besides = [
  ...['QuestionRaised', 'QuestionAnswered', 'ContributionAnswered', 'ContributionPlaced'],
  ...['PrescriptionMet', 'PrescriptionAccepted', 'PrescriptionNotAccepted'],
];
/** What becomes of a cycle that is suspended. */
const outOfSuspension = [
  ...['CycleResumed', 'DeadlineExtended', 'DeadlineMissed', 'DeadlineMet', 'ReminderSent'],
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
