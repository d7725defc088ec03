import { fieldOf } from './fact.js';
import { Control, type ControlState } from './control.js';
import type { Definition, DefinitionReference } from './definition.js';
import { definitionText } from './definition-text.js';
import { lint } from './lint.js';
import { MIGRATION } from './migration.js';
import { succession, type Arrivals, type Succession, type Unmapped } from './succession.js';

/** Where a type of fact goes: to the root machine, to one part of a kind, or to both. */
export interface Route {
  readonly root: boolean;
  readonly kind?: string;
}

const toNoMachine: Route = { root: false };

/** SHA-256 of a text as hex; handed in, because the kernel knows no platform. */
export type Sha256 = (text: string) => string;

/** A definition ready to run: its machines compiled, its digest taken, the way of each fact known. */
export class Workflow<Data = unknown> {
  readonly reference: DefinitionReference;
  readonly root: Control;
  readonly parts: Readonly<Record<string, Control>>;
  readonly #routes = new Map<string, Route>();
  readonly #successions: Succession<Workflow<Data>>[] = [];
  readonly #arrivals: { root: ControlState[]; parts: Record<string, ControlState[]> } = {
    root: [],
    parts: {},
  };

  constructor(
    readonly definition: Definition<Data>,
    sha256: Sha256,
  ) {
    const { id, version } = definition;
    this.reference = { id, version, digest: sha256(definitionText(definition)) };
    this.root = new Control(definition.root);
    const parts: Record<string, Control> = {};
    for (const [kind, part] of Object.entries(definition.parts)) {
      const control = new Control(part.machine);
      parts[kind] = control;
      for (const type of control.factTypes) {
        if (this.#routes.has(type)) throw new Error(`${type} belongs to two kinds of part`);
        this.#routes.set(type, { root: this.root.factTypes.has(type), kind });
      }
    }
    this.parts = parts;
    for (const type of this.root.factTypes) {
      if (!this.#routes.has(type)) this.#routes.set(type, { root: true });
    }
  }

  /**
   * The way of a fact type, or undefined if no machine of the definition names it. No machine names a migration:
   * it goes to none, where there is a version to migrate to.
   */
  route(type: string): Route | undefined {
    if (type === MIGRATION) return this.#successions.length > 0 ? toNoMachine : undefined;
    return this.#routes.get(type);
  }

  /** The installed versions its lives can be migrated to, each with the way there. */
  get successions(): readonly Succession<Workflow<Data>>[] {
    return this.#successions;
  }

  /** Where lives of earlier versions come to stand in its machines: there they may be, whatever leads there. */
  get arrivals(): Arrivals {
    return this.#arrivals;
  }

  /** Lets its lives go on under a later version; called while the definitions are being installed. */
  precede(later: Succession<Workflow<Data>>): void {
    this.#successions.push(later);
    const { root, parts } = later.to.#arrivals;
    root.push(...later.root.values());
    for (const [kind, states] of Object.entries(later.parts))
      (parts[kind] ??= []).push(...states.values());
  }

  /** Every type of fact the definition knows. */
  get factTypes(): readonly string[] {
    return [...this.#routes.keys()];
  }

  /** The machine of a kind of part. Throws for a kind the definition does not have (a bug in the caller). */
  part(kind: string): Control {
    const control = this.parts[kind];
    if (!control) throw new Error(`${this.reference.id} has no part ${kind}`);
    return control;
  }

  /** The id of the part a fact is about. Throws when the field is missing: such a fact cannot be placed. */
  partId(kind: string, data: object): string {
    const field = this.definition.parts[kind]?.idField ?? '';
    const id = fieldOf(data, field);
    if (typeof id !== 'string' || id === '')
      throw new Error(`a fact about a ${kind} needs ${field}`);
    return id;
  }
}

/** A definition that its machines, read together, do not bear out. */
export class DefinitionRefused extends Error {
  override readonly name = 'DefinitionRefused';
  constructor(
    definition: string,
    readonly problems: readonly string[],
  ) {
    super(`The definition ${definition} is refused:\n- ${problems.join('\n- ')}`);
  }
}

/**
 * A version that says it follows another without saying where every life of that one would go on. It cannot be
 * published: a cycle would be stuck half-way through its year.
 */
export class MappingNotTotal extends Error {
  override readonly name = 'MappingNotTotal';
  /** Stable, in what people are told and in what programs read. */
  readonly code = 'mapping-not-total';

  constructor(
    readonly definition: DefinitionReference,
    readonly follows: number,
    /** Empty where the version it follows is not installed at all, or is none before it. */
    readonly unmapped: readonly Unmapped[],
  ) {
    super(
      `The definition ${definition.id} version ${definition.version} follows version ${follows}, ` +
        (unmapped.length === 0
          ? 'which is not installed here as an earlier one.'
          : `and does not say where these states go on:\n- ${unmapped.map(inOneLine).join('\n- ')}`),
    );
  }
}

const inOneLine = ({ kind, state, why, en }: Unmapped): string =>
  `${kind ?? 'root'}, ${state} (${en}): ${why}`;

/** A stream asks for a definition this installation does not have. */
export class UnknownDefinition extends Error {
  override readonly name = 'UnknownDefinition';
  constructor(readonly asked: Partial<DefinitionReference> | undefined) {
    super(
      asked?.id === undefined
        ? 'The first fact of the stream names no definition.'
        : `The definition ${asked.id} version ${asked.version ?? '?'} is not installed here.`,
    );
  }
}

/** The definition installed under this id and version is not the one the stream ran on. */
export class AlteredDefinition extends Error {
  override readonly name = 'AlteredDefinition';
  constructor(
    readonly asked: DefinitionReference,
    readonly installed: DefinitionReference,
  ) {
    super(
      `The definition ${asked.id} version ${asked.version} was altered after it ran: ` +
        `the stream was written with ${asked.digest}, installed is ${installed.digest}. ` +
        'Install the original again; a change needs a new version.',
    );
  }
}

const versionOf = <Data>({ reference }: Workflow<Data>): number => reference.version;

/** The definitions installed here. */
export class Workflows<Data = unknown> {
  readonly #byName = new Map<string, Workflow<Data>>();

  /**
   * @throws DefinitionRefused when `lint` finds problems in one of them
   * @throws MappingNotTotal when one follows another without saying where each of its states goes on
   */
  constructor(definitions: readonly Definition<Data>[], sha256: Sha256) {
    for (const definition of definitions) {
      const name = `${definition.id}@${definition.version}`;
      if (this.#byName.has(name)) throw new Error(`${name} is registered twice`);
      const problems = lint(definition);
      if (problems.length > 0) throw new DefinitionRefused(name, problems);
      this.#byName.set(name, new Workflow(definition, sha256));
    }
    // The earlier ones first: what comes to stand in a version has to be able to leave it again.
    for (const later of this.all.toSorted((one, other) => versionOf(one) - versionOf(other)))
      this.#follow(later);
  }

  #follow(later: Workflow<Data>): void {
    const { reference, definition } = later;
    const { follows } = definition;
    if (!follows) return;
    const earlier = this.#byName.get(`${reference.id}@${follows.version}`);
    if (!earlier || follows.version >= reference.version)
      throw new MappingNotTotal(reference, follows.version, []);
    const found = succession(earlier, later);
    if (found.unmapped.length > 0)
      throw new MappingNotTotal(reference, follows.version, found.unmapped);
    earlier.precede(found);
  }

  get all(): readonly Workflow<Data>[] {
    return [...this.#byName.values()];
  }

  /** The newest installed version of a definition, for a stream that begins today. */
  newest(id: string): Workflow<Data> | undefined {
    return this.all
      .filter((workflow) => workflow.reference.id === id)
      .sort((one, other) => other.reference.version - one.reference.version)[0];
  }

  /** @throws UnknownDefinition, AlteredDefinition */
  find(asked: DefinitionReference | undefined): Workflow<Data> {
    const workflow = asked && this.#byName.get(`${asked.id}@${asked.version}`);
    if (!workflow) throw new UnknownDefinition(asked);
    if (workflow.reference.digest !== asked.digest) {
      throw new AlteredDefinition(asked, workflow.reference);
    }
    return workflow;
  }
}
