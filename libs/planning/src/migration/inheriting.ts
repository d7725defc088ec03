import type { Follows } from '#workflow';
import type { Envelope } from '../envelope.js';
import type { LifeData } from '../life-data.js';

/**
 * What a later version of a definition takes over as it was, and begins what the earlier one did not remember. For
 * one that remembers the same under another name, its own function has to do more.
 * @param begin the data of a life of the later version before its first fact
 */
export function inheriting<Data extends LifeData>(begin: () => Data): Follows<Data>['inherit'] {
  return (data, { metadata }) => ({
    ...begin(),
    ...data,
    // Written by our pipeline, as the envelope of every fact.
    lastRecordedAt: (metadata as unknown as Envelope).recordedAt,
  });
}
