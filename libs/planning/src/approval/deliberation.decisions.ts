import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { DeliberationOutcome } from '../value-sets.js';

/** What is said of a session, as far as its outcome depends on it. */
export interface SessionResult {
  readonly outcome: DeliberationOutcome;
  readonly members: readonly {
    readonly body: string;
    readonly present: boolean;
    readonly quotaThousandths: number;
    readonly vote?: 'for' | 'against' | 'abstained';
    readonly delegation?: object;
  }[];
  readonly quorumThousandths: number;
  readonly prescriptions: readonly unknown[];
  readonly number?: string;
  readonly actDate?: string;
  readonly text?: string;
}

/**
 * More than half of the quotas. What the rules of the Conferenza say is not known to us; none lets fewer decide
 * on a plan for all, and one thousandth would let anybody.
 */
const LEAST_QUORUM_THOUSANDTHS = 501;

/** Whether quorum, votes, prescriptions and act agree with the outcome; the first thing that does not. */
export function outcomeProblem(result: SessionResult): Refusal | undefined {
  const {
    outcome,
    members,
    quorumThousandths: quorum,
    prescriptions,
    number,
    actDate,
    text,
  } = result;
  const twice = members.find(({ body }, index) =>
    members.slice(0, index).some((member) => member.body === body),
  );
  if (twice) return refuse('member-twice', { body: twice.body });
  const sum = quotas(members);
  if (sum !== 1000) return refuse('quotas-wrong', { sum });
  const absent = members.find((member) => !member.present && member.delegation);
  if (absent) return refuse('delegate-absent', { body: absent.body });
  if (quorum < LEAST_QUORUM_THOUSANDTHS) {
    return refuse('quorum-too-low', { quorum, least: LEAST_QUORUM_THOUSANDTHS });
  }
  const present = quotas(members.filter((member) => member.present));
  if (outcome === 'noQuorum' && present >= quorum) {
    return refuse('quorum-reached', { present, quorum });
  }
  if (outcome !== 'noQuorum' && present < quorum) return refuse('no-quorum', { present, quorum });
  if ((outcome === 'approvedWithPrescriptions') !== prescriptions.length > 0) {
    return refuse('prescriptions-mismatch');
  }
  if (members.some((member) => !member.present && member.vote !== undefined)) {
    return refuse('votes-missing');
  }
  if (outcome === 'postponed' || outcome === 'noQuorum') {
    return outcome === 'postponed' && text === undefined ? refuse('organ-words-needed') : undefined;
  }
  if (members.some((member) => member.present !== (member.vote !== undefined))) {
    return refuse('votes-missing');
  }
  const inFavour = quotas(members.filter(({ vote }) => vote === 'for'));
  // A majority of the quotas present; a tie does not approve.
  if (inFavour * 2 > present !== (outcome !== 'rejected')) {
    return refuse('votes-against-outcome', { inFavour, present });
  }
  if (outcome === 'rejected') return text === undefined ? refuse('organ-words-needed') : undefined;
  return number === undefined || actDate === undefined ? refuse('act-number-needed') : undefined;
}

function quotas(members: SessionResult['members']): number {
  return members.reduce((sum, { quotaThousandths }) => sum + quotaThousandths, 0);
}
