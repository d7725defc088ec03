import { isMailAddress, mailSender, smtpRelay, UnusableRelay } from './smtp-relay.js';

describe('The address of a mail relay', () => {
  it.each([
    ['smtp://mail.ente.example', { host: 'mail.ente.example', port: 587, isImplicitTls: false }],
    ['smtp://mail.ente.example:25', { port: 25, isImplicitTls: false, isLoopback: false }],
    ['smtps://mail.ente.example', { port: 465, isImplicitTls: true }],
    ['smtp://localhost:25', { host: 'localhost', isLoopback: true }],
    ['smtp://127.0.0.1:25', { isLoopback: true }],
    ['smtp://[::1]:25', { host: '::1', isLoopback: true }],
  ])('is read: %s', (address, relay) => {
    expect(smtpRelay(address)).toMatchObject(relay);
    expect(smtpRelay(address).login).toBeUndefined();
  });

  it('names a user, whose password comes from elsewhere', () => {
    expect(smtpRelay('smtps://traccia%40ente.example@pec.ente.example', 'segreta').login).toEqual({
      user: 'traccia@ente.example',
      password: 'segreta',
    });
  });

  it.each([
    ['mail.ente.example:25', undefined],
    ['http://mail.ente.example', undefined],
    ['smtp://', undefined],
    ['smtp://mail.ente.example/cartella', undefined],
    ['smtp://mail.ente.example?tls=no', undefined],
    ['smtps://traccia:segreta@mail.ente.example', 'segreta'],
    ['smtps://traccia@mail.ente.example', undefined],
    ['smtps://mail.ente.example', 'segreta'],
    ['smtps://traccia%E0@mail.ente.example', 'segreta'],
  ])('refuses %s in two languages, and repeats no password', (address, password) => {
    const read = (): unknown => smtpRelay(address, password);
    expect(read).toThrow(UnusableRelay);
    expect(read).toThrow(/^[^(]+\(.+\)$/u);
    expect(read).not.toThrow(/segreta/u);
  });

  it('says who sends, with a name or without', () => {
    expect(mailSender('traccia@ente.example')).toEqual({ address: 'traccia@ente.example' });
    expect(mailSender('Ufficio di Piano <traccia@ente.example>')).toEqual({
      name: 'Ufficio di Piano',
      address: 'traccia@ente.example',
    });
    for (const wrong of ['', 'Ufficio', 'Ufficio <>', 'a@b.it, c@d.it', 'Uff\nBcc: <a@b.it>'])
      expect(() => mailSender(wrong)).toThrow(UnusableRelay);
  });

  it('of a person is one mailbox', () => {
    for (const right of ['a@b.it', 'm.rossi+poa@comune.livorno.it', 'info@città.example'])
      expect(isMailAddress(right)).toBe(true);
    const long = `${'a'.repeat(250)}@b.it`;
    for (const wrong of [
      'a',
      '@b.it',
      'a@',
      'a@b@c.it',
      'a@b.it,c@d.it',
      'a@b.it\n',
      '<a@b.it>',
      long,
    ])
      expect(isMailAddress(wrong)).toBe(false);
  });
});
