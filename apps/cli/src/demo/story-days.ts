/**
 * The days on which the story plays. Only those of the three meetings are in the documents (they come
 * with the import); all others are a choice of the demonstration.
 */
export const days = {
  opened: '2024-01-15',
  kickoff: '2024-01-22',
  assigned: '2024-01-24',
  convened: '2024-02-05',
  drafted: '2024-02-12',
  decided: '2024-02-23',
  minuted: '2024-02-26',
  minutesApproved: '2024-02-28',
  contributed: '2024-02-27',
  submitted: '2024-03-01',
  verification: '2024-03-04',
  checked: '2024-03-11',
  mended: '2024-03-13',
  closed: '2024-03-18',
  endorsed: '2024-03-19',
  organConvened: '2024-03-20',
  firstSession: '2024-03-27',
  secondSession: '2024-04-03',
  approved: { published: '2024-04-10', deposited: '2024-04-15' },
  checkpointOpened: '2024-06-20',
  progress: '2024-06-27',
  checkpointClosed: '2024-07-01',
  revisionOpened: '2024-07-08',
  revisionWritten: '2024-07-22',
  revisionChecked: '2024-08-26',
  revisionVerified: '2024-09-02',
  revisionEndorsed: '2024-09-04',
  revisionConvened: '2024-09-09',
  revisionSession: '2024-09-18',
  revised: { published: '2024-09-25', deposited: '2024-09-27' },
  prescriptionMet: '2024-10-10',
  prescriptionAccepted: '2024-10-15',
  reportStarted: '2025-01-13',
  reported: '2025-02-20',
  reportsAccepted: '2025-02-26',
  excused: '2025-03-03',
  reportEndorsed: '2025-03-05',
  reportApproved: '2025-03-12',
  cycleClosed: '2025-03-14',
  nextYear: '2025-03-17',
} as const;

/** The last days of the calendar of the demonstration. */
export const deadlines = [
  { deadlineId: 'D-partecipazione', kind: 'PARTICIPATION', due: '2024-02-28' },
  { deadlineId: 'D-co-programmazione', kind: 'CO_PROGRAMMING_DECISION', due: '2024-02-23' },
  { deadlineId: 'D-schede-trasmesse', kind: 'SCHEDE_SUBMITTED', due: '2024-03-01' },
  { deadlineId: 'D-schede-verificate', kind: 'SCHEDE_CHECKED', due: '2024-03-15' },
  { deadlineId: 'D-proposta', kind: 'PROPOSAL', due: '2024-03-19' },
  { deadlineId: 'D-approvazione', kind: 'APPROVAL', due: '2024-03-28' },
] as const;

/** When it happened in the story, and why it is recorded only now. */
export function on(day: string): { readonly occurredOn: string; readonly lateReason: string } {
  return {
    occurredOn: day,
    lateReason: 'Dimostrazione: il ciclo 2024 è ricostruito da documenti già pubblicati.',
  };
}

/** A text made up for the demonstration says so. */
export const demonstration = (text: string): string => `[Dimostrazione] ${text}`;
