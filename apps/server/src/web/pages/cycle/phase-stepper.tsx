import type { JSX } from 'preact';
import { dayInWords, daysBetween } from '#calendar';
import type { CycleLife } from '#planning';
import type { StateMeta } from '#workflow';
import type { Frame } from '../../frame.js';
import { DaysBetween } from '../../pieces/days-between.js';
import { Notice } from '../../pieces/notice.js';
import { distanceInWords } from '../../pieces/day.js';
import type { PhaseSpan } from './phases.js';

/** The phases of a cycle one after the other, the present one filled; or where it stands beside its way. */
export function PhaseStepper({
  frame: { words, language },
  spans,
  life,
}: {
  readonly frame: Frame;
  readonly spans: readonly PhaseSpan[] | undefined;
  readonly life: Readonly<CycleLife>;
}): JSX.Element {
  if (spans === undefined) {
    return (
      <Notice kind="warning">
        <p>{standingInWords(life, language)}</p>
      </Notice>
    );
  }
  return (
    <ol class="phases" aria-label={words.cycle.phases}>
      {spans.map(({ phase, standing, from, to }, index) => (
        <li
          key={phase}
          class={`phase phase-${standing}`}
          {...(standing === 'current' && { 'aria-current': 'step' as const })}
        >
          <span class="phase-number">{index + 1}</span>
          <span class="phase-name">{words.phases[phase]}</span>
          <span class="visually-hidden"> {words.standings[standing]}</span>
          <DaysBetween from={from} to={phase === 'closed' ? undefined : to} language={language} />
        </li>
      ))}
    </ol>
  );
}

/** In which phase a cycle is and when that closes, in one sentence. */
export function PhaseLead({
  frame: { words, language },
  spans,
  life,
  today,
}: {
  readonly frame: Frame;
  readonly spans: readonly PhaseSpan[] | undefined;
  readonly life: Readonly<CycleLife>;
  readonly today: string;
}): JSX.Element | null {
  const now = spans?.find(({ standing }) => standing === 'current');
  if (!now) return null;
  const { phase, to } = now;
  // Of one state the phase says it all.
  const isWithin = life.workflow.root.meta(life.state).length > 1;
  return (
    <p class="lead">
      <strong>
        {phase === 'closed' ? words.cycle.over : words.cycle.inPhase(words.phases[phase])}
      </strong>{' '}
      {phase !== 'closed' && closing({ words, language }, to, today)}
      {isWithin && <span class="small standing"> {standingInWords(life, language)}</span>}
    </p>
  );
}

function closing(
  { words, language }: Pick<Frame, 'words' | 'language'>,
  to: string | undefined,
  today: string,
): string {
  if (to === undefined) return words.cycle.noDay;
  const says = daysBetween(today, to) < 0 ? words.cycle.shouldHaveClosed : words.cycle.closes;
  return says(distanceInWords(to, today, language), dayInWords(to, language, 'full'));
}

/** What the innermost states in which a cycle stands are called: those around them the phase says. */
function standingInWords({ workflow, state }: Readonly<CycleLife>, language: 'it' | 'en'): string {
  return workflow.root
    .standing(state)
    .filter((node) => Object.keys(node.states as object).length === 0)
    .flatMap((node) => (node.meta as StateMeta | undefined)?.[language] ?? [])
    .join(' · ');
}
