import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { JWTPayload } from 'jose';
import { HostileProvider, newKey } from './hostile-provider.fixture.js';
import { OidcWorld, refusalOf } from './oidc-world.fixture.js';

const atWork = { zone: 'livornese', role: 'UPo' } as const;
const event = 'http://schemas.openid.net/event/backchannel-logout';

let provider: HostileProvider;
let world: OidcWorld;

beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  provider = await HostileProvider.start();
  world = new OidcWorld([provider.settings()]);
});

afterEach(async () => {
  world.close();
  await provider.stop();
  jest.restoreAllMocks();
});

const nowS = () => Math.floor(Date.now() / 1_000);
const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A session of a person whom the provider knows by this subject, there by this sid. */
async function atTheirDesk(subject: string, sid: string) {
  const identity = await world.oidc.identities.subjectHash({ issuer: provider.issuer, subject });
  const { secret, session } = world.sessions.begin({
    personId: subject,
    method: 'oidc',
    authenticatedAtMs: Date.now(),
    ...atWork,
  });
  world.oidc.sessions.keep(session.id, { issuerId: 'hostile', identity, sid });
  return { secret, id: session.id };
}

function claims(more: Readonly<Record<string, unknown>> = {}): JWTPayload {
  return {
    iss: provider.issuer,
    aud: 'traccia',
    iat: nowS(),
    exp: nowS() + 120,
    jti: randomUUID(),
    events: { [event]: {} },
    sub: 'subject-1',
    sid: 'sid-1',
    ...more,
  };
}

const logoutToken = (more?: Readonly<Record<string, unknown>>, header: object = {}) =>
  provider.sign(claims(more), { typ: 'logout+jwt', ...header });

const receive = (token: string) => world.oidc.signOut.receive('hostile', token);

describe('A logout token', () => {
  it('ends the session it names, and no other', async () => {
    const named = await atTheirDesk('subject-1', 'sid-1');
    const otherDevice = await atTheirDesk('subject-1', 'sid-2');
    const otherPerson = await atTheirDesk('subject-2', 'sid-3');
    expect(await receive(await logoutToken())).toEqual([named.id]);
    expect(world.sessions.identify(named.secret)).toBeUndefined();
    expect(world.sessions.identify(otherDevice.secret)).toBeDefined();
    expect(world.sessions.identify(otherPerson.secret)).toBeDefined();
  });

  it('ends all sessions of a person, when it names the person only', async () => {
    const first = await atTheirDesk('subject-1', 'sid-1');
    const second = await atTheirDesk('subject-1', 'sid-2');
    const other = await atTheirDesk('subject-2', 'sid-3');
    const ended = await receive(await logoutToken({ sid: undefined }));
    expect([...ended].sort()).toEqual([first.id, second.id].sort());
    expect(world.sessions.identify(other.secret)).toBeDefined();
  });

  it('ends the session it names, when it does not say whose it is', async () => {
    const { id } = await atTheirDesk('subject-1', 'sid-1');
    expect(await receive(await logoutToken({ sub: undefined }))).toEqual([id]);
  });

  it('ends nothing when no session is of that person and that session there', async () => {
    const { secret } = await atTheirDesk('subject-1', 'sid-1');
    expect(await receive(await logoutToken({ sub: 'subject-2' }))).toEqual([]);
    expect(world.sessions.identify(secret)).toBeDefined();
  });

  it('ends no session that began with another provider under the same sid', async () => {
    const both = [provider.settings(), provider.settings({ id: 'other' })];
    world.close();
    world = new OidcWorld(both);
    const { secret } = await atTheirDesk('subject-1', 'sid-1');
    expect(await world.oidc.signOut.receive('other', await logoutToken())).toEqual([]);
    expect(world.sessions.identify(secret)).toBeDefined();
  });

  it('works once', async () => {
    const token = await logoutToken();
    await atTheirDesk('subject-1', 'sid-1');
    await receive(token);
    const { secret } = await atTheirDesk('subject-1', 'sid-1');
    expect(await refusalOf(receive(token))).toBe('oidc-logout-token-refused');
    expect(world.sessions.identify(secret)).toBeDefined();
  });

  it('is remembered until it has expired, and no longer', async () => {
    await receive(await logoutToken());
    world.aheadMs = 181_000;
    await receive(await logoutToken({ iat: nowS() + 181, exp: nowS() + 301 }));
    expect(world.rows()['oidc_logout_token']).toHaveLength(1);
  });

  it('may be signed with a key the provider has just begun to use', async () => {
    await receive(await logoutToken());
    const fresh = await newKey();
    provider.published = [provider.key, fresh];
    // Unknown keys are looked up every half minute at most; the clock of the library is the machine's.
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 31_000);
    const { id } = await atTheirDesk('subject-1', 'sid-1');
    expect(await receive(await provider.sign(claims(), { typ: 'logout+jwt' }, fresh))).toEqual([
      id,
    ]);
  });
});

