import type { ComponentChildren, JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets, type CycleLife } from '#planning';
import { stateOfPart } from '#workflow';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { DayFromToday } from '../../pieces/day.js';
import { Page } from '../../pieces/page.js';
import { Contributions } from './contributions.js';
import type { ShownParticipation } from './participation-reader.js';

type Meeting = CycleLife['data']['meetings'][string];

/** One meeting: when and where, who was asked and who came, what was shown, what was written down, what was said. */
export function MeetingPage({
  frame,
  shown,
  meeting,
  today,
}: {
  readonly frame: Frame;
  readonly shown: ShownParticipation;
  readonly meeting: Readonly<Meeting>;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.participation;
  const { life } = shown;
  const { cycleId, title } = life.data;
  const { meetingId, heldOn, date } = meeting;
  const part = { kind: 'meeting', id: meetingId } as const;
  const [label] = life.workflow.part('meeting').meta(stateOfPart(life, 'meeting', meetingId));
  const actions = shown.actions(part);
  const here = Object.fromEntries(
    Object.entries(shown.contributions).filter(([, each]) => each.meetingId === meetingId),
  );
  const place = [valueSets.channels[meeting.channel], meeting.venue, meeting.room];
  return (
    <Page
      frame={frame}
      title={meeting.title}
      crumbs={[
        { label: title, address: `/cicli/${cycleId}` },
        { label: said.title, address: `/cicli/${cycleId}/partecipazione` },
      ]}
    >
      <p class="lead">{label?.[language]}</p>
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
        <Line term={said.invited}>{listed(meeting.invitees, said.nobody)}</Line>
        <Line term={said.present}>{listed(meeting.attendance, said.nobody)}</Line>
        <Line term={said.categories}>
          {listed(
            meeting.categories.map((category) => valueSets.categories[category]),
            said.notYet,
          )}
        </Line>
        <Line term={said.contents}>{listed(meeting.contents, said.notYet)}</Line>
        <Line term={said.minutes}>{meeting.minutes?.title ?? said.noMinutes}</Line>
      </dl>
      <h2 id="contributions">{said.contributions}</h2>
      <Contributions frame={frame} shown={shown} contributions={here} />
    </Page>
  );
}

function Line({
  term,
  children,
}: {
  readonly term: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

const listed = (names: readonly string[], none: string): string =>
  names.length === 0 ? none : names.join(', ');
