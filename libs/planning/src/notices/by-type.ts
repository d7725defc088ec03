import type { DataOf, PlanningFact } from '../planning-fact.js';

/** What is to be done at some types of facts. */
export type ByType<Context, Result> = {
  readonly [Type in PlanningFact['type']]?: (data: DataOf<Type>, context: Context) => Result;
};

/** Does what is said for a type of fact, and nothing at the others. */
export function atFact<Context, Result>(
  handlers: ByType<Context, Result>,
  { type, data }: PlanningFact,
  context: Context,
): Result | undefined {
  // The handler under a type takes the data of that type; TypeScript cannot follow the two together.
  const handle = handlers[type] as ((data: unknown, context: Context) => Result) | undefined;
  return handle?.(data, context);
}
