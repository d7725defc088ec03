import type { RecordedFact } from '#workflow';
import type { Envelope } from '../envelope.js';
import type { PlanningFact } from '../planning-fact.js';
import type { CycleStep } from '../read-side/standings.js';
import type { Remembers } from '../remember.js';

/**
 * Folds the fact of a step into a part of the data as the write side does, so that a read model has no second
 * memory of its own.
 */
export function remembered<Data>(
  table: Remembers<Data>,
  data: Data,
  { fact, envelope }: Pick<CycleStep, 'fact' | 'envelope'>,
  recorded: RecordedFact,
): void {
  // The entry under a type takes the data of that type; TypeScript cannot follow the two together.
  const remember = table[fact.type] as
    | ((data: Data, fact: PlanningFact['data'], envelope: Envelope, recorded: RecordedFact) => void)
    | undefined;
  remember?.(data, fact.data, envelope, recorded);
}
