import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { configurationFrom, InvalidConfiguration } from './configuration.js';

describe('TRACCIA_DEFINITIONS', () => {
  const files = (text?: string) =>
    configurationFrom({ ...(text !== undefined && { TRACCIA_DEFINITIONS: text }) }).definitionFiles;

  it('names files, none of which stands for a name that is empty', () => {
    expect(files()).toEqual([]);
    expect(files(' , ')).toEqual([]);
    expect(files('/a/uno.js, /b/due.js')).toEqual(['/a/uno.js', '/b/due.js']);
    expect(files('uno.js')).toEqual([join(process.cwd(), 'uno.js')]);
  });
});

describe('TRACCIA_EVENTSTORE', () => {
  it('is the embedded log when it is not set', () => {
    expect(configurationFrom({}).eventStore).toBeUndefined();
    expect(configurationFrom({ TRACCIA_EVENTSTORE: '' }).eventStore).toBeUndefined();
  });

  it.each([
    ['esdb://admin:secret@one:2113', 'esdb://admin:secret@one:2113'],
    ['esdb+discover://cluster:2113', 'esdb+discover://cluster:2113'],
    ['kurrentdb://one:2113?tls=false', 'esdb://one:2113?tls=false'],
    ['kurrentdb+discover://cluster', 'esdb+discover://cluster'],
  ])('takes %s', (address, eventStore) => {
    expect(configurationFrom({ TRACCIA_EVENTSTORE: address })).toMatchObject({ eventStore });
  });

  it.each(['http://user:secret@one:2113', 'one:2113', 'postgres://one'])(
    'refuses %s in two languages, and repeats no password',
    (address) => {
      const failure = (): unknown => configurationFrom({ TRACCIA_EVENTSTORE: address });
      expect(failure).toThrow(InvalidConfiguration);
      expect(failure).toThrow(/TRACCIA_EVENTSTORE.*deve cominciare.*must begin/su);
      expect(failure).not.toThrow(/secret/u);
    },
  );
});

describe('TRACCIA_EVENTSTORE_FILE', () => {
  const folder = mkdtempSync(join(tmpdir(), 'traccia-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const fileWith = (text: string): string => {
    const file = join(folder, 'eventstore');
    writeFileSync(file, text);
    return file;
  };

  it('names a file that holds the address, with or without the end of a line', () => {
    for (const text of ['kurrentdb://admin:secret@one', 'kurrentdb://admin:secret@one\n'])
      expect(configurationFrom({ TRACCIA_EVENTSTORE_FILE: fileWith(text) }).eventStore).toBe(
        'esdb://admin:secret@one',
      );
  });

  it('is the embedded log when it is not set', () => {
    expect(configurationFrom({ TRACCIA_EVENTSTORE_FILE: '' }).eventStore).toBeUndefined();
  });

  it.each(['', '\n', 'http://admin:secret@one'])(
    'refuses a file that holds %j, and repeats no password',
    (text) => {
      const failure = (): unknown => configurationFrom({ TRACCIA_EVENTSTORE_FILE: fileWith(text) });
      expect(failure).toThrow(InvalidConfiguration);
      expect(failure).toThrow(/TRACCIA_EVENTSTORE_FILE.*deve cominciare.*must begin/su);
      expect(failure).not.toThrow(/secret/u);
    },
  );

  it('refuses a file that cannot be read', () => {
    const failure = (): unknown =>
      configurationFrom({ TRACCIA_EVENTSTORE_FILE: '/nowhere/address' });
    expect(failure).toThrow(InvalidConfiguration);
    expect(failure).toThrow(/\/nowhere\/address.*cannot be read/su);
  });

  it('refuses an address and a file', () => {
    const file = fileWith('esdb://one');
    expect(() =>
      configurationFrom({ TRACCIA_EVENTSTORE: 'esdb://one', TRACCIA_EVENTSTORE_FILE: file }),
    ).toThrow(InvalidConfiguration);
  });
});

describe('TRACCIA_PUBLIC_URL', () => {
  it.each([
    ['https://traccia.ente.example', 'https://traccia.ente.example'],
    ['https://traccia.ente.example/', 'https://traccia.ente.example'],
    ['https://traccia.ente.example:8443', 'https://traccia.ente.example:8443'],
    ['http://localhost:3000', 'http://localhost:3000'],
  ])('takes %s', (address, publicUrl) => {
    expect(configurationFrom({ TRACCIA_PUBLIC_URL: address })).toMatchObject({ publicUrl });
  });

  it.each([
    'http://traccia.ente.example',
    'https://traccia.ente.example/traccia',
    'https://traccia.ente.example?a=b',
    'https://user:secret@traccia.ente.example',
    'traccia.ente.example',
    'javascript:alert(1)',
  ])('refuses %s in two languages', (address) => {
    const failure = (): unknown => configurationFrom({ TRACCIA_PUBLIC_URL: address });
    expect(failure).toThrow(InvalidConfiguration);
    expect(failure).toThrow(/deve essere https.*must be https/su);
  });
});

describe('TRACCIA_OIDC', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'oidc-')), 'oidc.json');
  const provider = {
    id: 'ente',
    issuer: 'https://login.ente.example',
    name: { it: 'Entra', en: 'Sign in' },
    clientId: 'traccia',
    clientAuthentication: { method: 'none' },
  };
  beforeAll(() => {
    writeFileSync(file, JSON.stringify({ issuers: [provider] }));
  });
  afterAll(() => {
    rmSync(dirname(file), { recursive: true });
  });

  it('is nobody when it is not set', () => {
    expect(configurationFrom({}).providers).toEqual([]);
  });

  it('names the providers, who know us by the public address', () => {
    const environment = { TRACCIA_OIDC: file, TRACCIA_PUBLIC_URL: 'https://traccia.ente.example' };
    expect(configurationFrom(environment).providers).toMatchObject([{ id: 'ente' }]);
    expect(() => configurationFrom({ TRACCIA_OIDC: file })).toThrow(/TRACCIA_PUBLIC_URL/u);
  });

  it('stops the start with a sentence when it cannot be used', () => {
    const failure = (): unknown => configurationFrom({ TRACCIA_OIDC: `${file}.away` });
    expect(failure).toThrow(InvalidConfiguration);
    expect(failure).toThrow(/non si legge.*cannot be read/su);
  });
});

