import type { DeliberationOutcome } from '../value-sets.js';
import type { Manifest, Member } from './approval.facts.js';

/** What is remembered of the way from the verification to the vote. */
export interface ApprovalData {
  manifest?: Manifest;
  manifestHash?: string;
  endorsed?: { readonly by: string; readonly on: string; readonly manifestHash: string };
  /** The last words that sent the proposal or some schede back. */
  sentBack?: { readonly by: string; readonly on: string; readonly text: string };
  readonly sessions: Session[];
}

export interface Session {
  readonly sessionId: string;
  readonly organ: string;
  readonly sessionOn: string;
  readonly protocol: string;
  readonly items: readonly string[];
  outcome?: DeliberationOutcome | 'cancelled';
  members?: readonly Member[];
  quorumThousandths?: number;
  number?: string;
  actDate?: string;
  text?: string;
}

export const beginApprovalData = (): ApprovalData => ({ sessions: [] });
