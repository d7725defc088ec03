import type { DatabaseSync } from 'node:sqlite';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import type { CycleStep } from './standings.js';

type Handlers = {
  readonly [Type in PlanningFact['type']]?: (
    data: DataOf<Type>,
    step: CycleStep,
    database: DatabaseSync,
  ) => void;
};

/** Does what is said for a type of fact, and nothing at the others. */
export function onFact(handlers: Handlers): (step: CycleStep, database: DatabaseSync) => void {
  return (step, database) => {
    // The handler under a type takes the data of that type; TypeScript cannot follow the two together.
    const handle = handlers[step.fact.type] as
      ((data: unknown, step: CycleStep, database: DatabaseSync) => void) | undefined;
    handle?.(step.fact.data, step, database);
  };
}
