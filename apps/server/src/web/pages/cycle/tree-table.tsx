import type { JSX } from 'preact';
import type { CycleLife } from '#planning';
import { stateOfPart } from '#workflow';
import type { Frame } from '../../frame.js';
import type { CycleOverview, ObjectiveInTree, ProgrammeInTree } from './cycle-overview.js';
import { programmeAddress } from './programme-address.js';
import { schedaStages, stageOf } from './scheda-stage.js';

/** The same as the mosaic in rows and numbers, down to the schede. */
export function TreeTable({
  frame,
  life,
  overview,
  sees,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly overview: CycleOverview;
  /** Whether somebody may be told of the schede of a unit. */
  readonly sees: (unitId: string) => boolean;
}): JSX.Element {
  const { words } = frame;
  const { objectives, counts, total } = overview;
  const sum = objectives.reduce((all, { programmes }) => all + totalOf(programmes), 0);
  return (
    <>
      <div class="table-scroll" role="region" aria-labelledby="tree" tabIndex={0}>
        <table class="table tree">
          <caption id="tree">{words.cycle.tableCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.cycle.objectiveOrProgramme}</th>
              {schedaStages.map((stage) => (
                <th key={stage} scope="col" class="number">
                  {words.stages[stage]}
                </th>
              ))}
              <th scope="col" class="number">
                {words.cycle.total}
              </th>
            </tr>
          </thead>
          {objectives.map((objective) => (
            <Rows
              key={objective.objectiveId ?? ''}
              frame={frame}
              life={life}
              objective={objective}
              sees={sees}
            />
          ))}
          <tfoot>
            <tr>
              <th scope="row">{words.cycle.total}</th>
              <Numbers counts={counts} total={total} />
            </tr>
          </tfoot>
        </table>
      </div>
      {sum > total && <p class="small">{words.cycle.twice(sum - total)}</p>}
    </>
  );
}

const totalOf = (programmes: readonly ProgrammeInTree[]): number =>
  programmes.reduce((all, programme) => all + programme.total, 0);

function Rows({
  frame,
  life,
  objective: { name, counts, programmes },
  sees,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly objective: ObjectiveInTree;
  readonly sees: (unitId: string) => boolean;
}): JSX.Element {
  const { words } = frame;
  return (
    <tbody>
      <tr class="tree-objective">
        <th scope="rowgroup">{name ?? words.cycle.noObjective}</th>
        <Numbers counts={counts} total={totalOf(programmes)} />
      </tr>
      {programmes.map((programme) => (
        <Programme
          key={programme.programmeId}
          frame={frame}
          life={life}
          programme={programme}
          sees={sees}
        />
      ))}
    </tbody>
  );
}

function Programme({
  frame,
  life,
  programme,
  sees,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly programme: ProgrammeInTree;
  readonly sees: (unitId: string) => boolean;
}): JSX.Element {
  const { programmeId, name, counts, total } = programme;
  return (
    <>
      <tr>
        <th scope="row" class="tree-programme">
          <a href={programmeAddress(life.data.cycleId, programmeId)}>{name}</a>
        </th>
        <Numbers counts={counts} total={total} />
      </tr>
      {total > 0 && (
        <tr>
          <td class="tree-programme" colSpan={schedaStages.length + 2}>
            <Schede frame={frame} life={life} programme={programme} sees={sees} />
          </td>
        </tr>
      )}
    </>
  );
}

function Numbers({ counts, total }: Pick<ProgrammeInTree, 'counts' | 'total'>): JSX.Element {
  return (
    <>
      {schedaStages.map((stage) => (
        <td key={stage} class="number">
          {counts[stage]}
        </td>
      ))}
      <td class="number">{total}</td>
    </>
  );
}

function Schede({
  frame: { words },
  life,
  programme: { programmeId },
  sees,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly programme: ProgrammeInTree;
  readonly sees: (unitId: string) => boolean;
}): JSX.Element {
  const its = Object.values(life.data.schede).filter(
    (scheda) => scheda.programmeId === programmeId && sees(scheda.unitId),
  );
  return (
    <details>
      <summary>{words.cycle.schedeOf(its.length)}</summary>
      <ul class="tree-schede">
        {its.map(({ schedaId, code, title }) => (
          <li key={schedaId}>
            <span class="code">{code}</span>{' '}
            <a href={`/cicli/${life.data.cycleId}/schede/${encodeURIComponent(schedaId)}`}>
              {title}
            </a>{' '}
            <span class="small">
              {words.stages[stageOf(stateOfPart(life, 'scheda', schedaId))]}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
