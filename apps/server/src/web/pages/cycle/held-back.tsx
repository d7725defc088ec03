import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import type { StageCounts } from './cycle-overview.js';

/** Why the cycle cannot go on yet, where its next step is somebody's to take. */
export interface WhyHeldBack {
  /** What the step is called. */
  readonly title: { readonly it: string; readonly en: string };
  readonly why: { readonly it: string; readonly en: string };
  /** Whether it waits for schede. */
  readonly isAboutSchede: boolean;
}

const unsettled = ['returned', 'inDrafting', 'notStarted', 'submitted', 'inVerification'] as const;

/** Says what is missing before the next phase, in the words of the refusal, with the way to it. */
export function HeldBack({
  frame: { words, language },
  cycleId,
  why,
  counts,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly why: WhyHeldBack | undefined;
  readonly counts: StageCounts;
}): JSX.Element | null {
  if (!why) return null;
  const waiting = why.isAboutSchede ? unsettled.filter((stage) => counts[stage] > 0) : [];
  return (
    <details class="held-back" open={why.isAboutSchede}>
      <summary>{words.cycle.heldBack(why.title[language])}</summary>
      <p>{why.why[language]}</p>
      {waiting.length > 0 && (
        <p>
          {words.cycle.seeThem}{' '}
          {waiting.map((stage, index) => (
            <>
              {index > 0 && ', '}
              <a key={stage} href={`/cicli/${cycleId}/schede?stato=${stage}`}>
                {counts[stage]} {words.stages[stage].toLowerCase()}
              </a>
            </>
          ))}
        </p>
      )}
    </details>
  );
}
