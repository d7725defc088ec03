import type { Remembers } from '../remember.js';
import type { ContributionsData, ParticipationData } from './participation.data.js';

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
  MeetingRescheduled: (cycle, { meetingId, from, to }) => {
    const meeting = cycle.meetings[meetingId];
    if (!meeting) return;
    meeting.earlierDates.push(from);
    meeting.date = to;
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
  CategoryExemptionProposed: (cycle, { category }) => {
    cycle.exemptionsProposed.push(category);
  },
  CategoryExempted: (cycle, { category }) => {
    cycle.exemptionsProposed = cycle.exemptionsProposed.filter((proposed) => proposed !== category);
    cycle.exemptions.push(category);
  },
};

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
};
