import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RunningWitness } from '../../apps/witness/src/witness.fixture.js';
import { parseNote, signedBy } from '../../libs/ledger/src/index.js';
import { WitnessedCopy } from '../../libs/outside-copies/src/index.js';
import { CopiedLog } from './copied-log.fixture.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const going = new AbortController().signal;

let log: CopiedLog;
let witness: RunningWitness;
let url: string;

beforeEach(async () => {
  log = new CopiedLog();
  witness = new RunningWitness([log.signer]);
  url = (await witness.listen()).replace(/\/add-checkpoint$/, '');
});

afterEach(async () => {
  witness.leave();
  await log.leave();
});

function copyOf(ledger: CopiedLog, prefix = url): WitnessedCopy {
  return new WitnessedCopy({
    witness: { key: witness.signer.key, url: prefix },
    ledger,
    reach: 'public',
    nowMs: () => {
      witness.nowMs = ledger.nowMs;
      return ledger.nowMs;
    },
  });
}

async function later(ms: number, ledger = log): Promise<void> {
  ledger.nowMs += ms;
  witness.nowMs = ledger.nowMs;
  await ledger.sealAll();
}

describe('A ledger with a witness', () => {
  it('is cosigned, and keeps the cosigned note as a fact', async () => {
    await log.grow(5);
    witness.nowMs = log.nowMs;
    await log.keeper([copyOf(log)]).round(going);
    const [seal] = await log.seals();
    expect(seal).toMatchObject({ size: 5, kind: 'witness' });
    expect(signedBy(parseNote(seal!.evidence), [witness.signer.key, log.signer.key])).toHaveLength(
      2,
    );
    expect(Buffer.from(seal!.root, 'base64')).toEqual(Buffer.from(log.root(5)));
  });

  it('asks each hour, when something was recorded that is not about itself', async () => {
    await log.grow(5);
    const keeper = log.keeper([copyOf(log)]);
    const sizes = async (): Promise<number[]> => {
      await keeper.round(going);
      return (await log.seals()).map(({ size }) => size);
    };
    witness.nowMs = log.nowMs;
    expect(await sizes()).toEqual([5]);
    await later(2 * HOUR_MS);
    expect(await sizes()).toEqual([5]); // its own fact alone has come
    await log.grow(1);
    expect(await sizes()).toEqual([5, 7]);
    await log.grow(1);
    await later(HOUR_MS - 1);
    expect(await sizes()).toEqual([5, 7]);
    await later(1);
    expect(await sizes()).toEqual([5, 7, 9]);
  });

  it('asks at once when something is approved, as a duty', async () => {
    await log.grow(5);
    witness.nowMs = log.nowMs;
    const over = new AbortController();
    const working = log.keeper([copyOf(log)]).keep(over.signal, () => true);
    const sealed = async (size: number): Promise<void> => {
      for await (const { events } of log.store.follow({ signal: AbortSignal.timeout(20_000) }))
        for (const { data } of events) if (data['size'] === size) return;
      throw new Error(`${size} was never sealed`);
    };
    await sealed(5);
    await log.grow(1);
    await log.grow(1, 'Approved');
    await sealed(8);
    over.abort();
    await working;
    expect((await log.seals()).map(({ size }) => size)).toEqual([5, 8]);
  });

  it('learns from the witness which size that knows, also from nothing', async () => {
    await log.grow(5);
    witness.nowMs = log.nowMs;
    await copyOf(log).make(log.checkpoint()!, 0, going);
    await log.grow(4);
    for (const before of [0, 3, 5, 8]) {
      const seal = await copyOf(log).make(log.checkpoint()!, before, going);
      expect(seal.size).toBe(9);
    }
    expect(witness.alarms).toEqual([]);
  });

  it('goes on from the log after a restart', async () => {
    await log.grow(5);
    witness.nowMs = log.nowMs;
    await log.keeper([copyOf(log)]).round(going);
    await log.keeper([copyOf(log)]).round(going);
    expect(await log.seals()).toHaveLength(1);
  });

  it('waits longer and longer while nobody answers, and hinders nobody', async () => {
    await log.grow(5);
    const away = new RunningWitness([log.signer]);
    const gone = (await away.listen()).replace(/\/add-checkpoint$/, '');
    away.leave();
    const present = copyOf(log);
    let asked = 0;
    const absent = copyOf(log, gone);
    const counted = Object.assign(Object.create(absent) as WitnessedCopy, {
      isOurs: () => false,
      make: (...words: Parameters<WitnessedCopy['make']>) => {
        asked++;
        return absent.make(...words);
      },
    });
    const keeper = log.keeper([counted, present]);
    witness.nowMs = log.nowMs;
    const attempts: number[] = [];
    for (let minute = 0; minute < 180; minute++) {
      await keeper.round(going);
      attempts.push(asked);
      await later(MINUTE_MS);
    }
    expect(await log.seals()).toHaveLength(1);
    expect(keeper.remark()).toContain('unreachable');
    expect(attempts.at(-1)).toBeGreaterThan(5);
    expect(attempts.at(-1)).toBeLessThan(14);
  });
});

