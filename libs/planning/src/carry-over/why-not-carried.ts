import { stateOfPart } from '#workflow';
import type { CycleLife } from '../command/verb.js';
import type { NotCarriedReason } from '../value-sets.js';

/** By the state of a scheda that its unit has not re-proposed, or not yet; the others were never approved. */
const byState: Readonly<Record<string, NotCarriedReason>> = {
  approved: 'NOT_REPORTED',
  amending: 'NOT_REPORTED',
  amendmentSubmitted: 'NOT_REPORTED',
  amendmentInCheck: 'NOT_REPORTED',
  amendmentReturned: 'NOT_REPORTED',
  amendmentChecked: 'NOT_REPORTED',
  reported: 'NOT_ACCEPTED',
  reportReturned: 'NOT_ACCEPTED',
  excused: 'EXCUSED',
  dropped: 'DROPPED',
  annulled: 'ANNULLED',
  withdrawn: 'WITHDRAWN',
  assigned: 'NOT_SUBMITTED',
  carriedOver: 'NOT_SUBMITTED',
  drafting: 'NOT_SUBMITTED',
};

/**
 * Why a scheda of a plan is not re-proposed, as its machine and its report say; undefined when it is: its
 * report was accepted and asks for it.
 */
export function whyNotCarried(
  life: Readonly<CycleLife>,
  schedaId: string,
): NotCarriedReason | undefined {
  const state = stateOfPart(life, 'scheda', schedaId);
  // Before it was left out, its unit may have written nothing at all.
  if (state === 'leftOut' && life.data.schede[schedaId]?.version === 0) return 'NOT_SUBMITTED';
  if (state !== 'accepted') return byState[state] ?? 'NOT_APPROVED';
  return life.data.reports[schedaId]?.rePropose === true ? undefined : 'NOT_RE_PROPOSED';
}

/** The reasons the office may set aside, saying why: nobody has said that the scheda should not go on. */
export const mayBeSetAside: ReadonlySet<NotCarriedReason> = new Set([
  'NOT_REPORTED',
  'NOT_ACCEPTED',
  'EXCUSED',
  'NOT_APPROVED',
]);
