import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoteSigner, signatureTypes, verifierKeyText } from '#ledger';
import { mailSender, smtpRelay } from '#notifications';
import { nothingGoesOut, type Outgoing } from '../notifications/outgoing.js';
import { nobodyOutside, outsideFrom, UnusableOutside, type WrittenOutside } from './outside.js';

const nothing: WrittenOutside = {
  ...{ reach: '', witnesses: '', timestamps: '', authorities: '', mailTo: '', certifiedMailTo: '' },
};
const mail = {
  relay: smtpRelay('smtp://localhost', undefined),
  from: mailSender('traccia@ente.example'),
};
const goesOut = { ...nothingGoesOut, mail, certifiedMail: mail };
const read = (written: Partial<WrittenOutside>, outgoing: Outgoing = goesOut) =>
  outsideFrom({ ...nothing, ...written }, outgoing);

const folder = mkdtempSync(join(tmpdir(), 'outside-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
let files = 0;
const fileWith = (text: string): string => {
  const file = join(folder, `${files++}`);
  writeFileSync(file, text);
  return file;
};
const vkeyOf = (type: 1 | 4, name = 'revisori.example/w1'): string =>
  verifierKeyText(new NoteSigner(name, type, generateKeyPairSync('ed25519').privateKey).key);
const witness = vkeyOf(signatureTypes.ed25519Cosignature);

describe('Who is outside', () => {
  it('is nobody when nothing is set', () => {
    expect(outsideFrom(nothing, nothingGoesOut)).toEqual(nobodyOutside);
  });

  it('are the witnesses of a policy file, with other lines in it', () => {
    const file = fileWith(
      [
        ...['# chi guarda', `log ${vkeyOf(1, 'piano.example/registro/1')}`, ''],
        `\twitness  revisori ${witness}   https://testimone.example/prefisso/`,
        'quorum revisori\n',
      ].join('\n'),
    );
    expect(read({ witnesses: file }).witnesses).toEqual([
      {
        key: expect.objectContaining({ name: 'revisori.example/w1' }) as object,
        url: 'https://testimone.example/prefisso',
      },
    ]);
  });

  it.each([
    ['no address', `witness revisori ${witness}`],
    ['one in clear', `witness revisori ${witness} http://testimone.example`],
    ['one of the office', `witness revisori ${witness} https://10.0.0.7`],
    ['one with a user', `witness revisori ${witness} https://a:b@testimone.example`],
    ['one with a question', `witness revisori ${witness} https://testimone.example/?a=b`],
    ['something behind it', `witness revisori ${witness} https://testimone.example more`],
    ['the key of a log', `witness revisori ${vkeyOf(1)} https://testimone.example`],
    ['no key', 'witness revisori a+b+c https://testimone.example'],
    [
      'itself twice',
      `witness a ${witness} https://a.example\nwitness b ${witness} https://b.example`,
    ],
  ])('is no witness with %s', (_what, line) => {
    const file = fileWith(`${line}\n`);
    expect(() => read({ witnesses: file })).toThrow(UnusableOutside);
    expect(() => read({ witnesses: file })).toThrow(/TRACCIA_WITNESSES, .*\(.*\)/u);
  });

  it('is no file that is not there', () => {
    expect(() => read({ witnesses: join(folder, 'none') })).toThrow(/cannot be read/u);
  });

  it('is called farther away only where that is said', () => {
    const office = fileWith(`witness revisori ${witness} https://10.0.0.7\n`);
    const clear = fileWith(`witness revisori ${witness} http://10.0.0.7\n`);
    const here = fileWith(`witness revisori ${witness} http://127.0.0.1:7880\n`);
    expect(read({ witnesses: office, reach: 'office' }).witnesses).toHaveLength(1);
    expect(() => read({ witnesses: clear, reach: 'office' })).toThrow(UnusableOutside);
    expect(read({ witnesses: clear, reach: 'clear' }).witnesses).toHaveLength(1);
    expect(read({ witnesses: here }).witnesses).toHaveLength(1);
    expect(() => read({ reach: 'everywhere' })).toThrow(/TRACCIA_OUTSIDE_REACH.*must be one of/u);
  });

  it('is an authority for time stamps, over TLS', () => {
    expect(read({ timestamps: 'https://tsa.example/tsr' }).timestamps?.url.host).toBe(
      'tsa.example',
    );
    for (const timestamps of ['http://tsa.example', 'tsa.example', 'ftp://tsa.example'])
      expect(() => read({ timestamps })).toThrow(/TRACCIA_TIMESTAMPS .*must be/u);
    expect(() => read({ authorities: '/etc/hosts' })).toThrow(/TRACCIA_TIMESTAMPS is needed/u);
    expect(() =>
      read({ timestamps: 'https://tsa.example', authorities: fileWith('no certificate') }),
    ).toThrow(/TRACCIA_TIMESTAMPS_CA.*no PEM/u);
  });

  it('are addresses, where mail goes out', () => {
    expect(read({ mailTo: 'a@ente.example, b@ente.example' }).mailTo).toEqual([
      'a@ente.example',
      'b@ente.example',
    ]);
    const bad = (): unknown => read({ mailTo: 'a@ente.example, secret' });
    expect(bad).toThrow(/TRACCIA_CHECKPOINT_MAIL.*commas/u);
    expect(bad).not.toThrow(/secret/u);
    expect(() => read({ mailTo: 'a@ente.example' }, nothingGoesOut)).toThrow(/TRACCIA_SMTP is/u);
    expect(() =>
      read({ certifiedMailTo: 'a@pec.example' }, { ...goesOut, certifiedMail: undefined }),
    ).toThrow(/TRACCIA_PEC is/u);
  });
});
