import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import type { StageCounts } from './cycle-overview.js';
import { schedaStages } from './scheda-stage.js';

/** How many schede stand at which stage; each leads to the list of them. */
export function Counters({
  frame: { words },
  cycleId,
  counts,
  total,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly counts: StageCounts;
  readonly total: number;
}): JSX.Element {
  return (
    <ul class="counters" aria-label={words.cycle.counters}>
      {schedaStages
        .filter((stage) => stage !== 'other' || counts[stage] > 0)
        .map((stage) => (
          <li key={stage} class={`counter counter-${stage}`}>
            <a href={`/cicli/${cycleId}/schede?stato=${stage}`}>
              <strong>{counts[stage]}</strong> {words.stages[stage]}
              {total > 0 && (
                <span class="small">
                  {words.cycle.share(Math.round((counts[stage] / total) * 100), total)}
                </span>
              )}
            </a>
          </li>
        ))}
    </ul>
  );
}
