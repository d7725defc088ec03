import type { JSX } from 'preact';
import { daysBetween } from '#calendar';
import type { Span } from './seen-rows.js';

/** Between which days the bars of a list are drawn. */
export interface Scale {
  readonly from: string;
  readonly to: string;
}

/** Whole years, from the first to the last that a span of the list is in; undefined where none is known. */
export function scaleOf(spans: readonly (Span | undefined)[], today: string): Scale | undefined {
  const years = spans
    .flatMap((span) => [span?.from, span?.to])
    .filter((day) => day !== undefined)
    .map((day) => day.slice(0, 4));
  if (years.length === 0) return undefined;
  const all = [...years, today.slice(0, 4)].toSorted();
  return { from: `${all[0] ?? ''}-01-01`, to: `${all.at(-1) ?? ''}-12-31` };
}

/** A period as a bar among the years of the list, with a line for today. Its words stand beside it. */
export function PeriodBar({
  span,
  scale,
  today,
}: {
  readonly span: Span;
  readonly scale: Scale;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}): JSX.Element {
  const days = daysBetween(scale.from, scale.to) + 1;
  const at = (day: string): number =>
    Math.round((daysBetween(scale.from, day) / days) * 1_000) / 10;
  const from = span.from === undefined ? 0 : at(span.from);
  const to = span.to === undefined ? 100 : at(span.to);
  const first = Number(scale.from.slice(0, 4));
  const years = Array.from(
    { length: Number(scale.to.slice(0, 4)) - first },
    (_, index) => first + index + 1,
  );
  return (
    <svg class="period-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect class="period-bar-all" width="100" height="12" />
      {years.map((year) => (
        <rect key={year} class="period-bar-year" x={at(`${year}-01-01`)} width="0.4" height="12" />
      ))}
      <rect
        class={span.to === undefined ? 'period-bar-open' : 'period-bar-part'}
        x={from}
        y="3"
        width={Math.max(1, to - from)}
        height="6"
      />
      <rect class="period-bar-today" x={at(today)} width="0.8" height="12" />
    </svg>
  );
}
