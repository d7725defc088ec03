import type { Scheda } from '../scheda/scheda.data.js';

/**
 * Brings a scheda back to what was approved last: what a revision wrote into it comes to nothing. The
 * numbers of the versions it had meanwhile are not given again.
 */
export function backToApproved(scheda: Scheda): void {
  const approved = scheda.approvals?.at(-1);
  if (!approved) return;
  const { version, contentHash, content, authors, checkedBy } = approved;
  scheda.highestVersion = Math.max(scheda.version, scheda.highestVersion ?? 0);
  Object.assign(scheda, { version, contentHash, content, authors: [...authors] });
  const title = content['title'];
  if (typeof title === 'string') scheda.title = title;
  if (checkedBy !== undefined) scheda.checkedBy = checkedBy;
  else delete scheda.checkedBy;
}
