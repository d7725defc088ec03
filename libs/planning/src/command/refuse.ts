import { Refusal } from '#workflow';
import type { RefusalCode } from '../refusals.js';

/** A refusal of the catalogue. The compiler knows the codes. */
export function refuse(
  code: RefusalCode,
  details: Readonly<Record<string, string | number>> = {},
): Refusal {
  return new Refusal(code, details);
}
