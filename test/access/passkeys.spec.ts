import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { EventStore } from '#event-store';
import {
  AuthenticatorFixture,
  type Departure,
} from '../../libs/access/src/passkeys/authenticator.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { Browser, type Answer } from './browser.fixture.js';

/** Where passkeys count, for a server to which nobody has said its address. */
const ORIGIN = 'http://localhost:3000';
const RP_ID = 'localhost';

interface Begun<Options> {
  readonly step: string;
  readonly options: Options;
}
interface Registered {
  readonly items: readonly { readonly id: string; readonly name: string }[];
}

let server: TestServer;
let admin: Browser;
let telephone: AuthenticatorFixture;
beforeEach(async () => {
  server = await TestServer.start();
  admin = new Browser(server);
  await admin.begin();
  telephone = new AuthenticatorFixture('telephone', ORIGIN, RP_ID);
});
afterEach(() => server.end());

async function beginRegistration(by: Browser) {
  const { body } = await by.post<Begun<PublicKeyCredentialCreationOptionsJSON>>(
    'session/passkeys/options',
  );
  return body;
}

async function register(
  by: Browser,
  authenticator: AuthenticatorFixture,
  departure: Departure = {},
): Promise<Answer<Registered>> {
  const { step, options } = await beginRegistration(by);
  const response = authenticator.create(options, departure);
  return by.post<Registered>('session/passkeys', { step, response, name: 'Telefono' });
}

async function beginSignIn(at: Browser) {
  const { body } =
    await at.post<Begun<PublicKeyCredentialRequestOptionsJSON>>('sign-in/passkey/options');
  return body;
}

async function signIn(
  at: Browser,
  authenticator: AuthenticatorFixture,
  departure: Departure = {},
): Promise<Answer<Readonly<Record<string, unknown>>>> {
  const { step, options } = await beginSignIn(at);
  return at.post('sign-in/passkey', { step, response: authenticator.get(options, departure) });
}

/** What a refusal must leave as it was: passkeys, sessions, and the log of facts. */
async function kept(): Promise<readonly unknown[]> {
  const database = new DatabaseSync(join(server.folder, 'access.db'), { readOnly: true });
  try {
    const passkeys = database.prepare('SELECT * FROM passkey ORDER BY 1').all();
    const sessions = database.prepare('SELECT id, hash FROM session ORDER BY id').all();
    const end = await server.application.get(EventStore, { strict: false }).end();
    return [passkeys, sessions, end];
  } finally {
    database.close();
  }
}

const notValid = { status: 403, body: { code: 'passkey-not-valid' } };

describe('A passkey', () => {
  it('is registered in a session, and its person comes in with it and nothing else', async () => {
    const { step, options } = await beginRegistration(admin);
    expect(options).toMatchObject({
      rp: { id: RP_ID },
      attestation: 'none',
      authenticatorSelection: { userVerification: 'required', residentKey: 'required' },
    });
    const response = telephone.create(options);
    const registered = await admin.post<Registered>('session/passkeys', {
      ...{ step, response, name: 'Telefono' },
    });
    expect(registered).toMatchObject({ status: 200, body: { items: [{ name: 'Telefono' }] } });
    const elsewhere = new Browser(server);
    const came = await signIn(elsewhere, telephone);
    expect(came).toMatchObject({
      status: 200,
      body: { personId: 'amministratore-1', role: 'ADM', method: 'passkey' },
    });
    expect(elsewhere.cookie).toMatch(/^__Host-traccia=/);
    expect(await elsewhere.get('session')).toMatchObject({ status: 200 });
  });

  it('makes the account of an invitation, without any password', async () => {
    await admin.ask(
      'POST',
      `registers/${ZONE}-organizzazione/grant-role`,
      { personId: 'operatore-1', role: 'UPo', from: '2020-01-01' },
      { 'idempotency-key': crypto.randomUUID() },
    );
    const operator = new Browser(server, 'operatore-1');
    const { personId, login } = operator;
    const { body } = await admin.post<{ code: string }>('accounts/invitations', {
      ...{ personId, login },
    });
    const opened = await operator.post<{ step: string }>('sign-in/invitation', { code: body.code });
    const { step } = opened.body;
    const begun = await operator.post<Begun<PublicKeyCredentialCreationOptionsJSON>>(
      'sign-in/invitation/passkey/options',
      { step },
    );
    const enrolled = await operator.post('sign-in/invitation/passkey', {
      step,
      passkeyStep: begun.body.step,
      response: telephone.create(begun.body.options),
      name: 'Telefono',
    });
    expect(enrolled).toMatchObject({ status: 200, body: { self: { role: 'UPo' } } });
    expect(await operator.get('session/proofs')).toMatchObject({ body: { hasPassword: false } });
    server.clock.pass({ seconds: 60 });
    expect(await signIn(new Browser(server), telephone)).toMatchObject({
      status: 200,
      body: { personId: 'operatore-1' },
    });
  });

  it('proves once more who one is, under a new secret', async () => {
    await register(admin, telephone);
    server.clock.pass({ seconds: 15 * 60 + 1 });
    expect(await admin.post('session/recovery-codes')).toMatchObject({ status: 403 });
    const before = admin.cookie;
    const begun = await admin.post<Begun<PublicKeyCredentialRequestOptionsJSON>>(
      'session/proof/passkey/options',
    );
    const { step, options } = begun.body;
    const proved = await admin.post('session/proof/passkey', {
      ...{ step, response: telephone.get(options) },
    });
    expect(proved).toMatchObject({ status: 200, body: { method: 'passkey' } });
    expect(admin.cookie).not.toBe(before);
    expect(await admin.post('session/recovery-codes')).toMatchObject({ status: 200 });
  });

  it('that was removed opens nothing, and its person comes in with the password', async () => {
    const registered = await register(admin, telephone);
    const [{ id } = { id: '' }] = registered.body.items;
    expect(await admin.delete(`session/passkeys/${id}`)).toMatchObject({ status: 200 });
    expect(await signIn(new Browser(server), telephone)).toMatchObject(notValid);
    server.clock.pass({ seconds: 60 });
    expect(await admin.signIn()).toMatchObject({ status: 200 });
  });
});

