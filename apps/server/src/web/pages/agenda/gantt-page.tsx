import type { JSX } from 'preact';
import { addDays, dayInWords, type WorkingCalendar } from '#calendar';
import { valueSets } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { Page } from '../../pieces/page.js';
import { ShortDay } from '../../pieces/short-day.js';
import {
  HEIGHT,
  Months,
  PhaseCalendar,
  placeOf,
  scaleOfDays,
  Track,
  type Scale,
} from '../cycle/phase-calendar.js';
import { actionAddress, withoutDone } from '../action/action-address.js';
import { calendarFileAddress } from './agenda-address.js';
import { AgendaFilters } from './agenda-filters.js';
import { AgendaViews } from './agenda-views.js';
import type { GanttRow, GanttUnit, ShownGantt } from './gantt-reader.js';
import type { ChosenWhose } from './whose-agenda.js';

interface GanttProperties {
  readonly frame: Frame;
  readonly shown: ShownGantt;
  readonly chosen: ChosenWhose;
  /** Whether a deadline can be put off by whoever looks. */
  readonly mayExtend: (deadlineId: string) => boolean;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

/**
 * The deadlines of a cycle as bars: planned from the day they were set to their last one, with a mark on the day on
 * which they were met. Each row says the same in words, so the picture needs no twin; a telephone shows the words alone.
 */
export function GanttPage({
  frame,
  shown,
  chosen,
  today,
  mayExtend,
}: GanttProperties): JSX.Element {
  const { words, language } = frame;
  const said = words.agenda;
  const { life, rows, spans, calendar } = shown;
  const days = rows.flatMap(({ setOn, due, doneOn }) => [setOn, due, doneOn ?? due]);
  const scale = scaleOfDays(days, today);
  return (
    <Page
      frame={frame}
      title={said.gantt.title(life.data.title)}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: said.title, address: '/scadenze' },
      ]}
    >
      <AgendaViews frame={frame} shown="gantt" />
      <AgendaFilters
        {...{ frame, chosen, units: shown.units }}
        view={{ vista: 'gantt', ciclo: life.data.cycleId }}
        byDefault="tutte"
      />
      {spans && <PhaseCalendar frame={frame} spans={spans} today={today} />}
      <h2 id="deadlines">{said.gantt.deadlines}</h2>
      {rows.length === 0 || !scale ? (
        <p>
          {said.gantt.none}{' '}
          <a href={`/scadenze?vista=gantt&ciclo=${life.data.cycleId}`}>{said.gantt.showAll}</a>
        </p>
      ) : (
        <table class="table gantt table-cards" aria-labelledby="deadlines">
          <thead>
            <tr>
              <th scope="col">{said.gantt.what}</th>
              <th scope="col">{said.gantt.due}</th>
              <th scope="col">{said.gantt.met}</th>
              <th scope="col" class="gantt-cell">
                <span class="visually-hidden">{words.cycle.bar}</span>
                <Months scale={scale} today={today} language={language} label={words.cycle.today} />
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Rows key={row.deadlineId} {...{ frame, row, scale, today, calendar }} />
            ))}
          </tbody>
        </table>
      )}
      {scale && <ClosedDays {...{ frame, scale, calendar }} />}
      {rows.length > 0 && (
        <section aria-labelledby="whence">
          <h2 id="whence">{said.gantt.whence}</h2>
          {rows.map((row) => (
            <Whence
              key={row.deadlineId}
              {...{ frame, row, today }}
              cycleId={life.data.cycleId}
              canExtend={mayExtend(row.deadlineId)}
            />
          ))}
        </section>
      )}
    </Page>
  );
}

interface RowProperties {
  readonly frame: Frame;
  readonly row: GanttRow;
  readonly scale: Scale;
  readonly today: string;
  readonly calendar: WorkingCalendar;
}

function Rows({ frame, row, scale, today, calendar }: RowProperties): JSX.Element {
  const { words, language } = frame;
  const said = words.agenda.gantt;
  const { deadlineId, due, setOn, doneOn, units } = row;
  const closed = calendar.why(due);
  return (
    <>
      <tr class={isMissing(row) ? 'gantt-missing' : undefined}>
        <th scope="row">
          <a href={`#scadenza-${deadlineId}`}>{nameOf(row, language)}</a>
        </th>
        <td data-label={said.due}>
          <ShortDay day={due} today={today} language={language} />
          {closed && <span class="small"> {said.closed(closed[language])}</span>}
        </td>
        <td data-label={said.met}>
          <Met {...{ frame, row, today }} />
        </td>
        <td class="gantt-cell">
          <Bar {...{ scale, today, from: setOn, due, doneOn, isLate: isMissing(row) }} />
        </td>
      </tr>
      {units.map((unit) => (
        <UnitRow key={unit.unitId} {...{ frame, unit, scale, today }} from={setOn} />
      ))}
    </>
  );
}

function UnitRow({
  frame: { words, language },
  unit: { name, due, doneOn, done, all },
  scale,
  today,
  from,
}: {
  readonly frame: Frame;
  readonly unit: GanttUnit;
  readonly scale: Scale;
  readonly today: string;
  readonly from: string;
}): JSX.Element {
  const said = words.agenda.gantt;
  return (
    <tr class="gantt-unit">
      <th scope="row">{name}</th>
      <td data-label={said.due}>
        <ShortDay day={due} today={today} language={language} />
      </td>
      <td data-label={said.met}>
        {done !== undefined && said.ofSchede(done, all)}
        {doneOn !== undefined && (
          <>
            {' · '}
            <ShortDay day={doneOn} today={today} language={language} />
          </>
        )}
      </td>
      <td class="gantt-cell">
        <Bar
          {...{ scale, today, from, due, doneOn }}
          isLate={doneOn === undefined ? due < today && all > 0 : doneOn > due}
        />
      </td>
    </tr>
  );
}

