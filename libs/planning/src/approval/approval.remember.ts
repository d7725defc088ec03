import type { Envelope } from '../envelope.js';
import type { Remembers } from '../remember.js';
import type { ApprovalData } from './approval.data.js';

export const rememberApproval: Remembers<ApprovalData> = {
  FixesRequested: (cycle, { text }, envelope) => {
    cycle.sentBack = sentBack(text, envelope);
  },
  VerificationClosed: (cycle, { manifest, manifestHash }) => {
    cycle.manifest = manifest;
    cycle.manifestHash = manifestHash;
  },
  ProposalEndorsed: (cycle, { manifestHash }, { actor, occurredOn }) => {
    cycle.endorsed = { by: actor.personId, on: occurredOn, manifestHash };
  },
  ProposalReturned: (cycle, { text }, envelope) => {
    openAgain(cycle);
    cycle.sentBack = sentBack(text, envelope);
  },
  OrganConvened: (cycle, session) => {
    cycle.sessions.push({ ...session });
  },
  SessionCancelled: (cycle, { sessionId }) => {
    const session = cycle.sessions.find((convened) => convened.sessionId === sessionId);
    if (session) session.outcome = 'cancelled';
  },
  DeliberationRecorded: (
    cycle,
    { manifestHash: _hash, prescriptions: _asked, ...result },
    envelope,
  ) => {
    const session = cycle.sessions.find((convened) => convened.sessionId === result.sessionId);
    if (session) Object.assign(session, result);
    if (result.outcome !== 'rejected') return;
    openAgain(cycle);
    cycle.sentBack = sentBack(result.text ?? '', envelope);
  },
};

/** The proposal is open again: what was verified and endorsed no longer stands. */
function openAgain(cycle: ApprovalData): void {
  delete cycle.manifest;
  delete cycle.manifestHash;
  delete cycle.endorsed;
}

function sentBack(text: string, { actor, occurredOn }: Envelope) {
  return { by: actor.personId, on: occurredOn, text };
}
