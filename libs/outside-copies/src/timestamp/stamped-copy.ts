import { createHash } from 'node:crypto';
import { parseNote, type ExternalSeal, type SignedCheckpoint } from '#ledger';
import { OutsideSilent } from '../call-outside.js';
import { CopyFailed, type OutsideCopy } from '../outside-copy.js';
import { sealOf } from '../seal-of.js';
import { UnusableTimestamp } from './check-timestamp.js';
import { InvalidDer } from './der.js';
import type { TimestampAuthority } from './timestamp-authority.js';
import { NotStamped, type TimestampToken } from './timestamp-response.js';

const DAY_MS = 24 * 3_600_000;

/** Has a time-stamping authority stamp the body of a checkpoint. */
export class StampedCopy implements OutsideCopy {
  readonly everyMs = DAY_MS;

  constructor(private readonly authority: Pick<TimestampAuthority, 'stamp' | 'settings'>) {}

  get name(): string {
    return this.authority.settings.url.host;
  }

  isOurs({ kind, reference }: ExternalSeal): boolean {
    return kind === 'timestamp' && reference.startsWith(`${this.name} `);
  }

  async make(
    checkpoint: SignedCheckpoint,
    _before: number,
    signal: AbortSignal,
  ): Promise<ExternalSeal> {
    const imprint = createHash('sha256').update(parseNote(checkpoint.note).text).digest();
    const { bytes, info } = await this.#stamp(imprint, signal);
    return sealOf(checkpoint, {
      kind: 'timestamp',
      reference: `${this.name} ${info.serialNumber}`,
      evidence: Buffer.from(bytes).toString('base64'),
      sha256: imprint.toString('hex'),
      atMs: info.atMs,
    });
  }

  async #stamp(imprint: Uint8Array, signal: AbortSignal): Promise<TimestampToken> {
    try {
      return await this.authority.stamp(imprint, signal);
    } catch (error) {
      if (error instanceof OutsideSilent || error instanceof UnusableTimestamp)
        throw new CopyFailed(error.code, error);
      if (error instanceof NotStamped) throw new CopyFailed(`status-${error.status}`, error);
      if (error instanceof InvalidDer) throw new CopyFailed('not-understood', error);
      throw error;
    }
  }
}
