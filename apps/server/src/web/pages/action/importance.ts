import type { Action } from '#planning';

/** What moves a cycle on, or a part of it: offered before everything else, in this order. */
const first = [
  'answer-question',
  ...['submit-scheda', 'report-scheda', 'revise-scheda', 'record-progress'],
  ...['take-scheda-in-charge', 'check-scheda', 'return-scheda', 'accept-report', 'return-report'],
  ...['open-cycle', 'hold-kickoff', 'open-verification', 'close-verification'],
  ...['endorse-proposal', 'return-proposal', 'convene-organ', 'record-deliberation'],
  ...['publish-plan', 'record-proweb-deposit', 'verify-revision'],
  ...['close-checkpoint', 'endorse-final-report', 'approve-final-report', 'close-cycle'],
  ...['start-final-report', 'open-checkpoint'],
  ...['decide-co-programming', 'propose-co-programming', 'resume-cycle'],
  ...['convene-meeting', 'record-meeting-held', 'record-minutes', 'approve-minutes'],
  'open-minutes-to-observations',
  ...['publish-notice', 'close-notice', 'issue-co-programming-report'],
  ...['publish-co-programming-report', 'admit-application'],
  ...['draft-theme', 'review-theme', 'propose-edition', 'adopt-edition', 'freeze-edition'],
  ...['answer-contribution', 'meet-prescription', 'accept-prescription', 'keep-promise'],
  ...['assign-scheda', 'schedule-meeting', 'extend-deadline', 'accept-deadline-proposal'],
];

/** What ends something or hides it: nobody should come upon it before what is done every day. */
const last = [
  ...['suspend-cycle', 'abandon-cycle', 'annul-cycle', 'revoke-cycle', 'annul-scheda'],
  ...['redact-text', 'erase-person', 'give-up-co-programming', 'migrate-definition'],
];

/** Puts what matters most first, and what ends things last. */
export function byImportance(actions: readonly Action[]): readonly Action[] {
  return actions.toSorted((one, other) => rankOf(one) - rankOf(other));
}

function rankOf({ verb }: Action): number {
  const rank = first.indexOf(verb);
  if (rank >= 0) return rank;
  return first.length + 1 + last.indexOf(verb);
}

/** What is offered beside the thing it is about alone, and only for as long as it can be done. */
export const offeredElsewhere: ReadonlySet<string> = new Set(['take-back-reminder']);

/** Whether somebody may do it as soon as they have proved once more who they are. */
export function waitsForProof({ why }: Action): boolean {
  return why?.code === 'proof-too-old';
}
