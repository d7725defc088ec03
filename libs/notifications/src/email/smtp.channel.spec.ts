import PostalMime from 'postal-mime';
import type { OutgoingMessage, SendOutcome } from '../channel.js';
import { LOGIN, MailServer, type MailFault } from './mail-server.fixture.js';
import { SmtpChannel, type SmtpSettings } from './smtp.channel.js';

const message: OutgoingMessage = {
  to: { name: 'Responsabile Unità Anziani', address: 'anziani@ente.example' },
  messageId: '0f8fad5b-d9cb-869f-a165-70867728950e.0123456789abcdef@traccia.ente.example',
  inReplyTo: 'thread@traccia.ente.example',
  references: ['thread@traccia.ente.example'],
  subject: 'Restituita la scheda «Sportello»',
  text: 'Perché è già così.\n',
  html: '<p>Perché è già così.</p>',
  causeEventIds: ['7c9e6679-7425-80de-944b-e07fc1f90ae7'],
};
const never = new AbortController().signal;

describe('Mail over SMTP', () => {
  let server: MailServer;
  let channel: SmtpChannel;
  const open = (settings: Partial<SmtpSettings> = {}): SmtpChannel => {
    channel = new SmtpChannel('email', { ...server.settings, ...settings });
    return channel;
  };
  const send = (changes: Partial<OutgoingMessage> = {}): Promise<SendOutcome> =>
    channel.send({ ...message, ...changes }, never);

  beforeAll(async () => {
    server = await MailServer.start();
  });
  beforeEach(async () => {
    server.arrived.length = 0;
    await server.suffer('none');
    open();
  });
  afterEach(() => {
    channel.close();
  });
  afterAll(() => server.stop());

  it('arrives, encrypted, with the ids, the thread and the words it was given', async () => {
    expect(await send()).toEqual({ kind: 'sent', code: '250' });
    const [arrived] = server.arrived;
    expect(arrived).toMatchObject({
      from: 'traccia@ente.example',
      to: ['anziani@ente.example'],
      isEncrypted: true,
    });
    const mail = await PostalMime.parse(arrived?.raw ?? '');
    expect(mail).toMatchObject({
      from: { name: 'Ufficio di Piano', address: 'traccia@ente.example' },
      to: [{ name: 'Responsabile Unità Anziani', address: 'anziani@ente.example' }],
      messageId: `<${message.messageId}>`,
      inReplyTo: '<thread@traccia.ente.example>',
      references: '<thread@traccia.ente.example>',
      subject: message.subject,
    });
    expect(mail.text?.trim()).toBe(message.text.trim());
    expect(mail.html?.trim()).toBe(message.html);
    expect(mail.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    );
  });

  // RFC 5321, 4.2.1 and 4.5.3.2.
  it.each<[fault: MailFault, outcome: SendOutcome, arrived: number]>([
    ['refused', { kind: 'deferred', code: 'unreachable', isChannelDown: true }, 0],
    ['black-hole', { kind: 'deferred', code: 'greeting-timeout', isChannelDown: true }, 0],
    ['greeting-554', { kind: 'deferred', code: '554', isChannelDown: true }, 0],
    ['login-535', { kind: 'deferred', code: 'login-failed', isChannelDown: true }, 0],
    ['bad-certificate', { kind: 'deferred', code: 'tls-failed', isChannelDown: true }, 0],
    ['starttls-stripped', { kind: 'deferred', code: 'tls-failed', isChannelDown: true }, 0],
    ['sender-421', { kind: 'deferred', code: '421-4.3.2', isChannelDown: true }, 0],
    ['sender-550', { kind: 'deferred', code: '550-5.7.1', isChannelDown: true }, 0],
    ['greylist-451', { kind: 'deferred', code: '451-4.7.1', isChannelDown: false }, 0],
    ['recipient-550', { kind: 'refused', code: '550-5.1.1' }, 0],
    ['data-452', { kind: 'deferred', code: '452-4.3.1', isChannelDown: false }, 0],
    ['data-554', { kind: 'refused', code: '554-5.7.1' }, 0],
    ['slow-after-data', { kind: 'unknown', code: 'no-answer' }, 1],
    ['lost-answer', { kind: 'unknown', code: 'connection-lost' }, 1],
  ])('under %s says what became of it: %j', async (fault, outcome, arrived) => {
    await server.suffer(fault);
    open();
    expect(await send({ to: { address: 'nessuno@ente.example' } })).toEqual(outcome);
    expect(server.arrived).toHaveLength(arrived);
    expect(JSON.stringify(outcome)).not.toContain('@');
  });

  it('sends again under the same Message-ID what may have arrived', async () => {
    await server.suffer('lost-answer');
    await send();
    await server.suffer('none');
    expect(await send()).toMatchObject({ kind: 'sent' });
    expect(server.arrived.map(({ messageId }) => messageId)).toEqual([
      message.messageId,
      message.messageId,
    ]);
  });

  it('goes on over a connection that a refusal did not break', async () => {
    await server.suffer('recipient-550');
    const outcomes = [
      await send({ to: { address: 'nessuno@ente.example' } }),
      await send(),
      await send({ to: { address: 'nessuno@ente.example' } }),
    ];
    expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'sent', 'refused']);
    expect(server.arrived).toHaveLength(1);
  });

  it('begins anew on a connection that the server closed while nothing was sent', async () => {
    await send();
    await server.suffer('none');
    expect(await send()).toMatchObject({ kind: 'sent' });
    expect(server.arrived).toHaveLength(2);
  });

  it('stops when nobody waits for it any more', async () => {
    await server.suffer('slow-after-data');
    const over = new AbortController();
    open({ patience: { ...server.settings.patience!, silenceMs: 60_000 } });
    const sending = channel.send(message, over.signal);
    while (server.arrived.length === 0) await new Promise(setImmediate);
    over.abort();
    expect(await sending).toEqual({ kind: 'unknown', code: 'interrupted' });
  });

  it('carries an invitation as one more way to read it, and as a file', async () => {
    const text = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
    expect(await send({ invitation: { method: 'REQUEST', text } })).toMatchObject({ kind: 'sent' });
    const mail = await PostalMime.parse(server.arrived[0]?.raw ?? '');
    expect(mail.text?.trim()).toBe(message.text.trim());
    const [invitation] = mail.attachments.filter(({ mimeType }) => mimeType === 'text/calendar');
    expect(invitation).toMatchObject({ method: 'REQUEST' });
    const read = new TextDecoder().decode(invitation?.content as ArrayBuffer);
    expect(read.replaceAll(/\r?\n/g, '\r\n')).toBe(text);
    expect(mail.attachments.map(({ filename }) => filename)).toContain('invito.ics');
  });

  it('speaks TLS from the first byte where the address says so', async () => {
    const implicit = await MailServer.start(true);
    try {
      open(implicit.settings);
      expect(await send()).toMatchObject({ kind: 'sent' });
      expect(implicit.arrived[0]?.isEncrypted).toBe(true);
      await implicit.suffer('bad-certificate');
      expect(await send()).toEqual({ kind: 'deferred', code: 'tls-failed', isChannelDown: true });
    } finally {
      channel.close();
      await implicit.stop();
    }
  });

  it('speaks in clear to this very machine', async () => {
    const plain = await MailServer.start();
    try {
      const { relay } = plain.settings;
      const { host, port, isImplicitTls } = relay;
      open({ relay: { host, port, isImplicitTls, isLoopback: true } });
      // The server of the test wants a login, and takes one over TLS only.
      expect(await send()).toMatchObject({
        kind: 'deferred',
        code: expect.stringMatching(/^530/u),
      });
    } finally {
      await plain.stop();
    }
  });

  it('refuses what is no single address before anything is sent', async () => {
    for (const address of [
      '',
      'nessuno',
      'a@b.it, c@d.it',
      'a@b.it\r\nRCPT TO:<c@d.it>',
      'a b@c.it',
    ])
      expect(await send({ to: { address } })).toEqual({ kind: 'refused', code: 'address-invalid' });
    expect(server.arrived).toEqual([]);
  });

  it('lets no text become a header', async () => {
    const evil = 'Scheda\r\nBcc: terzo@altrove.example\r\n\r\nTesto';
    await send({
      to: { name: `Nome\r\nCc: terzo@altrove.example`, address: 'anziani@ente.example' },
      subject: evil,
      headers: {
        'List-Unsubscribe': '<https://traccia.ente.example/>\r\nBcc: terzo@altrove.example',
      },
    });
    const [arrived] = server.arrived;
    expect(arrived?.to).toEqual(['anziani@ente.example']);
    const mail = await PostalMime.parse(arrived?.raw ?? '');
    expect([mail.bcc, mail.cc]).toEqual([undefined, undefined]);
    expect(mail.subject).toBe('Scheda Bcc: terzo@altrove.example Testo');
    expect(mail.text?.trim()).toBe(message.text.trim());
  });

  it('sends no file and fetches no address, whatever a text says', async () => {
    await send({ text: '/etc/hostname', html: '<img src="file:///etc/hostname">' });
    const mail = await PostalMime.parse(server.arrived[0]?.raw ?? '');
    expect(mail.attachments).toEqual([]);
    expect(mail.text?.trim()).toBe('/etc/hostname');
  });

  it('tells its password to the server alone, and nobody else', () => {
    expect(JSON.stringify(channel)).not.toContain(LOGIN.password);
  });
});
