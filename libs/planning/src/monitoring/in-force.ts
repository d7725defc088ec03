/**
 * Where a scheda stands while it is part of a plan in force and being carried out: approved, or taken up by a
 * revision that has not been deliberated yet.
 */
const carriedOut: ReadonlySet<string> = new Set([
  'approved',
  'amending',
  'amendmentSubmitted',
  'amendmentInCheck',
  'amendmentReturned',
  'amendmentChecked',
]);

/** Where it stands once its unit has reported on it, or was excused. */
const reportedOn: ReadonlySet<string> = new Set([
  'reported',
  'reportReturned',
  'accepted',
  'excused',
]);

/** Whether a scheda that stands here is being carried out. */
export const isCarriedOut = (state: string): boolean => carriedOut.has(state);

/** Whether a scheda that stands here belongs to the plan: what was dropped or annulled does not. */
export const isInPlan = (state: string): boolean => carriedOut.has(state) || reportedOn.has(state);
