import type { ReportData } from './report.data.js';

/**
 * Whether a fingerprint is that of something else than the report the director endorsed. Where none is
 * endorsed it is not: then the machine says that it is too early.
 */
export function isOtherReport({ finalReport }: Readonly<ReportData>, reportHash: string): boolean {
  return finalReport?.reportHash !== undefined && finalReport.reportHash !== reportHash;
}