describe('A history that was rewritten', () => {
  it.each([
    ['of the same size', 5, 'other-root'],
    ['that grew since', 9, 'not-consistent'],
  ])('%s is found out by the witness, and stays found out', async (_what, size, code) => {
    await log.grow(5);
    witness.nowMs = log.nowMs;
    await log.keeper([copyOf(log)]).round(going);
    const other = new CopiedLog('rewritten');
    Object.assign(other, { signer: log.signer });
    other.nowMs = log.nowMs;
    await other.grow(size);
    const keeper = other.keeper([copyOf(other)]);
    await keeper.round(going);
    await later(2 * HOUR_MS, other);
    await keeper.round(going);
    expect(await other.seals()).toEqual([]);
    const { found } = other.conflicts(); // read again from the file
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code, name: 'revisori.example/w1', knownOutside: 5 });
    expect(parseNote(found[0]!.note).text).toContain(`\n${size}\n`);
    expect(keeper.remark()).toContain(code);
    await other.leave();
  });

  it('or was cut off is found out when it is still so a while later', async () => {
    await log.grow(9);
    witness.nowMs = log.nowMs;
    await log.keeper([copyOf(log)]).round(going);
    const shorter = new CopiedLog();
    Object.assign(shorter, { signer: log.signer });
    shorter.nowMs = log.nowMs;
    await shorter.grow(6);
    const keeper = shorter.keeper([copyOf(shorter)]);
    await keeper.round(going);
    expect(shorter.conflicts().found).toEqual([]);
    expect(keeper.remark()).toContain('witness-ahead');
    await later(HOUR_MS, shorter);
    await keeper.round(going);
    expect(shorter.conflicts().found).toMatchObject([{ code: 'larger-outside', knownOutside: 9 }]);
    await shorter.leave();
  });
});

describe('An answer of a witness', () => {
  const answering = async (
    status: number,
    body: string | (() => string),
    type = 'text/plain',
  ): Promise<string> => {
    await log.grow(5);
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(status, { 'content-type': type });
        response.end(typeof body === 'string' ? body : body());
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const prefix = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const copy = copyOf(log, prefix);
      const seal = await copy.make(log.checkpoint()!, 0, going);
      return seal.kind;
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  };
  const size = 'text/x.tlog.size';

  it.each<[string, number, string, string, string]>([
    ['nothing', 200, '', 'text/plain', 'not-cosigned'],
    ['the line of somebody else', 200, '— a AAAAAAA=\n', 'text/plain', 'not-cosigned'],
    ['no line at all', 200, 'fine', 'text/plain', 'not-cosigned'],
    ['too much', 200, 'A'.repeat(100_000), 'text/plain', 'answer-too-long'],
    ['a size of another type', 409, '3\n', 'text/plain', 'not-understood'],
    ['a size that is none', 409, '-3\n', size, 'not-understood'],
    ['a size without its end', 409, '3', size, 'not-understood'],
    ['a size beyond what is exact', 409, '9999999999999999\n', size, 'not-understood'],
    ['another size each time', 409, '0\n', size, 'too-many-at-once'],
    ['that it knows no such log', 404, '', 'text/plain', 'log-not-known'],
    ['that it knows no such key', 403, '', 'text/plain', 'key-not-known'],
    ['that it does not understand', 400, '', 'text/plain', 'not-understood'],
    ['that it is elsewhere', 302, '', 'text/plain', 'http-302'],
    ['that it is broken', 500, '', 'text/plain', 'http-500'],
  ])('of %s is no cosignature', async (_what, status, body, type, code) => {
    expect(await answering(status, body, type)).toBe(code);
  });

  it('that is over another text, or of another time, is none', async () => {
    const lineOver = (text: string, atSeconds: number): string => {
      const { name, keyId, signature } = witness.signer.sign(text, atSeconds);
      const id = Buffer.alloc(4);
      id.writeUInt32BE(keyId);
      return `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
    };
    const nowSeconds = Math.floor(log.nowMs / 1_000);
    const text = (): string => parseNote(log.checkpoint()!.note).text;
    expect(await answering(200, () => lineOver(text(), nowSeconds))).toBe('witness');
    expect(await answering(200, () => lineOver('other\n1\nx\n', nowSeconds))).toBe('not-cosigned');
    expect(await answering(200, () => lineOver(text(), nowSeconds - 3_600))).toBe('time-off');
  });
});
