import { createPrivateKey, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore, type JsonObject, type RecordedEvent } from '#event-store';
import { examine } from './examine.js';
import { LedgerFile } from './ledger-file.js';
import { signatureTypes } from './note/signature-type.js';
import { NoteSigner } from './note/signing.js';
import { Sealer } from './sealer.js';

export const ORIGIN = 'piano.example/registro/1';

/** An Ed25519 key of its 32 secret bytes (RFC 8410). */
export function signerOf(name: string, secretByte: string): NoteSigner {
  const der = Buffer.from(`302e020100300506032b657004220420${secretByte.repeat(32)}`, 'hex');
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return new NoteSigner(name, signatureTypes.ed25519, key);
}

/** A log, and the ledger over it, in a folder of their own. */
export class SealedLog {
  readonly folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  readonly signer = signerOf(ORIGIN, '11');
  store = SqliteEventStore.open({ file: join(this.folder, 'log.db') });
  file = new LedgerFile(join(this.folder, 'ledger.db'));
  sealer = this.newSealer();
  #recordedMs = Date.parse('2026-01-01T00:00:00.000Z');

  newSealer(signer = this.signer, origin = ORIGIN): Sealer {
    return new Sealer({
      ...{ file: this.file, signers: [signer], origin, nowMs: () => this.#recordedMs },
      isInOrder: () => true,
    });
  }

  /** Compares what was signed with what is there, as at a start. */
  examine({ key }: NoteSigner = this.signer, origin = ORIGIN): Promise<void> {
    return examine({ store: this.store, file: this.file, origin, key });
  }

  /** Records a fact a minute after the one before it. */
  async record(
    stream: string,
    data: JsonObject = {},
    minutesLater = 1,
    type = 'Noted',
  ): Promise<string> {
    this.#recordedMs += minutesLater * 60_000;
    const id = randomUUID();
    const metadata = { recordedAt: new Date(this.#recordedMs).toISOString() };
    await this.store.append(stream, [{ id, type, data, metadata }], 'any');
    return id;
  }

  /** Everything that was recorded. */
  async events(): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const event of this.store.readAll()) events.push(event);
    return events;
  }

  /** Seals all that was recorded since. */
  async sealAll(): Promise<void> {
    const after = this.file.lastPosition();
    this.sealer.sealBatch((await this.events()).filter(({ position }) => position > after));
  }

  /** Opens the files again, as after a restart. */
  async restart(): Promise<void> {
    this.file.close();
    await this.store.close();
    this.store = SqliteEventStore.open({ file: join(this.folder, 'log.db') });
    this.file = new LedgerFile(join(this.folder, 'ledger.db'));
    this.sealer = this.newSealer();
  }

  async leave(): Promise<void> {
    this.file.close();
    await this.store.close();
    rmSync(this.folder, { recursive: true });
  }
}
