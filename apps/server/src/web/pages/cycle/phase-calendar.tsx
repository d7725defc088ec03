import type { ComponentChildren, JSX } from 'preact';
import { addDays, addMonths, daysBetween } from '#calendar';
import type { Frame } from '../../frame.js';
import { ShortDay } from '../../pieces/short-day.js';
import type { PhaseSpan } from './phases.js';

/** How wide a row of the calendar is drawn, and how high. SVG counts in these. */
const WIDTH = 600;
export const HEIGHT = 18;

const months = {
  it: new Intl.DateTimeFormat('it-IT', { month: 'short', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }),
};

/**
 * The phases as a table in which each has its days in words and as a bar: the picture needs no twin, since the row says
 * the same. Drawn in SVG, so that it prints without backgrounds. Nothing where no phase has a day.
 */
export function PhaseCalendar({
  frame: { words, language },
  spans,
  today,
}: {
  readonly frame: Frame;
  readonly spans: readonly PhaseSpan[];
  readonly today: string;
}): JSX.Element | null {
  const shown = spans.filter(({ phase }) => phase !== 'closed');
  const scale = scaleOf(shown, today);
  if (!scale) return null;
  return (
    <table class="table gantt">
      <caption>{words.cycle.calendarCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.cycle.phase}</th>
          <th scope="col">{words.cycle.from}</th>
          <th scope="col">{words.cycle.to}</th>
          <th scope="col" class="gantt-cell">
            <span class="visually-hidden">{words.cycle.bar}</span>
            <Months scale={scale} today={today} language={language} label={words.cycle.today} />
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((span) => (
          <tr key={span.phase} class={`gantt-row gantt-row-${span.standing}`}>
            <th scope="row">
              {words.phases[span.phase]}
              <span class="visually-hidden"> {words.standings[span.standing]}</span>
            </th>
            <td>{span.from && <ShortDay day={span.from} today={today} language={language} />}</td>
            <td>
              {span.to ? (
                <ShortDay day={span.to} today={today} language={language} />
              ) : (
                <span class="small">{words.cycle.noDays}</span>
              )}
            </td>
            <td class="gantt-cell">
              <Bar span={span} scale={scale} today={today} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** From which day to which the calendar goes. */
export interface Scale {
  /** The first of a month. */
  readonly from: string;
  readonly days: number;
  /** The first day of each month in it. */
  readonly months: readonly string[];
  /** The lines of the months behind a row, as one path: every row has the same. */
  readonly lines: string;
}

function scaleOf(spans: readonly PhaseSpan[], today: string): Scale | undefined {
  const days = spans.flatMap(({ from, to }) => [from, to].filter((day) => day !== undefined));
  return scaleOfDays(days, today);
}

/** The months in which some days fall, and today; undefined where there are none. */
export function scaleOfDays(days: readonly string[], today: string): Scale | undefined {
  if (days.length === 0) return undefined;
  const [first = today, ...rest] = [...days, today].toSorted();
  const from = `${first.slice(0, 8)}01`;
  const end = addDays(rest.at(-1) ?? first, 10);
  const months: string[] = [];
  for (let month = from; month < end; month = addMonths(month, 1)) months.push(month);
  const extent = { from, days: daysBetween(from, end) };
  const lines = months.map((day) => `M${placeOf(day, extent)} 0h.6v${HEIGHT}h-.6z`).join('');
  return { ...extent, months, lines };
}

/** Where a day is, in the units of the picture. */
export const placeOf = (day: string, { from, days }: Pick<Scale, 'from' | 'days'>): number =>
  Math.round((daysBetween(from, day) / days) * WIDTH * 10) / 10;

function Bar({
  span: { from, to, standing },
  scale,
  today,
}: {
  readonly span: PhaseSpan;
  readonly scale: Scale;
  readonly today: string;
}): JSX.Element {
  // What goes on longer than it should reaches to today.
  const end = standing === 'current' && (to === undefined || to < today) ? today : to;
  const begin = from ?? end;
  return (
    <Track scale={scale} today={today}>
      {begin !== undefined && end !== undefined && (
        <rect
          class={`gantt-bar gantt-${standing}`}
          x={placeOf(begin, scale)}
          y="4"
          width={Math.max(3, placeOf(end, scale) - placeOf(begin, scale))}
          height={HEIGHT - 8}
        />
      )}
    </Track>
  );
}

/** The picture of one row: the lines of the months, what is drawn on them, and today over all. */
export function Track({
  scale,
  today,
  children,
}: {
  readonly scale: Scale;
  readonly today: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      <path class="gantt-month" d={scale.lines} />
      {children}
      <rect class="gantt-today" x={placeOf(today, scale)} width="1.6" height={HEIGHT} />
    </svg>
  );
}

/** The months above the bars. */
export function Months({
  scale,
  today,
  language,
  label,
}: {
  readonly scale: Scale;
  readonly today: string;
  readonly language: 'it' | 'en';
  readonly label: string;
}): JSX.Element {
  const now = placeOf(today, scale);
  const all = scale.months;
  // Where a year has many months only every second or third is named.
  const step = Math.ceil(all.length / 14);
  return (
    <svg viewBox={`0 0 ${WIDTH} 24`} aria-hidden="true" focusable="false">
      {all.map((day, index) => (
        <text key={day} class="gantt-label" x={placeOf(day, scale) + 2} y="22">
          {index % step === 0 ? months[language].format(Date.parse(day)) : ''}
        </text>
      ))}
      <text class="gantt-label gantt-now" x={Math.min(now, WIDTH - 24)} y="9">
        {label}
      </text>
    </svg>
  );
}
