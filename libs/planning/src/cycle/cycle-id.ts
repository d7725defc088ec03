/** What a cycle is known by: its zone, its definition and its year. There is at most one of each;
 * years run from 1900 to 2099. */
export interface CycleName {
  readonly zone: string;
  readonly definitionId: string;
  readonly year: number;
}

const pattern = /^([a-z0-9]{1,40})-([a-z0-9]+(?:-[a-z0-9]+)*)-((?:19|20)\d{2})$/;

/** Reads `livornese-poa-annuale-2024`; undefined when it is not the id of a cycle. */
export function cycleName(cycleId: string): CycleName | undefined {
  const [, zone, definitionId, year] = pattern.exec(cycleId) ?? [];
  if (zone === undefined || definitionId === undefined || year === undefined) return undefined;
  return { zone, definitionId, year: Number(year) };
}

/** The stream that holds all facts of a cycle. */
export const streamOf = (cycleId: string): string => `cycle-${cycleId}`;
