import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  SqliteEventStore,
  type JsonObject,
  type Notice,
  type NoticeBoard,
  type RecordedEvent,
} from '#event-store';
import { Ledger, NotYetSealed } from './ledger.js';
import { SealedLog, signerOf } from './ledger.fixture.js';
import type { LedgerPlace } from './opened-ledger.js';
import { isConsistent } from './merkle/verify.js';
import { checkpointText, parseCheckpoint } from './note/checkpoint.js';
import { noteText, parseNote } from './note/signed-note.js';
import { parseVerifierKey } from './note/verifier-key.js';
import { signatureTypes } from './note/signature-type.js';
import { NoteSigner, signedBy } from './note/signing.js';
import { proves } from './tlog-proof.js';

const LONG_MS = 20_000;

/** The board of a store that several processes share, in memory. */
class SharedBoard implements NoticeBoard {
  #latest: Notice | undefined;

  latest(): Promise<Notice | undefined> {
    return Promise.resolve(this.#latest);
  }

  post(id: string, data: JsonObject, after: number): Promise<Notice | undefined> {
    if ((this.#latest?.revision ?? -1) !== after) return Promise.resolve(undefined);
    this.#latest = { id, revision: after + 1, data };
    return Promise.resolve(this.#latest);
  }
}

let log: SealedLog;
let board: SharedBoard | undefined;
let ledgers: Ledger[];
const endings: AbortController[] = [];
beforeEach(() => {
  log = new SealedLog();
  board = undefined;
  ledgers = [];
});
afterEach(async () => {
  for (const ending of endings.splice(0)) ending.abort();
  await Promise.all(ledgers.map((ledger) => ledger.stop()));
  await log.leave();
});

function placeOf(name: string, more: Partial<LedgerPlace> = {}): LedgerPlace {
  // The very log, as a store would give it that has a board.
  const store = new Proxy(log.store, {
    get: (target, member) => {
      if (member === 'noticeBoard') return () => board;
      const value: unknown = Reflect.get(target, member, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return {
    ...{ store, file: join(log.folder, `${name}.db`), keyFile: join(log.folder, 'ledger.key') },
    ...{ host: 'piano.example', nowMs: () => Date.now(), policy: 'p', isInOrder: () => true },
    ...more,
  };
}

/** An instance at work. @param signs whether it has the turn */
async function begun(name: string, signs: boolean, more: Partial<LedgerPlace> = {}) {
  const ledger = new Ledger(placeOf(name, more));
  ledgers.push(ledger);
  await ledger.begin(false);
  const ending = new AbortController();
  endings.push(ending);
  if (signs) void ledger.sign(ending.signal, () => !ending.signal.aborted);
  return { ledger, ending };
}

const recordedAt = async (stream = 'cycle-a'): Promise<number> => {
  await log.record(stream, { text: 'a' });
  return log.store.end();
};

describe('A ledger of one process', () => {
  it('names itself after the host people open, in the log', async () => {
    const { ledger } = await begun('one', true);
    expect(ledger.standing()).toMatchObject({
      origin: 'piano.example/registro/1',
      state: 'sealing',
      hasKey: true,
    });
    const [opened] = await log.events();
    expect(opened).toMatchObject({ stream: 'ledger', type: 'LedgerOpened' });
  });

  it('answers whoever waits once what they wait for is signed, and durable', async () => {
    const { ledger } = await begun('one', true);
    for (let round = 0; round < 20; round++) {
      await ledger.sealed(await recordedAt(), LONG_MS);
      const { size } = parseCheckpoint(parseNote(ledger.checkpoint()!.note).text);
      expect(size).toBe(round + 2);
    }
  });

  it('seals what comes together with one signature', async () => {
    const { ledger } = await begun('one', true);
    await ledger.sealed(await recordedAt(), LONG_MS);
    const { size } = ledger.checkpoint()!;
    await Promise.all(Array.from({ length: 30 }, () => recordedAt()));
    await ledger.sealed(await log.store.end(), LONG_MS);
    expect(ledger.standing().sealedSize).toBe(size + 30);
  });

  it('proves each fact and each step of its growth', async () => {
    const { ledger } = await begun('one', true);
    const ids: string[] = [];
    for (let number = 0; number < 5; number++) ids.push(await log.record('cycle-a', { number }));
    await ledger.sealed(await log.store.end(), LONG_MS);
    const [first, second] = ids.map((id) => ledger.proof(id)!);
    expect(first!.index + 1).toBe(second!.index);
    const { size, root } = parseCheckpoint(parseNote(first!.checkpoint).text);
    expect(isConsistent(2, size, ledger.consistency(2, size), ledger.root(2), root)).toBe(true);
    expect(proves(first!, Buffer.alloc(32))).toBe(false);
    expect(ledger.proof('00000000-0000-4000-8000-000000000000')).toBeUndefined();
    expect(() => ledger.consistency(1, size + 1)).toThrow(RangeError);
    expect(ledger.tile({ level: 0, index: 0, width: size })).toHaveLength(size * 32);
    expect(ledger.tile({ level: 0, index: 0, width: size + 1 })).toBeUndefined();
    const bundle = await ledger.entries({ index: 0, width: size });
    expect(Buffer.from(bundle!).toString()).toContain('"type":"LedgerOpened"');
    expect(await ledger.entries({ index: 0, width: size + 1 })).toBeUndefined();
  });

  it('tells which facts of a stream the log gives otherwise than they were sealed', async () => {
    const { ledger } = await begun('one', true);
    for (let number = 0; number < 3; number++) await log.record('cycle-a', { number });
    await ledger.sealed(await log.store.end(), LONG_MS);
    expect(await ledger.changedIn('cycle-a')).toEqual([]);
    const read = log.store.read.bind(log.store);
    async function* altered(stream: string): AsyncGenerator<RecordedEvent> {
      for await (const event of read(stream))
        yield event.revision === 1 ? { ...event, data: { number: 7 } } : event;
    }
    Object.assign(log.store, { read: altered });
    expect(await ledger.changedIn('cycle-a')).toEqual([1]);
  });

  it('tells whoever waits that it takes too long, where nobody signs', async () => {
    const { ledger } = await begun('one', false);
    await expect(ledger.sealed(await recordedAt(), 5)).rejects.toThrow(NotYetSealed);
  });

  it('seals nothing more, and says so to whoever waits or comes, once the audit has failed', async () => {
    const { ledger } = await begun('one', true);
    await ledger.sealed(await recordedAt(), LONG_MS);
    const audited = await ledger.audit();
    expect(audited.facts).toBe(2);
    expect(ledger.standing().lastAudit).toEqual(audited);
    const other = new Ledger(placeOf('one'));
    // As if somebody had put another log there.
    Object.assign(log.store, { readStored: () => [].values() });
    await expect(ledger.audit()).rejects.toMatchObject({ code: 'log-shorter' });
    expect(ledger.standing().state).toBe('broken');
    expect(() => {
      ledger.mustBeWhole();
    }).toThrow('log-shorter');
    const position = await recordedAt();
    await expect(ledger.sealed(position, LONG_MS)).rejects.toMatchObject({ code: 'log-shorter' });
    expect(other.standing().state).toBe('opening');
  });

  it('signs a second line that quantum computers do not forge, from when it is switched on', async () => {
    const { ledger } = await begun('one', true);
    await ledger.sealed(await recordedAt(), LONG_MS);
    for (const ending of endings.splice(0)) ending.abort();
    await ledger.stop();
    const postQuantumKeyFile = join(log.folder, 'second.key');
    const { ledger: again } = await begun('one', true, { postQuantumKeyFile });
    await again.sealed(await recordedAt(), LONG_MS);
    const keys = again.standing().keys.map(parseVerifierKey);
    expect(signedBy(parseNote(again.checkpoint()!.note), keys)).toHaveLength(2);
    expect((await log.events()).map(({ type }) => type)).toContain('LedgerKeyAdded');
  });

  it('makes itself anew over a log that was moved, and comes to what was signed', async () => {
    const { ledger } = await begun('one', true);
    for (let number = 0; number < 7; number++) await recordedAt(`cycle-${number % 2}`);
    await ledger.sealed(await log.store.end(), LONG_MS);
    const signed = ledger.checkpoint();
    for (const ending of endings.splice(0)) ending.abort();
    await ledger.stop();
    const moved = SqliteEventStore.open({ file: join(log.folder, 'moved.db') });
    await moved.append(
      'notices-a',
      [{ ...NOTICE, id: '00000000-0000-4000-8000-000000000001' }],
      'any',
    );
    for (const { stream, ...event } of await log.events())
      await moved.append(stream, [event], 'any');
    await log.store.close();
    log.store = moved;
    const { ledger: there } = await begun('one', true);
    expect(there.checkpoint()).toEqual(signed);
    expect(there.root(signed!.size)).toEqual(parseCheckpoint(parseNote(signed!.note).text).root);
    await there.sealed(await recordedAt(), LONG_MS);
    await there.audit();
  });
});

function otherKeyIn(file: string): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
}

const NOTICE = { type: 'Notice', data: {}, metadata: {} };

describe('Ledgers of several processes over one log', () => {
  beforeEach(() => {
    board = new SharedBoard();
  });

  it('have one that signs, whom the others believe after they have compared', async () => {
    const one = await begun('one', true);
    const two = await begun('two', false);
    for (let round = 0; round < 5; round++) {
      const position = await recordedAt();
      await Promise.all([
        one.ledger.sealed(position, LONG_MS),
        two.ledger.sealed(position, LONG_MS),
      ]);
    }
    expect(two.ledger.checkpoint()!.size).toBe(one.ledger.checkpoint()!.size);
    expect(two.ledger.standing()).toMatchObject({ isSigning: false, hasKey: true });
  });

  it('hand the signing on, and go on where the other one stopped', async () => {
    const one = await begun('one', true);
    const two = await begun('two', false);
    await two.ledger.sealed(await recordedAt(), LONG_MS);
    one.ending.abort();
    const ending = new AbortController();
    endings.push(ending);
    void two.ledger.sign(ending.signal, () => !ending.signal.aborted);
    const position = await recordedAt();
    await Promise.all([two.ledger.sealed(position, LONG_MS), one.ledger.sealed(position, LONG_MS)]);
    expect(one.ledger.checkpoint()).toEqual(two.ledger.checkpoint());
  });

  it('work without the key, too: then they compare, and cannot sign', async () => {
    await begun('one', true);
    const two = await begun('two', false, { keyFile: join(log.folder, 'nowhere.key') });
    expect(await two.ledger.canSign()).toBe(false);
    await two.ledger.sealed(await recordedAt(), LONG_MS);
    expect(() => statSync(join(log.folder, 'nowhere.key'))).toThrow();
  });

  it('stop at a signed note that contradicts what they have read', async () => {
    const { ledger } = await begun('one', false);
    const position = await recordedAt();
    const waiting = ledger.sealed(position, LONG_MS);
    const key = createPrivateKey(readFileSync(join(log.folder, 'ledger.key')));
    const origin = 'piano.example/registro/1';
    const text = checkpointText({ origin, size: 2, root: Buffer.alloc(32) });
    const signatures = [new NoteSigner(origin, signatureTypes.ed25519, key).sign(text, 0)];
    await board!.post('a', { note: noteText({ text, signatures }) }, -1);
    await expect(waiting).rejects.toMatchObject({ code: 'note-other' });
    expect(ledger.standing().state).toBe('broken');
  });

  it('stop at a note that somebody else has signed', async () => {
    const { ledger } = await begun('one', false);
    const waiting = ledger.sealed(await recordedAt(), LONG_MS);
    const origin = 'piano.example/registro/1';
    const text = checkpointText({ origin, size: 2, root: Buffer.alloc(32) });
    const signatures = [signerOf(origin, '33').sign(text, 0)];
    await board!.post('a', { note: noteText({ text, signatures }) }, -1);
    await expect(waiting).rejects.toMatchObject({ code: 'key-other' });
  });
});

describe('The key of a ledger', () => {
  it('is its owner’s alone, or nothing starts', async () => {
    const { ledger } = await begun('one', true);
    await ledger.sealed(await recordedAt(), LONG_MS);
    const file = join(log.folder, 'ledger.key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o640);
    await expect(new Ledger(placeOf('two')).begin(false)).rejects.toThrow('chmod 600');
  });

  it.each([
    [
      'lost',
      (file: string) => {
        rmSync(file);
      },
      { code: 'key-lost' },
    ],
    ['another one', otherKeyIn, { code: 'key-other' }],
    [
      'no key',
      (file: string) => {
        writeFileSync(file, 'x', { mode: 0o600 });
      },
      { name: 'UnusableLedgerKey' },
    ],
  ])('is missed when it is %s', async (_what, change, expected) => {
    await begun('one', true);
    change(join(log.folder, 'ledger.key'));
    await expect(new Ledger(placeOf('two')).begin(false)).rejects.toMatchObject(expected);
  });
});
