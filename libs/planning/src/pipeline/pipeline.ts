import type {
  EventStore} from '#event-store';
import {
  canonicalJson,
  WrongExpectedRevision,
  type JsonObject,
  type NewEvent,
  type RecordedEvent,
} from '#event-store';
import { accepts, begin, evolve, explain, Refusal, stateOfPart, type Workflows } from '#workflow';
import type { Answer, AnsweredFact, Recorded } from '../command/answer.js';
import type { CommandEnvelope, CycleCommand } from '../command/cycle-command.js';
import { daysBetween, romeDay } from '../command/days.js';
import { bodyOf, mustBeValid } from '../command/invalid-command.js';
import { refuse } from '../command/refuse.js';
import type { CycleLife, DecisionContext, Verb } from '../command/verb.js';
import { cycleName, streamOf } from '../cycle/cycle-id.js';
import type { CycleData } from '../cycle/cycle-data.js';
import { LATE_AFTER_DAYS, type Envelope } from '../envelope.js';
import type { PlanningFact } from '../planning-fact.js';
import { allowed, unitOf } from '../policy.js';
import {
  schedaValidator,
  type SchedaSchema,
  type SchedaValidator,
} from '../scheda/scheda-validator.js';
import { idFrom, sha256 } from './command-identity.js';
import { leadingFact } from '../leading-fact.js';
import { refusalTexts, type RefusalCode } from '../refusals.js';
import type { LiveStream, Lives } from './lives.js';
import { moment } from './moment.js';
import type { RecordedClock } from './recorded-clock.js';
import { RefusalLog } from './refusal-log.js';
import type { Snapshots } from './snapshots.js';

/** How often a decision is taken again when others were faster, before the caller is told to retry. */
const ATTEMPTS = 20;

/** Too many others wrote to the same stream at the same time. Nothing was written; the caller may retry. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

/** What the pipeline works with. */
export interface PipelineParts {
  readonly store: EventStore;
  readonly workflows: Workflows<CycleData>;
  readonly lives: Lives;
  readonly snapshots: Snapshots;
  readonly clock: RecordedClock;
}

/** A decision ready to be written, or the refusal and its rule. */
type Decided =
  | { readonly refusal: Refusal; readonly rule: string }
  | { readonly facts: readonly PlanningFact[]; readonly rule: string; readonly occurredOn: string };

/**
 * The one way in: who, load, decide, accept, append, answer. Decisions are pure, so whatever goes wrong
 * between reading and writing is settled by deciding again.
 */
export class Pipeline {
  readonly #refusals: RefusalLog;
  readonly #underWay = new Map<string, Promise<Answer>>();
  readonly #validators = new Map<unknown, SchedaValidator>();

  constructor(private readonly parts: PipelineParts) {
    this.#refusals = new RefusalLog(parts.store);
  }

  /**
   * Performs a verb for a person. Answers only once the facts (or the refusal) are durable.
   * @throws InvalidCommand, StoreUnavailable, TooBusy
   */
  async perform<Wish extends CycleCommand>(verb: Verb<Wish>, command: Wish): Promise<Answer> {
    mustBeValid(verb.name, command);
    const { commandId } = command.envelope;
    const digest = digestOf(verb, command);
    const twin = this.#underWay.get(commandId);
    if (twin) {
      await twin.catch(() => undefined); // whatever became of the twin, its answer is looked up below
      return this.perform(verb, command);
    }
    const answer = this.#answer(verb, command, digest);
    this.#underWay.set(commandId, answer);
    try {
      return await answer;
    } finally {
      this.#underWay.delete(commandId);
    }
  }

