import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { FactLine, LifeThen, Track } from '#history';
import type { CycleLife } from '#planning';
import { stateOfPart } from '#workflow';
import type { Frame } from '../../frame.js';
import { Icon } from '../../pieces/icon.js';
import { Notice } from '../../pieces/notice.js';
import { StageBar } from '../../pieces/stage-bar.js';
import { stepsAt } from '../cycle/phases.js';
import { countedByStage, schedaStages, stageOf, type SchedaStage } from '../cycle/scheda-stage.js';
import { momentAddress, type AskedMoment } from './asked-moment.js';
import { FactRow } from './fact-row.js';
import { historyAddress } from './history-tabs.js';
import { instantInWords } from './instant.js';

/** A cycle at a moment, with what happened around it. */
export interface ShownMoment {
  readonly asked: AskedMoment;
  readonly track: Track;
  readonly life: Readonly<CycleLife>;
  readonly late: LifeThen['late'];
  readonly early: LifeThen['early'];
  /** The facts around it, oldest first. */
  readonly around: readonly FactLine[];
}

const stageIcons = {
  verified: 'check-circle',
  inVerification: 'search',
  submitted: 'arrow-right-circle',
  inDrafting: 'pencil',
  returned: 'error',
  notStarted: 'file',
  other: 'minus-circle',
} as const satisfies Readonly<Record<SchedaStage, string>>;

