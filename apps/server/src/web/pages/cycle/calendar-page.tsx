import type { JSX } from 'preact';
import { valueSets, type CycleLife, type DeadlineKind, type Lateness } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { Page } from '../../pieces/page.js';
import { PhaseCalendar } from './phase-calendar.js';
import { PhaseLead } from './phase-stepper.js';
import type { PhaseSpan } from './phases.js';
import { cycleCrumb } from './cycle-address.js';

interface InBoth {
  readonly it: string;
  readonly en: string;
}

/** A deadline of a cycle, with how its day was found. */
export interface DeadlineInCalendar {
  readonly deadlineId: string;
  readonly due: string;
  readonly kind: DeadlineKind;
  readonly label: InBoth | undefined;
  readonly why: InBoth;
  /** How it stands; undefined once the cycle is over. */
  readonly lateness: Lateness | undefined;
  /** What its machine says. */
  readonly state: InBoth;
}

/** When each phase is, and everything that falls due. */
export function CalendarPage({
  frame,
  life,
  spans,
  deadlines,
  today,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly spans: readonly PhaseSpan[] | undefined;
  readonly deadlines: readonly DeadlineInCalendar[];
  readonly today: string;
}): JSX.Element {
  const { words } = frame;
  return (
    <Page
      frame={frame}
      title={words.calendarPage.title}
      crumbs={[{ label: words.desk.title, address: '/' }, cycleCrumb(frame, life.data)]}
    >
      <PhaseLead frame={frame} spans={spans} life={life} today={today} />
      {spans && <PhaseCalendar frame={frame} spans={spans} today={today} />}
      <h2>{words.calendarPage.deadlines}</h2>
      {deadlines.length === 0 ? (
        <p>{words.calendarPage.none}</p>
      ) : (
        <Deadlines frame={frame} deadlines={deadlines} today={today} />
      )}
    </Page>
  );
}

function Deadlines({
  frame: { words, language },
  deadlines,
  today,
}: {
  readonly frame: Frame;
  readonly deadlines: readonly DeadlineInCalendar[];
  readonly today: string;
}): JSX.Element {
  const said = words.calendarPage;
  return (
    <table class="table table-cards table-said">
      <thead>
        <tr>
          <th scope="col">{said.deadline}</th>
          <th scope="col">{said.due}</th>
          <th scope="col">{said.standing}</th>
          <th scope="col">{said.why}</th>
        </tr>
      </thead>
      <tbody>
        {deadlines.map(({ deadlineId, due, kind, label, why, lateness, state }) => (
          <tr key={deadlineId}>
            <th scope="row">{label?.[language] ?? valueSets.deadlineKinds[kind]}</th>
            <td data-label={said.due}>
              <DayFromToday day={due} today={today} language={language} />
            </td>
            <td data-label={said.standing}>
              {lateness === 'missing' ? (
                <span class="badge-late">{words.lateness.missing}</span>
              ) : lateness === undefined ? (
                state[language]
              ) : (
                words.lateness[lateness]
              )}
            </td>
            <td data-label={said.why}>{why[language]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
