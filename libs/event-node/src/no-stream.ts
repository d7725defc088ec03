import { ALL } from './persistent-subscriptions/group-name.js';
import { describedBy } from './stream-metadata.js';

/**
 * Names of no stream: nobody may write there, as on the server, whoever they are. The whole log, nothing,
 * and what would describe nothing.
 */
export function isNoStream(name: string): boolean {
  return name === '' || name === ALL || describedBy(name) === '';
}

/** What describes a stream goes with it, and is never deleted by itself. */
export function mayNotEnd(stream: string): boolean {
  return isNoStream(stream) || describedBy(stream) !== undefined;
}
