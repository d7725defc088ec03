import type { EndingData } from './ending.data.js';

/** How a cycle ended before its time, and when. */
export type CycleEnded = Pick<NonNullable<EndingData['ended']>, 'how' | 'on'>;

/** What something is called, in both languages. */
interface Label {
  readonly it: string;
  readonly en: string;
}

const untilTheEnd = {
  annulled: { it: 'fino all’annullamento del ciclo', en: 'until the cycle was annulled' },
  revoked: { it: 'fino alla revoca del ciclo', en: 'until the cycle was revoked' },
  abandoned: { it: 'fino all’abbandono del ciclo', en: 'until the cycle was abandoned' },
} as const;

/**
 * What the state of a part of a cycle is called. In a cycle that ended before its time the parts stay where
 * they stood, and nothing of it holds any longer: the label says until when it did, and why.
 */
export function standingLabel(
  { it, en }: Label,
  { ended }: { readonly ended?: CycleEnded },
): Label {
  if (!ended) return { it, en };
  const until = untilTheEnd[ended.how];
  return { it: `${it}, ${until.it} (${ended.on})`, en: `${en}, ${until.en} (${ended.on})` };
}