function Met({
  frame: { words, language },
  row: { doneOn, lateness, state },
  today,
}: {
  readonly frame: Frame;
  readonly row: GanttRow;
  readonly today: string;
}): JSX.Element {
  const isMet = lateness === 'onTime' || lateness === 'late';
  return (
    <>
      {lateness === 'missing' ? (
        <span class="badge-late">{words.lateness.missing}</span>
      ) : lateness === undefined ? (
        state[language]
      ) : (
        words.lateness[lateness]
      )}
      {isMet && doneOn !== undefined && (
        <>
          {' · '}
          <ShortDay day={doneOn} today={today} language={language} />
        </>
      )}
    </>
  );
}

/** The bar is what was planned; the mark is the day on which it was met. */
function Bar({
  scale,
  today,
  from,
  due,
  doneOn,
  isLate,
}: {
  readonly scale: Scale;
  readonly today: string;
  readonly from: string;
  readonly due: string;
  readonly doneOn: string | undefined;
  readonly isLate: boolean;
}): JSX.Element {
  const begin = Math.min(placeOf(from, scale), placeOf(due, scale));
  const end = placeOf(due, scale);
  const kind = doneOn !== undefined ? 'done' : isLate ? 'late' : due < today ? 'done' : 'ahead';
  const middle = HEIGHT / 2;
  const mark = doneOn === undefined ? undefined : placeOf(doneOn, scale);
  return (
    <Track scale={scale} today={today}>
      <rect
        class={`gantt-bar gantt-${kind}`}
        x={begin}
        y="5"
        width={Math.max(3, end - begin)}
        height={HEIGHT - 10}
      />
      <rect class="gantt-last" x={end - 1} y="2" width="2" height={HEIGHT - 4} />
      {mark !== undefined && (
        <path
          class="gantt-mark"
          d={`M${mark - 6} ${middle}L${mark} ${middle - 6}L${mark + 6} ${middle}L${mark} ${middle + 6}Z`}
        />
      )}
    </Track>
  );
}

/** The feasts and closures between the first and the last day of the picture. */
function ClosedDays({
  frame: { words, language },
  scale: { from, days },
  calendar,
}: {
  readonly frame: Frame;
  readonly scale: Scale;
  readonly calendar: WorkingCalendar;
}): JSX.Element | null {
  const closed = Array.from({ length: days }, (_, index) => addDays(from, index)).flatMap((day) => {
    const why = calendar.why(day);
    return why && why.kind !== 'saturday' && why.kind !== 'sunday' ? [{ day, why }] : [];
  });
  if (closed.length === 0) return null;
  return (
    <details class="closed-days">
      <summary>{words.agenda.gantt.closedDays(closed.length)}</summary>
      <p class="small">{words.agenda.gantt.workingDays}</p>
      <ul>
        {closed.map(({ day, why }) => (
          <li key={day}>
            {dayInWords(day, language, 'full')}: {why[language]}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Where the day of a deadline comes from, and who moved it and why. */
function Whence({
  frame: { words, language, path },
  row,
  today,
  cycleId,
  canExtend,
}: {
  readonly frame: Frame;
  readonly row: GanttRow;
  readonly today: string;
  readonly cycleId: string;
  readonly canExtend: boolean;
}): JSX.Element {
  const said = words.agenda.gantt;
  const { deadlineId, due, why, moves } = row;
  const name = nameOf(row, language);
  return (
    <section
      id={`scadenza-${deadlineId}`}
      class="whence"
      aria-labelledby={`scadenza-${deadlineId}-nome`}
    >
      <h3 id={`scadenza-${deadlineId}-nome`}>{name}</h3>
      <p>
        <DayFromToday day={due} today={today} language={language} />
        {' · '}
        <a href={calendarFileAddress({ cycleId, kind: 'deadline', id: deadlineId })}>
          {words.agenda.file}
          <span class="visually-hidden"> {name}</span>
        </a>
        {canExtend && (
          <>
            {' · '}
            <a
              href={actionAddress(cycleId, 'extend-deadline', {
                part: { kind: 'deadline', id: deadlineId },
                returnTo: withoutDone(path),
              })}
              aria-label={words.cycle.extendThis(name)}
            >
              {words.cycle.extend}
            </a>
          </>
        )}
      </p>
      <p>{why[language]}</p>
      {moves.length > 0 && (
        <ul>
          {moves.map((move, index) => (
            <li key={index}>
              {said.moved(
                dayInWords(move.from, language),
                dayInWords(move.to, language),
                move.by,
                dayInWords(move.on, language),
              )}
              {move.unitId !== undefined && ` ${said.forUnit(move.unitId)}`}
              {move.reason !== '' && ` ${said.because(move.reason)}`}
              {move.act !== undefined && ` ${said.act(move.act)}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const isMissing = ({ lateness }: GanttRow): boolean =>
  lateness === 'missing' || lateness === 'late';

const nameOf = ({ label, kind }: GanttRow, language: 'it' | 'en'): string =>
  label?.[language] ?? valueSets.deadlineKinds[kind];
