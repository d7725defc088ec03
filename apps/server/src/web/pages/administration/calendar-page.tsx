import type { JSX } from 'preact';
import {
  addDays,
  dayInWords,
  patronSaints,
  weekday,
  type NonWorkingDay,
  type WorkingCalendar,
} from '#calendar';
import type { Action } from '#planning';
import type { OrganisationView } from '../../../api/organisation-view.js';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { actionAddress, withoutDone } from '../action/action-address.js';
import { administrationCrumbs } from './administration-page.js';
import { AdministrationViews } from './administration-views.js';
import type { CalendarEffect, TriedClosure } from './calendar-effects.js';

/** What the page of the calendar of an office is made from. */
export interface ShownCalendar {
  readonly frame: Frame;
  readonly year: number;
  readonly calendar: WorkingCalendar;
  readonly registerId: string;
  /** Undefined for whoever may not read the organisation, and where there is none. */
  readonly office: OrganisationView['officeCalendar'] | undefined;
  readonly actions: readonly Action[];
  /** The cycles in which this calendar would move something; undefined for whoever may not read schede. */
  readonly effects: readonly CalendarEffect[] | undefined;
  readonly trial: TriedClosure;
}

/** The year of an office: which days count, which do not and why, and what that does to deadlines. */
export function CalendarPage(shown: ShownCalendar): JSX.Element {
  const { frame, year, calendar, office, actions, registerId } = shown;
  const { words } = frame;
  const said = words.administration.calendar;
  const closed = calendar.between(`${year}-01-01`, `${year}-12-31`);
  const isWeekend = ({ kind }: NonWorkingDay): boolean => kind === 'saturday' || kind === 'sunday';
  const days = Math.round((Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000);
  const seat = patronSaints.find(({ municipality }) => municipality === office?.municipality);
  return (
    <Page
      frame={frame}
      hasActions={actions.length > 0}
      title={said.title}
      crumbs={administrationCrumbs(frame)}
    >
      <AdministrationViews frame={frame} shown="calendar" />
      <p class="lead">{said.lead}</p>
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{words.administration.actions}</h2>
          <Actions frame={frame} cycleId={registerId} actions={actions} />
        </section>
      )}
      <h2>
        {said.year(year)}: {said.working(days - closed.length)}
      </h2>
      <p class="month-steps">
        <a href={`/amministrazione/calendario?anno=${year - 1}`}>{said.before(year - 1)}</a>{' '}
        <a href={`/amministrazione/calendario?anno=${year + 1}`}>{said.after(year + 1)}</a>
      </p>
      {office && <p>{seat ? said.seat(seat.name) : said.noSeat}</p>}
      <h3>{said.days}</h3>
      <Days frame={frame} days={closed.filter((day) => !isWeekend(day))} />
      {office && <Closures {...shown} office={office} />}
      <Effects {...shown} />
      <h2>{said.months}</h2>
      <p>{said.legend}</p>
      <div class="year">
        {Array.from({ length: 12 }, (_none, index) => (
          <Month
            key={index}
            frame={frame}
            month={`${year}-${String(index + 1).padStart(2, '0')}`}
            calendar={calendar}
          />
        ))}
      </div>
      <p class="small">
        {said.version('')}
        <code class="hash">{calendar.version}</code>
      </p>
    </Page>
  );
}

