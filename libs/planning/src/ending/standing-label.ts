import type { EndingData } from './ending.data.js';

/** How a cycle ended before its time, and when. */
export type CycleEnded = Pick<NonNullable<EndingData['ended']>, 'how' | 'on'>;

/** What something is called, in both languages. */
interface Label {
  readonly it: string;
  readonly en: string;
}

const atTheEnd = {
  annulled: { it: 'quando il ciclo è stato annullato', en: 'when the cycle was annulled' },
  revoked: { it: 'quando il ciclo è stato revocato', en: 'when the cycle was revoked' },
  abandoned: { it: 'quando il ciclo è stato abbandonato', en: 'when the cycle was abandoned' },
} as const;

/**
 * What the state of a part of a cycle is called. In a cycle that ended before its time the parts stay where
 * they stood, and nothing of it holds any longer: the label says that they stood so then, and why no longer.
 */
export function standingLabel(
  { it, en }: Label,
  { ended }: { readonly ended?: CycleEnded },
): Label {
  if (!ended) return { it, en };
  const then = atTheEnd[ended.how];
  return { it: `${it} ${then.it} (${ended.on})`, en: `${en} ${then.en} (${ended.on})` };
}
