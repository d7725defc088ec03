import type { DataOf } from '../planning-fact.js';

/** What is remembered of the final report and of the end of the year. */
export interface ReportData {
  /** By scheda: its report as it was last handed in. Whether it counts, its standing says. */
  readonly reports: Record<string, SchedaReport>;
  /** By scheda: everybody who ever handed in a report on it, or for whom. None of them may accept it. */
  readonly reporters: Record<string, string[]>;
  /** By scheda: who last excused it from reporting, and why. Whether it still is, its standing says. */
  readonly excuses: Record<string, Excuse>;
  finalReport?: FinalReport;
  /** Every time the cycle was closed, oldest first. */
  readonly closings: Closing[];
}

export type SchedaReport = Omit<DataOf<'SchedaReported'>, 'schedaId'> & {
  readonly by: string;
  readonly on: string;
  /** What to mend, until it is handed in again. */
  returnedText?: string;
};

export interface Excuse {
  readonly by: string;
  readonly on: string;
  readonly reason: string;
}

/** The report on the whole year; what the director endorsed is there while it stands. */
export interface FinalReport extends Partial<DataOf<'FinalReportEndorsed'>> {
  readonly startedOn: string;
  readonly due?: string;
  endorsed?: { readonly by: string; readonly on: string };
  /** The organ's words, when it last sent the report back. */
  returnedText?: string;
  approved?: DataOf<'FinalReportApproved'>;
}

export interface Closing extends DataOf<'CycleClosed'> {
  readonly closedOn: string;
  reopened?: { readonly act: string; readonly on: string; readonly reason: string };
}

export const beginReportData = (): ReportData => ({
  reports: {},
  reporters: {},
  excuses: {},
  closings: [],
});