function Days({
  frame: { words, language },
  days,
}: Pick<ShownCalendar, 'frame'> & { readonly days: readonly NonWorkingDay[] }): JSX.Element {
  const said = words.administration.calendar;
  return (
    <table class="table table-cards">
      <caption class="visually-hidden">{said.days}</caption>
      <thead>
        <tr>
          <th scope="col">{said.day}</th>
          <th scope="col">{said.why}</th>
          <th scope="col">{said.law}</th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.day}>
            <th scope="row">
              <time dateTime={day.day}>{dayInWords(day.day, language, 'full')}</time>
            </th>
            <td data-label={said.why}>
              <span>
                {day[language]} <span class="small">({said.kinds[day.kind]})</span>
              </span>
            </td>
            <td data-label={said.law} lang="it">
              {day.law ?? '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Closures({
  frame,
  office,
  actions,
  registerId,
}: ShownCalendar & { readonly office: OrganisationView['officeCalendar'] }): JSX.Element {
  const { words, language, path } = frame;
  const said = words.administration.calendar;
  const closures = Object.values(office.closures).toSorted((one, other) =>
    other.from.localeCompare(one.from),
  );
  const mayWithdraw = actions.some(
    ({ verb, possible }) => verb === 'withdraw-office-closure' && possible,
  );
  return (
    <>
      <h3>{said.closures}</h3>
      {closures.length === 0 ? (
        <p>{said.noClosures}</p>
      ) : (
        <ul class="items">
          {closures.map(({ closureId, from, to, why, act, withdrawn }) => (
            <li key={closureId} class="item">
              <div>
                <span lang="it">{why}</span>
                <p class="small">
                  {words.administration.since} {dayInWords(from, language)},{' '}
                  {words.administration.until} {dayInWords(to, language)}
                  {act !== undefined && ` · ${words.administration.act}: ${act}`}
                </p>
              </div>
              <p>
                {withdrawn
                  ? `${said.withdrawn}, ${dayInWords(withdrawn.on, language)}`
                  : mayWithdraw && (
                      <a
                        href={actionAddress(registerId, 'withdraw-office-closure', {
                          ...{ preset: { closureId }, returnTo: withoutDone(path) },
                        })}
                        aria-label={said.withdrawThis(why)}
                      >
                        {said.withdraw}
                      </a>
                    )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What this calendar, and one with another closure, does to the deadlines of the cycles. */
function Effects({ frame, effects, trial, year }: ShownCalendar): JSX.Element | null {
  const { words, language } = frame;
  const said = words.administration.calendar;
  if (effects === undefined) return null;
  const open = effects.filter(({ isOpen }) => isOpen);
  const day = (each: string): string => dayInWords(each, language);
  return (
    <section class="card" aria-labelledby="effects">
      <h2 id="effects">{said.effect}</h2>
      {open.length === 0 ? (
        <p>{said.effectNone}</p>
      ) : (
        <>
          <p>{said.effectOpen}</p>
          <ul>
            {open.map(({ cycleId, title }) => (
              <li key={cycleId}>
                {title}:{' '}
                <a href={actionAddress(cycleId, 'accept-deadline-proposal')}>{said.effectOf}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <form action="/amministrazione/calendario#effects" aria-label={said.trial} class="filters">
        <input type="hidden" name="anno" value={String(year)} />
        <div class="field">
          <label for="dal">{said.trialFrom}</label>
          <input id="dal" name="dal" type="date" value={trial.from} />
        </div>
        <div class="field">
          <label for="al">{said.trialTo}</label>
          <input id="al" name="al" type="date" value={trial.to} />
        </div>
        <button type="submit" class="button button-second">
          {said.trialShow}
        </button>
      </form>
      {trial.isWrong && (
        <Notice kind="error">
          <p>{said.trialWrong}</p>
        </Notice>
      )}
      {trial.moves && (
        <div role="status">
          <h3>{said.trialMoves(day(trial.from), day(trial.to))}</h3>
          {trial.moves.length === 0 ? (
            <p>{said.trialNothing}</p>
          ) : (
            <ul>
              {trial.moves.map(({ cycleId, title, deadlineId, label, from, to }) => (
                <li key={`${cycleId} ${deadlineId}`}>
                  {title}. {said.trialMove(label[language], day(from), day(to))}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}

/** A month by weeks, Monday first; days on which nobody works are underlined. */
function Month({
  frame: { language },
  month,
  calendar,
}: Pick<ShownCalendar, 'frame' | 'calendar'> & { readonly month: string }): JSX.Element {
  const first = `${month}-01`;
  const [, , name = ''] = /^(\S+) (.*)$/.exec(dayInWords(first, language)) ?? [];
  const monday = addDays(first, 1 - weekday(first));
  const weeks = Array.from({ length: 6 }, (_none, week) =>
    Array.from({ length: 7 }, (_day, index) => addDays(monday, week * 7 + index)),
  ).filter((days) => days.some((day) => day.startsWith(month)));
  return (
    <table class="year-month">
      <caption>{name}</caption>
      <thead>
        <tr>
          {(weeks[0] ?? []).map((day) => (
            <th key={day} scope="col">
              <abbr title={dayInWords(day, language, 'weekday').split(/[ ,]/)[0]}>
                {dayInWords(day, language, 'weekday').slice(0, 2)}
              </abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((days) => (
          <tr key={days[0]}>
            {days.map((day) => {
              if (!day.startsWith(month)) return <td key={day} />;
              const why = calendar.why(day);
              return (
                <td key={day}>
                  {why === undefined ? (
                    Number(day.slice(8))
                  ) : (
                    <span class={`year-${why.kind}`} title={why[language]}>
                      {Number(day.slice(8))}
                    </span>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
