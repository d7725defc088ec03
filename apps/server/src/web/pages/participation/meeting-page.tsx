import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import {
  refusalSentence,
  valueSets,
  type Action,
  type ConvocationDeliveries,
  type CycleLife,
} from '#planning';
import { stateOfPart } from '#workflow';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { DayFromToday } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { DocumentFile } from '../../pieces/kept-file.js';
import { actionAddress } from '../action/action-address.js';
import { cycleCrumb } from '../cycle/cycle-address.js';
import { AgendaItems } from './agenda-items.js';
import { Contributions } from './contributions.js';
import { ConvocationLaw, ConvocationStanding } from './convocation-standing.js';
import { lateMinutes } from './late-minutes.js';
import { Line } from './line.js';
import { materialsElsewhere } from './materials.js';
import { meetingAddress } from './meeting-address.js';
import { meetingSteps } from './meeting-steps.js';
import { isObserved, minutesStanding } from './minutes-standing.js';
import { Observations } from './observations.js';
import type { ShownParticipation } from './participation-reader.js';

type Meeting = CycleLife['data']['meetings'][string];

interface Shown {
  readonly frame: Frame;
  readonly shown: ShownParticipation;
  readonly meeting: Readonly<Meeting>;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

/** What is known of a meeting besides the life of its cycle. */
export interface AroundMeeting {
  /** Who was invited and did not come. */
  readonly absent: readonly string[];
  /** What became of its convocation; undefined where nobody was told of it, and for whoever may not know. */
  readonly convocation: ConvocationDeliveries | undefined;
}

/** One meeting: when and where, who was asked and who came, what was shown, what was written down, what was said. */
export function MeetingPage({
  frame,
  shown,
  meeting,
  today,
  absent,
  convocation,
}: Shown & AroundMeeting): JSX.Element {
  const { words, language } = frame;
  const said = words.participation;
  const { life } = shown;
  const { cycleId } = life.data;
  const { meetingId, heldOn, date } = meeting;
  const part = { kind: 'meeting', id: meetingId } as const;
  const [label] = life.workflow.part('meeting').meta(stateOfPart(life, 'meeting', meetingId));
  const actions = shown
    .actions(part)
    .map((action) => notYetApproved(action, shown, meeting, today));
  const mayReceive = shown
    .actions()
    .some(({ verb, possible: is }) => is && verb === 'receive-contribution');
  const here = Object.fromEntries(
    Object.entries(shown.contributions).filter(([, each]) => each.meetingId === meetingId),
  );
  const place = [valueSets.channels[meeting.channel], meeting.venue, meeting.room];
  const late = lateMinutes(life, meeting, today);
  const minutesAre = minutesStanding(life, meeting, today, frame);
  return (
    <Page
      frame={frame}
      hasActions={actions.length > 0}
      title={meeting.title}
      crumbs={[
        { label: words.desk.title, address: '/' },
        cycleCrumb(frame, life.data),
        { label: said.title, address: `/cicli/${cycleId}/partecipazione` },
      ]}
    >
      <p class="lead">{label?.[language]}</p>
      <Steps {...{ frame, shown, meeting }} />
      {late && (
        <Notice kind="warning">
          <p>{said.late[late]}</p>
        </Notice>
      )}
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{said.actions}</h2>
          <Actions frame={frame} cycleId={cycleId} part={part} actions={actions} />
        </section>
      )}
      <dl class="facts">
        <Line term={said.with}>{valueSets.counterparts[meeting.counterpart]}</Line>
        <Line term={said.day}>
          {heldOn === undefined ? (
            <DayFromToday day={date} today={today} language={language} />
          ) : (
            dayInWords(heldOn, language, 'full')
          )}
          {meeting.startTime !== undefined && `, ${words.agenda.at} ${meeting.startTime}`}{' '}
          <a href={`/api/v1/cycles/${cycleId}/meetings/${encodeURIComponent(meetingId)}/calendar`}>
            {said.file}
          </a>
        </Line>
        {meeting.earlierDates.length > 0 && (
          <Line term={said.moved}>
            {meeting.earlierDates.map((day) => dayInWords(day, language)).join(', ')}
          </Line>
        )}
        <Line term={said.where}>{place.filter((each) => each !== undefined).join(', ')}</Line>
        {meeting.onlineAddress !== undefined && (
          <Line term={said.joinAt}>
            <a href={meeting.onlineAddress} rel="noreferrer">
              {meeting.onlineAddress}
            </a>
          </Line>
        )}
        <Line term={said.agenda}>
          {meeting.agendaItems === undefined ? (
            said.noAgenda
          ) : (
            <AgendaItems items={meeting.agendaItems} />
          )}
        </Line>
        <Line term={said.invited}>
          {meeting.invitees.length > 0 && `${meeting.invitees.length}: `}
          {listed(meeting.invitees, said.nobody)}
          {meeting.invitees.length > 0 && <ConvocationLaw frame={frame} />}
        </Line>
        {convocation && (
          <Line term={said.deliveries.title}>
            <ConvocationStanding frame={frame} convocation={convocation} />
          </Line>
        )}
        <Line term={said.present}>
          {meeting.attendance.length > 0 && `${meeting.attendance.length}: `}
          {listed(presentIn(meeting, frame), heldOn === undefined ? said.notYet : said.nobody)}
        </Line>
        {heldOn !== undefined && meeting.invitees.length > 0 && (
          <Line term={said.absent}>
            {absent.length > 0 && `${absent.length}: `}
            {listed(absent, said.nobody)}
          </Line>
        )}
        <Line term={said.categories}>
          {listed(
            meeting.categories.map((category) => valueSets.categories[category]),
            said.notYet,
          )}
        </Line>
        <Line term={said.contents}>
          {meeting.contents.length === 0 ? (
            said.notYet
          ) : (
            <ul class="plain-list">
              {meeting.contents.map((content) => (
                <li key={content}>{content}</li>
              ))}
            </ul>
          )}
        </Line>
        {(meeting.materials ?? []).length > 0 && (
          <Line term={said.materials}>
            <Materials {...{ frame, shown, meeting }} />
          </Line>
        )}
        <Line term={said.minutes}>
          {meeting.minutes === undefined ? (
            said.noMinutes
          ) : (
            <>
              {minutesAre !== undefined && (
                <p>
                  <strong>{minutesAre}</strong>
                </p>
              )}
              {meeting.minutes.title}
              <DocumentFile
                frame={frame}
                cycleId={shown.life.data.cycleId}
                document={meeting.minutes}
              />
            </>
          )}
        </Line>
      </dl>
      <Copy {...{ frame, shown, meeting }} />
      <Observations {...{ frame, shown, meeting, today, mayReceive }} />
      <h2 id="contributions">{said.contributions}</h2>
      <Contributions frame={frame} shown={shown} contributions={here} />
      {mayReceive && !isObserved(life, meeting, today) && (
        <p>
          <a
            href={actionAddress(cycleId, 'receive-contribution', {
              preset: { meetingId },
              returnTo: meetingAddress(cycleId, meetingId),
            })}
          >
            {said.receiveHere}
          </a>
        </p>
      )}
    </Page>
  );
}

