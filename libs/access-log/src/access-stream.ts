/** The category of the streams of access facts. */
export const ACCESS = 'access';

const named = /^access-(?:([a-z0-9]{1,40})-)?\d{4}-\d{2}$/;

/**
 * The stream of the accesses of a zone in the month of an instant (UTC): `access-livornese-2026-11`. Without a
 * zone that of the installation, `access-2026-11`: of attempts nobody knows which zone they were meant for.
 */
export function accessStream(zone: string | undefined, instantMs: number): string {
  const month = new Date(instantMs).toISOString().slice(0, 7);
  return [ACCESS, ...(zone === undefined ? [] : [zone]), month].join('-');
}

/** The zone a stream of accesses is of; undefined for that of the installation, and for no such stream. */
export function zoneOfAccesses(stream: string): string | undefined {
  return named.exec(stream)?.[1];
}