describe('TRACCIA_ACCESS', () => {
  it('is a file of the data folder when it is not set', () => {
    expect(configurationFrom({ TRACCIA_DATA: '/dati' }).accessFile).toBe('/dati/access.db');
    const shared = configurationFrom({
      TRACCIA_DATA: '/dati',
      TRACCIA_ACCESS: '/comune/access.db',
    });
    expect(shared.accessFile).toBe('/comune/access.db');
  });
});

describe('TRACCIA_TLS_CERT and TRACCIA_TLS_KEY', () => {
  it('are none when they are not set', () => {
    expect(configurationFrom({ TRACCIA_TLS_CERT: '', TRACCIA_TLS_KEY: '' }).tls).toBeUndefined();
  });

  it.each([
    { TRACCIA_TLS_CERT: '/nowhere/cert.pem' },
    { TRACCIA_TLS_KEY: '/nowhere/key.pem' },
    { TRACCIA_TLS_CERT: '/nowhere/cert.pem', TRACCIA_TLS_KEY: '/nowhere/key.pem' },
  ])('are refused as %j', (environment) => {
    const failure = (): unknown => configurationFrom(environment);
    expect(failure).toThrow(InvalidConfiguration);
    expect(failure).toThrow(/TRACCIA_TLS_CERT.*TRACCIA_TLS_KEY/su);
  });
});

describe('TRACCIA_PROXY', () => {
  it('is nobody when it is not set', () => {
    expect(configurationFrom({}).proxies.areNone).toBe(true);
    expect(configurationFrom({ TRACCIA_PROXY: '' }).proxies.areNone).toBe(true);
  });

  it('takes addresses and networks', () => {
    const { proxies } = configurationFrom({ TRACCIA_PROXY: '127.0.0.1, 10.1.2.0/24' });
    expect(proxies.addresses).toEqual(['127.0.0.1', '10.1.2.0/24']);
  });

  it.each(['*', 'true', 'proxy.example', '0.0.0.0/0'])('refuses %s in two languages', (named) => {
    const failure = (): unknown => configurationFrom({ TRACCIA_PROXY: named });
    expect(failure).toThrow(InvalidConfiguration);
    expect(failure).toThrow(/servono indirizzi IP.*must name IP addresses/su);
  });
});

describe('TRACCIA_RATE_LIMITS', () => {
  it('multiplies nothing when it is not set', () => {
    expect(configurationFrom({}).rateLimits).toBe(1);
    expect(configurationFrom({ TRACCIA_RATE_LIMITS: '20' }).rateLimits).toBe(20);
  });

  it.each(['0', '-1', '1.5', 'off', '', '1001'])('refuses %j in two languages', (times) => {
    const failure = (): unknown => configurationFrom({ TRACCIA_RATE_LIMITS: times });
    expect(failure).toThrow(InvalidConfiguration);
    expect(failure).toThrow(/serve un numero intero.*must be a whole number/su);
  });
});

