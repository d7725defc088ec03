import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseNote, signedBy, verifierKeyText } from '#ledger';
import { logSigner, ORIGIN, post, RunningWitness, TestLog } from './witness.fixture.js';
import { WitnessMemory } from './witness-memory.js';

const [oldKey, newKey, stranger] = [logSigner(), logSigner(), logSigner()];
const other = logSigner('altro.example/registro');
const log = new TestLog(70, [oldKey]);
let witness: RunningWitness;
let url: string;

beforeEach(async () => {
  witness = new RunningWitness([oldKey, newKey, other]);
  url = await witness.listen();
});

afterEach(() => {
  witness.leave();
});

const ask = (body: string | Uint8Array) => post(url, body);
const size = (known: number) => ({ status: 409, type: 'text/x.tlog.size', body: `${known}\n` });

describe('A witness', () => {
  it('cosigns what it sees first, and what only adds to it', async () => {
    for (const [old, now] of [
      [0, 3],
      [3, 4],
      [4, 64],
      [64, 64],
      [64, 70],
    ] as const) {
      const { status, body } = await ask(log.request(old, now));
      expect(status).toBe(200);
      const cosigned = parseNote(log.note(now) + body);
      const atSeconds = witness.nowMs / 1_000;
      expect(signedBy(cosigned, [witness.signer.key])).toEqual([
        { key: witness.signer.key, atSeconds },
      ]);
    }
    expect(witness.memory.seen(ORIGIN)?.size).toBe(70);
    expect(witness.alarms).toEqual([]);
  });

  it('cosigns every size after every other up to 33', async () => {
    for (let old = 1; old <= 33; old++)
      for (let now = old; now <= 33; now++) {
        witness.memory.remember(ORIGIN, { size: old, root: log.root(old) }, log.note(old));
        expect([old, now, (await ask(log.request(old, now))).status]).toEqual([old, now, 200]);
      }
  });

  it('cosigns a log without entries, which has one root', async () => {
    expect((await ask(log.request(0, 0))).status).toBe(200);
    expect((await ask(log.request(0, 0))).status).toBe(200);
    const text = `${ORIGIN}\n0\n${Buffer.alloc(32).toString('base64')}\n`;
    const signed = log.note(0).replace(/^[^—]*/, `${text}\n`);
    expect((await ask(`old 0\n\n${signed}`)).status).toBe(403);
  });

  it('says which size it knows when it is another', async () => {
    expect(await ask(log.request(3, 4))).toEqual(size(0));
    await ask(log.request(0, 5));
    expect(await ask(log.request(0, 7))).toEqual(size(5));
    expect(await ask(log.request(4, 7))).toEqual(size(5));
    expect(await ask(log.request(6, 7))).toEqual(size(5));
    expect(await ask(log.request(3, 4))).toEqual(size(5));
    expect((await ask(log.request(5, 7))).status).toBe(200);
  });

  it('never cosigns two histories of one size, keeps both notes and raises the alarm', async () => {
    const fork = new TestLog(70, [oldKey], 'other entry');
    await ask(log.request(0, 5));
    expect(await ask(fork.request(5, 5))).toEqual(size(5));
    expect(await ask(fork.request(5, 5))).toEqual(size(5));
    expect(witness.alarms).toEqual([ORIGIN, ORIGIN]);
    expect(witness.memory.forks()).toEqual([
      { origin: ORIGIN, first: log.note(5), second: fork.note(5) },
    ]);
    expect((await ask(fork.request(5, 7))).status).toBe(422);
    expect((await ask(log.request(5, 7))).status).toBe(200);
  });

  it('refuses a proof that is not one', async () => {
    await ask(log.request(0, 5));
    const lines = log.request(5, 9).split('\n');
    const blank = lines.indexOf('');
    const proof = lines.slice(1, blank);
    expect(proof.length).toBeGreaterThan(1);
    const rest = lines.slice(blank);
    for (const altered of [
      [],
      proof.slice(1),
      proof.toReversed(),
      [...proof, proof[0]!],
      proof.with(0, Buffer.alloc(32).toString('base64')),
    ])
      expect((await ask(['old 5', ...altered, ...rest].join('\n'))).status).toBe(422);
    expect(witness.memory.seen(ORIGIN)?.size).toBe(5);
  });

  it('refuses a proof from nothing, and one from a size to itself', async () => {
    const line = `${Buffer.alloc(32).toString('base64')}\n`;
    expect((await ask(`old 0\n${line}\n${log.note(5)}`)).status).toBe(422);
    await ask(log.request(0, 5));
    expect((await ask(`old 5\n${line}\n${log.note(5)}`)).status).toBe(422);
  });

  it('does not know every log', async () => {
    const unknown = logSigner('ignoto.example/registro');
    const theirs = new TestLog(3, [unknown], 'entry', 'ignoto.example/registro');
    expect((await ask(theirs.request(0, 3))).status).toBe(404);
  });

  it('keeps logs apart', async () => {
    const theirs = new TestLog(3, [other], 'entry', other.key.name);
    await ask(log.request(0, 5));
    expect((await ask(theirs.request(0, 3))).status).toBe(200);
    expect(witness.memory.seen(ORIGIN)?.size).toBe(5);
  });

  it.each([
    ['by nobody it knows', [stranger]],
    ['by the key of another log', [other]],
  ])('does not cosign what is signed %s', async (_by, signers) => {
    expect((await ask(log.request(0, 3, signers))).status).toBe(403);
    expect(witness.memory.seen(ORIGIN)).toBeUndefined();
  });

  it('does not cosign what says to be signed and is not', async () => {
    const moved = log.request(0, 3).replace(`${ORIGIN}\n3\n`, `${ORIGIN}\n4\n`);
    expect((await ask(moved)).status).toBe(403);
    const alsoNew = log.note(3, [newKey]).split('\n').at(-2)!;
    expect((await ask(`${moved}${alsoNew}\n`)).status).toBe(403);
  });

  it('follows a log from its old key to its new one, and reads over lines of strangers', async () => {
    expect((await ask(log.request(0, 3, [oldKey, stranger]))).status).toBe(200);
    expect((await ask(log.request(3, 4, [oldKey, newKey]))).status).toBe(200);
    expect((await ask(log.request(4, 9, [newKey]))).status).toBe(200);
    const { status } = await ask(log.request(9, 9, [stranger]));
    expect(status).toBe(403);
  });

  it('answers one after the other when all ask at once, and cosigns one history', async () => {
    await ask(log.request(0, 10));
    const fork = new TestLog(70, [oldKey], 'other entry');
    const sizes = Array.from({ length: 24 }, (_, index) => 11 + index);
    const asked = sizes.flatMap((now) => [log.request(10, now), fork.request(10, now)]);
    const answers = await Promise.all(asked.map(ask));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => ![200, 409, 422].includes(status))).toEqual([]);
    const { size: now, root } = witness.memory.seen(ORIGIN)!;
    expect(Buffer.from(root)).toEqual(Buffer.from(log.root(now)));
  });

  const note = log.note(3);
  it.each<[string, string | Uint8Array]>([
    ['nothing', ''],
    ['only a checkpoint', note],
    ['no empty line', `old 0\n${note.replace('\n\n', '\n')}`],
    ['a negative size', `old -1\n\n${note}`],
    ['a size with a zero in front', `old 00\n\n${note}`],
    ['a size in words', `old three\n\n${note}`],
    ['a size beyond what is exact', `old 9007199254740993\n\n${note}`],
    ['two spaces', `old  0\n\n${note}`],
    ['carriage returns', `old 0\r\n\r\n${note}`],
    ['another word', `new 0\n\n${note}`],
    ['a mark in front', `\ufeffold 0\n\n${note}`],
    ['a short hash', `old 0\nAAAA\n\n${note}`],
    ['a hash in another base64', `old 0\n${'_'.repeat(43)}=\n\n${note}`],
    [
      'too long a proof',
      `old 0\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}\n${note}`,
    ],
    ['no signature', `old 0\n\n${note.split('—')[0]!}`],
    ['an unfinished signature', `old 0\n\n${note.trimEnd()}`],
    ['no checkpoint in the note', `old 0\n\nhello\n\n${note.split('\n\n')[1]!}`],
    ['an old size above the new one', log.request(0, 3).replace('old 0', 'old 4')],
    ['what is not UTF-8', Buffer.concat([Buffer.from('old 0\n\n'), Buffer.of(0xff, 0xfe)])],
    ['nul bytes', `old 0\n\n${note}\0`],
  ])('takes no request with %s', async (_what, body) => {
    expect((await ask(body)).status).toBe(400);
    expect(witness.memory.seen(ORIGIN)).toBeUndefined();
  });

  it('reads no more than it must', async () => {
    const long = 'A'.repeat(200 * 1024);
    expect((await ask(long)).status).toBe(413);
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('POST /add-checkpoint HTTP/1.1\r\nhost: w\r\ntransfer-encoding: chunked\r\n\r\n');
    socket.on('error', () => undefined);
    for (let sent = 0; sent < 40; sent++) socket.write(`1000\r\n${'A'.repeat(4096)}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('413');
    socket.destroy();
    expect((await ask(log.request(0, 3))).status).toBe(200);
  });

  it('has one address and one method', async () => {
    expect((await post(url.replace('add-checkpoint', ''), 'old 0')).status).toBe(404);
    expect((await post(`${url}/`, 'old 0')).status).toBe(404);
    expect((await post(url, '', 'GET')).status).toBe(405);
    expect((await post(url, log.request(0, 3), 'PUT')).status).toBe(405);
  });

  it('cosigns nothing when it cannot remember', async () => {
    witness.memory.close();
    expect((await ask(log.request(0, 3))).status).toBe(500);
    expect(witness.notes).toHaveLength(1);
  });
});

describe('A witness that is killed between remembering and answering', () => {
  it('knows afterwards what it would have cosigned, and nothing else passes', async () => {
    const script = join(import.meta.dirname, 'killable-witness.fixture.js');
    const child = spawn(
      process.execPath,
      [
        ...['--no-warnings', '--conditions=workspace', script],
        ...[witness.folder, verifierKeyText(oldKey.key)],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const closed = once(child, 'close');
    const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
    const asked = post(`http://127.0.0.1:${port}/add-checkpoint`, log.request(0, 5));
    await expect(asked).rejects.toThrow('socket hang up');
    expect(await closed).toEqual([null, 'SIGKILL']);

    const memory = new WitnessMemory(join(witness.folder, 'witness.db'));
    expect(memory.seen(ORIGIN)?.size).toBe(5);
    memory.close();
    const fork = new TestLog(7, [oldKey], 'other entry');
    expect(await ask(fork.request(0, 5))).toEqual(size(5));
    expect(await ask(fork.request(5, 5))).toEqual(size(5));
    expect((await ask(fork.request(5, 7))).status).toBe(422);
    expect((await ask(log.request(5, 5))).status).toBe(200);
  });
});
