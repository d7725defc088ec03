import { addDays } from '#calendar';

/** How long each step of co-programming takes, in calendar days. */
export interface CoProgrammingDurations {
  /** Days of notice: at least 20 (LR Toscana 65/2020 art. 10 c. 1 b). */
  readonly noticeDays: number;
  /** Days for the working sessions. */
  readonly sessionsDays: number;
  /** Days to write and publish the reasoned report. */
  readonly reportDays: number;
  /** Days between the report and the approval, so that the plan can take it up. */
  readonly marginDays: number;
}

/** The notice is the law's minimum; sessions, report and margin are this project's proposal. */
export const usualDurations: CoProgrammingDurations = {
  noticeDays: 20,
  sessionsDays: 15,
  reportDays: 15,
  marginDays: 15,
};

/**
 * The last day on which activating co-programming still leaves time for all its steps before the target
 * day of approval. A hint for the calendar: deciding later is not refused.
 */
export function lastUsefulDay(
  targetApproval: string,
  durations: CoProgrammingDurations = usualDurations,
): string {
  const { noticeDays, sessionsDays, reportDays, marginDays } = durations;
  return addDays(targetApproval, -(noticeDays + sessionsDays + reportDays + marginDays));
}

/** What a last useful day rests on, for a person to read. */
export function durationsInWords(durations: CoProgrammingDurations = usualDurations): {
  readonly it: string;
  readonly en: string;
} {
  const { noticeDays, sessionsDays, reportDays, marginDays } = durations;
  return {
    it: `Giorni prima dell’approvazione: ${noticeDays} di avviso, ${sessionsDays} per le sessioni, ${reportDays} per la relazione motivata, ${marginDays} di margine.`,
    en: `Days before the approval: ${noticeDays} of notice, ${sessionsDays} for the sessions, ${reportDays} for the reasoned report, ${marginDays} to spare.`,
  };
}
