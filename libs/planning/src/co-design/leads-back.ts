import type { CoDesignRow } from './co-design.facts.js';

/** What one row says of another: which convention it adds to, or which row it renews. */
export type RowLink = 'addendumTo' | 'renews';

/** Rows by id, as far as their links go. */
export type LinkedRows = ReadonlyMap<string, Pick<CoDesignRow, RowLink>>;

/** Whether a link, followed from a row, leads back to it: A renews B, and B renews A. */
export function leadsBack(rows: LinkedRows, coDesignRowId: string, link: RowLink): boolean {
  const passed = new Set<string>();
  let next = rows.get(coDesignRowId)?.[link];
  while (next !== undefined && !passed.has(next)) {
    if (next === coDesignRowId) return true;
    passed.add(next);
    next = rows.get(next)?.[link];
  }
  return false;
}

/** The rows of a register, and others that are added to them or stand for them. */
export function linkedRows(
  { coDesignRows }: { readonly coDesignRows: Readonly<Record<string, Pick<CoDesignRow, RowLink>>> },
  others: Iterable<readonly [string, Pick<CoDesignRow, RowLink>]> = [],
): LinkedRows {
  return new Map([...Object.entries(coDesignRows), ...others]);
}
