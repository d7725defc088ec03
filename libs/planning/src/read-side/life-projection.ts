import type { DatabaseSync } from 'node:sqlite';
import type { RecordedEvent } from '#event-store';
import { Projection } from '#projections';
import type { Workflows } from '#workflow';
import type { LifeData } from '../life-data.js';
import { Standings, type CycleStep } from './standings.js';

/**
 * A read model of cycles and registers: it is told each of their facts with what the fact did to the
 * machines, and of no other. Its schema needs `standingTables`.
 */
export abstract class LifeProjection extends Projection {
  readonly #standings: Standings;

  constructor(workflows: Workflows<LifeData>) {
    super();
    this.#standings = new Standings(workflows);
  }

  apply(event: RecordedEvent, database: DatabaseSync): void {
    const step = this.#standings.step(event, database);
    if (step) this.follow(step, database, event);
  }

  /** Writes what a fact means into the rows, under the rules of `apply`. */
  protected abstract follow(step: CycleStep, database: DatabaseSync, event: RecordedEvent): void;
}