function Steps({ frame: { words }, shown, meeting }: Omit<Shown, 'today'>): JSX.Element | null {
  const { participation: said, coProgramming } = words;
  const steps = meetingSteps(shown.life, meeting);
  if (steps === undefined) return null;
  const standings = {
    ...{ done: coProgramming.stepDone, current: coProgramming.stepCurrent },
    ...{ ahead: coProgramming.stepAhead, skipped: coProgramming.stepSkipped },
  };
  return (
    <ol class="steps-row" aria-label={said.standing}>
      {steps.map(({ step, standing }) => (
        <li
          key={step}
          class={`step-${standing}`}
          {...(standing === 'current' && { 'aria-current': 'step' as const })}
        >
          <strong>{said.steps[step]}</strong>
          <span class="small">{standings[standing]}</span>
        </li>
      ))}
    </ol>
  );
}

/** Each document that was shown, with its file where it is kept, and the other meetings at which it was. */
function Materials({ frame, shown, meeting }: Omit<Shown, 'today'>): JSX.Element {
  const { cycleId, meetings } = shown.life.data;
  const said = frame.words.participation;
  const elsewhere = materialsElsewhere(meetings, meeting.meetingId);
  return (
    <ul class="plain-list">
      {(meeting.materials ?? []).map((material) => {
        const same = elsewhere.find(({ material: other }) => other.sha256 === material.sha256);
        return (
          <li key={material.sha256}>
            {material.title}
            {material.protocol !== undefined && ` (${said.protocolOf(material.protocol)})`}
            <DocumentFile frame={frame} cycleId={cycleId} document={material} />
            {same && (
              <p class="small">
                {said.sameIn}{' '}
                {same.meetings.map(({ meetingId, title }, index) => (
                  <span key={meetingId}>
                    {index > 0 && ', '}
                    <a href={meetingAddress(cycleId, meetingId)}>{title}</a>
                  </span>
                ))}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The form of a new meeting, filled in as this one was, but for its day. */
function Copy({ frame: { words }, shown, meeting }: Omit<Shown, 'today'>): JSX.Element | null {
  const isTheirs = shown
    .actions()
    .some(({ verb, possible }) => possible && verb === 'schedule-meeting');
  if (!isTheirs) return null;
  const { title, counterpart, channel, startTime, venue, room, onlineAddress } = meeting;
  const agendaItems = meeting.agendaItems?.join('\n');
  const same = { title, counterpart, channel, startTime, venue, room, onlineAddress, agendaItems };
  const preset = Object.fromEntries(
    Object.entries(same).filter(
      (entry): entry is [string, NonNullable<(typeof entry)[1]>] => entry[1] !== undefined,
    ),
  );
  const { cycleId } = shown.life.data;
  const returnTo = `/cicli/${cycleId}/partecipazione`;
  return (
    <p>
      <a href={actionAddress(cycleId, 'schedule-meeting', { preset, returnTo })}>
        {words.participation.copy}
      </a>
    </p>
  );
}

/** The machines let minutes be approved under observation; that it is too early is said before somebody tries. */
function notYetApproved(
  action: Action,
  { life }: ShownParticipation,
  meeting: Readonly<Meeting>,
  today: string,
): Action {
  const { observationsUntil: until = '' } = meeting;
  if (action.verb !== 'approve-minutes' || !isObserved(life, meeting, today)) return action;
  const code = 'minutes-under-observation';
  return { ...action, possible: false, why: { code, ...refusalSentence(code, { until }) } };
}

/** The bodies present, each that came by a delegate marked as such. */
function presentIn(
  { attendance, byDelegate = [] }: Readonly<Meeting>,
  { words }: Frame,
): readonly string[] {
  const delegated = new Set(byDelegate);
  return attendance.map((body, place) =>
    delegated.has(place) ? `${body} (${words.participation.byDelegate})` : body,
  );
}

const listed = (names: readonly string[], none: string): string =>
  names.length === 0 ? none : names.join(', ');
