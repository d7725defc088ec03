import { hash } from 'node:crypto';

/** What a notice is about: what a person follows as one thread. */
export interface About {
  /** `cycle`, `scheda`, `meeting`, `deadline`, `delegation` … */
  readonly kind: string;
  readonly id: string;
}

/** That somebody is to be told of a fact. */
export interface Notice {
  /** `noticeIdOf`: the same on every instance. */
  readonly noticeId: string;
  readonly zone: string;
  readonly recipientId: string;
  readonly ruleId: string;
  /** Which of the audiences of the rule they are in: why they are told. */
  readonly audience: string;
  readonly cause: {
    readonly eventId: string;
    readonly type: string;
    readonly position: number;
    /** ISO 8601 UTC. */
    readonly recordedAt: string;
  };
  /** The cycle or register. */
  readonly cycleId: string;
  readonly about: About;
}

/** The id of the notice of a fact, by a rule, to somebody. */
export function noticeIdOf(eventId: string, ruleId: string, recipientId: string): string {
  return idOf('notice', eventId, ruleId, recipientId);
}

/** What notices are gathered under in one conversation of mails, and muted by: what they are about. */
export function threadIdOf(cycleId: string, { kind, id }: About): string {
  return idOf('thread', cycleId, kind, id);
}

/** A UUID of version 8 (RFC 9562, 5.8) that follows from some texts: SHA-256 of them. */
export function idOf(...texts: readonly string[]): string {
  const hex = hash('sha256', JSON.stringify(texts));
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
  return [...groups, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/**
 * The Message-ID under which something goes to somebody, without angle brackets: at every attempt and from every
 * instance the same, so that what comes twice is known to be one.
 * @param key the notice, or the digest
 * @param host the name of ours, `traccia.example.org`
 */
export function messageIdOf(key: string, recipientId: string, host: string): string {
  return `${key}.${hash('sha256', recipientId).slice(0, 16)}@${host}`;
}
