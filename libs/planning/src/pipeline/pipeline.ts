import { romeDay } from '#calendar';
import {
  canonicalJson,
  NotCanonical,
  StoreUnavailable,
  WrongExpectedRevision,
  type Appended,
  type EventStore,
  type NewEvent,
  type RecordedEvent,
} from '#event-store';
import { begin, type Workflows } from '#workflow';
import type { Answer } from '../command/answer.js';
import type { CycleCommand } from '../command/cycle-command.js';
import { bodyOf, InvalidCommand, mustBeValid } from '../command/invalid-command.js';
import { refuse } from '../command/refuse.js';
import type { AnyLife, Verb } from '../command/verb.js';
import { cycleName, streamOf } from '../cycle/cycle-id.js';
import type { LifeData } from '../life-data.js';
import { organisationOf } from '../organisation/organisation.js';
import type { Seals } from '../personal-data/sealing.js';
import { sha256 } from './command-identity.js';
import { decide, no, type Denied, type Granted } from './decision.js';
import type { DecisionSeal } from './decision-seal.js';
import { sameCommand } from './facts-of-command.js';
import { FirstAnswers } from './first-answers.js';
import type { LiveStream, Lives } from './lives.js';
import { decideLot, type Asked, type Informed } from './lot.js';
import type { RecordedClock } from './recorded-clock.js';
import { RefusalLog } from './refusal-log.js';
import type { Snapshots } from './snapshots.js';
import { Turns } from './turns.js';

/** How often a decision is taken again when others were faster, before the caller is told to retry. */
const ATTEMPTS = 20;

/** Too many others wrote to the same stream at the same time. Nothing was written; the caller may retry. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

/** What the pipeline works with. */
export interface PipelineParts {
  readonly store: EventStore;
  readonly workflows: Workflows<LifeData>;
  readonly lives: Lives;
  readonly snapshots: Snapshots;
  readonly clock: RecordedClock;
  /** What seals the personal data of facts. */
  readonly seals: Seals;
  /** What decisive commands wait for; without one, for being durable, like all others. */
  readonly decisionSeal?: DecisionSeal | undefined;
}

/** Several lives as the store has them, all at once. */
type Others = Lives['together'];

/**
 * The one way in: who, load, decide, accept, append, answer. Each stream has one line of commands. Those
 * that come together are decided one after another and written in one append, and the next ones wait for
 * it: so no fact rests on another that was not kept. Decisions are pure, so whatever goes wrong between
 * reading and writing is settled by deciding again.
 */
export class Pipeline {
  readonly #refusals: RefusalLog;
  readonly #firstAnswers: FirstAnswers;
  readonly #turns = new Turns<Asked>((stream, lot) => this.#serve(stream, lot));
  readonly #underWay = new Map<string, Promise<Answer>>();

  constructor(private readonly parts: PipelineParts) {
    this.#refusals = new RefusalLog(parts.store);
    this.#firstAnswers = new FirstAnswers(parts.store, this.#refusals, parts.lives, parts.seals);
  }

  /**
   * Performs a verb for a person. Answers only once the facts (or the refusal) are durable, and what is decisive
   * only once it is sealed.
   * @throws InvalidCommand, AppendTooLarge, StoreUnavailable, TooBusy, whatever the seal throws
   */
  async perform<Wish extends CycleCommand>(verb: Verb<Wish>, command: Wish): Promise<Answer> {
    const { decisionSeal } = this.parts;
    if (verb.decisive !== true || decisionSeal === undefined) return this.#perform(verb, command);
    decisionSeal.mustBeWhole();
    const answer = await this.#perform(verb, command);
    if (answer.kind === 'recorded') await decisionSeal.sealed(answer.position);
    return answer;
  }