describe('No session is ended by a token', () => {
  it.each<[string, Readonly<Record<string, unknown>>, object?]>([
    ['without the type of a logout token', {}, { typ: undefined }],
    ['that is an ID token', {}, { typ: 'JWT' }],
    ['of another type', {}, { typ: 'secevent+jwt' }],
    ['of another issuer', { iss: 'https://other.example' }],
    ['without issuer', { iss: undefined }],
    ['for another audience', { aud: 'another' }],
    ['for others as well', { aud: ['traccia', 'another'] }],
    ['without audience', { aud: undefined }],
    ['without iat', { iat: undefined }],
    ['issued far in the future', { iat: nowS() + 3_600, exp: nowS() + 4_000 }],
    ['issued an hour ago', { iat: nowS() - 3_600 }],
    ['that has expired', { exp: nowS() - 120 }],
    ['without expiry', { exp: undefined }],
    ['not valid before tomorrow', { nbf: nowS() + 86_400 }],
    ['without jti', { jti: undefined }],
    ['with an empty jti', { jti: '' }],
    ['without events', { events: undefined }],
    ['with another event', { events: { 'https://other.example/event': {} } }],
    ['with the event as a text', { events: event }],
    ['with an event that is no object', { events: { [event]: true } }],
    ['with a nonce', { nonce: 'n' }],
    ['with a nonce that is null', { nonce: null }],
    ['that names nobody', { sub: undefined, sid: undefined }],
    ['with an empty sid', { sid: '' }],
    ['with a number for a sid', { sid: 1 }],
    ['with an empty subject', { sub: '' }],
    ['with an algorithm it was not signed with', {}, { alg: 'PS256' }],
  ])('%s', async (_, more, header = {}) => {
    const { secret } = await atTheirDesk('subject-1', 'sid-1');
    const before = world.rows();
    let token = await logoutToken(more, { ...header, alg: 'RS256' });
    if ('alg' in header)
      token = token.replace(/^[^.]+/u, encoded({ ...header, typ: 'logout+jwt' }));
    expect(await refusalOf(receive(token))).toBe('oidc-logout-token-refused');
    expect(world.rows()).toEqual(before);
    expect(world.sessions.identify(secret)).toBeDefined();
  });

  it('signed by another key, by none, with a key it brings along or that is no token', async () => {
    const { secret } = await atTheirDesk('subject-1', 'sid-1');
    const another = await newKey();
    const typ = 'logout+jwt';
    const tokens = [
      await provider.sign(claims(), { typ }, another),
      await provider.sign(claims(), { typ, kid: provider.key.kid }, another),
      await provider.sign(claims(), { typ, jwk: another.publicJwk }, another),
      await provider.sign(claims(), { typ, jku: `${provider.issuer}/theirs` }, another),
      `${encoded({ alg: 'none', typ })}.${encoded(claims())}.`,
      'not a token',
      '',
      '..',
      'a'.repeat(100_000),
    ];
    for (const token of tokens) {
      expect(await refusalOf(receive(token))).toBe('oidc-logout-token-refused');
    }
    expect(world.sessions.identify(secret)).toBeDefined();
    // Invented names of keys do not make us ask the provider again and again.
    expect(provider.asked.filter((path) => path === '/jwks')).toHaveLength(1);
    expect(provider.asked).not.toContain('/theirs');
  });

  it('of a provider we do not know, or whose keys cannot be had', async () => {
    const token = await logoutToken();
    const unknown = world.oidc.signOut.receive('unknown', token);
    expect(await refusalOf(unknown)).toBe('oidc-provider-unknown');
    await world.oidc.signIn.begin({ issuerId: 'hostile' });
    provider.misdeeds = { status: 503 };
    expect(await refusalOf(receive(token))).toBe('oidc-provider-unavailable');
  });
});
