import {
  base64Of,
  parseCheckpoint,
  parseNote,
  type ExternalSeal,
  type SealKind,
  type SignedCheckpoint,
} from '#ledger';
import type { Channel } from '#notifications';
import { CopyFailed, type CopiedLedger, type OutsideCopy } from '../outside-copy.js';
import { sealOf } from '../seal-of.js';
import { checkpointMail } from './checkpoint-mail.js';

/** Somebody who is sent checkpoints. */
export interface MailedCopyParts {
  readonly channel: Pick<Channel, 'send'>;
  readonly kind: Extract<SealKind, 'mail' | 'certified-mail'>;
  /** Where it goes. It is in no fact, and no log line. */
  readonly address: string;
  /** Which of the addresses that are named it is, from 1 on: by it the mails of each are told apart. */
  readonly ordinal: number;
  readonly ledger: CopiedLedger;
  /** Of Message-IDs. */
  readonly host: string;
  /** Milliseconds since 1970, UTC. */
  readonly nowMs: () => number;
}

const WEEK_MS = 7 * 24 * 3_600_000;

/** Sends a checkpoint by mail: whoever keeps the mails sees by the next one whether something was rewritten. */
export class MailedCopy implements OutsideCopy {
  readonly everyMs = WEEK_MS;

  constructor(private readonly parts: MailedCopyParts) {}

  get name(): string {
    return `${this.parts.kind} ${this.parts.ordinal}`;
  }

  isOurs({ kind, reference }: ExternalSeal): boolean {
    return kind === this.parts.kind && ordinalIn(reference) === this.parts.ordinal;
  }

  async make(
    checkpoint: SignedCheckpoint,
    before: number,
    signal: AbortSignal,
  ): Promise<ExternalSeal> {
    const { channel, kind, address, ordinal, ledger, host, nowMs } = this.parts;
    const { origin, size } = parseCheckpoint(parseNote(checkpoint.note).text);
    const { note } = checkpoint;
    const from = Math.min(before, size);
    const proof = ledger.consistency(from, size).map(base64Of);
    const mail = checkpointMail({ origin, size, note, from, proof });
    const messageId = messageIdOf({ kind, origin, size, ordinal, host });
    const outcome = await channel.send(
      { to: { address }, messageId, causeEventIds: [], ...mail },
      signal,
    );
    // What may have arrived is sent again under the same Message-ID.
    if (outcome.kind !== 'sent') throw new CopyFailed(`${outcome.kind}-${outcome.code}`);
    return sealOf(checkpoint, { kind, reference: messageId, evidence: '', atMs: nowMs() });
  }
}

function messageIdOf({
  kind,
  origin,
  size,
  ordinal,
  host,
}: Pick<MailedCopyParts, 'kind' | 'ordinal' | 'host'> & {
  readonly origin: string;
  readonly size: number;
}): string {
  const epoch = /[0-9]+$/.exec(origin)?.[0] ?? '1';
  return `${kind}.${epoch}.${size}.${ordinal}@${host}`;
}

/** The ordinal in a Message-ID of ours; undefined in any other. */
function ordinalIn(messageId: string): number | undefined {
  const [, ordinal] = /^(?:certified-)?mail\.[0-9]+\.[0-9]+\.([0-9]+)@/.exec(messageId) ?? [];
  return ordinal === undefined ? undefined : Number(ordinal);
}
