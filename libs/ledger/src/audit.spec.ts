import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { audit } from './audit.js';
import { LEDGER_STREAM, type ExternalSeal } from './ledger-facts.js';
import { ORIGIN, SealedLog, signerOf } from './ledger.fixture.js';
import { base64Of } from './note/base64.js';

let log: SealedLog;
beforeEach(async () => {
  log = new SealedLog();
  for (let number = 0; number < 150; number++) await log.record(`cycle-${number % 3}`, { number });
  await log.sealAll();
});
afterEach(() => log.leave());

const read = (key = log.signer.key) =>
  audit({ store: log.store, file: log.file, origin: ORIGIN, key });

/** Changes a file behind the back of the program, as somebody would who can write to the disk. */
async function altered(name: 'log.db' | 'ledger.db', ...statements: readonly string[]) {
  log.file.close();
  await log.store.close();
  const database = new DatabaseSync(join(log.folder, name));
  for (const statement of statements) database.exec(statement);
  database.close();
  await log.restart();
}

const sealed = async (seal: Partial<ExternalSeal>): Promise<void> => {
  const root = base64Of(log.file.root());
  const { size } = log.file;
  await log.record(
    LEDGER_STREAM,
    { size, root, kind: 'mail', reference: 'a', ...seal },
    1,
    'ExternalSealRecorded',
  );
};

describe('The audit', () => {
  it('reads every sealed fact, and finds it as it was', async () => {
    await expect(read()).resolves.toBe(150);
    await log.record('cycle-1'); // not sealed yet
    await expect(read()).resolves.toBe(150);
  });

  it('finds one that was altered long ago, which the look at the start does not', async () => {
    await altered(
      'log.db',
      'DROP TRIGGER event_refuses_update',
      `UPDATE event SET data = '{"number":7}' WHERE position = (SELECT min(position) + 3 FROM event)`,
    );
    await expect(log.examine()).resolves.toBeUndefined();
    await expect(read()).rejects.toMatchObject({ code: 'log-other' });
  });

  it('believes no leaf of the ledger file that was altered together with the fact', async () => {
    await altered(
      'ledger.db',
      `UPDATE leaf SET hash = (SELECT hash FROM leaf WHERE idx = 4) WHERE idx = 3`,
    );
    await expect(read()).rejects.toMatchObject({ code: 'log-other' });
  });

  it('finds that the log has fewer facts than were sealed', async () => {
    await altered(
      'log.db',
      'DROP TRIGGER event_refuses_delete',
      'DELETE FROM event WHERE position = (SELECT max(position) FROM event)',
    );
    await expect(log.examine()).rejects.toMatchObject({ code: 'log-shorter' });
    await expect(read()).rejects.toMatchObject({ code: 'log-shorter' });
  });

  it('finds a checkpoint that another key has signed', async () => {
    await expect(read(signerOf(ORIGIN, '22').key)).rejects.toMatchObject({ code: 'key-other' });
  });

  it('agrees with what was sealed outside, and finds where it does not', async () => {
    await sealed({});
    await log.sealAll();
    await expect(read()).resolves.toBe(151);
    await sealed({ root: base64Of(new Uint8Array(32)) });
    await expect(log.sealAll()).rejects.toMatchObject({ code: 'seal-other' });
  });
});