/** The cycle as it was: what the slider brings back. It stands in the page, and is asked for alone by its script. */
export function MomentView({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownMoment;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.history.moment;
  const { asked, track, life } = shown;
  const { revision, time } = asked;
  const { cycleId } = life.data;
  const instant = instantInWords(track.recordedMs[revision] ?? 0, language, 'full');
  const heading =
    time === 'accaduto' ? said.occurredBy(dayInWords(asked.day, language, 'full')) : instant;
  const number = (of: number): string => of.toLocaleString(language === 'it' ? 'it-IT' : 'en-GB');
  return (
    <div id="momento" data-said={`${words.history.fact.number(revision)}, ${instant}`}>
      <div class="moment-head">
        <h2>
          {heading}{' '}
          <span class="small">
            ·{' '}
            <a href={historyAddress(cycleId, `fatti/${revision}`)}>
              {said.number(number(revision), number(track.last))}
            </a>
          </span>
        </h2>
        <Steps frame={frame} cycleId={cycleId} asked={asked} track={track} />
      </div>
      <LateAndEarly frame={frame} cycleId={cycleId} shown={shown} />
      <Schede frame={frame} shown={shown} />
      <Standing frame={frame} life={life} />
      <h3>{said.around}</h3>
      <ol class="fact-list">
        {shown.around.toReversed().map((line) => (
          <FactRow
            key={line.revision}
            frame={frame}
            cycleId={cycleId}
            line={line}
            move={track.moves.get(line.revision)}
            place={
              line.revision === revision ? 'here' : line.revision > revision ? 'after' : 'before'
            }
          />
        ))}
      </ol>
      <p>
        <a href={historyAddress(cycleId, `fatti?fino=${revision}`)}>{said.all}</a> ·{' '}
        <a href={historyAddress(cycleId, `confronto?da=${revision}&a=${track.last}`)}>
          {said.compare}
        </a>{' '}
        · <a href={momentAddress(historyAddress(cycleId), asked)}>{said.copy}</a>
      </p>
    </div>
  );
}

/** The way to the facts and decisions beside it. */
function Steps({
  frame: { words },
  cycleId,
  asked: { revision, time },
  track,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly asked: AskedMoment;
  readonly track: Track;
}): JSX.Element {
  const said = words.history.moment;
  const { decisions, last } = track;
  const steps = [
    { label: said.first, to: revision > 0 ? 0 : undefined },
    { label: said.previousDecision, to: decisions.findLast((each) => each < revision) },
    { label: said.previousFact, to: revision > 0 ? revision - 1 : undefined },
    { label: said.nextFact, to: revision < last ? revision + 1 : undefined },
    { label: said.nextDecision, to: decisions.find((each) => each > revision) },
    { label: said.latest, to: revision < last ? last : undefined },
  ];
  return (
    <ul class="time-steps">
      {steps.map(({ label, to }) => (
        <li key={label}>
          {to === undefined ? (
            <span class="time-step-none">{label}</span>
          ) : (
            <a href={momentAddress(historyAddress(cycleId), { revision: to, time })}>{label}</a>
          )}
        </li>
      ))}
    </ul>
  );
}

function LateAndEarly({
  frame: { words },
  cycleId,
  shown: { late, early },
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly shown: ShownMoment;
}): JSX.Element | null {
  if (late.length === 0 && early.length === 0) return null;
  const said = words.history.moment;
  const links = (revisions: readonly number[]): readonly JSX.Element[] =>
    revisions.map((revision) => (
      <a key={revision} href={historyAddress(cycleId, `fatti/${revision}`)}>
        {' '}
        {words.history.fact.number(revision)}
      </a>
    ));
  return (
    <Notice kind="info">
      {late.length > 0 && (
        <p>
          {said.late(late.length)}
          {links(late)}
        </p>
      )}
      {early.length > 0 && (
        <p>
          {said.early(early.length)}
          {links(early.map(({ revision }) => revision))}
        </p>
      )}
    </Notice>
  );
}

function Standing({
  frame: { words, language },
  life: { workflow, state },
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
}): JSX.Element {
  const steps = stepsAt(workflow.root.phase(state));
  const now = workflow.root.meta(state).map((label) => label[language]);
  return (
    <section aria-label={words.history.moment.state}>
      {steps && (
        <ol class="phases">
          {steps.map(({ phase, standing }) => (
            <li
              key={phase}
              class={`phase phase-${standing}`}
              {...(standing === 'current' && { 'aria-current': 'step' as const })}
            >
              <span>{words.phases[phase]}</span>
              <span class="visually-hidden"> {words.standings[standing]}</span>
            </li>
          ))}
        </ol>
      )}
      <p class="lead">
        {now.join(' · ')} {!steps && words.history.moment.phasesBeside}
      </p>
    </section>
  );
}

/** All schede with where they stood: as a bar, in numbers, and one by one. */
function Schede({
  frame: { words },
  shown: { life, asked, around },
}: {
  readonly frame: Frame;
  readonly shown: ShownMoment;
}): JSX.Element {
  const said = words.history.moment;
  const schede = Object.values(life.data.schede)
    .map((scheda) => ({ scheda, state: stateOfPart(life, 'scheda', scheda.schedaId) }))
    .sort(({ scheda: one }, { scheda: other }) => one.code.localeCompare(other.code, 'it'));
  if (schede.length === 0) return <p>{said.noSchede}</p>;
  const byState: Record<string, number> = {};
  for (const { state } of schede) byState[state] = (byState[state] ?? 0) + 1;
  const counts = countedByStage(byState);
  const here = around.find(({ revision }) => revision === asked.revision)?.scheda?.schedaId;
  return (
    <section aria-label={said.schede}>
      <StageBar counts={counts} words={words} />
      <ul class="legend">
        {schedaStages
          .filter((stage) => counts[stage] > 0)
          .map((stage) => (
            <li key={stage}>
              <span class={`legend-mark cell-${stage}`}>
                <Icon name={stageIcons[stage]} />
              </span>{' '}
              {words.stages[stage]} <strong>{counts[stage]}</strong>
            </li>
          ))}
      </ul>
      <ul class="cells">
        {schede.map(({ scheda: { schedaId, code, title }, state }) => {
          const stage = stageOf(state);
          const address = historyAddress(life.data.cycleId, `schede/${schedaId}`);
          return (
            <li key={schedaId}>
              <a
                class={`cell cell-${stage}${schedaId === here ? ' cell-here' : ''}`}
                href={momentAddress(address, asked)}
                title={title}
              >
                <Icon name={stageIcons[stage]} />
                {shortCode(code)}
                <span class="visually-hidden">, {words.stages[stage]}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The year of the cycle stands in its title. */
const shortCode = (code: string): string => code.replace(/^\d{4}-/, '');
