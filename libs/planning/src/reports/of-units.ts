/** Which units a report is about: these, or all where none are named. */
export interface OfUnits {
  readonly unitIds?: readonly string[] | undefined;
}

/** The units as a statement takes them: a JSON list, or null for all. */
export const unitsAsJson = ({ unitIds }: OfUnits): string | null =>
  unitIds === undefined ? null : JSON.stringify(unitIds);
