import type { JSX } from 'preact';
import type { Arrow, Box, LaidOut } from './laid-out.js';

/**
 * The states of a machine and the ways between them, as one picture with a title and a description. The present ones are
 * filled and framed, so that they are told by more than their colour; the twin of the picture is `StepsTable`.
 */
export function StateDiagram({
  id,
  title,
  description,
  picture: { width, height, boxes, arrows },
  current,
  counts,
}: {
  /** Unique in its page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly picture: LaidOut;
  /** The keys of the present states. */
  readonly current: ReadonlySet<string>;
  /** How many things stand in each state, where it is about several. */
  readonly counts?: ReadonlyMap<string, number>;
}): JSX.Element {
  return (
    <svg
      class="diagram"
      viewBox={`-2 -2 ${width + 4} ${height + 4}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{description}</desc>
      <defs>
        <marker
          id={`${id}-arrow`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path class="diagram-head" d="M0 0L8 4L0 8z" />
        </marker>
      </defs>
      {arrows.map((arrow) => (
        <Way key={`${arrow.from} ${arrow.to}`} arrow={arrow} marker={`url(#${id}-arrow)`} />
      ))}
      {boxes.map((box) => (
        <State
          key={box.key}
          box={box}
          isCurrent={current.has(box.key)}
          count={counts?.get(box.key)}
        />
      ))}
    </svg>
  );
}

function Way({
  arrow: { points, label },
  marker,
}: {
  readonly arrow: Arrow;
  readonly marker: string;
}): JSX.Element {
  return (
    <g>
      <polyline
        class="diagram-way"
        points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
        marker-end={marker}
      />
      {label && (
        <text class="diagram-by">
          {label.lines.map((line, index) => (
            <tspan key={line} x={label.x} y={label.y + 10 + index * 12}>
              {line}
            </tspan>
          ))}
        </text>
      )}
    </g>
  );
}

function State({
  box: { lines, x, y, width, height, isFinal },
  isCurrent,
  count,
}: {
  readonly box: Box;
  readonly isCurrent: boolean;
  readonly count: number | undefined;
}): JSX.Element {
  const middle = x + width / 2;
  return (
    <g class={isCurrent ? 'diagram-state diagram-current' : 'diagram-state'}>
      <rect x={x} y={y} width={width} height={height} rx={isFinal ? height / 2 : 4} />
      <text>
        {lines.map((line, index) => (
          <tspan key={line} x={middle} y={y + 21 + index * 15} text-anchor="middle">
            {line}
          </tspan>
        ))}
      </text>
      {count !== undefined && count > 0 && (
        <g class="diagram-count">
          <rect x={x + width - 13} y={y - 9} width="26" height="18" rx="9" />
          <text x={x + width} y={y + 4} text-anchor="middle">
            {count}
          </text>
        </g>
      )}
    </g>
  );
}
