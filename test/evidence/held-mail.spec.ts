import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { consistencyProof } from '#ledger';
import { SmtpChannel } from '#notifications';
import { MailedCopy } from '#outside-copies';
import { SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import { MailServer } from '../../libs/notifications/src/email/mail-server.fixture.js';
import { bundleOf, newFolder, removeFolders } from './evidence.fixture.js';
import { verifyCommandOn } from './verify-command.fixture.js';

const REWRITTEN = 15;
const NO_SEAL = 4;

describe('A seal that came by mail', () => {
  const [log, other] = [new SealedLog(), new SealedLog()];
  let server: MailServer;
  let honest: string;
  let rewritten: string;
  let mail: string;
  beforeAll(async () => {
    server = await MailServer.start();
    for (const [each, word] of [
      [log, 'one'],
      [other, 'other'],
    ] as const) {
      for (let number = 0; number < 5; number++) await each.record('cycle-a', { number, word });
      await each.sealAll();
    }
    [honest, rewritten] = [
      await bundleOf(log, { kind: 'log' }),
      await bundleOf(other, { kind: 'log' }),
    ];
    mail = await mailed(2);
  });
  afterAll(async () => {
    await server.stop();
    removeFolders();
    await log.leave();
    await other.leave();
  });

  /** The mail of the program with the last seal, as it arrives. @param before facts of the one mailed before */
  async function mailed(before: number): Promise<string> {
    const channel = new SmtpChannel('email', server.settings);
    const copy = new MailedCopy({
      ...{ channel, kind: 'mail', address: 'revisori@ente.example', ordinal: 1 },
      ledger: {
        consistency: (from: number, size: number) => consistencyProof(log.file.subtree, from, size),
      } as ConstructorParameters<typeof MailedCopy>[0]['ledger'],
      ...{ host: 'piano.example', nowMs: () => Date.now() },
    });
    await copy.make(log.file.lastCheckpoint()!, before, new AbortController().signal);
    channel.close();
    return server.arrived.at(-1)!.raw;
  }

  function held(text: string): readonly string[] {
    const file = join(newFolder(), 'conservata.eml');
    writeFileSync(file, text);
    return ['--no-replay', '--held', file];
  }

  /** As a provider of certified mail hands one on: signed, and within a mail of its own. */
  const certified = (encoding: '8bit' | 'base64'): string =>
    [
      ...['From: pec@gestore.example', 'Subject: POSTA CERTIFICATA: Sigillo', 'MIME-Version: 1.0'],
      'Content-Type: multipart/signed; protocol="application/x-pkcs7-signature";',
      ...['\tmicalg=sha-256; boundary="----firma"', '', 'This is an S/MIME signed message', ''],
      ...['------firma', 'Content-Type: multipart/mixed; boundary=busta=_1', '', '--busta=_1'],
      ...['Content-Type: text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding: base64', ''],
      ...['TWVzc2FnZ2lvIGRpIHBvc3RhIGNlcnRpZmljYXRhLg==', '--busta=_1'],
      ...['Content-Type: message/rfc822; name="postacert.eml"'],
      ...[`Content-Transfer-Encoding: ${encoding}`, '', encoded(encoding), '--busta=_1--', ''],
      ...['------firma', 'Content-Type: application/x-pkcs7-signature; name="smime.p7s"'],
      ...['Content-Transfer-Encoding: base64', '', 'AAECAwQF', '------firma--', ''],
    ].join('\r\n');

  const encoded = (encoding: '8bit' | 'base64'): string =>
    encoding === '8bit'
      ? mail
      : Buffer.from(mail).toString('base64').replaceAll(/.{76}/g, '$&\r\n');

  it.each([
    ['as it was saved', () => mail],
    ['with the ends of lines of another system', () => mail.replaceAll('\r\n', '\n')],
    ['within a certified mail', () => certified('8bit')],
    ['within a certified mail that encodes it', () => certified('base64')],
    ['of which only the attachment is left', () => attachmentOf(mail)],
  ])('shows an honest history to be honest, and another to be rewritten: %s', async (_, text) => {
    expect(await verifyCommandOn(honest, held(await text()))).toMatchObject({
      exitCode: 0,
      said: expect.stringContaining('✓ 5. Sigilli precedenti'),
    });
    const { exitCode, said } = await verifyCommandOn(rewritten, held(await text()));
    expect(exitCode).toBe(REWRITTEN);
    expect(said).toContain('FORK');
  });

  it('is folded and encoded on its way, so that the letters of the seal stand nowhere in it', () => {
    const [, , root = ''] = log.file.lastCheckpoint()!.note.split('\n');
    expect(root).toHaveLength(44);
    expect(mail).not.toContain(`${root}\r\n`);
  });

  it.each([
    ['a mail about something else', 'From: a@b.example\nSubject: Ciao\n\nA domani.\n'],
    ['a picture', '\u0000\u0001PNG'],
    ['nothing', ''],
    ['a key', 'piano.example/registro/1+00000000+AAAA\n'],
    ['a mail within mails without end', nested(40)],
  ])(
    'is asked for where somebody gives %s, and the history is not called rewritten',
    async (_, text) => {
      const { exitCode, said } = await verifyCommandOn(honest, held(text));
      expect(exitCode).toBe(NO_SEAL);
      expect(said).toContain('«conservata.eml» non contiene un sigillo');
      expect(said).toContain('La storia non è stata controllata');
      expect(said).not.toMatch(/riscritta|NON VERIFICATO/);
    },
  );

  async function attachmentOf(raw: string): Promise<string> {
    const [attachment] = (await PostalMime.parse(raw)).attachments;
    return Buffer.from(attachment!.content as ArrayBuffer).toString();
  }
});

function nested(depth: number): string {
  let text = 'Ciao.\n';
  for (let level = 0; level < depth; level++) text = `Content-Type: message/rfc822\n\n${text}`;
  return text;
}
