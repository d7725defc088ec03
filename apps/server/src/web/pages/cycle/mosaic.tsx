import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { StageBar } from '../../pieces/stage-bar.js';
import type { CycleOverview, ProgrammeInTree } from './cycle-overview.js';
import { programmeAddress } from './programme-address.js';
import { schedaStages } from './scheda-stage.js';

/** The style sheet knows tiles up to so many schede wide. */
const WIDEST = 14;

/**
 * Objective by objective its programmes, each as wide as it has schede. A list of lists: a screen reader goes through
 * it, and every tile is a link.
 */
export function Mosaic({
  frame,
  cycleId,
  overview: { objectives },
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly overview: CycleOverview;
}): JSX.Element {
  const { words } = frame;
  return (
    <>
      <Legend frame={frame} />
      <ul class="mosaic">
        {objectives.map(({ objectiveId, name, ready, programmes }) => (
          <li key={objectiveId ?? ''}>
            <div class="mosaic-objective">
              <h3>{name ?? words.cycle.noObjective}</h3>
              {ready.of > 0 && <p class="small">{words.cycle.ready(ready.count, ready.of)}</p>}
            </div>
            {programmes.length === 0 ? (
              <p class="small">{words.cycle.noProgramme}</p>
            ) : (
              <ul class="tiles">
                {programmes.map((programme) => (
                  <Tile
                    key={programme.programmeId}
                    frame={frame}
                    cycleId={cycleId}
                    programme={programme}
                  />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Tile({
  frame: { words },
  cycleId,
  programme: { programmeId, name, total, ready, counts },
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly programme: ProgrammeInTree;
}): JSX.Element {
  return (
    <li class={`tile grow-${Math.min(Math.max(total, 1), WIDEST)}`}>
      <a href={programmeAddress(cycleId, programmeId)}>{name}</a>
      <span class="small">
        {total === 0 ? words.cycle.noSchede : words.cycle.ready(ready.count, ready.of)}
      </span>
      <StageBar counts={counts} words={words} />
    </li>
  );
}

/** What the colours stand for, in words. */
function Legend({ frame: { words } }: { readonly frame: Frame }): JSX.Element {
  return (
    <ul class="stage-legend" aria-label={words.cycle.legend}>
      {schedaStages
        .filter((stage) => stage !== 'other')
        .map((stage) => (
          <li key={stage}>
            <svg class="legend-sample" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
              <rect class={`stage-${stage}`} width="10" height="10" />
            </svg>{' '}
            {words.stages[stage]}
          </li>
        ))}
    </ul>
  );
}
