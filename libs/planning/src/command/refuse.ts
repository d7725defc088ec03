import { Refusal, type RefusalDetails } from '#workflow';
import type { RefusalCode } from '../refusals.js';

/** A refusal of the catalogue. The compiler knows the codes. */
export function refuse(code: RefusalCode, details: RefusalDetails = {}): Refusal {
  return new Refusal(code, details);
}
