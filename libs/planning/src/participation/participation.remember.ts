import { present } from '../command/present.js';
import type { Remembers } from '../remember.js';
import type { ContributionsData, Meeting, ParticipationData } from './participation.data.js';
import type { Arrangements } from './participation.facts.js';

export const rememberParticipation: Remembers<ParticipationData> = {
  MeetingScheduled: (cycle, plan) => {
    cycle.meetings[plan.meetingId] = {
      ...plan,
      earlierDates: [],
      invitees: [],
      categories: [],
      attendance: [],
      contents: [],
    };
  },
  MeetingConvened: (cycle, { meetingId, invitees }) => {
    const meeting = cycle.meetings[meetingId];
    if (meeting) meeting.invitees = invitees;
  },
  MeetingRescheduled: (cycle, { meetingId, from, to, arrangements, agendaItems }) => {
    const meeting = cycle.meetings[meetingId];
    if (!meeting) return;
    if (to !== from) meeting.earlierDates.push(from);
    meeting.date = to;
    if (arrangements) rearrange(meeting, arrangements);
    if (agendaItems) meeting.agendaItems = agendaItems;
  },
  MeetingHeld: (cycle, { meetingId, ...held }) => {
    const meeting = cycle.meetings[meetingId];
    if (meeting) Object.assign(meeting, held);
  },
  CategoriesAttributed: (cycle, { meetingId, categories }) => {
    const meeting = cycle.meetings[meetingId];
    if (meeting) meeting.categories = categories;
  },
  MinutesRecorded: (cycle, { meetingId, document }) => {
    const meeting = cycle.meetings[meetingId];
    if (meeting) meeting.minutes = document;
  },
  MinutesOpenedToObservations: (cycle, { meetingId, until }, { occurredOn }) => {
    const meeting = cycle.meetings[meetingId];
    if (!meeting) return;
    meeting.observationsFrom = occurredOn;
    meeting.observationsUntil = until;
  },
  CategoryExemptionProposed: (cycle, { category }) => {
    cycle.exemptionsProposed.push(category);
  },
  CategoryExemptionDeclined: (cycle, { category }) => {
    cycle.exemptionsProposed = cycle.exemptionsProposed.filter((proposed) => proposed !== category);
  },
  CategoryExempted: (cycle, { category }) => {
    cycle.exemptionsProposed = cycle.exemptionsProposed.filter((proposed) => proposed !== category);
    cycle.exemptions.push(category);
  },
};

/** What is said of how and where a meeting takes place is said whole: online, it has no room any more. */
function rearrange(meeting: Meeting, arrangements: Arrangements): void {
  const { startTime, channel, venue, room, onlineAddress } = meeting;
  const before = { channel, ...present({ startTime, venue, room, onlineAddress }) };
  delete meeting.startTime;
  delete meeting.venue;
  delete meeting.room;
  delete meeting.onlineAddress;
  Object.assign(meeting, arrangements, {
    earlierArrangements: [...(meeting.earlierArrangements ?? []), before],
  });
}

export const rememberContributions: Remembers<ContributionsData> = {
  ContributionReceived: (cycle, { contributionId, ...received }, { actor, occurredOn }) => {
    cycle.contributions[contributionId] = {
      ...received,
      receivedBy: actor.personId,
      receivedOn: occurredOn,
    };
  },
  ContributionAnswered: (cycle, { contributionId, answer, text }) => {
    const contribution = cycle.contributions[contributionId];
    if (contribution) Object.assign(contribution, { answer, answerText: text });
  },
  ContributionPlaced: (cycle, { contributionId, ...place }, { occurredOn: on }) => {
    const contribution = cycle.contributions[contributionId];
    if (contribution) contribution.places = [...(contribution.places ?? []), { ...place, on }];
  },
};
