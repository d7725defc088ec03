import { transition, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate';
import type { Role } from '#people';
import {
  cycleName,
  type AnsweredFact,
  type DataOf,
  type PartKind,
  type LifeData,
  type PlanningFact,
} from '#planning';
import { fieldOf, type Definition } from '#workflow';
import {
  addressOf,
  recorded,
  type Client,
  type CommandOptions,
  type ProblemBody,
  type RecordedBody,
  type Reply,
} from './client.fixture.js';
import { beginning, edgesTaken, type Heard } from './paths.js';
import { ZONE, type TestServer } from './server.fixture.js';

/** What somebody wishes, ready to be sent. */
export interface Wish {
  readonly as: Role;
  readonly body: object;
}

/** What a wish is about, where that matters. */
export interface About {
  /** The part: an existing one, or the name for a new one. */
  readonly id: string;
  /** How a session ended. */
  readonly outcome?: string | undefined;
}

/** For a verb a valid request, as the life stands; whether it is the moment is another question. */
export type Wishes = Readonly<Record<string, (journey: Journey, about: About) => Wish>>;

/** What a fact should be about: a part by its id, an outcome. Without an id any part will do. */
export interface Target {
  readonly id?: string;
  readonly outcome?: string | undefined;
}

/** The commands that bring a fact about from where the life stands, with what they need first. */
export type Driver = (journey: Journey, target: Target) => Promise<void>;
export type Drivers = Readonly<Partial<Record<PlanningFact['type'], Driver>>>;

/** How to get about in the lives of a definition, over the API. */
export interface Ways {
  readonly definition: Definition<LifeData>;
  readonly wishes: Wishes;
  readonly drivers: Drivers;
  /** Facts about the whole that never come alone: others bring them about. */
  readonly alongside: ReadonlySet<string>;
  /** Facts that are brought about for their own sake only, never to get somewhere else. */
  readonly detours: ReadonlySet<string>;
  /** The refusal of a verb that is not `not-now` where the machines do not accept its leading fact. */
  readonly refusalOf?: (
    journey: Journey,
    verb: string,
    id?: string,
  ) => { readonly status: number; readonly code: string } | undefined;
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
  root: AnyMachineSnapshot;
  revision = -1;
  /** Of the last fact in the whole log: what `?after=` wants. */
  position = 0;
  /** Where each part stands: kind, then id. */
  readonly parts: ReadonlyMap<PartKind, Map<string, AnyMachineSnapshot>>;
  readonly facts: AnsweredFact[] = [];
  /** The day on which its first fact happened; undefined before that. */
  beganOn: string | undefined;
  /** Parts that are not to be taken when any part will do. */
  readonly reserved = new Set<string>();
  /** Whether a scheda of an earlier plan comes along before the kickoff. */
  carriesOver = false;
  /** Every edge some machine took, by name. */
  readonly taken = new Set<string>();
  #names = 0;
  #commands = 0;

  constructor(
    readonly server: TestServer,
    readonly cycleId: string,
    readonly ways: Ways,
    private readonly options: JourneyOptions = {},
  ) {
    this.root = beginning(ways.definition.root);
    this.parts = new Map(this.kinds.map((kind) => [kind, new Map()]));
  }

  /** A cycle or register of any definition, in a zone of its own: a register has no year to differ in. */
  static inZone(server: TestServer, ways: Ways, zone: string, year: number): Journey {
    const { id, root } = ways.definition;
    const drafted = beginning(root).can({ type: 'CycleDrafted' });
    return new Journey(server, `${zone}-${id}${drafted ? `-${year}` : ''}`, ways);
  }

  /** The same in a year, or for a register a zone, of its own; always with the same ids of commands. */
  static recorded(server: TestServer, ways: Ways, number: number): Journey {
    const drafted = beginning(ways.definition.root).can({ type: 'CycleDrafted' });
    const zone = drafted ? ZONE : `zona${number}`;
    const { cycleId } = Journey.inZone(server, ways, zone, 1_999 + number);
    return new Journey(server, cycleId, ways, { numbered: true });
  }

  /** Another cycle of the same zone and definition. */
  beside(year: number): Journey {
    const { zone = ZONE } = cycleName(this.cycleId) ?? {};
    return Journey.inZone(this.server, this.ways, zone, year);
  }

  /** The kinds of parts there are. */
  get kinds(): readonly PartKind[] {
    return Object.keys(this.ways.definition.parts) as PartKind[];
  }

  /** The kind of part a fact is about, if it is about one. */
  kindOf(type: string): PartKind | undefined {
    return this.kinds.find((kind) =>
      (this.machineOf(kind).events as readonly string[]).includes(type),
    );
  }

  /** The machine of a kind of part. */
  machineOf(kind: PartKind): AnyStateMachine {
    return this.ways.definition.parts[kind]!.machine;
  }

  /** The parts of a kind, by id. */
  partsOf(kind: PartKind): ReadonlyMap<string, AnyMachineSnapshot> {
    return this.parts.get(kind) ?? new Map<string, AnyMachineSnapshot>();
  }

  /** The address of the cycle or register, or of something of it. */
  path(rest = ''): string {
    return `${addressOf(this.cycleId)}${rest}`;
  }

  /** The one person of the zone of this journey who has this role. */
  somebody(role: Role): Client {
    return this.server.as(role, cycleName(this.cycleId)?.zone);
  }

  /** Performs a command, and lets the model follow if it is granted. */
  async attempt(
    as: Role | Client,
    verb: string,
    body: object,
    options: CommandOptions = {},
  ): Promise<Reply<RecordedBody | ProblemBody>> {
    const client = typeof as === 'string' ? this.somebody(as) : as;
    this.#commands += 1;
    const commandId = `00000000-0000-4000-8000-${String(this.#commands).padStart(12, '0')}`;
    const numbered = this.options.numbered ? { commandId } : {};
    const reply = await this.send(client, verb, body, { ...numbered, ...options });
    if ('facts' in reply.body && !reply.body.repeated) {
      for (const fact of reply.body.facts) this.#follow(fact);
      const on = fieldOf(body, 'occurredOn');
      this.beganOn ??= typeof on === 'string' ? on : this.server.clock.day();
      this.position = reply.body.position;
    }
    return reply;
  }

  /** How a wish goes to the server: over the API. */
  protected send(
    client: Client,
    verb: string,
    body: object,
    options: CommandOptions,
  ): Promise<Reply<RecordedBody | ProblemBody>> {
    return client.perform(this.cycleId, verb, body, options);
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
  part(kind: PartKind, id: string): AnyMachineSnapshot {
    return this.partsOf(kind).get(id) ?? beginning(this.machineOf(kind));
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
    if ((this.root.machine.events as readonly string[]).includes(type)) {
      this.root = this.#step(this.root, heard);
    }
    const kind = this.kindOf(type);
    if (!kind) return;
    const id = fieldOf(data, this.ways.definition.parts[kind]!.idField) as string;
    this.parts.get(kind)!.set(id, this.#step(this.part(kind, id), heard));
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
