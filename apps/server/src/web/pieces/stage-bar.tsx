import type { JSX } from 'preact';
import { schedaStages, type SchedaStage } from '../pages/cycle/scheda-stage.js';
import type { Words } from '../words/language.js';

/** How many units of width a bar has: SVG counts in these, so that no style has to be written into the page. */
const WIDTH = 100;

/**
 * How far a group of schede has come, as one bar: a picture of what stands in words beside it, drawn so that it
 * prints without backgrounds.
 */
export function StageBar({
  counts,
  words,
}: {
  readonly counts: Readonly<Record<SchedaStage, number>>;
  readonly words: Words;
}): JSX.Element | null {
  const total = schedaStages.reduce((sum, stage) => sum + counts[stage], 0);
  if (total === 0) return null;
  let from = 0;
  const pieces = schedaStages
    .filter((stage) => counts[stage] > 0)
    .map((stage) => {
      const width = Math.round((counts[stage] / total) * WIDTH * 100) / 100;
      const piece = { stage, from, width };
      from += width;
      return piece;
    });
  const said = pieces.map(({ stage }) => `${words.stages[stage]}: ${counts[stage]}`).join(', ');
  return (
    <svg class="stage-bar" viewBox={`0 0 ${WIDTH} 6`} preserveAspectRatio="none" role="img">
      <title>{said}</title>
      {pieces.map(({ stage, from: x, width }) => (
        <rect key={stage} class={`stage-${stage}`} x={x} y="0" width={width} height="6" />
      ))}
      {pieces
        .filter(({ stage }) => stage === 'returned')
        .map(({ stage, from: x, width }) => (
          <path key={`${stage} lines`} class="stage-lines" d={slanted(x, width)} />
        ))}
    </svg>
  );
}

/** Lines across a piece: what came back is not told from what is verified by its colour alone, also in grey. */
function slanted(from: number, width: number): string {
  const count = Math.max(1, Math.floor(width / 3));
  const step = width / count;
  return Array.from({ length: count }, (_, index) => {
    const x = Math.round((from + step * (index + 0.2)) * 100) / 100;
    return `M${x} 6l${Math.round(step * 60) / 100}-6`;
  }).join('');
}