  async #answer<Wish extends CycleCommand>(
    verb: Verb<Wish>,
    command: Wish,
    digest: string,
  ): Promise<Answer> {
    const { envelope } = command;
    const before = await this.#answeredBefore(envelope, digest);
    if (before) return before;
    const stream = streamOf(envelope.cycleId);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const live = (await this.parts.lives.get(stream)) ?? this.#newborn(stream, envelope.cycleId);
      if (!live) return this.#refuse(verb, envelope, digest, unknownCycle(envelope.cycleId));
      const decided = this.#decide(verb, command, live.life);
      if ('refusal' in decided) {
        // What the refusal rests on may not be durable yet: it is said only once it is.
        if (!(await isSettled(live))) continue;
        return this.#refuse(verb, envelope, digest, decided);
      }
      const recorded = await this.#record(live, envelope, decided, digest, command);
      if (recorded) return recorded;
    }
    throw new TooBusy(`${verb.name}: ${stream} was written by others ${ATTEMPTS} times in a row`);
  }

  /** A life for a stream without facts, if its name is that of a cycle we can run. */
  #newborn(stream: string, cycleId: string): LiveStream | undefined {
    const name = cycleName(cycleId);
    const workflow = name && this.parts.workflows.newest(name.definitionId);
    return workflow && { stream, life: begin(workflow), settled: Promise.resolve() };
  }

  #decide<Wish extends CycleCommand>(verb: Verb<Wish>, command: Wish, life: CycleLife): Decided {
    const { envelope } = command;
    const { person, cycleId, ifMatch, commandId } = envelope;
    const zone = cycleName(cycleId)?.zone ?? '';
    const policy = allowed(person, verb, zone, unitOf(life, command));
    if (!policy.allowed) {
      const who = verb.who.map(({ role }) => role).join(', ');
      const refusal = refuse(policy.code, { role: person.role, verb: verb.title.it, who });
      return { refusal, rule: policy.rule };
    }
    const no = (refusal: Refusal): Decided => ({ refusal, rule: refusal.code });
    if (life.revision < 0 && verb.facts[0] !== 'CycleDrafted') {
      return no(refuse('cycle-not-found', { cycleId }));
    }
    if (verb.reason === 'required' && command.reason === undefined)
      return no(refuse('reason-needed'));
    const today = romeDay(Date.parse(this.parts.clock.now(life.data.lastRecordedAt)));
    const occurredOn = command.occurredOn ?? today;
    if (occurredOn > today) return no(refuse('not-yet-happened', { date: occurredOn }));
    if (daysBetween(occurredOn, today) > LATE_AFTER_DAYS && command.lateReason === undefined) {
      return no(refuse('late-reason-needed', { occurredOn, days: LATE_AFTER_DAYS }));
    }
    const moved = movedSince(life, command, ifMatch, verb.ifMatch === 'required');
    if (moved) return no(moved);
    const context: DecisionContext = {
      person,
      occurredOn,
      today,
      newId: (thing) => idFrom(commandId, thing),
      fingerprint: (value) => sha256(canonicalJson(value)),
      schedaProblems: this.#validator(life),
    };
    const facts = verb.decide(life, command, context);
    if (facts instanceof Refusal) {
      // Where both would refuse, the moment explains more than a rule about the data.
      const isRule = refusalTexts[facts.code as RefusalCode].kind === 'rule';
      return no((isRule ? momentOf(life, verb, command) : undefined) ?? facts);
    }
    const acceptance = accepts(life, facts);
    if (!acceptance.accepted) return no(moment(explain(life, acceptance.fact)));
    return { facts, rule: policy.rule, occurredOn };
  }

  #validator(life: CycleLife): SchedaValidator {
    const schema = life.workflow.definition.documents['schedaSchema'];
    let validator = this.#validators.get(schema);
    if (!validator) {
      validator = schedaValidator(schema as SchedaSchema);
      this.#validators.set(schema, validator);
    }
    return validator;
  }

  /**
   * Folds the facts into the life and appends them; the life runs ahead so that the next command need not
   * wait for the disk. Undefined when the stream turned out to be elsewhere: decide again.
   */
  async #record(
    live: LiveStream,
    { commandId, cycleId, person }: CommandEnvelope,
    { facts, rule, occurredOn }: Extract<Decided, { facts: unknown }>,
    commandDigest: string,
    { reason, lateReason }: CycleCommand,
  ): Promise<Recorded | undefined> {
    const { life, stream } = live;
    const { store, lives, snapshots, clock } = this.parts;
    const before = life.revision;
    if (before < 0) lives.keep(stream, Promise.resolve(live));
    const { personId, role, unitId, authMethod } = person;
    const { id, version } = life.workflow.reference;
    const envelope: Envelope = {
      actor: { personId, role, ...(unitId !== undefined && { unitId }), authMethod },
      occurredOn,
      recordedAt: clock.now(life.data.lastRecordedAt),
      commandId,
      commandDigest,
      rule,
      definition: { id, version },
      schemaVersion: 1,
      ...(reason !== undefined && { reason }),
      ...(lateReason !== undefined && { lateReason }),
    };
    const events: NewEvent[] = facts.map(({ type, data }, index) => ({
      id: idFrom(commandId, String(index)),
      type,
      data: data as unknown as JsonObject,
      metadata: envelope as unknown as JsonObject,
    }));
    events.forEach(({ type, data, metadata }, index) => {
      evolve(life, { type, data, metadata, revision: before + 1 + index });
    });
    const { revision } = life;
    const json = lives.snapshotDue(life, before);
    const appended = store.append(stream, events, before < 0 ? 'none' : before);
    const settled = Promise.all([live.settled, appended]).then(() => undefined);
    settled.catch(() => undefined); // those who wait for it hear of it; nobody may be waiting
    live.settled = settled;
    try {
      const { position, repeated } = await appended;
      // Recorded earlier, by another instance: our life has folded it twice.
      if (repeated) lives.forget(stream);
      if (json !== undefined) snapshots.save(stream, revision, envelope.recordedAt, json);
      return {
        kind: 'recorded',
        cycleId,
        facts: events.map((event, index) => answered(event, before + 1 + index)),
        revision,
        position,
        repeated,
      };
    } catch (error) {
      lives.forget(stream);
      if (error instanceof WrongExpectedRevision) return undefined;
      throw error;
    }
  }

  async #refuse(
    verb: Pick<Verb, 'name'>,
    envelope: CommandEnvelope,
    commandDigest: string,
    { refusal, rule }: { readonly refusal: Refusal; readonly rule: string },
  ): Promise<Answer> {
    const { code, details } = refusal;
    const { cycleId } = envelope;
    const recordedAt = this.parts.clock.now('');
    const refused = { cycleId, verb: verb.name, code, rule, details };
    await this.#refusals.record(envelope, refused, commandDigest, recordedAt);
    return { kind: 'refused', cycleId, refusal, rule, repeated: false };
  }

  /** The first answer to this command id, if there was one; another content under the same id is refused. */
  async #answeredBefore(envelope: CommandEnvelope, digest: string): Promise<Answer | undefined> {
    const { commandId, cycleId } = envelope;
    const first = await this.parts.store.find(streamOf(cycleId), idFrom(commandId, '0'));
    if (first) {
      if (first.metadata['commandDigest'] !== digest) return reused(cycleId);
      return this.#recordedBefore(cycleId, first);
    }
    const refused = await this.#refusals.find(envelope);
    if (!refused) return undefined;
    return refused.commandDigest === digest ? refused.answer : reused(cycleId);
  }

  async #recordedBefore(cycleId: string, first: RecordedEvent): Promise<Recorded> {
    const facts: AnsweredFact[] = [];
    let { revision, position } = first;
    for await (const event of this.parts.store.read(first.stream, { from: first.revision })) {
      if (event.metadata['commandId'] !== first.metadata['commandId']) break;
      facts.push(answered(event, event.revision));
      ({ revision, position } = event);
    }
    return { kind: 'recorded', cycleId, facts, revision, position, repeated: true };
  }
}

