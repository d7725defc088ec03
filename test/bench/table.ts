import { loadavg } from 'node:os';

/** One measured thing: a row of the table. */
export interface Line {
  readonly what: string;
  readonly measured: string;
  readonly target?: string;
  /** Undefined where nothing was promised. */
  readonly reached?: boolean;
  /** What the machine could do at most, measured in the same run, and how much of it was reached. */
  readonly limits: string;
  /** Load average of the last minute when it was measured: more than the cores means a crowd. */
  readonly load: number;
}

interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: number;
  readonly limits?: readonly Limit[];
}

/** Something simpler that nothing can be faster than, measured in turns with the thing itself. */
export interface Limit {
  readonly what: string;
  /** The measured part of it: 1 is all. */
  readonly ratio: number;
}

/** The more the better. */
export function atLeast(measurement: Measurement): Line {
  return line(measurement, '≥', (value, target) => value >= target);
}

/** The less the better. */
export function atMost(measurement: Measurement): Line {
  return line(measurement, '≤', (value, target) => value <= target);
}

function line(
  { what, value, unit, target, limits = [] }: Measurement,
  sign: string,
  reaches: (value: number, target: number) => boolean,
): Line {
  return {
    what,
    measured: `${shown(value)} ${unit}`,
    limits: limits
      .map((limit) => `${(limit.ratio * 100).toFixed(0)} % of ${limit.what}`)
      .join(', '),
    load: loadavg()[0]!,
    ...(target !== undefined && {
      target: `${sign} ${shown(target)} ${unit}`,
      reached: reaches(value, target),
    }),
  };
}

/** A number as people read it: whole above 100, with decimals below. */
export function shown(value: number): string {
  const maximumFractionDigits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-GB', { maximumFractionDigits });
}

const headings = ['what', 'measured', 'target', 'so', 'raw limits, same run', 'load'];

/** The lines as one table in Markdown, its columns aligned. */
export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map(({ what, measured, target, reached, limits, load }) => [
    what,
    measured,
    target ?? '–',
    reached === undefined ? '–' : reached ? 'reached' : 'missed',
    limits,
    load.toFixed(1),
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]!.length)),
  );
  const text = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |\n`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [headings, rule, ...rows].map(text).join('');
}
