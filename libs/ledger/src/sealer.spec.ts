import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteEventStore } from '#event-store';
import { entryOf, MAX_ENTRY_BYTES } from './entry.js';
import { LedgerFile } from './ledger-file.js';
import { SealedLog, signerOf, ORIGIN } from './ledger.fixture.js';
import { leafHash } from './merkle/hash.js';
import { consistencyProof, inclusionProof, rootOf } from './merkle/tree.js';
import { isConsistent, isIncluded } from './merkle/verify.js';
import { parseCheckpoint } from './note/checkpoint.js';
import { parseNote } from './note/signed-note.js';
import { signedBy } from './note/signing.js';
import { Sealer } from './sealer.js';
import { storedLeaf } from './stored-leaf.js';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe('The sealer', () => {
  let log: SealedLog;
  beforeEach(() => {
    log = new SealedLog();
  });
  afterEach(() => log.leave());

  const lastSeal = () => {
    const note = parseNote(log.file.lastCheckpoint()!.note);
    return { ...parseCheckpoint(note.text), signers: signedBy(note, [log.signer.key]).length };
  };

  it('signs an empty log, too: whoever asks gets an answer', () => {
    log.sealer.sealBatch([]);
    expect(lastSeal()).toMatchObject({ origin: ORIGIN, size: 0, signers: 1 });
    log.sealer.sealBatch([]);
    expect([...log.file.checkpoints()]).toHaveLength(1);
  });

  it('makes each fact a leaf, linked to the one before it in its stream', async () => {
    for (const stream of ['cycle-a', 'register-b', 'cycle-a']) await log.record(stream, { n: 1 });
    await log.sealAll();
    const [first, second, third] = await log.events();
    const one = entryOf(first!, undefined);
    const two = entryOf(third!, leafHash(one.bytes));
    expect(log.file.leafAt(0)?.hash).toEqual(leafHash(one.bytes));
    expect(log.file.leafAt(1)?.hash).toEqual(leafHash(entryOf(second!, undefined).bytes));
    expect(log.file.leafAt(2)?.hash).toEqual(leafHash(two.bytes));
    expect(JSON.parse(text(two.bytes))).toMatchObject({
      v: 1,
      stream: 'cycle-a',
      rev: 1,
      at: third!.metadata['recordedAt'],
      prev: Buffer.from(leafHash(one.bytes)).toString('hex'),
      data: { n: 1 },
    });
    expect(lastSeal()).toMatchObject({ size: 3, root: rootOf(log.file.subtree, 3), signers: 1 });
  });

  it('proves each fact, and each seal from the one before it', async () => {
    for (let number = 0; number < 20; number++) {
      const id = await log.record(`cycle-${number % 3}`, { number });
      await log.sealAll();
      const leaf = log.file.leafOf(id)!;
      const { size, root } = lastSeal();
      const proof = inclusionProof(log.file.subtree, leaf.index, size);
      expect(isIncluded(leaf.hash, leaf.index, size, proof, root)).toBe(true);
    }
    const seals = [...log.file.checkpoints()].map(({ note }) =>
      parseCheckpoint(parseNote(note).text),
    );
    expect(seals.map(({ size }) => size)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    for (const [at, { size, root }] of seals.slice(1).entries()) {
      const before = seals[at]!;
      const proof = consistencyProof(log.file.subtree, before.size, size);
      expect(isConsistent(before.size, size, proof, before.root, root)).toBe(true);
    }
  });

  it('comes to the same tree in one go, in steps, after a restart and from a file made anew', async () => {
    for (let number = 0; number < 9; number++) await log.record(`cycle-${number % 2}`, { number });
    await log.sealAll();
    await log.restart();
    await log.examine();
    for (let number = 0; number < 9; number++) await log.record(`cycle-${number % 2}`, { number });
    await log.sealAll();
    const anew = new LedgerFile(join(log.folder, 'anew.db'));
    const parts = { file: anew, signers: [log.signer], origin: ORIGIN, nowMs: () => 0 };
    new Sealer({ ...parts, isInOrder: () => true }).sealBatch(await log.events());
    expect(anew.size).toBe(18);
    expect(anew.root()).toEqual(log.file.root());
    anew.close();
  });

  it('names data that is too large for an entry, and hashes what it names', async () => {
    await log.record('cycle-a', { text: 'é'.repeat(MAX_ENTRY_BYTES / 2) });
    const [event] = await log.events();
    const { bytes, apart } = entryOf(event!, undefined);
    expect(bytes.length).toBeLessThanOrEqual(MAX_ENTRY_BYTES);
    expect(JSON.parse(text(apart!))).toEqual(event!.data);
    expect(JSON.parse(text(bytes))).toMatchObject({ data: { $apart: { bytes: apart!.length } } });
  });

  describe('stops, and keeps what it has,', () => {
    beforeEach(async () => {
      await log.record('cycle-a');
      await log.record('cycle-a');
      await log.sealAll();
    });

    const seal = async (
      change: (event: Awaited<ReturnType<SealedLog['events']>>[number]) => object,
    ) => {
      const [event] = (await log.events()).slice(-1);
      log.sealer.sealBatch([{ ...event!, ...change(event!) }]);
    };

    it.each([
      ['revision-gap', { revision: 7 }],
      ['revision-gap', { revision: 1 }],
      ['id-again', { revision: 2 }],
      ['time-back', { revision: 2, id: 'other', metadata: { recordedAt: '2025-12-31T00:00:00Z' } }],
    ])('at %s', async (code, change) => {
      await expect(seal(() => change)).rejects.toMatchObject({ code });
      expect(log.file.size).toBe(2);
      expect(lastSeal().size).toBe(2);
    });

    it('but not at a clock that is two seconds behind another', async () => {
      const behind = ({ metadata }: { metadata: { recordedAt?: unknown } }) => ({
        ...{ revision: 2, id: 'other' },
        metadata: {
          recordedAt: new Date(Date.parse(metadata.recordedAt as string) - 2_000).toISOString(),
        },
      });
      await seal(behind);
      expect(log.file.size).toBe(3);
    });
  });

  describe('at its start refuses', () => {
    beforeEach(async () => {
      await log.record('cycle-a');
      await log.sealAll();
      copyFileSync(join(log.folder, 'ledger.db'), join(log.folder, 'older-ledger.db'));
      await log.record('cycle-a');
      await log.sealAll();
    });

    it('nothing when all is as it was', async () => {
      await expect(log.examine()).resolves.toBeUndefined();
      await log.restart();
      await expect(log.examine()).resolves.toBeUndefined();
    });

    it('an older copy of the log', async () => {
      const older = SqliteEventStore.open({ file: join(log.folder, 'older.db') });
      const [first] = await log.events();
      await older.append('cycle-a', [first!], 'none');
      await log.store.close();
      log.store = older;
      await expect(log.examine()).rejects.toMatchObject({ code: 'log-shorter' });
    });

    it('another log', async () => {
      await log.store.close();
      for (const suffix of ['', '-wal', '-shm'])
        rmSync(join(log.folder, `log.db${suffix}`), { force: true });
      log.store = SqliteEventStore.open({ file: join(log.folder, 'log.db') });
      for (let number = 0; number < 3; number++) await log.record('cycle-b');
      await expect(log.examine()).rejects.toMatchObject({ code: 'log-shorter' });
    });

    it('a seal by another key, or of another ledger', async () => {
      const stranger = signerOf(ORIGIN, '22');
      await expect(log.examine(stranger)).rejects.toMatchObject({ code: 'key-other' });
      const elsewhere = 'piano.example/registro/2';
      await expect(log.examine(log.signer, elsewhere)).rejects.toMatchObject({ code: 'key-other' });
    });
  });
});

describe('A leaf made of the bytes that the store keeps', () => {
  it('is the one of the fact as it is read, whatever is in it', async () => {
    const log = new SealedLog();
    const datas = [{}, { 'è "\\\u2028': ['😀', 1e-7, -0.5, null, { b: 1, a: [] }] }];
    for (const data of [...datas, { text: 'é'.repeat(MAX_ENTRY_BYTES / 2) }])
      await log.record('cycle-a', data);
    const events = await log.events();
    let prev: Uint8Array | undefined;
    let index = 0;
    for await (const stored of log.store.readStored()) {
      const expected = leafHash(entryOf(events[index++]!, prev).bytes);
      expect(storedLeaf(stored, prev)).toEqual(expected);
      expect(storedLeaf(stored, Buffer.alloc(32))).not.toEqual(expected);
      const spaced = Buffer.concat([Buffer.from(' '), stored.data]);
      if (index < 3) expect(storedLeaf({ ...stored, data: spaced }, prev)).not.toEqual(expected);
      prev = expected;
    }
    expect(index).toBe(3);
    await log.leave();
  });
});
