import type { Envelope } from '../envelope.js';
import type { Remembers } from '../remember.js';
import { proposalOf, revisionUnderWay, type RevisionsData } from '../revision/revision.data.js';
import type { ApprovalData, Proposal } from './approval.data.js';

export const rememberApproval: Remembers<ApprovalData & RevisionsData> = {
  FixesRequested: (cycle, { text }, envelope) => {
    cycle.sentBack = sentBack(text, envelope);
  },
  VerificationClosed: (cycle, { manifest, manifestHash }) => {
    cycle.manifest = manifest;
    cycle.manifestHash = manifestHash;
  },
  ProposalEndorsed: (cycle, { manifestHash }, { actor, occurredOn }) => {
    proposalOf(cycle).endorsed = { by: actor.personId, on: occurredOn, manifestHash };
  },
  ProposalReturned: (cycle, { text }, envelope) => {
    openAgain(proposalOf(cycle));
    cycle.sentBack = sentBack(text, envelope);
  },
  OrganConvened: (cycle, session) => {
    const revision = revisionUnderWay(cycle);
    cycle.sessions.push({ ...session, ...(revision && { revision: revision.number }) });
  },
  SessionCancelled: (cycle, { sessionId }) => {
    const session = cycle.sessions.find((convened) => convened.sessionId === sessionId);
    if (session) session.outcome = 'cancelled';
  },
  DeliberationRecorded: (cycle, { manifestHash, prescriptions: _asked, ...result }, envelope) => {
    const { sessionId, outcome } = result;
    const session = cycle.sessions.find((convened) => convened.sessionId === sessionId);
    if (session) Object.assign(session, result);
    if (outcome === 'rejected') {
      openAgain(proposalOf(cycle));
      cycle.sentBack = sentBack(result.text ?? '', envelope);
    }
    const approved = outcome === 'approved' || outcome === 'approvedWithPrescriptions';
    // A revision becomes the plan in force when it is merged.
    if (approved && cycle.manifest && !revisionUnderWay(cycle)) {
      cycle.plans.push({ manifest: cycle.manifest, manifestHash, sessionId });
    }
  },
};

/** The proposal is open again: what was verified and endorsed no longer stands. */
function openAgain(proposal: Proposal): void {
  delete proposal.manifest;
  delete proposal.manifestHash;
  delete proposal.endorsed;
}

function sentBack(text: string, { actor, occurredOn }: Envelope) {
  return { by: actor.personId, on: occurredOn, text };
}
