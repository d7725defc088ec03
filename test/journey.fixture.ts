import { transition, type AnyMachineSnapshot } from 'xstate';
import type { Role } from '#people';
import type { AnsweredFact, DataOf, PlanningFact } from '#planning';
import { poaAnnualeV1 } from '#planning';
import { fieldOf } from '#workflow';
import {
  recorded,
  type Client,
  type CommandOptions,
  type ProblemBody,
  type RecordedBody,
  type Reply,
} from './client.fixture.js';
import { beginning, edgesTaken, type Heard } from './paths.js';
import { ZONE, type TestServer } from './server.fixture.js';

const { root: rootMachine, parts: partDefinitions } = poaAnnualeV1;

/** A kind of part of the cycle: scheda, meeting … */
export type Kind = 'scheda' | 'meeting' | 'contribution' | 'deadline' | 'question';

const kinds = Object.keys(partDefinitions) as readonly Kind[];

/** The kind of part a fact is about, if it is about one. */
export function kindOf(type: string): Kind | undefined {
  return kinds.find((kind) => (machineOf(kind).events as readonly string[]).includes(type));
}

/** The machine of a kind of part. */
export function machineOf(kind: Kind) {
  return partDefinitions[kind]!.machine;
}

/** How a journey goes about it. */
export interface JourneyOptions {
  /** Counts the command ids instead of drawing them, so that the same journey makes the same facts. */
  readonly numbered?: boolean;
}

/**
 * One cycle, worked on over the API. Beside it runs the model: the machines as XState alone reads them,
 * fed with the facts that were answered, without any of the code that keeps a cycle in the server.
 */
export class Journey {
  root = beginning(rootMachine);
  revision = -1;
  /** Of the last fact in the whole log: what `?after=` wants. */
  position = 0;
  readonly parts: Readonly<Record<Kind, Map<string, AnyMachineSnapshot>>> = {
    scheda: new Map(),
    meeting: new Map(),
    contribution: new Map(),
    deadline: new Map(),
    question: new Map(),
  };
  readonly facts: AnsweredFact[] = [];
  /** Parts that are not to be taken when any part will do. */
  readonly reserved = new Set<string>();
  /** Every edge some machine took, by name. */
  readonly taken = new Set<string>();
  #names = 0;
  #commands = 0;

  constructor(
    readonly server: TestServer,
    readonly cycleId: string,
    private readonly options: JourneyOptions = {},
  ) {}

  /** A cycle of the usual zone; each year is another cycle. */
  static ofYear(server: TestServer, year: number, options?: JourneyOptions): Journey {
    return new Journey(server, `${ZONE}-${poaAnnualeV1.id}-${year}`, options);
  }

  static ofZone(server: TestServer, zone: string, year: number): Journey {
    return new Journey(server, `${zone}-${poaAnnualeV1.id}-${year}`);
  }

  /** The address of the cycle, or of something of it. */
  path(rest = ''): string {
    return `/api/v1/cycles/${this.cycleId}${rest}`;
  }

  /** Performs a command, and lets the model follow if it is granted. */
  async attempt(
    as: Role | Client,
    verb: string,
    body: object,
    options: CommandOptions = {},
  ): Promise<Reply<RecordedBody | ProblemBody>> {
    const client = typeof as === 'string' ? this.server.as(as) : as;
    this.#commands += 1;
    const commandId = `00000000-0000-4000-8000-${String(this.#commands).padStart(12, '0')}`;
    const numbered = this.options.numbered ? { commandId } : {};
    const reply = await client.perform(this.cycleId, verb, body, { ...numbered, ...options });
    if ('facts' in reply.body && !reply.body.repeated) {
      for (const fact of reply.body.facts) this.#follow(fact);
      this.position = reply.body.position;
    }
    return reply;
  }

  /** Performs a command that must be granted. */
  async perform(
    as: Role | Client,
    verb: string,
    body: object,
    options: CommandOptions = {},
  ): Promise<RecordedBody> {
    const reply = await this.attempt(as, verb, body, options);
    try {
      return recorded(reply);
    } catch (error) {
      throw new Error(`${verb}: ${(error as Error).message}`, { cause: error });
    }
  }

  /** A name nobody has in this cycle yet. */
  fresh(prefix: string): string {
    this.#names += 1;
    return `${prefix}-${this.#names}`;
  }

  /** The data of the last fact of a type. Throws when there is none. */
  last<Type extends PlanningFact['type']>(type: Type): DataOf<Type> {
    const fact = this.facts.findLast((each) => each.type === type);
    if (!fact) throw new Error(`${this.cycleId} has no ${type} yet`);
    return fact.data as DataOf<Type>;
  }

  /** The data of every fact of a type, oldest first. */
  all<Type extends PlanningFact['type']>(type: Type): readonly DataOf<Type>[] {
    return this.facts.filter((fact) => fact.type === type).map(({ data }) => data as DataOf<Type>);
  }

  /** The last revision at which something was recorded about a scheda: what If-Match wants. */
  movedAt(schedaId: unknown): number | undefined {
    if (schedaId === undefined) return undefined;
    return this.facts.findLast(({ data }) => fieldOf(data, 'schedaId') === schedaId)?.revision;
  }

  /** Where a part stands; at the beginning of its machine if nothing was recorded about it. */
  part(kind: Kind, id: string): AnyMachineSnapshot {
    return this.parts[kind].get(id) ?? beginning(machineOf(kind));
  }

  #follow(fact: AnsweredFact): void {
    const { type, data, revision } = fact;
    if (revision !== this.revision + 1) {
      throw new Error(`revision ${revision} came after ${this.revision}`);
    }
    this.revision = revision;
    this.facts.push(fact);
    const outcome = fieldOf(data, 'outcome');
    const heard: Heard = { type, ...(typeof outcome === 'string' && { outcome }) };
    if ((rootMachine.events as readonly string[]).includes(type)) {
      this.root = this.#step(this.root, heard);
    }
    const kind = kindOf(type);
    if (!kind) return;
    const id = fieldOf(data, partDefinitions[kind]!.idField) as string;
    this.parts[kind].set(id, this.#step(this.part(kind, id), heard));
  }

  #step(snapshot: AnyMachineSnapshot, heard: Heard): AnyMachineSnapshot {
    if (!snapshot.can(heard)) {
      const where = JSON.stringify(snapshot.value);
      throw new Error(`${snapshot.machine.id} does not accept ${heard.type} where it is ${where}`);
    }
    for (const edge of edgesTaken(snapshot, heard)) this.taken.add(edge);
    const [next] = transition(snapshot.machine, snapshot, heard) as [AnyMachineSnapshot, unknown];
    return next;
  }
}
