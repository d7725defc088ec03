import type { RecordedFact } from '#workflow';
import type { Envelope } from '../envelope.js';

/** The day a fact of ours happened; every envelope of our pipeline has it. */
export function occurredOn({ metadata }: RecordedFact): string {
  return (metadata as unknown as Envelope).occurredOn;
}
