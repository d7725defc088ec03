/**
 * What a cycle or a register is known by: its zone, its definition and, for a cycle, its year. There is at
 * most one of each; years run from 1900 to 2099. A register has no year: it goes on.
 */
export interface CycleName {
  readonly zone: string;
  readonly definitionId: string;
  readonly year?: number;
}

const pattern = /^([a-z0-9]{1,40})-([a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*)(?:-((?:19|20)\d{2}))?$/;

/**
 * Reads `livornese-poa-annuale-2024` and `livornese-organizzazione`; undefined when it is the id of neither.
 */
export function cycleName(cycleId: string): CycleName | undefined {
  const [, zone, definitionId, year] = pattern.exec(cycleId) ?? [];
  if (zone === undefined || definitionId === undefined) return undefined;
  return { zone, definitionId, ...(year !== undefined && { year: Number(year) }) };
}

/** The id of a register of a zone: `livornese-organizzazione`. */
export const registerId = (zone: string, definitionId: string): string => `${zone}-${definitionId}`;

/** The stream that holds all facts of a cycle, or of a register. */
export const streamOf = (cycleId: string): string =>
  `${cycleName(cycleId)?.year === undefined ? 'register' : 'cycle'}-${cycleId}`;

/** The cycle or register whose facts a stream holds. */
export const idOfStream = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
