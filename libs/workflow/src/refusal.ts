/** One thing to be mended, as plain JSON: where it is, and what is wrong in some words or languages. */
export type ToMend = Readonly<Record<string, string | number | Readonly<Record<string, string>>>>;

/** What the texts of the catalogue fill in (`{ state: 'trasmessa' }`), and lists of what is to be mended. */
export type RefusalDetails = Readonly<Record<string, string | number | readonly ToMend[]>>;

/**
 * The domain says no. A value, not an exception: it is recorded, shown and counted like any other answer.
 * The code is stable; its texts and the law behind it stand in the catalogue of the domain that uses it.
 */
export class Refusal {
  constructor(
    readonly code: string,
    readonly details: RefusalDetails = {},
  ) {}
}
