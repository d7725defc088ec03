import type { JSX } from 'preact';
import { addMonths, dayInWords, type WorkingCalendar } from '#calendar';
import type { AgendaEntry } from '#planning';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import { addressOfNotice } from '../notices/address-of-notice.js';
import { agendaAddress } from './agenda-address.js';
import { AgendaFilters } from './agenda-filters.js';
import { AgendaViews } from './agenda-views.js';
import type { DayOfMonth } from './agenda.js';
import type { ChosenWhose, UnitToChoose } from './whose-agenda.js';

interface ShownMonth {
  readonly frame: Frame;
  readonly weeks: readonly (readonly DayOfMonth[])[];
  /** The working days of the office. */
  readonly calendar: WorkingCalendar;
  /** `2026-11-26` in Rome. */
  readonly today: string;
  /** The first that comes after the month. */
  readonly next: AgendaEntry | undefined;
  /** Whose deadlines are chosen; undefined for whoever may not choose. */
  readonly whose:
    { readonly chosen: ChosenWhose; readonly units: readonly UnitToChoose[] } | undefined;
}

/** A month with what falls on its days, those included that are over. @param month `2024-02` */
export function MonthPage({
  month,
  ...shown
}: ShownMonth & { readonly month: string }): JSX.Element {
  const { frame, weeks, next, whose } = shown;
  const { words, language } = frame;
  const [, , name = ''] = /^(\S+) (.*)$/.exec(dayInWords(`${month}-01`, language)) ?? [];
  const beside = (months: number): string => addMonths(`${month}-01`, months).slice(0, 7);
  const monthAddress = (other: string): string =>
    agendaAddress({ vista: 'mese', mese: other, ...whose?.chosen });
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
      {whose && (
        <AgendaFilters
          {...{ frame, ...whose }}
          view={{ vista: 'mese', mese: month }}
          byDefault="mie"
        />
      )}
      <p class="month-steps">
        <a href={monthAddress(beside(-1))}>{words.agenda.monthBefore}</a>{' '}
        <a href={monthAddress(beside(1))}>{words.agenda.monthAfter}</a>
      </p>
      {weeks.flat().every(({ entries }) => entries.length === 0) && (
        <p>
          {words.agenda.nothingInMonth}{' '}
          {next === undefined ? (
            words.agenda.noNext
          ) : (
            <>
              {words.agenda.next}{' '}
              <a href={monthAddress(next.when.day.slice(0, 7))}>
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
  frame,
  calendar,
  today,
}: ShownMonth & { readonly day: DayOfMonth }): JSX.Element {
  const { words, language } = frame;
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
          {entries.map((entry) => (
            <li key={entry.uid}>
              <Entry frame={frame} entry={entry} />
            </li>
          ))}
        </ul>
      )}
    </td>
  );
}

function Entry({
  frame: { words, may },
  entry: { title, standing, when, cycleId, kind, id },
}: {
  readonly frame: Frame;
  readonly entry: AgendaEntry;
}): JSX.Element {
  const address = addressOfNotice({ cycleId, about: { kind, id } }, may);
  const name = standing === 'cancelled' ? <s>{title}</s> : title;
  return (
    <>
      {when.startTime !== undefined && `${when.startTime} `}
      {address === undefined ? name : <a href={address}>{name}</a>}
      {standing === 'cancelled' && <span class="small"> {words.agenda.calledOff}</span>}
    </>
  );
}
