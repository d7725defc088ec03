import type { Role } from '#people';

/** How a read ended: it was shown, or why it was not. */
export type ReadOutcome = 'shown' | 'refused' | 'not-found' | 'malformed' | 'failed';

/** What somebody asked to see. No text that somebody typed: what is asked for is an id, or a fingerprint. */
export interface Read {
  /** The route as it is written here, `GET /api/v1/cycles/:cycleId/facts`: never the address that was asked. */
  readonly route: string;
  /** The rule of the route, `read/history`. */
  readonly rule: string;
  /** The cycle or register, where the route has one. */
  readonly cycleId?: string;
  /** What of it: the scheda, the deadline, the document, the format; of what is only tried, the verb. */
  readonly partId?: string;
  /** SHA-256 of the query of the address, where it has one: to be compared, not read. */
  readonly queryDigest?: string;
  /** The past that was asked for. */
  readonly revision?: number;
  readonly at?: string;
  readonly outcome: ReadOutcome;
  /** The code of the problem it was answered with. */
  readonly code?: string;
  /** Of what leaves as a file. */
  readonly format?: string;
  readonly bytes?: number;
}

/**
 * That somebody came in, tried to, left, or saw something. These facts have streams of their own and drive no
 * machine: they are kept to be looked at.
 */
export type AccessFact =
  | { readonly type: 'ReadRecorded'; readonly data: Read }
  | { readonly type: 'SignedIn'; readonly data: { readonly sessionId: string } }
  | {
      /** Attempts within one minute, counted together: who guesses must not fill the log. */
      readonly type: 'SignInsRefused';
      readonly data: {
        /** Whose account; null where no account is known: all of those are counted together. */
        readonly personId: string | null;
        readonly count: number;
        /** The first and the last of them, ISO 8601 UTC. */
        readonly from: string;
        readonly to: string;
      };
    }
  | { readonly type: 'SignedOut'; readonly data: { readonly sessionId: string } }
  | {
      /** Sessions that ended otherwise than by signing out; those that ran out are not told. */
      readonly type: 'SessionsEnded';
      readonly data: {
        /** Whose; null for everybody's. */
        readonly personId: string | null;
        /** Where it was one: which, and why it ended though nobody asked for that. */
        readonly sessionId?: string;
        readonly why?: SessionEnd;
        /** That those at other instances end with them; and which one was kept, the one that asked for it. */
        readonly everywhere?: true;
        readonly kept?: string;
      };
    }
  | {
      readonly type: 'TokenMinted';
      readonly data: TokenInFact & {
        /** What it may be used for: `read`, `command`, names of verbs. */
        readonly scopes: readonly string[];
        readonly mintedAt: string;
        readonly expiresAt: string;
      };
    }
  | { readonly type: 'TokenRevoked'; readonly data: TokenInFact & { readonly revokedAt: string } }
  | {
      readonly type: 'EmergencyOpened';
      /** In whose envelopes the codes were. */
      readonly data: {
        readonly sessionId: string;
        readonly holderIds: readonly string[];
        /** In the words of whoever opened it, the only text that is typed: it stays, and the auditors read it. */
        readonly reason: string;
      };
    }
  | {
      /** What an administrator did to an account, or its owner to what opens it. */
      readonly type: 'AccountChanged';
      /** `what` as in the security log; about whom, where it is not about oneself. */
      readonly data: { readonly what: string; readonly about?: readonly string[] };
    };

/**
 * Why a session ended by itself: its person was deactivated, goes on in another role, came in anew with the same
 * browser, or is signed out at the identity provider.
 */
export type SessionEnd = 'deactivated' | 'other-role' | 'came-in-anew' | 'provider';

/** A token, without its secret: as whom it opens. */
interface TokenInFact {
  readonly tokenId: string;
  readonly personId: string;
  readonly role: Role;
  readonly unitId?: string;
}

export type AccessFactType = AccessFact['type'];

export const accessFactTypes = [
  ...(['ReadRecorded', 'SignedIn', 'SignInsRefused', 'SignedOut', 'SessionsEnded'] as const),
  ...(['TokenMinted', 'TokenRevoked', 'EmergencyOpened', 'AccountChanged'] as const),
] as const satisfies readonly AccessFactType[];

/** Who did it, as in the facts of planning. Ids only. */
export interface AccessActor {
  readonly personId: string;
  readonly role: Role;
  readonly unitId?: string;
  readonly authMethod: string;
  readonly onBehalfOf?: string;
}

/** What stands around every access fact. */
export interface AccessEnvelope {
  readonly actor: AccessActor;
  /** The instant it was written, ISO 8601 UTC. */
  readonly recordedAt: string;
  /** The request it came with, as in the answer and in the lines we log about it. */
  readonly requestId?: string;
  /** Which policy held then, `2026-11.1+ab12cd34`: absent from what is told only later. */
  readonly policy?: string;
  readonly schemaVersion: 1;
}
