/** There are no rows to read just now: the file cannot be opened, or the projection was stopped. */
export class ProjectionUnavailable extends Error {
  override readonly name = 'ProjectionUnavailable';
  readonly code = 'projection-unavailable';

  constructor(projection: string, reason: string) {
    super(`${projection} cannot be read: ${reason}`);
  }
}