  async #perform<Wish extends CycleCommand>(verb: Verb<Wish>, command: Wish): Promise<Answer> {
    mustBeValid(verb.name, command);
    const digest = digestOf(verb, command);
    const { commandId, cycleId } = command.envelope;
    const twin = this.#underWay.get(commandId);
    if (twin) {
      await twin.catch(() => undefined); // whatever became of the twin, its answer is looked up below
      return this.#perform(verb, command);
    }
    const answer = new Promise<Answer>((resolve, reject) => {
      // Commands of every kind wait in one line, each beside the verb it came with.
      const asked = { verb: verb as unknown as Verb, command, digest };
      this.#turns.add(streamOf(cycleId), { ...asked, answer: resolve, fail: reject });
    });
    this.#underWay.set(commandId, answer);
    try {
      return await answer;
    } finally {
      this.#underWay.delete(commandId);
    }
  }

  /**
   * What would follow if the command were performed now, or why nothing would. Nothing is written, and no
   * refusal is recorded.
   * @throws InvalidCommand, StoreUnavailable
   */
  async rehearse<Wish extends CycleCommand>(
    verb: Verb<Wish>,
    command: Wish,
  ): Promise<Granted | Denied> {
    mustBeValid(verb.name, command);
    const { lives, workflows, clock } = this.parts;
    const { cycleId } = command.envelope;
    const stream = streamOf(cycleId);
    const { elsewhere } = await this.#lookAt({ verb, command }, stream);
    const definition = cycleName(cycleId)?.definitionId ?? '';
    const newest = workflows.newest(definition);
    // Last, so that nothing moves between the life and the decision on it.
    const life = (await lives.current(stream)) ?? (newest && begin(newest));
    if (!life) return noSuchCycle(command);
    return decide(verb, command, life, clock.now(life.data.lastRecordedAt), elsewhere);
  }

  /** Answers every command of a lot, or tells its caller what went wrong. */
  async #serve(stream: string, lot: readonly Asked[]): Promise<void> {
    let open = lot;
    try {
      for (let attempt = 1; open.length > 0 && attempt <= ATTEMPTS; attempt++) {
        open = await this.#attempt(stream, open);
      }
      for (const { fail, verb } of open) {
        fail(new TooBusy(`${verb.name}: others wrote to ${stream} ${ATTEMPTS} times in a row`));
      }
    } catch (error) {
      if (open.length === 1 || error instanceof StoreUnavailable) {
        for (const { fail } of open) fail(error);
        return;
      }
      // One of them cannot be decided or kept: alone, it does no harm to the others.
      for (const alone of open) await this.#serve(stream, [alone]);
    }
  }

  /** Answers a lot. What it answers with is the part to be decided again, since others have written. */
  async #attempt(stream: string, lot: readonly Asked[]): Promise<readonly Asked[]> {
    const live = (await this.parts.lives.get(stream)) ?? this.#newborn(stream, lot);
    // After the life: what others record from here on shows as a conflict.
    const open = await this.#withoutAnswered(lot, live);
    if (!live) {
      await Promise.all(open.map((asked) => this.#refuse(asked, noSuchCycle(asked.command), live)));
      return [];
    }
    if (open.length === 0) return [];
    try {
      const others = this.#others();
      const informed = await Promise.all(open.map((asked) => this.#informed(asked, live, others)));
      const before = live.life.revision;
      const { events, granted, refused } = decideLot(live.life, informed, {
        ...this.parts,
        stream: live.stream,
      });
      const { position, repeated } = await this.#write(live, before, events);
      if (repeated) {
        // Another instance has recorded the very same: its answers are looked up.
        this.parts.lives.abandon(live);
        return open;
      }
      for (const { asked, recorded } of granted) asked.answer({ ...recorded, position });
      await Promise.all(refused.map(({ asked, denied }) => this.#refuse(asked, denied, live)));
      return [];
    } catch (error) {
      this.parts.lives.abandon(live);
      // The stream is elsewhere: then the refusals, too, rest on what is no longer so.
      if (error instanceof WrongExpectedRevision) return open;
      throw error;
    }
  }

  /** A life for a stream without facts, if its name is that of a cycle we can run. */
  #newborn(stream: string, [first]: readonly Asked[]): LiveStream | undefined {
    const name = cycleName(first?.command.envelope.cycleId ?? '');
    const workflow = name && this.parts.workflows.newest(name.definitionId);
    return workflow && { stream, life: begin(workflow), writing: undefined };
  }

  /** Answers the commands whose id had been answered before, and gives back the others. */
  async #withoutAnswered(
    lot: readonly Asked[],
    live: LiveStream | undefined,
  ): Promise<readonly Asked[]> {
    const answered = await Promise.all(
      lot.map(async (asked) => {
        const first = await this.#firstAnswers.find(asked.command.envelope, asked.digest);
        if (first === 'reused') await this.#refuse(asked, no(refuse('command-id-reused')), live);
        else if (first) asked.answer(first);
        return first !== undefined;
      }),
    );
    return lot.filter((_asked, index) => answered[index] !== true);
  }

  /** Loads what the decision of a command looks at besides its own life. */
  async #informed(asked: Asked, { stream }: LiveStream, others: Others): Promise<Informed> {
    return { asked, ...(await this.#lookAt(asked, stream, others)) };
  }

  /** The lives that the commands of a lot look at: those that look at the same look at it once. */
  #others(): Others {
    const looks = new Map<string, ReturnType<Others>>();
    return (streams) => {
      const name = streams.join(' ');
      let look = looks.get(name);
      if (!look) looks.set(name, (look = this.parts.lives.together(streams)));
      return look;
    };
  }

  async #lookAt(
    asked: Pick<Asked, 'verb' | 'command'>,
    stream: string,
    togetherOf: Others = this.#others(),
  ): Promise<Omit<Informed, 'asked'>> {
    const today = romeDay(Date.parse(this.parts.clock.now('')));
    const looksAt = asked.verb.looksAt?.(asked.command, today) ?? {};
    const { lives: wanted = [], facts = [], commandOf } = looksAt;
    const ids = [...new Set([...wanted, ...organisationFor(asked.command)])].filter(
      (id) => streamOf(id) !== stream,
    );
    const { store } = this.parts;
    const recorded = new Map<string, RecordedEvent | undefined>();
    for (const id of facts) recorded.set(id, await store.find(stream, id));
    const ofCommand = commandOf === undefined ? [] : await sameCommand(store, stream, commandOf);
    const lookedAt = new Map<string, AnyLife>();
    // Last, so that nothing comes between the others' lives and the decision on them.
    const others = ids.length > 0 ? await togetherOf(ids.map(streamOf)) : [];
    for (const [index, id] of ids.entries()) {
      const life = others[index];
      if (life) lookedAt.set(id, life);
    }
    const elsewhere = {
      life: (id: string) => lookedAt.get(id),
      fact: (id: string) => recorded.get(id),
      sameCommand: ofCommand,
      words: (text: string) => this.parts.seals.words(text),
      keysOf: (subject: string) => this.parts.seals.keysOf(subject),
    };
    return { elsewhere, lookedAt };
  }

  /** Writes what a lot brought about, all or nothing; for no events it only compares the revision. */
  async #write(live: LiveStream, before: number, events: readonly NewEvent[]): Promise<Appended> {
    const { store, lives, snapshots } = this.parts;
    const snapshot = lives.snapshotDue(live, before, events);
    const appending = store.append(live.stream, events, before < 0 ? 'none' : before);
    live.writing = appending.then(
      ({ repeated }) => !repeated,
      () => false,
    );
    const appended = await appending;
    if (appended.repeated) return appended;
    live.writing = undefined;
    if (live.life.revision >= 0) lives.keep(live);
    if (snapshot) snapshots.save(snapshot);
    return appended;
  }

  /** Records a refusal, unless it is to be answered only, and answers with it. */
  async #refuse(
    { verb, command, digest, answer, fail }: Asked,
    denied: Denied,
    live: LiveStream | undefined,
  ): Promise<void> {
    const { refusal, rule, delegationId } = denied;
    const { code, details } = refusal;
    const { cycleId } = command.envelope;
    if (command.envelope.refusal === 'answered') {
      answer({ kind: 'refused', cycleId, refusal, rule, repeated: false });
      return;
    }
    const refused = { cycleId, verb: verb.name, code, rule, details };
    const exists = live !== undefined && live.life.revision >= 0;
    try {
      const repeated = await this.#refusals.record(command.envelope, refused, {
        commandDigest: digest,
        recordedAt: this.parts.clock.now(''),
        // A cycle that is not there concerns nobody, and its zone may be any text.
        attemptedIn: exists ? cycleName(cycleId)?.zone : undefined,
        delegationId,
      });
      answer({ kind: 'refused', cycleId, refusal, rule, repeated });
    } catch (error) {
      fail(error);
    }
  }
}

