/** A value that its column does not allow, or that no cell can hold: the caller gave what it could not read again. */
export class UnwritableValue extends Error {
  override readonly name = 'UnwritableValue';
  /** @param item place among the rows given, counted from 0 */
  constructor(
    readonly key: string,
    readonly item: number,
    reason: string,
  ) {
    super(`row ${item}, “${key}”: ${reason}`);
  }
}
