import { present } from '../command/present.js';
import type { Remembers } from '../remember.js';
import type { CoProgramming, CoProgrammingData } from './co-programming.data.js';

const anew = (said: Omit<CoProgramming, 'applications' | 'sessions'>): CoProgramming => ({
  ...said,
  applications: {},
  sessions: [],
});

/** What was proposed stays beside what was decided. */
const decided = (
  { coProgramming: { proposal } }: CoProgrammingData,
  said: Omit<CoProgramming, 'applications' | 'sessions'>,
): CoProgramming => anew({ ...said, ...present({ proposal }) });

export const rememberCoProgramming: Remembers<CoProgrammingData> = {
  CoProgrammingOpened: (cycle, { act, ...said }, { occurredOn: startedOn }) => {
    const { purposes, object, requirements, participationMode } = said;
    const opening = { purposes, object, requirements, participationMode };
    cycle.coProgramming = anew({ act, startedOn, opening });
  },
  CoProgrammingProposed: (cycle, proposed, { actor, occurredOn: on }) => {
    cycle.coProgramming.proposal = { ...proposed, by: actor.personId, on };
  },
  CoProgrammingActivated: (cycle, { act }, { occurredOn: startedOn }) => {
    cycle.coProgramming = decided(cycle, { decision: 'activated', act, startedOn });
  },
  CoProgrammingReferred: (cycle, { act, procedureCycleId }, { occurredOn: startedOn }) => {
    const said = { act, startedOn, procedureCycleId };
    cycle.coProgramming = decided(cycle, { decision: 'activated', ...said });
  },
  CoProgrammingConcluded: (cycle, { document, url }) => {
    cycle.coProgramming.report = document;
    cycle.coProgramming.reportUrl = url;
  },
  CoProgrammingNotActivated: (cycle, reasons) => {
    cycle.coProgramming = decided(cycle, { decision: 'not_activated', ...reasons });
  },
  CoProgrammingGivenUp: (cycle, { act }, { occurredOn, reason = '' }) => {
    cycle.coProgramming.givenUp = { on: occurredOn, reason, ...present({ act }) };
  },
  NoticePublished: (cycle, { publishedOn, closesOn, url, derogation }) => {
    cycle.coProgramming.notice = { publishedOn, closesOn, url, ...present({ derogation }) };
  },
  NoticeExtended: (cycle, { to }) => {
    if (cycle.coProgramming.notice) cycle.coProgramming.notice.closesOn = to;
  },
  ApplicationReceived: (cycle, { applicationId, body, receivedOn, protocol }) => {
    cycle.coProgramming.applications[applicationId] = { body, receivedOn, protocol };
  },
  ApplicationNotAdmitted: (cycle, { applicationId }, { reason }) => {
    const application = cycle.coProgramming.applications[applicationId];
    if (application && reason !== undefined) application.reason = reason;
  },
  CoProgrammingSessionHeld: (cycle, session) => {
    cycle.coProgramming.sessions.push(session);
  },
  CoProgrammingReportIssued: (cycle, { document, sentTo }, { occurredOn }) => {
    cycle.coProgramming.report = document;
    cycle.coProgramming.reportIssuedOn = occurredOn;
    cycle.coProgramming.sentTo = sentTo;
  },
  CoProgrammingReportPublished: (cycle, { url }, { occurredOn }) => {
    cycle.coProgramming.reportUrl = url;
    cycle.coProgramming.reportPublishedOn = occurredOn;
  },
};
