import type { JSX } from 'preact';
import type { SchedaStage } from '../cycle/scheda-stage.js';
import type { Words } from '../../words/language.js';

/** The stages of the way into the plan, in the order in which a scheda comes to them. */
const way = ['notStarted', 'inDrafting', 'submitted', 'inVerification', 'verified'] as const;

/** How far a scheda has come, with the stage lit where it stands. Nothing for what is out of the plan. */
export function SchedaWay({
  stage,
  words,
}: {
  readonly stage: SchedaStage;
  readonly words: Words;
}): JSX.Element | null {
  if (stage === 'other') return null;
  // What was returned is being written again.
  const at = way.findIndex((each) => each === (stage === 'returned' ? 'inDrafting' : stage));
  return (
    <ol class="phases" aria-label={words.schede.where}>
      {way.map((each, index) => {
        const standing = index < at ? 'done' : index === at ? 'current' : 'ahead';
        const isReturned = stage === 'returned' && index === at;
        const name = isReturned ? 'returned' : each;
        return (
          <li
            key={each}
            class={`phase phase-${standing}${isReturned ? ' phase-returned' : ''}`}
            {...(standing === 'current' && { 'aria-current': 'step' as const })}
          >
            <span>{words.scheda.stages[name]}</span>
            <span class="visually-hidden"> ({words.standings[standing]})</span>
          </li>
        );
      })}
    </ol>
  );
}
