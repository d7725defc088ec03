import type { CoDesignRow } from './co-design.facts.js';

/** For each field that a source may leave out, whether a row has it still to be said. */
const open: Readonly<Record<string, (row: CoDesignRow) => boolean>> = {
  legalForm: ({ legalForm }) => legalForm === 'unknown',
  holderBodyIds: ({ holder }) => holder.bodyIds.length === 0,
  subjects: ({ subjects }) =>
    subjects.every(({ role }) => role === 'to_be_found' || role === 'generic'),
  period: ({ period }) => period?.to === undefined,
  'codes.cup': ({ codes }) => codes.cup.length === 0,
  'codes.cig': ({ codes }) => codes.cig.length === 0,
  'codes.clp': ({ codes }) => codes.clp.length === 0,
  amountEur: ({ amountEur }) => amountEur === undefined,
  act: ({ act }) => act === undefined,
  addendumTo: ({ addendumTo }) => addendumTo === undefined,
};

/** Whether a field of a row has not been said yet: only then may it be filled in. */
export function isOpen(row: CoDesignRow, field: string): boolean {
  return open[field]?.(row) ?? false;
}
