import type { DataOf } from '../planning-fact.js';
import type { DeliberationOutcome } from '../value-sets.js';
import type { Manifest, Member } from './approval.facts.js';

/** What is verified, endorsed by the director and deliberated by the organ: the plan, or a revision of it. */
export interface Proposal {
  manifest?: Manifest;
  manifestHash?: string;
  endorsed?: { readonly by: string; readonly on: string; readonly manifestHash: string };
}

/**
 * What is remembered of the way from the verification to the vote. The manifest is that of the proposal and,
 * once approved, that of the plan in force, whatever a revision proposes meanwhile.
 */
export interface ApprovalData extends Proposal {
  /** The last words that sent the proposal or some schede back. */
  sentBack?: { readonly by: string; readonly on: string; readonly text: string };
  readonly sessions: Session[];
  /** Every plan that was ever in force, oldest first; none of them is ever forgotten. */
  readonly plans: Plan[];
}

/** A plan as it was in force from an act on. */
export interface Plan {
  readonly manifest: Manifest;
  readonly manifestHash: string;
  /** The session that approved it; absent where the annulment of a scheda left it. */
  readonly sessionId?: string;
  /** The number of the revision it came of. */
  readonly revision?: number;
  /** The scheda whose annulment left it so. */
  readonly annulled?: { readonly schedaId: string; readonly act: string; readonly on: string };
}

export interface Session {
  readonly sessionId: string;
  /** The number of the revision it is about; absent when it is about the plan itself. */
  readonly revision?: number;
  readonly organ: string;
  readonly sessionOn: string;
  /** `09:30`, Europe/Rome. */
  readonly startTime?: string;
  readonly venue?: string;
  protocol: string;
  readonly items: readonly string[];
  outcome?: DeliberationOutcome | 'cancelled';
  members?: readonly Member[];
  quorumThousandths?: number;
  number?: string;
  actDate?: string;
  subject?: string;
  protocolNumber?: string;
  document?: DataOf<'DeliberationRecorded'>['document'];
  text?: string;
}

export const beginApprovalData = (): ApprovalData => ({ sessions: [], plans: [] });