/**
 * SHA-256 of what was asked, so that a retry is told from another request under the same id.
 * @throws InvalidCommand when it holds what no fact can hold
 */
function digestOf(verb: Pick<Verb, 'name'>, command: CycleCommand): string {
  const { cycleId, ifMatch, person, onBehalfOf } = command.envelope;
  const asked = [
    ...[verb.name, cycleId, person.personId, ifMatch ?? null, bodyOf(command)],
    ...(onBehalfOf === undefined ? [] : [onBehalfOf]),
  ];
  try {
    // By way of JSON, so that absent members and the classes of requests do not count.
    return sha256(canonicalJson(JSON.parse(JSON.stringify(asked))));
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error;
    const field = error.path.replace(/^\/4/, '');
    throw new InvalidCommand(verb.name, [
      { field, it: 'non è un testo o un numero che si possa conservare', en: error.reason },
    ]);
  }
}

/** The id of the organisation of the zone: it takes it to say who may, whatever is asked and whoever asks. */
function organisationFor({ envelope }: CycleCommand): readonly string[] {
  const zone = cycleName(envelope.cycleId)?.zone;
  return zone === undefined ? [] : [organisationOf(zone)];
}

/** Why a command finds no cycle to act on and none to begin. */
function noSuchCycle({ envelope: { cycleId } }: CycleCommand): Denied {
  const definition = cycleName(cycleId)?.definitionId;
  return no(
    definition === undefined
      ? refuse('cycle-not-found', { cycleId })
      : refuse('definition-unknown', { definition }),
  );
}
