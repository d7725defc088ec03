import { Injectable } from '@nestjs/common';
import {
  cyclesOf,
  CyclesProjection,
  reads,
  schedeCounts,
  schedeOf,
  SchedeProjection,
} from '#planning';
import type { Person } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';

/** So many cycles are looked through, the latest first. */
const MOST_CYCLES = 20;
/** More schede than one person has. */
const MOST_SCHEDE = 1_000;

/** How many schede there are in a yearly programme. */
export interface SchedeOfCycle {
  readonly cycleId: string;
  readonly title: string;
  readonly count: number;
}

/** The schede that are given to somebody in a yearly programme. */
export interface SchedeOfPerson extends SchedeOfCycle {
  readonly schedaIds: readonly string[];
}

/** Whose the schede are, for whoever may read schede: who keeps the system in order may not. */
@Injectable()
export class SchedeHeld {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
  ) {}

  /** @returns undefined for whoever may not read schede */
  async byUnit(person: Person, unitId: string): Promise<readonly SchedeOfCycle[] | undefined> {
    if (!reads(person.role, 'schede')) return undefined;
    const held: SchedeOfCycle[] = [];
    for (const { cycleId, title } of await this.#cycles(person.zone)) {
      const { byUnit } = await this.views.read(SchedeProjection, undefined, (database) =>
        schedeCounts(database, cycleId),
      );
      const count = byUnit.find((unit) => unit.unitId === unitId)?.total ?? 0;
      if (count > 0) held.push({ cycleId, title, count });
    }
    return held;
  }

  /** In the cycles that are not over. @returns undefined for whoever may not read schede */
  async byPerson(person: Person, personId: string): Promise<readonly SchedeOfPerson[] | undefined> {
    if (!reads(person.role, 'schede')) return undefined;
    const today = this.reader.today();
    const held: SchedeOfPerson[] = [];
    for (const { cycleId, title, phase } of await this.#cycles(person.zone)) {
      if (over.has(phase)) continue;
      const { rows } = await this.views.read(SchedeProjection, undefined, (database) =>
        schedeOf(database, { cycleId, today, limit: MOST_SCHEDE }),
      );
      const schedaIds = rows
        .filter((scheda) => scheda.personId === personId)
        .map(({ schedaId }) => schedaId);
      if (schedaIds.length > 0) held.push({ cycleId, title, count: schedaIds.length, schedaIds });
    }
    return held;
  }

  async #cycles(zone: string) {
    const { rows } = await this.views.read(CyclesProjection, undefined, (database) =>
      cyclesOf(database, { zone, definition: 'poa-annuale', limit: MOST_CYCLES }),
    );
    return rows;
  }
}

/** The outermost states in which nothing is done any more. */
const over: ReadonlySet<string> = new Set(['closed', 'abandoned', 'annulled', 'revoked']);
