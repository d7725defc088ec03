import type { Remembers } from '../remember.js';
import type { CoProgrammingData } from './co-programming.data.js';

export const rememberCoProgramming: Remembers<CoProgrammingData> = {
  CoProgrammingActivated: (cycle, { act }) => {
    cycle.coProgramming = { decision: 'activated', act, sessions: [] };
  },
  CoProgrammingNotActivated: (cycle, reasons) => {
    cycle.coProgramming = { decision: 'not_activated', ...reasons, sessions: [] };
  },
  NoticePublished: (cycle, { publishedOn, closesOn, url, derogation }) => {
    cycle.coProgramming.notice = {
      publishedOn,
      closesOn,
      url,
      ...(derogation !== undefined && { derogation }),
    };
  },
  NoticeExtended: (cycle, { to }) => {
    if (cycle.coProgramming.notice) cycle.coProgramming.notice.closesOn = to;
  },
  NoticeClosed: (cycle, { applications }) => {
    cycle.coProgramming.applications = applications;
  },
  CoProgrammingSessionHeld: (cycle, session) => {
    cycle.coProgramming.sessions.push(session);
  },
  CoProgrammingReportIssued: (cycle, { document }) => {
    cycle.coProgramming.report = document;
  },
  CoProgrammingReportPublished: (cycle, { url }) => {
    cycle.coProgramming.reportUrl = url;
  },
};
