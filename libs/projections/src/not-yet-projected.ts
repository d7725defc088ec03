import type { Position } from '#event-store';

/** The rows do not show the log up to the wanted position yet. Nothing is lost: ask again. */
export class NotYetProjected extends Error {
  override readonly name = 'NotYetProjected';
  readonly code = 'not-yet-projected';

  constructor(
    readonly projection: string,
    readonly wanted: Position,
    /** How far the rows had come when the patience ended. */
    readonly reached: Position,
  ) {
    super(`${projection} has come to position ${reached}, not yet to ${wanted}`);
  }
}
