import type { DataOf } from '../planning-fact.js';

/** What is remembered of the final report and of the end of the year. */
export interface ReportData {
  /** By scheda: its report as it was last handed in. */
  readonly reports: Record<string, SchedaReport>;
  finalReport?: Partial<DataOf<'FinalReportEndorsed'>> & {
    approved?: DataOf<'FinalReportApproved'>;
  };
}

export type SchedaReport = Omit<DataOf<'SchedaReported'>, 'schedaId'> & {
  readonly by: string;
  readonly on: string;
  returnedText?: string;
};

export const beginReportData = (): ReportData => ({ reports: {} });
