import PostalMime from 'postal-mime';
import { post, RunningWitness } from '../../apps/witness/src/witness.fixture.js';
import { parseCheckpoint, parseNote, type ExternalSeal } from '../../libs/ledger/src/index.js';
import { SmtpChannel } from '../../libs/notifications/src/index.js';
import { MailServer } from '../../libs/notifications/src/email/mail-server.fixture.js';
import {
  MailedCopy,
  StampedCopy,
  TimestampAuthority,
} from '../../libs/outside-copies/src/index.js';
import {
  ecKey,
  OpensslAuthority,
} from '../../libs/outside-copies/src/timestamp/openssl-authority.fixture.js';
import { CopiedLog } from './copied-log.fixture.js';

const DAY_MS = 24 * 3_600_000;
const going = new AbortController().signal;
let log: CopiedLog;

beforeEach(() => {
  log = new CopiedLog();
});

afterEach(async () => {
  await log.leave();
});

describe('A checkpoint that is stamped', () => {
  it('leaves the token in the log, which others verify against its text', async () => {
    const authority = new OpensslAuthority({ key: ecKey });
    const url = await authority.listen();
    const settings = { url, reach: 'public', authorities: [authority.root] } as const;
    const asked = new TimestampAuthority(settings, () => Date.now());
    const keeper = log.keeper([new StampedCopy(asked)]);
    await log.grow(3);
    await keeper.round(going);
    const [seal] = await log.seals();
    expect(seal).toMatchObject({ size: 3, kind: 'timestamp' });
    const token = Buffer.from(seal!.evidence, 'base64');
    const { origin } = parseCheckpoint(parseNote(log.checkpoint()!.note).text);
    const body = `${origin}\n3\n${seal!.root}\n`;
    expect(await authority.verifies(token, body)).toBe(true);
    expect(await authority.verifies(token, body.replace('\n3\n', '\n4\n'))).toBe(false);

    await log.grow(1);
    await keeper.round(going);
    expect(await log.seals()).toHaveLength(1);
    log.nowMs += DAY_MS;
    await keeper.round(going);
    expect((await log.seals()).map(({ size }) => size)).toEqual([3, 5]);
    authority.leave();
  });

  it('waits when the authority is not understood', async () => {
    const authority = new OpensslAuthority({ key: ecKey });
    const url = await authority.listen();
    authority.alter = (answer) => answer.subarray(1);
    const settings = { url, reach: 'public', authorities: [] } as const;
    const keeper = log.keeper([
      new StampedCopy(new TimestampAuthority(settings, () => Date.now())),
    ]);
    await log.grow(3);
    await keeper.round(going);
    expect(await log.seals()).toEqual([]);
    expect(keeper.remark()).toContain('not-understood');
    expect(log.conflicts().found).toEqual([]);
    authority.leave();
  });
});

describe('A checkpoint that is mailed', () => {
  let server: MailServer;
  let channel: SmtpChannel;
  let witness: RunningWitness;

  beforeEach(async () => {
    server = await MailServer.start();
    channel = new SmtpChannel('email', server.settings);
    witness = new RunningWitness([log.signer]);
  });

  afterEach(async () => {
    channel.close();
    witness.leave();
    await server.stop();
  });

  const copyTo = (address: string, ordinal: number): MailedCopy =>
    new MailedCopy({
      ...{ channel, kind: 'mail', address, ordinal, ledger: log, host: 'piano.example' },
      nowMs: () => log.nowMs,
    });

  it('brings a request that every witness takes, from the last one mailed', async () => {
    const keeper = log.keeper([copyTo('revisori@ente.example', 1)]);
    await log.grow(5);
    await keeper.round(going);
    await log.grow(3);
    log.nowMs += 7 * DAY_MS;
    await keeper.round(going);
    const url = await witness.listen();
    const statuses: number[] = [];
    for (const { raw, to } of server.arrived) {
      expect(to).toEqual(['revisori@ente.example']);
      const { attachments, text = '', subject } = await PostalMime.parse(raw);
      expect(subject).toMatch(/^Sigillo del registro: [59] fatti/);
      const [attached] = attachments;
      expect(attached?.filename).toMatch(/^registro-[59]\.tlog-checkpoint$/);
      const body = Buffer.from(attached!.content as ArrayBuffer).toString();
      expect(text.replaceAll('\r\n', '\n')).toContain(body.trimEnd());
      statuses.push((await post(url, body)).status);
    }
    expect(statuses).toEqual([200, 200]);
    expect((await log.seals()).map(({ size, kind, evidence }) => [size, kind, evidence])).toEqual([
      [5, 'mail', ''],
      [9, 'mail', ''],
    ]);
  });

  it('says nothing of the address in the log, and is told apart by who gets it', async () => {
    const keeper = log.keeper([copyTo('a@ente.example', 1), copyTo('b@ente.example', 2)]);
    await log.grow(5);
    await keeper.round(going);
    await keeper.round(going);
    expect(server.arrived).toHaveLength(2);
    const seals = await log.seals();
    expect(new Set(seals.map(({ reference }: ExternalSeal) => reference)).size).toBe(2);
    expect(JSON.stringify(seals)).not.toMatch(/[ab]@ente/);
  });

  it('that may have arrived goes again under the same Message-ID', async () => {
    const keeper = log.keeper([copyTo('revisori@ente.example', 1)]);
    await log.grow(5);
    await server.suffer('lost-answer');
    await keeper.round(going);
    expect(await log.seals()).toEqual([]);
    await server.suffer('none');
    log.nowMs += 3_600_000;
    await keeper.round(going);
    const ids = server.arrived.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(1);
    expect(await log.seals()).toHaveLength(1);
  });
});
