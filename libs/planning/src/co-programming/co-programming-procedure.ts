import type { Life } from '#workflow';
import type { AnyLife } from '../command/verb.js';
import type { CoProgrammingProcedureData } from './co-programming-procedure.data.js';

/** The life of a procedure of co-programming. */
export type CoProgrammingProcedure = Life<CoProgrammingProcedureData>;

/** The life as that of a procedure of co-programming; undefined when it follows another definition. */
export function coProgrammingProcedure(
  life: Readonly<AnyLife> | undefined,
): CoProgrammingProcedure | undefined {
  // Every version of this definition remembers `CoProgrammingProcedureData`.
  return life?.workflow.reference.id === 'co-programmazione'
    ? (life as CoProgrammingProcedure)
    : undefined;
}