/** SHA-256 of what was asked, so that a retry is told from another request under the same id. */
function digestOf(verb: Pick<Verb, 'name'>, command: CycleCommand): string {
  const { cycleId, ifMatch, person } = command.envelope;
  return sha256(
    JSON.stringify([verb.name, cycleId, person.personId, ifMatch ?? null, bodyOf(command)]),
  );
}

function answered({ type, data, id }: NewEvent | RecordedEvent, revision: number): AnsweredFact {
  // The facts were built by a decision and read back from our own log: they are planning facts.
  return { type, data, id, revision } as unknown as AnsweredFact;
}

function unknownCycle(cycleId: string): { readonly refusal: Refusal; readonly rule: string } {
  return { refusal: refuse('cycle-not-found', { cycleId }), rule: 'cycle-not-found' };
}

/** Not recorded: the command id already has its answer, and this request is another one. */
function reused(cycleId: string): Answer {
  const refusal = refuse('command-id-reused');
  return { kind: 'refused', cycleId, refusal, rule: refusal.code, repeated: false };
}

async function isSettled(live: LiveStream): Promise<boolean> {
  try {
    await live.settled;
    return true;
  } catch {
    return false; // the append that failed has told its own caller; here it only means: decide again
  }
}

/** The refusal of the moment, when nothing at hand names the verb's leading fact where the life stands. */
function momentOf(life: CycleLife, verb: Pick<Verb, 'facts'>, wish: object): Refusal | undefined {
  const [type] = verb.facts;
  const fact = leadingFact(life, type, wish);
  if (!fact) return undefined;
  const { workflow, state } = life;
  const route = workflow.route(type);
  const kind = route?.kind;
  const heard =
    (!route?.root || workflow.root.hears(state, type)) &&
    (kind === undefined ||
      workflow.part(kind).hears(stateOfPart(life, kind, workflow.partId(kind, fact.data)), type));
  return heard ? undefined : moment(explain(life, fact));
}

/** Whether the scheda has moved since the caller saw it. */
function movedSince(
  life: CycleLife,
  wish: CycleCommand & { readonly schedaId?: unknown },
  ifMatch: number | undefined,
  required: boolean,
): Refusal | undefined {
  const scheda = typeof wish.schedaId === 'string' ? life.data.schede[wish.schedaId] : undefined;
  if (!scheda) return undefined;
  if (ifMatch === undefined) return required ? refuse('if-match-needed') : undefined;
  const { revision, by, at, type } = scheda.moved;
  return ifMatch === revision
    ? undefined
    : refuse('scheda-moved', { by, at, what: type, revision });
}
