/** A scheda of a cycle, from elsewhere: codes and ids of schede are of their cycle alone. */
export interface SchedaReference {
  readonly cycleId: string;
  readonly schedaId: string;
}

/** Whether two references are of one scheda. */
export const isSame =
  ({ cycleId, schedaId }: SchedaReference) =>
  (other: SchedaReference): boolean =>
    other.cycleId === cycleId && other.schedaId === schedaId;

/** These references without those of some schede. */
export function without(
  references: readonly SchedaReference[],
  gone: readonly SchedaReference[],
): SchedaReference[] {
  return references.filter((reference) => !gone.some(isSame(reference)));
}