describe('TRACCIA_DUTIES', () => {
  it('is on unless it is off', () => {
    expect(configurationFrom({}).duties).toBe('on');
    expect(configurationFrom({ TRACCIA_DUTIES: 'off' }).duties).toBe('off');
    expect(configurationFrom({ TRACCIA_DUTIES: 'notices' }).duties).toEqual(['notices']);
    expect(configurationFrom({ TRACCIA_DUTIES: 'notices, deadlines' }).duties).toEqual([
      'notices',
      'deadlines',
    ]);
  });

  it('is nothing else', () => {
    expect(() => configurationFrom({ TRACCIA_DUTIES: 'no' })).toThrow(/TRACCIA_DUTIES.*on or off/u);
  });
});

describe('TRACCIA_PEOPLE and TRACCIA_KEK_FILE', () => {
  const folder = mkdtempSync(join(tmpdir(), 'traccia-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const fileOf = (bytes: number): string => {
    const file = join(folder, 'kek');
    writeFileSync(file, Buffer.alloc(bytes, 7));
    return file;
  };

  it('are the data folder and no other secret when they are not set', () => {
    for (const unset of [{}, { TRACCIA_PEOPLE: '', TRACCIA_KEK_FILE: '' }]) {
      const { dataFolder, peopleFolder, keySecret } = configurationFrom(unset);
      expect({ peopleFolder, keySecret }).toEqual({
        peopleFolder: dataFolder,
        keySecret: undefined,
      });
    }
  });

  it('name a folder, and a file of 16 bytes or more', () => {
    const named = { TRACCIA_PEOPLE: folder, TRACCIA_KEK_FILE: fileOf(16) };
    expect(configurationFrom(named)).toMatchObject({
      peopleFolder: folder,
      keySecret: Buffer.alloc(16, 7),
    });
    const tooShort = (): unknown => configurationFrom({ TRACCIA_KEK_FILE: fileOf(15) });
    expect(tooShort).toThrow(/TRACCIA_KEK_FILE.*meno di 16 byte.*fewer than 16/u);
    const missing = (): unknown => configurationFrom({ TRACCIA_KEK_FILE: join(folder, 'none') });
    expect(missing).toThrow(/TRACCIA_KEK_FILE.*non si legge.*cannot be read/u);
  });
});

describe('TRACCIA_SMTP, TRACCIA_PEC', () => {
  const folder = mkdtempSync(join(tmpdir(), 'posta-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const passwordFile = (text: string, mode = 0o600): string => {
    const file = join(folder, 'password');
    writeFileSync(file, text);
    chmodSync(file, mode);
    return file;
  };
  const TRACCIA_PUBLIC_URL = 'https://traccia.ente.example';

  it('are no mail when they are not set', () => {
    const empty = {
      TRACCIA_SMTP: '',
      TRACCIA_MAIL_FROM: '',
      TRACCIA_PEC: '',
      TRACCIA_WEBHOOKS: '',
    };
    const none = {
      ...{ mail: undefined, certifiedMail: undefined, receiptsFolder: undefined, webhooks: [] },
    };
    for (const environment of [{}, empty])
      expect(configurationFrom(environment).outgoing).toEqual(none);
  });

  it('name a relay, whose password is in a file, and who sends', () => {
    const { outgoing } = configurationFrom({
      TRACCIA_PUBLIC_URL,
      TRACCIA_SMTP: 'smtp://localhost:25',
      TRACCIA_MAIL_FROM: 'Ufficio di Piano <traccia@ente.example>',
      TRACCIA_PEC: 'smtps://ufficio%40pec.ente.example@smtp.pec.example',
      TRACCIA_PEC_PASSWORD_FILE: passwordFile('una password\n'),
      TRACCIA_PEC_FROM: 'ufficio@pec.ente.example',
      TRACCIA_PEC_RECEIPTS: folder,
      TRACCIA_BOUNCES: folder,
    });
    expect(outgoing).toMatchObject({
      mail: {
        relay: { host: 'localhost', port: 25 },
        from: { name: 'Ufficio di Piano', address: 'traccia@ente.example' },
      },
      certifiedMail: {
        relay: {
          ...{ host: 'smtp.pec.example', port: 465, isImplicitTls: true },
          login: { user: 'ufficio@pec.ente.example', password: 'una password' },
        },
        from: { address: 'ufficio@pec.ente.example' },
      },
      receiptsFolder: folder,
      returnsFolder: folder,
    });
  });

  it.each<[why: string, named: RegExp, environment: Readonly<Record<string, string>>]>([
    ['nobody sends', /TRACCIA_MAIL_FROM/u, { TRACCIA_SMTP: 'smtp://localhost' }],
    ['nobody takes it', /TRACCIA_SMTP/u, { TRACCIA_MAIL_FROM: 'traccia@ente.example' }],
    [
      'the address is none',
      /TRACCIA_PEC/u,
      { TRACCIA_PEC: 'pec.example', TRACCIA_PEC_FROM: 'ufficio@pec.ente.example' },
    ],
    [
      'a password is in the address',
      /TRACCIA_SMTP/u,
      { TRACCIA_SMTP: 'smtps://a:segreta@b.example', TRACCIA_MAIL_FROM: 'a@b.example' },
    ],
    [
      'receipts come of nothing',
      /TRACCIA_PEC_RECEIPTS/u,
      { TRACCIA_PEC_RECEIPTS: '/var/mail/pec' },
    ],
    ['nothing is sent that could come back', /TRACCIA_SMTP/u, { TRACCIA_BOUNCES: '/var/mail' }],
    [
      'the file of the password is not there',
      /TRACCIA_SMTP_PASSWORD_FILE/u,
      {
        ...{ TRACCIA_SMTP: 'smtps://a@b.example', TRACCIA_MAIL_FROM: 'a@b.example' },
        TRACCIA_SMTP_PASSWORD_FILE: '/nowhere',
      },
    ],
  ])('are refused in two languages where %s', (_why, named, environment) => {
    const failure = (): unknown => configurationFrom({ TRACCIA_PUBLIC_URL, ...environment });
    expect(failure).toThrow(InvalidConfiguration);
    expect(failure).toThrow(named);
    expect(failure).toThrow(/\(.+\)\.$/u);
    expect(failure).not.toThrow(/segreta/u);
  });

  it('want the address that messages send people to', () => {
    expect(() =>
      configurationFrom({
        TRACCIA_SMTP: 'smtp://localhost',
        TRACCIA_MAIL_FROM: 'traccia@ente.example',
      }),
    ).toThrow(/TRACCIA_PUBLIC_URL/u);
  });

  it('want a file of the password that not everybody reads, and that holds one', () => {
    for (const file of [passwordFile('segreta', 0o644), passwordFile('\n')])
      expect(() =>
        configurationFrom({
          ...{ TRACCIA_PUBLIC_URL, TRACCIA_MAIL_FROM: 'a@b.example' },
          ...{ TRACCIA_SMTP: 'smtps://a@b.example', TRACCIA_SMTP_PASSWORD_FILE: file },
        }),
      ).toThrow(/chmod o=/u);
  });
});

describe('TRACCIA_WEBHOOKS', () => {
  it('names a file, which is read at the start', () => {
    expect(() => configurationFrom({ TRACCIA_WEBHOOKS: '/nowhere/webhooks.json' })).toThrow(
      /TRACCIA_WEBHOOKS.*\(cannot be read\)/u,
    );
  });
});

describe('What the office says of itself', () => {
  const mailed = {
    ...{ TRACCIA_PUBLIC_URL: 'https://traccia.ente.example', TRACCIA_SMTP: 'smtp://localhost:25' },
    TRACCIA_MAIL_FROM: 'traccia@ente.example',
  };

  it('is nothing until it says it', () => {
    const { publicInformation } = configurationFrom({});
    expect(Object.values(publicInformation).every((each) => each === undefined)).toBe(true);
  });

  it('is whom to call, where its statement is, and where reports go', () => {
    const { publicInformation } = configurationFrom({
      ...mailed,
      TRACCIA_OFFICE_CONTACT: 'Ufficio di Piano',
      TRACCIA_ACCESSIBILITY: 'https://form.agid.gov.it/view/prova',
      TRACCIA_FEEDBACK_MAIL: 'urp@ente.example',
    });
    expect(publicInformation).toEqual({
      ...{ contact: 'Ufficio di Piano', statement: 'https://form.agid.gov.it/view/prova' },
      feedbackTo: 'urp@ente.example',
    });
  });

  it.each([
    { TRACCIA_OFFICE_CONTACT: 'a'.repeat(301) },
    { TRACCIA_ACCESSIBILITY: 'http://form.agid.gov.it' },
    { TRACCIA_ACCESSIBILITY: 'non è un indirizzo' },
    { TRACCIA_FEEDBACK_MAIL: 'urp@ente.example' },
    { ...mailed, TRACCIA_FEEDBACK_MAIL: 'a@ente.example, b@ente.example' },
  ])('cannot be %j', (environment) => {
    expect(() => configurationFrom(environment)).toThrow(InvalidConfiguration);
  });
});
