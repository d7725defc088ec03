import { DatabaseSync } from 'node:sqlite';
import { romeDay } from '#calendar';
import type { RecordedEvent } from '#event-store';
import type {
  CycleLife,
  DataOf,
  LifeData,
  PlanningFact,
  RefusalRow,
  ZoneRegisterLife,
} from '#planning';
import type { Projection } from '#projections';
import type { Workflows } from '#workflow';
import { aroundOf, type Around } from './around.js';

/** A fact of a type, with who, when and why. */
export interface FactOf<Type extends PlanningFact['type']>
  extends Omit<RecordedEvent, 'type' | 'data'>, Around {
  readonly type: Type;
  readonly data: DataOf<Type>;
}

/** What the ledger says of the log, where there is one. */
export interface LedgerSays {
  readonly state: 'opening' | 'sealing' | 'broken';
  readonly origin: string | null;
  /** Facts in the tree, and those that the last checkpoint covers. */
  readonly size: number;
  readonly sealedSize: number;
  /** When the whole log was read again and compared with the tree; null is never since the start. */
  readonly auditedAt: string | null;
  readonly failure: string | null;
  /** Facts of the cycle for which the ledger has no proof yet. */
  readonly withoutProof: number;
  /** The revisions of the facts of the cycle that the log gives otherwise than they were sealed. */
  readonly changed: readonly number[];
  /** Seals that somebody outside has given. */
  readonly outsideSeals: number;
}

/** What an inquiry is given to look at. */
export interface Given {
  readonly cycleId: string;
  readonly zone: string;
  /** The instant everything is looked at from: what was recorded later is not there. In milliseconds, UTC. */
  readonly atMs: number;
  /**
   * The facts of each life by its id, oldest first, up to that instant, without texts that were redacted
   * since. Those of the cycle are always among them.
   */
  readonly lives: ReadonlyMap<string, readonly RecordedEvent[]>;
  /** Those of the cycle with every text as it was recorded: to be compared, never shown. */
  readonly recorded: readonly RecordedEvent[];
  readonly workflows: Workflows<LifeData>;
  /** The yearly programmes and the register of the zone as they were then, as far as they were looked at. */
  readonly then: {
    readonly programmes: readonly Readonly<CycleLife>[];
    readonly zoneRegister: Readonly<ZoneRegisterLife> | undefined;
  };
  /** Attempts on the cycle that were refused. */
  readonly refusals: readonly RefusalRow[];
  readonly schedaId?: string | undefined;
  readonly ledger?: LedgerSays | undefined;
  /** Whether replaying the cycle from its first fact gives what the program holds. */
  readonly replays: boolean;
}

/** A cycle as it was at an instant, for a question to look at: its facts, and the views made from them alone. */
export class Inquiry {
  /** The day of the instant, Europe/Rome. */
  readonly on: string;
  readonly #views = new Map<unknown, DatabaseSync>();
  #notApplied = 0;

  constructor(readonly given: Given) {
    this.on = romeDay(given.atMs);
  }

  get cycleId(): string {
    return this.given.cycleId;
  }

  /** The facts of the cycle, or of another life that is looked at. */
  facts(cycleId = this.cycleId): readonly RecordedEvent[] {
    return this.given.lives.get(cycleId) ?? [];
  }

  /** The facts of the cycle of these types, with what stands around them. */
  of<Type extends PlanningFact['type']>(...types: readonly Type[]): readonly FactOf<Type>[] {
    return this.ofLife(this.cycleId, ...types);
  }

  ofLife<Type extends PlanningFact['type']>(
    cycleId: string,
    ...types: readonly Type[]
  ): readonly FactOf<Type>[] {
    const wanted: readonly string[] = types;
    return (
      this.facts(cycleId)
        .filter(({ type }) => wanted.includes(type))
        // The data of a fact are those of its type: our own pipeline wrote them.
        .map((event) => ({ ...event, ...aroundOf(event) }) as unknown as FactOf<Type>)
    );
  }

  /**
   * A read model made now, from the facts that are looked at and from nothing else: the same rows as the one the
   * program keeps, as they were at the instant.
   */
  view(model: new (workflows: Workflows<LifeData>) => Projection): DatabaseSync {
    const known = this.#views.get(model);
    if (known) return known;
    const rows = new DatabaseSync(':memory:');
    const projection = new model(this.given.workflows);
    rows.exec(projection.schema);
    rows.exec('BEGIN');
    const all = [...this.given.lives.values()].flat();
    for (const event of all.toSorted((one, other) => one.position - other.position)) {
      if (!isWanted(projection, event)) continue;
      try {
        projection.apply(event, rows);
      } catch {
        // As the program does with its own views: one fact that cannot be applied stops no other.
        this.#notApplied += 1;
      }
    }
    rows.exec('COMMIT');
    this.#views.set(model, rows);
    return rows;
  }

  /** How many facts no view could be made from. */
  get notApplied(): number {
    return this.#notApplied;
  }

  end(): void {
    for (const rows of this.#views.values()) rows.close();
    this.#views.clear();
  }
}

function isWanted({ filter }: Projection, { stream, type }: RecordedEvent): boolean {
  const isOfCategory = filter.categories?.some((category) => stream.startsWith(`${category}-`));
  return isOfCategory !== false && filter.types?.includes(type) !== false;
}
