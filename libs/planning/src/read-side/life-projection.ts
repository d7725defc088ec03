import type { DatabaseSync } from 'node:sqlite';
import type { RecordedEvent } from '#event-store';
import { Projection } from '#projections';
import type { Workflows } from '#workflow';
import type { LifeData } from '../life-data.js';
import { Standings, type CycleStep, type MigratedPart } from './standings.js';

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
    if (!step) return;
    this.follow(step, database, event);
    for (const part of step.migrated?.parts ?? []) this.rename?.(part, step, database);
  }

  /**
   * Writes that a part goes on in the machine of a later version: its state may have another name and other words.
   * For read models that keep the state of a part in rows of their own.
   */
  protected rename?(part: MigratedPart, step: CycleStep, database: DatabaseSync): void;

  /** Writes what a fact means into the rows, under the rules of `apply`. */
  protected abstract follow(step: CycleStep, database: DatabaseSync, event: RecordedEvent): void;
}
