/** What the texts of the catalogue fill in (`{ state: 'trasmessa' }`), and lists of what is to be mended. */
export type RefusalDetails = Readonly<
  Record<string, string | number | readonly Readonly<Record<string, string>>[]>
>;

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