/** How an answer that was caught, made up or copied differs from an honest one. */
const departures: readonly (readonly [string, Departure])[] = [
  ['from the page of another site', { origin: 'https://traccia.example.evil.example' }],
  ['from another port of the same host', { origin: 'http://localhost:3001' }],
  ['for another site', { rpId: 'evil.example' }],
  ['in a frame', { crossOrigin: true }],
  ['to a challenge that is not ours', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
  ['of an authenticator that nobody unlocked', { isUserVerified: false }],
];

describe('To register a passkey, an answer', () => {
  it.each([...departures, ['that is one to sign in', { type: 'webauthn.get' }] as const])(
    '%s is refused, and nothing is kept',
    async (_, departure) => {
      const before = await kept();
      expect(await register(admin, telephone, departure)).toMatchObject(notValid);
      expect(await kept()).toEqual(before);
    },
  );

  it('that was given already is refused', async () => {
    const { step, options } = await beginRegistration(admin);
    const answer = { step, response: telephone.create(options), name: 'Telefono' };
    expect(await admin.post('session/passkeys', answer)).toMatchObject({ status: 200 });
    const before = await kept();
    expect(await admin.post('session/passkeys', answer)).toMatchObject(notValid);
    expect(await kept()).toEqual(before);
  });

  it('of whoever has no session, or long proved who they are, is not even asked for', async () => {
    const before = await kept();
    const stranger = new Browser(server);
    expect(await stranger.post('session/passkeys/options')).toMatchObject({ status: 401 });
    server.clock.pass({ seconds: 15 * 60 + 1 });
    expect(await admin.post('session/passkeys/options')).toMatchObject({
      ...{ status: 403, body: { code: 'proof-needed' } },
    });
    expect((await kept())[0]).toEqual(before[0]);
  });
});

describe('To sign in with a passkey, an answer', () => {
  beforeEach(async () => {
    expect(await register(admin, telephone)).toMatchObject({ status: 200 });
  });

  it.each([
    ...departures,
    ['that is one to register', { type: 'webauthn.create' }] as const,
    ['in the name of another person', { userHandle: 'bmVzc3Vubw' }] as const,
    ['that names no person', { userHandle: undefined }] as const,
  ])('%s is refused, and nothing is kept', async (_, departure) => {
    const before = await kept();
    const guest = new Browser(server);
    expect(await signIn(guest, telephone, departure)).toMatchObject(notValid);
    expect(guest.cookie).toBeUndefined();
    expect(await kept()).toEqual(before);
  });

  it('that was given already is refused, under its own challenge and under the next one', async () => {
    const guest = new Browser(server);
    const { step, options } = await beginSignIn(guest);
    const response = telephone.get(options);
    expect(await guest.post('sign-in/passkey', { step, response })).toMatchObject({ status: 200 });
    const before = await kept();
    const thief = new Browser(server);
    expect(await thief.post('sign-in/passkey', { step, response })).toMatchObject(notValid);
    const { step: next } = await beginSignIn(thief);
    expect(await thief.post('sign-in/passkey', { step: next, response })).toMatchObject(notValid);
    expect(await kept()).toEqual(before);
  });

  it('of a copy, whose counter goes back or stands still, is refused', async () => {
    const guest = new Browser(server);
    expect(await signIn(guest, telephone)).toMatchObject({ status: 200 });
    const before = await kept();
    const seen = telephone.counter;
    for (const counter of [seen - 1, seen - 2]) {
      telephone.counter = counter;
      expect(await signIn(new Browser(server), telephone)).toMatchObject(notValid);
    }
    expect(await kept()).toEqual(before);
  });

  it('of a passkey that nobody has, or that has the id of another, is refused', async () => {
    const before = await kept();
    const foreign = new AuthenticatorFixture('foreign', ORIGIN, RP_ID);
    foreign.create((await beginRegistration(admin)).options);
    expect(await signIn(new Browser(server), foreign)).toMatchObject(notValid);
    const impostor = new AuthenticatorFixture('telephone', ORIGIN, RP_ID);
    impostor.create((await beginRegistration(admin)).options);
    expect(impostor.credentialId).toBe(telephone.credentialId);
    impostor.counter = 1_000;
    expect(await signIn(new Browser(server), impostor)).toMatchObject(notValid);
    expect(await kept()).toEqual(before);
  });

  it('that is none is refused like any other', async () => {
    const before = await kept();
    for (const response of [{}, { id: 7 }, { id: telephone.credentialId, response: {} }]) {
      const guest = new Browser(server);
      const { step } = await beginSignIn(guest);
      expect(await guest.post('sign-in/passkey', { step, response })).toMatchObject(notValid);
    }
    expect(await kept()).toEqual(before);
  });

  it('that is bad leaves a line for those who watch, as one that is good', async () => {
    await signIn(new Browser(server), telephone, { rpId: 'evil.example' });
    await signIn(new Browser(server), telephone);
    const lines = server.securityLines.map((line) => JSON.parse(line) as Record<string, string>);
    expect(lines.filter(({ event }) => event === 'sign-in-refused')).toMatchObject([
      { code: 'passkey-not-valid', route: 'POST /api/v1/sign-in/passkey' },
    ]);
    expect(lines.at(-1)).toMatchObject({ event: 'signed-in', method: 'passkey' });
  });
});
