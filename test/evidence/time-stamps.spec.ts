import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '#evidence';
import { checkpointText } from '#ledger';
import { parseToken, tokenIn } from '#outside-copies';
import { certificatesIn, stampCheck } from '../../apps/cli/src/evidence/stamp-check.js';
import { traccia } from '../../apps/cli/src/program.fixture.js';
import { ORIGIN, SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import {
  ecKey,
  OpensslAuthority,
  rsaKey,
} from '../../libs/outside-copies/src/timestamp/openssl-authority.fixture.js';
import { timestampRequest } from '../../libs/outside-copies/src/timestamp/timestamp-request.js';
import { bundleOf, failedSteps, newFolder, removeFolders, verified } from './evidence.fixture.js';

const SIZE = 3;
const MINUTE_MS = 60_000;

/** A history of three facts whose seal somebody has stamped; the token stands in a fact of the ledger. */
class StampedLog {
  readonly #log = new SealedLog();
  #root = '';
  imprint = Buffer.alloc(0);

  async begin(): Promise<void> {
    for (let number = 0; number < SIZE; number++) await this.#log.record('cycle-a', { number });
    await this.#log.sealAll();
    const root = this.#log.file.root();
    this.#root = Buffer.from(root).toString('base64');
    const text = checkpointText({ origin: ORIGIN, size: SIZE, root });
    this.imprint = createHash('sha256').update(text).digest();
  }

  /** The folder of its bundle, once this was recorded as what an authority has answered. */
  async bundleWith(token: Uint8Array): Promise<string> {
    const evidence = Buffer.from(token).toString('base64');
    const since = Math.ceil((Date.now() - Date.parse('2026-01-01')) / MINUTE_MS);
    const data = { ...{ size: SIZE, root: this.#root, kind: 'timestamp' }, evidence };
    await this.#log.record('ledger', data, Math.max(1, since), 'ExternalSealRecorded');
    await this.#log.sealAll();
    return bundleOf(this.#log, { kind: 'log' });
  }

  leave(): Promise<void> {
    return this.#log.leave();
  }
}

const told = ({ steps }: Report): string => JSON.stringify(steps[5]);
const signatures = ({ anchors }: Report) =>
  anchors.filter(({ kind }) => kind === 'timestamp').map(({ signature }) => signature);

describe('A bundle whose seal was stamped', () => {
  let log: StampedLog;
  let authority: OpensslAuthority;
  let stranger: OpensslAuthority;
  beforeAll(() => {
    authority = new OpensslAuthority({ key: ecKey });
    stranger = new OpensslAuthority({ key: rsaKey });
  });
  beforeEach(async () => {
    log = new StampedLog();
    await log.begin();
  });
  afterEach(async () => {
    removeFolders();
    await log.leave();
  });
  afterAll(() => {
    authority.leave();
    stranger.leave();
  });

  const stampOf = async (by: OpensslAuthority, imprint: Uint8Array = log.imprint) =>
    tokenIn(await by.reply(Buffer.from(timestampRequest({ imprint, nonce: 7n })))).bytes;
  const looked = (folder: string, ...believed: readonly OpensslAuthority[]) =>
    verified(folder, {
      replaying: undefined,
      stampCheck: stampCheck(believed.map(({ root }) => root)),
    });

  it.each([
    ['RSA', { key: rsaKey }],
    ['RSA and a longer digest', { key: rsaKey, digest: 'sha512', names: 'sha512' as const }],
    ['an elliptic curve', { key: ecKey }],
  ])('is verified where its authority is believed: %s', async (_what, kind) => {
    const one = new OpensslAuthority(kind);
    const token = await stampOf(one);
    const folder = await log.bundleWith(token);
    const report = await looked(folder, one);
    expect([failedSteps(report), signatures(report)]).toEqual([[], ['trusted']]);
    expect(report.steps[5]!.outcome).toBe('ok');
    const foreign = await looked(folder, stranger);
    expect([failedSteps(foreign), signatures(foreign)]).toEqual([['time'], ['wrong']]);
    expect(told(foreign)).toContain('nessuna delle autorità indicate');
    one.leave();
  });

  it('says that its authority is known to nobody here, or that nobody has looked at it', async () => {
    const folder = await log.bundleWith(await stampOf(authority));
    const open = await looked(folder);
    expect([failedSteps(open), signatures(open)]).toEqual([[], ['authority-unknown']]);
    expect(open.notes.map(({ it }) => it).join()).toContain('chi le ha firmate resta da control');
    const unchecked = await verified(folder, { replaying: undefined });
    expect([failedSteps(unchecked), signatures(unchecked)]).toEqual([[], ['not-checked']]);
    expect(unchecked.notes.map(({ en }) => en).join()).toContain('only what and when is read');
    const believed = await looked(folder, authority);
    expect(believed.notes.map(({ en }) => en).join()).not.toContain('time stamps');
  });

  it('is believed with the whole answer of an authority in it, too', async () => {
    const answer = await authority.reply(
      Buffer.from(timestampRequest({ imprint: log.imprint, nonce: 7n })),
    );
    const report = await looked(await log.bundleWith(answer), authority);
    expect([failedSteps(report), signatures(report)]).toEqual([[], ['trusted']]);
  });

  it('is refused where the stamp is over something else', async () => {
    const other = createHash('sha256').update('other').digest();
    const report = await looked(await log.bundleWith(await stampOf(authority, other)), authority);
    expect([failedSteps(report), told(report)]).toEqual([
      ['time'],
      expect.stringContaining('è di un’altra storia'),
    ]);
  });

  it('is refused with another bit in the signature, and in what is signed', async () => {
    const token = Buffer.from(await stampOf(authority));
    const signature = Buffer.from(token);
    signature[signature.length - 3]! ^= 1;
    const report = await looked(await log.bundleWith(signature), authority);
    expect([failedSteps(report), told(report)]).toEqual([
      ['time'],
      expect.stringContaining('la firma è falsa'),
    ]);
    // Where nobody is believed it is false all the same.
    expect(signatures(await looked(await log.bundleWith(signature)))).toContain('wrong');
  });

  it('is refused where another time was put into it', async () => {
    const token = Buffer.from(await stampOf(authority));
    const year = token.indexOf(`${new Date().getUTCFullYear()}`, token.indexOf(log.imprint));
    token.write('1999', year);
    const report = await looked(await log.bundleWith(token), authority);
    expect(told(report)).toContain('quel che è firmato non è quel che dice');
  });

  it('is refused where the certificate was not valid at that time', async () => {
    const { info } = parseToken(await stampOf(authority));
    const later = Buffer.from(info.bytes);
    later.write(
      '2059',
      later.indexOf(`${new Date().getUTCFullYear()}`, later.indexOf(log.imprint)),
    );
    const report = await looked(await log.bundleWith(authority.signs(later)), authority);
    expect(told(report)).toContain('a quell’ora un certificato non valeva');
    const right = await looked(await log.bundleWith(authority.signs(info.bytes)), authority);
    expect(signatures(right)).toEqual(['wrong', 'trusted']);
  });

  it.each(['serverAuth', 'timeStamping,serverAuth', ''])(
    'is refused where the certificate of who has signed is for another use: «%s»',
    async (use) => {
      const other = new OpensslAuthority({ key: ecKey, use });
      const { info } = parseToken(await stampOf(authority));
      const report = await looked(await log.bundleWith(other.signs(info.bytes)), other);
      expect([failedSteps(report), told(report)]).toEqual([
        ['time'],
        expect.stringContaining('non è solo per le marche temporali'),
      ]);
      other.leave();
    },
  );

  it('takes the authorities from a file on the command line', async () => {
    const folder = await log.bundleWith(await stampOf(authority));
    const [ca, foreign, none] = ['ca.pem', 'foreign.pem', 'none.pem'].map((name) =>
      join(newFolder(), name),
    ) as [string, string, string];
    writeFileSync(
      ca,
      `# la nostra\n${[stranger, authority].map(({ root }) => root.toString()).join('')}`,
    );
    writeFileSync(foreign, stranger.root.toString());
    writeFileSync(none, 'niente');
    const words = ['verify', folder, '--no-replay'];
    const believed = await traccia(...words, '--tsa-ca', ca);
    expect([believed.exitCode, believed.printed.join()]).toEqual([
      0,
      expect.not.stringContaining('tsa-ca'),
    ]);
    const unsaid = await traccia(...words);
    expect([unsaid.exitCode, unsaid.printed.join()]).toEqual([
      0,
      expect.stringContaining('resta da controllare (--tsa-ca FILE)'),
    ]);
    expect((await traccia(...words, '--tsa-ca', foreign)).exitCode).toBe(16);
    expect((await traccia(...words, '--tsa-ca', none)).exitCode).toBe(1);
    expect(certificatesIn('-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----')).toBe(
      undefined,
    );
  });
});
