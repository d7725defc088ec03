import type { JSX } from 'preact';
import type { CycleLife, GroupProgress, ProgressReport, Today } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { StageBar } from '../../pieces/stage-bar.js';
import { stepsAt } from './phases.js';
import { countedByStage, schedaStages } from './scheda-stage.js';

/** The style sheet knows tiles up to so many schede wide. */
const WIDEST = 14;

/** What the page of a cycle shows; each part as the API gives it to the same person. */
export interface ShownCycle {
  readonly life: Readonly<CycleLife>;
  readonly progress: ProgressReport;
  readonly pressing: Today;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

/** How far a cycle has come, who is late, what falls due. */
export function CyclePage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownCycle;
}): JSX.Element {
  const { words, language } = frame;
  const { life, progress, pressing, today } = shown;
  const { title } = life.data;
  return (
    <Page frame={frame} title={title} crumbs={[{ label: words.desk.title, address: '/' }]}>
      <Phases frame={frame} life={life} />
      <Counters frame={frame} all={progress.all} />
      <div class="columns">
        <section aria-labelledby="objectives">
          <h2 id="objectives">{words.cycle.objectives}</h2>
          <Mosaic frame={frame} life={life} progress={progress} />
        </section>
        <section aria-labelledby="deadlines">
          <h2 id="deadlines">{words.cycle.deadlines}</h2>
          {pressing.deadlines.length === 0 ? (
            <p>{words.cycle.noDeadlines}</p>
          ) : (
            <ol class="items">
              {pressing.deadlines.map(({ deadlineId, label, due, lateness }) => (
                <li key={deadlineId} class={`item item-narrow deadline-${lateness}`}>
                  <h3>{label}</h3>
                  <p>
                    <DayFromToday day={due} today={today} language={language} />
                  </p>
                  <p class="small">{words.lateness[lateness]}</p>
                </li>
              ))}
            </ol>
          )}
        </section>
      </div>
      <h2 id="units">{words.cycle.units}</h2>
      <Units frame={frame} groups={progress.byUnit} />
    </Page>
  );
}

function Phases({
  frame: { words, language },
  life,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
}): JSX.Element {
  const { workflow, state } = life;
  const steps = stepsAt(workflow.root.phase(state));
  const now = workflow.root.meta(state).map((label) => label[language]);
  return (
    <section aria-label={words.cycle.phases}>
      {steps === undefined ? (
        <Notice kind="warning">
          <p>{now.join(' · ')}</p>
        </Notice>
      ) : (
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
      <p class="lead">{now.join(' · ')}</p>
    </section>
  );
}

function Counters({
  frame: { words, path },
  all,
}: {
  readonly frame: Frame;
  readonly all: GroupProgress;
}): JSX.Element {
  const counts = countedByStage(all.byState);
  const [base] = path.split('?');
  return (
    <ul class="counters" aria-label={words.cycle.counters}>
      {schedaStages
        .filter((stage) => counts[stage] > 0)
        .map((stage) => (
          <li key={stage} class={`counter counter-${stage}`}>
            <a href={`${base ?? ''}/schede?stato=${stage}`}>
              <strong>{counts[stage]}</strong> {words.stages[stage]}
            </a>
          </li>
        ))}
    </ul>
  );
}

/** Objective by objective its programmes, each as wide as it has schede; those without an objective last. */
function Mosaic({
  frame,
  life,
  progress,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly progress: ProgressReport;
}): JSX.Element {
  const { words } = frame;
  const { objectives, programmes } = life.data;
  const groups = new Map(progress.byProgramme.map((group) => [group.id, group]));
  const all = Object.values(programmes);
  const rows = [
    ...Object.values(objectives).map(({ objectiveId, name }) => ({
      id: objectiveId,
      name,
      under: all.filter(({ objectiveIds }) => objectiveIds.includes(objectiveId)),
    })),
    {
      id: 'none',
      name: words.cycle.noObjective,
      under: all.filter(({ objectiveIds }) => objectiveIds.length === 0),
    },
  ].filter(({ id, under }) => id !== 'none' || under.length > 0);
  return (
    <ul class="mosaic">
      {rows.map(({ id, name, under }) => (
        <li key={id}>
          <h3>{name}</h3>
          {under.length === 0 ? (
            <p class="small">{words.cycle.noProgramme}</p>
          ) : (
            <ul class="tiles">
              {under.map(({ programmeId, name: programme }) => (
                <Tile
                  key={programmeId}
                  frame={frame}
                  programmeId={programmeId}
                  name={programme}
                  group={groups.get(programmeId)}
                />
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function Tile({
  frame: { words, path },
  programmeId,
  name,
  group,
}: {
  readonly frame: Frame;
  readonly programmeId: string;
  readonly name: string;
  readonly group: GroupProgress | undefined;
}): JSX.Element {
  const [base] = path.split('?');
  return (
    <li class={`tile grow-${Math.min(group?.total ?? 1, WIDEST)}`}>
      <a href={`${base ?? ''}/schede?programma=${encodeURIComponent(programmeId)}`}>{name}</a>
      <span class="small">
        {group ? words.cycle.ready(group.ready.count, group.ready.of) : words.cycle.noSchede}
      </span>
      {group && <StageBar counts={countedByStage(group.byState)} words={words} />}
    </li>
  );
}

function Units({
  frame: { words },
  groups,
}: {
  readonly frame: Frame;
  readonly groups: readonly GroupProgress[];
}): JSX.Element {
  const least = groups.toSorted(
    (one, other) => (one.ready.percent ?? 100) - (other.ready.percent ?? 100),
  );
  return (
    <div class="table-scroll" role="region" aria-labelledby="units" tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.cycle.unit}</th>
            <th scope="col">{words.cycle.howFar}</th>
            <th scope="col" class="number">
              {words.cycle.readyColumn}
            </th>
            <th scope="col" class="number">
              {words.cycle.schede}
            </th>
          </tr>
        </thead>
        <tbody>
          {least.map(({ id, name, total, byState, ready }) => (
            <tr key={id ?? ''}>
              <th scope="row">{name}</th>
              <td>
                <StageBar counts={countedByStage(byState)} words={words} />
              </td>
              <td class="number">{ready.count}</td>
              <td class="number">{total}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
