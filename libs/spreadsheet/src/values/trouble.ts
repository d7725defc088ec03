import type { FaultDetails } from '../fault.js';
import type { FaultCode } from '../fault-texts.js';

/** A cell does not hold what its column asks for. A value, not an exception: others may follow. */
export class Trouble {
  constructor(
    readonly code: FaultCode,
    readonly details: FaultDetails = {},
  ) {}
}
