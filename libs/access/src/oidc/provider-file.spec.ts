import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProviders, UnusableProviders } from './provider-file.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'providers-'));
  writeFileSync(join(folder, 'spid.secret'), 'the secret\n');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const good = {
  id: 'spid',
  issuer: 'https://login.ente.example/realms/dipendenti',
  name: { it: 'Entra con SPID o CIE', en: 'Sign in with SPID or CIE' },
  clientId: 'traccia',
  clientAuthentication: { method: 'client_secret_basic', secretFile: 'spid.secret' },
};

function read(document: unknown) {
  const file = join(folder, 'oidc.json');
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document));
  return readProviders(file);
}

function pem(key: KeyObject): string {
  writeFileSync(join(folder, 'traccia.key'), key.export({ type: 'pkcs8', format: 'pem' }));
  return 'traccia.key';
}

describe('A file of providers', () => {
  it('needs little', () => {
    expect(read({ issuers: [good] })).toEqual([
      {
        ...good,
        clientAuthentication: { method: 'client_secret_basic', secret: 'the secret' },
        scopes: ['openid'],
        acrLevels: [],
        maxAgeS: 43_200,
        allowInsecureLoopback: false,
        timeoutMs: 5_000,
      },
    ]);
  });

  it('may say all', () => {
    const levels = [1, 2, 3].map((level) => `https://www.spid.gov.it/SpidL${level}`);
    const [settings] = read({
      issuers: [
        {
          ...good,
          scopes: ['openid', 'profile'],
          acrLevels: levels,
          minimumAcr: levels[0],
          stepUpAcr: levels[1],
          maxAgeSeconds: 0,
          linkClaim: 'https://attributes.eid.gov.it/fiscal_number',
          timeoutSeconds: 2.5,
        },
      ],
    });
    expect(settings).toMatchObject({
      scopes: ['openid', 'profile'],
      acrLevels: levels,
      minimumAcr: levels[0],
      stepUpAcr: levels[1],
      maxAgeS: 0,
      linkClaim: 'https://attributes.eid.gov.it/fiscal_number',
      timeoutMs: 2_500,
    });
  });

  it('may name several providers, and one on this very machine over plain HTTP', () => {
    const trial = {
      ...good,
      id: 'prova',
      issuer: 'http://127.0.0.1:4000',
      clientAuthentication: { method: 'none' },
      allowInsecureLoopback: true,
    };
    expect(read({ issuers: [good, trial] }).map(({ id }) => id)).toEqual(['spid', 'prova']);
  });

  it.each<[string, () => KeyObject]>([
    ['RS256', () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
    ['ES256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
    ['Ed25519', () => generateKeyPairSync('ed25519').privateKey],
  ])('may name a private key, good for %s', (algorithm, make) => {
    const keyFile = pem(make());
    const clientAuthentication = { method: 'private_key_jwt', keyFile, keyId: 'k1' };
    const [settings] = read({ issuers: [{ ...good, clientAuthentication }] });
    expect(settings?.clientAuthentication).toMatchObject({ algorithm, keyId: 'k1' });
  });
});

describe('Refused, saying where and why in two languages:', () => {
  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /non è JSON .*is not JSON/u],
    ['no providers', { issuers: [] }, /\/issuers must NOT have fewer than 1/u],
    [
      'an unknown setting',
      { issuers: [{ ...good, clientSecret: 'x' }] },
      /\/issuers\/0 .*\(clientSecret\)/u,
    ],
    [
      'a secret in the file itself',
      {
        issuers: [{ ...good, clientAuthentication: { ...good.clientAuthentication, secret: 'x' } }],
      },
      /clientAuthentication .*\(secret\)/u,
    ],
    [
      'an id that cannot stand in an address',
      { issuers: [{ ...good, id: 'Spid/1' }] },
      /\/issuers\/0\/id/u,
    ],
    [
      'a name in one language',
      { issuers: [{ ...good, name: { it: 'Entra' } }] },
      /\/issuers\/0\/name .*'en'/u,
    ],
    [
      'an unknown method',
      { issuers: [{ ...good, clientAuthentication: { method: 'client_secret_jwt' } }] },
      /method .*private_key_jwt/u,
    ],
    [
      'plain HTTP',
      { issuers: [{ ...good, issuer: 'http://login.ente.example' }] },
      /spid\.issuer deve .*must be an https/u,
    ],
    [
      'plain HTTP to elsewhere',
      { issuers: [{ ...good, issuer: 'http://login.ente.example', allowInsecureLoopback: true }] },
      /spid\.issuer/u,
    ],
    [
      'plain HTTP allowed where it is of no use',
      { issuers: [{ ...good, allowInsecureLoopback: true }] },
      /spid\.allowInsecureLoopback/u,
    ],
    [
      'an issuer with a query',
      { issuers: [{ ...good, issuer: 'https://login.ente.example?a=b' }] },
      /spid\.issuer/u,
    ],
    ['no scope openid', { issuers: [{ ...good, scopes: ['profile'] }] }, /spid\.scopes/u],
    [
      'access while the person is away',
      { issuers: [{ ...good, scopes: ['openid', 'offline_access'] }] },
      /spid\.scopes/u,
    ],
    [
      'a level that is not among the levels',
      { issuers: [{ ...good, acrLevels: ['L1'], minimumAcr: 'L2' }] },
      /spid\.acrLevels .*L2/u,
    ],
    [
      'a secret that is not there',
      {
        issuers: [
          { ...good, clientAuthentication: { method: 'client_secret_post', secretFile: 'none' } },
        ],
      },
      /none non si legge .*cannot be read/u,
    ],
    [
      'no secret',
      { issuers: [{ ...good, clientAuthentication: { method: 'client_secret_post' } }] },
      /secretFile manca/u,
    ],
    [
      'a key where a secret is meant',
      {
        issuers: [
          { ...good, clientAuthentication: { ...good.clientAuthentication, keyFile: 'k' } },
        ],
      },
      /keyFile non serve/u,
    ],
    [
      'a secret with method none',
      { issuers: [{ ...good, clientAuthentication: { method: 'none', secretFile: 'k' } }] },
      /secretFile non serve/u,
    ],
    [
      'a key that is none',
      {
        issuers: [
          { ...good, clientAuthentication: { method: 'private_key_jwt', keyFile: 'spid.secret' } },
        ],
      },
      /PEM/u,
    ],
    [
      'one id twice',
      { issuers: [good, { ...good, issuer: 'https://other.example' }] },
      /ripetuto .*id spid/u,
    ],
    ['one issuer twice', { issuers: [good, { ...good, id: 'other' }] }, /ripetuto .*issuer https/u],
  ])('%s', (_, document, message) => {
    const reading = () => read(document);
    expect(reading).toThrow(UnusableProviders);
    expect(reading).toThrow(message);
    expect(reading).toThrow(/TRACCIA_OIDC/u);
    expect(reading).not.toThrow(/the secret/u);
  });

  it('an empty secret', () => {
    writeFileSync(join(folder, 'spid.secret'), '\n');
    expect(() => read({ issuers: [good] })).toThrow(/il segreto è vuoto/u);
  });

  it('a file that is not there', () => {
    expect(() => readProviders(join(folder, 'none.json'))).toThrow(/non si legge/u);
  });

  it.each<[string, () => KeyObject]>([
    ['a short RSA key', () => generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey],
    ['a key of another curve', () => generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey],
  ])('%s', (_, make) => {
    const keyFile = pem(make());
    const clientAuthentication = { method: 'private_key_jwt', keyFile };
    expect(() => read({ issuers: [{ ...good, clientAuthentication }] })).toThrow(/2048/u);
  });
});
