import { randomInt } from 'node:crypto';

const asked = process.env['TRACCIA_SEED'];

/** Whether somebody hunts with other seeds: then what the usual ones reach is not asked of these. */
export const hunting = asked !== undefined;

/**
 * The seed of what a test makes up. Always the same one, so that a run of the tests says about the program
 * and not about the day; with `TRACCIA_SEED=random` a new one in every run, and with `TRACCIA_SEED=42` that
 * one, to see again what was found. fast-check prints it when something is found.
 */
export function seedOr(usual: number): number {
  if (asked === undefined) return usual;
  if (asked === 'random') return randomInt(2 ** 31);
  const seed = Number(asked);
  if (!Number.isSafeInteger(seed))
    throw new Error(`TRACCIA_SEED is "random" or a number: ${asked}`);
  return seed;
}
