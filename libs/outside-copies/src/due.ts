/** How one way of copying stands. */
export interface CopyStanding {
  readonly everyMs: number;
  /** The last copy; undefined before the first. */
  readonly last: { readonly size: number; readonly atMs: number } | undefined;
}

/** How the ledger stands. */
export interface LedgerStands {
  /** Entries that are signed. */
  readonly size: number;
  /** Entries up to the last approval: so many must be covered without delay. */
  readonly owedSize: number;
  /** Whether there is more since so many entries than what copying itself has recorded. */
  readonly hasGrownSince: (size: number) => boolean;
  readonly nowMs: number;
}

/** Whether a copy is to be made now: after an approval at once, else from time to time while the log grows. Pure. */
export function isDue(
  { everyMs, last }: CopyStanding,
  { size, owedSize, hasGrownSince, nowMs }: LedgerStands,
): boolean {
  if (size === 0) return false;
  if (last === undefined || last.size < Math.min(owedSize, size)) return true;
  return nowMs - last.atMs >= everyMs && hasGrownSince(last.size);
}
