import type { JSX } from 'preact';
import type { CalendarEntry } from '#notifications';
import { addMonths, dayInWords, type WorkingCalendar } from '#calendar';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import { AgendaViews } from './agenda-views.js';
import type { DayOfMonth } from './agenda.js';

interface ShownMonth {
  readonly frame: Frame;
  readonly weeks: readonly (readonly DayOfMonth[])[];
  /** The working days of the office. */
  readonly calendar: WorkingCalendar;
  /** `2026-11-26` in Rome. */
  readonly today: string;
  /** The first that comes after the month. */
  readonly next: CalendarEntry | undefined;
}

/** A month with what falls on its days, those included that are over. @param month `2024-02` */
export function MonthPage({
  month,
  ...shown
}: ShownMonth & { readonly month: string }): JSX.Element {
  const { frame, weeks, next } = shown;
  const { words, language } = frame;
  const [, , name = ''] = /^(\S+) (.*)$/.exec(dayInWords(`${month}-01`, language)) ?? [];
  const beside = (months: number): string => addMonths(`${month}-01`, months).slice(0, 7);
  const [week = []] = weeks;
  return (
    <Page
      frame={frame}
      title={`${words.agenda.title}: ${name}`}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: words.agenda.title, address: '/scadenze' },
      ]}
    >
      <AgendaViews frame={frame} shown="month" />
      <p class="month-steps">
        <a href={`/scadenze?vista=mese&mese=${beside(-1)}`}>{words.agenda.monthBefore}</a>{' '}
        <a href={`/scadenze?vista=mese&mese=${beside(1)}`}>{words.agenda.monthAfter}</a>
      </p>
      {weeks.flat().every(({ entries }) => entries.length === 0) && (
        <p>
          {words.agenda.nothingInMonth}{' '}
          {next === undefined ? (
            words.agenda.noNext
          ) : (
            <>
              {words.agenda.next}{' '}
              <a href={`/scadenze?vista=mese&mese=${next.when.day.slice(0, 7)}`}>
                {next.title}, {dayInWords(next.when.day, language, 'full')}
              </a>
            </>
          )}
        </p>
      )}
      <table class="month">
        <caption class="visually-hidden">{name}</caption>
        <thead>
          <tr>
            {week.map(({ day }) => (
              <th key={day} scope="col">
                {dayInWords(day, language, 'weekday').split(/[ ,]/)[0]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((days) => (
            <tr key={days[0]?.day}>
              {days.map((day) => (
                <Day key={day.day} day={day} {...shown} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Page>
  );
}

function Day({
  day: { day, isOfMonth, entries },
  frame: { words, language },
  calendar,
  today,
}: ShownMonth & { readonly day: DayOfMonth }): JSX.Element {
  if (!isOfMonth) return <td class="month-beside" />;
  const closed = calendar.why(day);
  const isFeast = closed !== undefined && closed.kind !== 'saturday' && closed.kind !== 'sunday';
  const classes = [
    'month-day',
    ...(closed ? ['month-closed'] : []),
    ...(day === today ? ['month-today'] : []),
  ];
  const isEmpty = entries.length === 0 && !isFeast;
  return (
    <td class={[...classes, ...(isEmpty ? ['month-empty'] : [])].join(' ')}>
      <time dateTime={day}>
        <span class="month-number">{Number(day.slice(8))}</span>
        <span class="month-date">{dayInWords(day, language, 'weekday')}</span>
      </time>
      {day === today && <span class="small"> {words.agenda.today}</span>}
      {isFeast && <p class="small">{closed[language]}</p>}
      {entries.length > 0 && (
        <ul>
          {entries.map(({ uid, title, standing, when }) => (
            <li key={uid}>
              {when.startTime !== undefined && `${when.startTime} `}
              {standing === 'cancelled' ? (
                <>
                  <s>{title}</s> <span class="small">{words.agenda.calledOff}</span>
                </>
              ) : (
                title
              )}
            </li>
          ))}
        </ul>
      )}
    </td>
  );
}
