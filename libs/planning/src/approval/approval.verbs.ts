import type { Verb } from '../command/verb.js';
import { cancelSession } from './cancel-session.js';
import { closeVerification } from './close-verification.js';
import { conveneOrgan } from './convene-organ.js';
import { endorseProposal } from './endorse-proposal.js';
import { recordDeliberation } from './record-deliberation.js';
import { returnProposal } from './return-proposal.js';

/** The verbs from the end of the verification to the vote. */
export const approvalVerbs: readonly Verb[] = [
  closeVerification,
  endorseProposal,
  returnProposal,
  conveneOrgan,
  cancelSession,
  recordDeliberation,
];
