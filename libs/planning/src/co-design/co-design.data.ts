import type { SchedaReference } from '../zone-register/scheda-reference.js';
import type { CoDesignRow } from './co-design.facts.js';

/** What is remembered of the rows of co-design. Where each stands, its machine knows. */
export interface CoDesignData {
  readonly coDesignRows: Record<string, KeptRow>;
}

/** A row with what became of it. */
export type KeptRow = {
  -readonly [Field in keyof CoDesignRow]: CoDesignRow[Field];
} & {
  schede: SchedaReference[];
  readonly reviews: Review[];
};

/** What somebody found when they looked at the end of a row. */
export interface Review {
  readonly on: string;
  readonly finding: string;
  readonly reviewAgainOn: string;
}

export const beginCoDesignData = (): CoDesignData => ({ coDesignRows: {} });

/** The row that renews another, if one does: the link is kept where it points from. */
export function renewalOf(
  { coDesignRows }: Readonly<CoDesignData>,
  coDesignRowId: string,
): KeptRow | undefined {
  return Object.values(coDesignRows).find(({ renews }) => renews === coDesignRowId);
}
