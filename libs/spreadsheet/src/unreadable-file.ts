import type { FaultDetails, FaultPlace } from './fault.js';
import type { FaultCode } from './fault-texts.js';

/**
 * Reading cannot go on: what is wrong is the file and not one of its cells. Never leaves this lib:
 * `readTable` answers with the fault.
 */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  constructor(
    readonly code: FaultCode,
    readonly details: FaultDetails = {},
    readonly place: FaultPlace = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
