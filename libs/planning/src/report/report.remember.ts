import { handsOf } from '../command/hands.js';
import { byAndOn } from '../monitoring/monitoring.data.js';
import type { Remembers } from '../remember.js';
import type { FinalReport, ReportData } from './report.data.js';

export const rememberReport: Remembers<ReportData> = {
  FinalReportStarted: (cycle, started, { occurredOn }) => {
    cycle.finalReport = { ...started, startedOn: occurredOn };
  },
  SchedaReported: (cycle, { schedaId, ...report }, envelope) => {
    cycle.reports[schedaId] = { ...report, ...byAndOn(envelope) };
    const reporters = (cycle.reporters[schedaId] ??= []);
    for (const hand of handsOf(envelope.actor)) {
      if (!reporters.includes(hand)) reporters.push(hand);
    }
  },
  ReportReturned: (cycle, { schedaId, text }) => {
    const report = cycle.reports[schedaId];
    if (report) report.returnedText = text;
  },
  SchedaExcused: (cycle, { schedaId }, envelope) => {
    cycle.excuses[schedaId] = { ...byAndOn(envelope), reason: envelope.reason ?? '' };
  },
  FinalReportEndorsed: (cycle, endorsed, envelope) => {
    if (!cycle.finalReport) return;
    Object.assign(cycle.finalReport, endorsed, { endorsed: byAndOn(envelope) });
    delete cycle.finalReport.returnedText;
  },
  FinalReportReturned: (cycle, { text }) => {
    if (!cycle.finalReport) return;
    cycle.finalReport = { ...underWay(cycle.finalReport), returnedText: text };
  },
  SchedaAnnulled: (cycle) => {
    if (cycle.finalReport?.endorsed) cycle.finalReport = underWay(cycle.finalReport);
  },
  FinalReportApproved: (cycle, approved) => {
    if (cycle.finalReport) cycle.finalReport.approved = approved;
  },
  CycleClosed: (cycle, closed, { occurredOn }) => {
    cycle.closings.push({ ...closed, closedOn: occurredOn });
  },
  CycleReopened: (cycle, { act }, { occurredOn, reason = '' }) => {
    const closing = cycle.closings.at(-1);
    if (closing) closing.reopened = { act, on: occurredOn, reason };
    if (cycle.finalReport) cycle.finalReport = underWay(cycle.finalReport);
  },
};

/** The report is being collected again: what was endorsed and approved no longer stands. */
function underWay({ startedOn, due }: FinalReport): FinalReport {
  return { startedOn, ...(due !== undefined && { due }) };
}
