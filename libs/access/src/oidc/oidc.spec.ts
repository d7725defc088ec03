import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { JWK } from 'jose';
import { OidcRefused } from './oidc-refused.js';
import type { OidcArrival, OidcRequest, StepUp } from './oidc-sign-in.js';
import type { KeyAlgorithmName, ProviderSettings } from './provider-settings.js';
import { OidcWorld, refusalOf } from './oidc-world.fixture.js';
import { AFTER_SIGN_OUT, Browser, RealProvider, signingKey } from './real-provider.fixture.js';

const atWork = { zone: 'livornese', role: 'UPo' } as const;

let keys: readonly [JWK, JWK];
let provider: RealProvider;
let world: OidcWorld;
let browser: Browser;

beforeAll(async () => {
  keys = [await signingKey('first'), await signingKey('second')];
});

beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  // oidc-provider says at every start that it is not meant to be used as it comes.
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  provider = await RealProvider.away();
  world = new OidcWorld([provider.settings()]);
  browser = new Browser();
});

afterEach(async () => {
  await provider.stop();
  world.close();
  jest.restoreAllMocks();
});

/** Begins here, identifies themselves there, comes back. */
async function signIn(request: Omit<OidcRequest, 'issuerId'> = {}): Promise<OidcArrival> {
  const departure = await world.oidc.signIn.begin({ issuerId: 'real', ...request });
  const returned = new URL(await browser.open(departure.redirectTo));
  expect(`${returned.origin}${returned.pathname}`).toBe(
    'https://traccia.example/accesso/oidc/real/ritorno',
  );
  const { secret } = departure;
  return world.oidc.signIn.complete({ issuerId: 'real', query: returned.search, secret });
}

/** Signs in for the first time with an invitation, and begins a session. */
async function firstSignIn(personId = 'operatore-1') {
  const arrival = await signIn({ invitation: world.oidc.identities.invite(personId) });
  const opened = world.sessions.begin({ ...arrival.signedIn, ...atWork });
  world.oidc.sessions.keep(opened.session.id, arrival.providerSession);
  return { arrival, opened };
}

describe('Signing in', () => {
  beforeEach(() => provider.start([keys[0]]));

  it('links who brings an invitation, and knows them again without one', async () => {
    const invited = await signIn({
      invitation: world.oidc.identities.invite('operatore-1'),
      returnTo: '/cicli?anno=2027',
    });
    expect(invited).toMatchObject({
      signedIn: { personId: 'operatore-1', method: 'oidc' },
      returnTo: '/cicli?anno=2027',
    });
    expect(Math.abs(invited.signedIn.authenticatedAtMs - Date.now())).toBeLessThan(60_000);
    const again = await signIn();
    expect(again.signedIn.personId).toBe('operatore-1');
    expect(provider.logins).toBe(1);
    expect(world.oidc.identities.list('operatore-1')).toMatchObject([{ linkedBy: 'invitation' }]);
  });

  it('links who has the claim the administrator expects', async () => {
    const claim = { name: 'fiscalNumber', value: 'account-1' };
    await world.oidc.identities.expectClaim(provider.issuer, claim, 'operatore-2');
    expect((await signIn()).signedIn.personId).toBe('operatore-2');
    expect(world.oidc.identities.list('operatore-2')).toMatchObject([{ linkedBy: 'claim' }]);
  });

  it('lets in nobody whom we do not know, and writes nothing', async () => {
    const before = world.rows();
    expect(await refusalOf(signIn())).toBe('oidc-identity-unknown');
    expect(world.rows()).toEqual(before);
  });

  it('lets in nobody below the level the settings ask for', async () => {
    const strict = provider.settings({ minimumAcr: 'high' });
    world.close();
    world = new OidcWorld([strict]);
    const invitation = world.oidc.identities.invite('operatore-1');
    expect(await refusalOf(signIn({ invitation }))).toBe('oidc-assurance-too-low');
    provider.sitting = { accountId: 'account-1', acr: 'high' };
    browser = new Browser();
    expect((await signIn({ invitation })).signedIn.personId).toBe('operatore-1');
  });

  it('leads to the front page when the page asked for is another site’s', async () => {
    const invitation = world.oidc.identities.invite('operatore-1');
    const { returnTo } = await signIn({ invitation, returnTo: '//elsewhere.example/' });
    expect(returnTo).toBe('/');
  });

  it('says no to an invitation that does not exist before anybody leaves', async () => {
    const begun = world.oidc.signIn.begin({ issuerId: 'real', invitation: 'INVENTED' });
    expect(await refusalOf(begun)).toBe('oidc-invitation-invalid');
    expect(provider.logins).toBe(0);
  });

  it('forgets, after ten minutes, that anybody left', async () => {
    const invitation = world.oidc.identities.invite('operatore-1');
    const { redirectTo, secret } = await world.oidc.signIn.begin({ issuerId: 'real', invitation });
    const { search: query } = new URL(await browser.open(redirectTo));
    world.aheadMs = 600_000;
    const late = world.oidc.signIn.complete({ issuerId: 'real', query, secret });
    expect(await refusalOf(late)).toBe('oidc-sign-in-expired');
    expect(world.rows()).toMatchObject({ oidc_transaction: [], oidc_identity: [] });
  });

  it('can be begun here and completed by another process, once', async () => {
    const invitation = world.oidc.identities.invite('operatore-1');
    const { redirectTo, secret } = await world.oidc.signIn.begin({ issuerId: 'real', invitation });
    const { search: query } = new URL(await browser.open(redirectTo));
    const another = world.another([provider.settings()]);
    const back = { issuerId: 'real', query, secret };
    const attempts = await Promise.allSettled([
      another.signIn.complete(back),
      world.oidc.signIn.complete(back),
    ]);
    expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('keeps no secret, no name and no claim in the file as they are', async () => {
    const { redirectTo, secret } = await world.oidc.signIn.begin({ issuerId: 'real' });
    const { searchParams } = new URL(redirectTo);
    await firstSignIn();
    const written = JSON.stringify(world.rows(), (_, value: unknown) =>
      value instanceof Uint8Array
        ? `${Buffer.from(value).toString('latin1')} ${Buffer.from(value).toString('base64url')}`
        : value,
    );
    const shown = [secret, searchParams.get('state'), searchParams.get('nonce'), 'account-1'];
    for (const each of shown) expect(written).not.toContain(each);
  });
});

describe('How we prove to the provider that it is us', () => {
  it.each(['client_secret_basic', 'client_secret_post'] as const)('%s', async (method) => {
    const client = { token_endpoint_auth_method: method };
    await provider.start([keys[0]], client);
    world.close();
    const secret = 'a secret: we & share';
    world = new OidcWorld([provider.settings({ clientAuthentication: { method, secret } })]);
    const { arrival } = await firstSignIn();
    expect(arrival.signedIn.personId).toBe('operatore-1');
  });

  it.each<[string, () => KeyObject, KeyAlgorithmName]>([
    ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey, 'RS256'],
    ['EC', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'ES256'],
    ['Ed25519', () => generateKeyPairSync('ed25519').privateKey, 'Ed25519'],
  ])('private_key_jwt with a key of the kind %s', async (_, make, algorithm) => {
    const key = make();
    provider.clientKeys = [{ ...createPublicKey(key).export({ format: 'jwk' }), kid: 'ours' }];
    await provider.start([keys[0]], {
      token_endpoint_auth_method: 'private_key_jwt',
      client_secret: undefined,
      token_endpoint_auth_signing_alg: algorithm,
      jwks_uri: 'https://traccia.example/jwks',
    });
    world.close();
    const clientAuthentication = {
      method: 'private_key_jwt',
      key,
      algorithm,
      keyId: 'ours',
    } as const;
    world = new OidcWorld([provider.settings({ clientAuthentication })]);
    const { arrival } = await firstSignIn();
    expect(arrival.signedIn.personId).toBe('operatore-1');
  });

  it('not at all, where PKCE alone must do', async () => {
    const client = { token_endpoint_auth_method: 'none', client_secret: undefined };
    await provider.start([keys[0]], client);
    world.close();
    world = new OidcWorld([provider.settings({ clientAuthentication: { method: 'none' } })]);
    const { arrival } = await firstSignIn();
    expect(arrival.signedIn.personId).toBe('operatore-1');
  });

  it('a wrong secret is told as an error of the provider, and nobody is linked', async () => {
    await provider.start([keys[0]]);
    world.close();
    const method = 'client_secret_basic';
    world = new OidcWorld([
      provider.settings({ clientAuthentication: { method, secret: 'wrong' } }),
    ]);
    expect(await refusalOf(firstSignIn())).toBe('oidc-provider-error');
    expect(world.rows()).toMatchObject({ oidc_identity: [], oidc_transaction: [] });
  });
});

describe('A decisive act', () => {
  type Floors = Pick<ProviderSettings, 'minimumAcr' | 'stepUpAcr'>;

  function worldWith(floors: Floors): void {
    const { minimumAcr: _in, stepUpAcr: _confirm, ...settings } = provider.settings();
    world.close();
    world = new OidcWorld([{ ...settings, ...floors }]);
  }

  beforeEach(() => provider.start([keys[0]]));
  const stepUp: StepUp = { personId: 'operatore-1', maxAgeS: 0 };

  it('makes the person identify themselves again, and renews their session', async () => {
    provider.sitting = { accountId: 'account-1', acr: 'high' };
    const { opened } = await firstSignIn();
    const { signedIn, isStepUp } = await signIn({ stepUp });
    expect(isStepUp).toBe(true);
    expect(provider.logins).toBe(2);
    const renewed = world.sessions.renew(opened.secret, signedIn);
    expect(renewed?.session.authenticatedAtMs).toBe(signedIn.authenticatedAtMs);
    expect(world.sessions.identify(opened.secret)).toBeUndefined();
  });

  it('does not ask again who identified themselves within max_age', async () => {
    provider.sitting = { accountId: 'account-1', acr: 'high' };
    const { arrival } = await firstSignIn();
    const confirmed = await signIn({ stepUp: { ...stepUp, maxAgeS: 300 } });
    expect(provider.logins).toBe(1);
    expect(confirmed.signedIn.authenticatedAtMs).toBe(arrival.signedIn.authenticatedAtMs);
  });

  it('is not confirmed by another person, whether we know them or not', async () => {
    provider.sitting = { accountId: 'account-1', acr: 'high' };
    await firstSignIn();
    browser = new Browser();
    provider.sitting = { accountId: 'account-2', acr: 'high' };
    expect(await refusalOf(signIn({ stepUp }))).toBe('oidc-other-person');
    browser = new Browser();
    await firstSignIn('operatore-2');
    expect(await refusalOf(signIn({ stepUp }))).toBe('oidc-other-person');
  });

  it('is not confirmed below the level it asks for', async () => {
    const { opened } = await firstSignIn();
    expect(await refusalOf(signIn({ stepUp }))).toBe('oidc-assurance-too-low');
    expect(world.sessions.identify(opened.secret)?.person.isWeakProof).toBe(true);
  });

  it('takes a confirmation of who came in below its level, however lately, and says when that was', async () => {
    const { arrival, opened } = await firstSignIn();
    const { authenticatedAtMs } = arrival.signedIn;
    expect(arrival.signedIn).toMatchObject({ isWeakProof: true });
    expect(world.sessions.identify(opened.secret)?.person).toMatchObject({
      authenticatedAtMs,
      isWeakProof: true,
    });
    provider.sitting = { accountId: 'account-1', acr: 'high' };
    const { signedIn } = await signIn({ stepUp });
    expect(signedIn).not.toHaveProperty('isWeakProof');
    const renewed = world.sessions.renew(opened.secret, signedIn);
    const comes = world.sessions.identify(renewed?.secret ?? '')?.person;
    expect(comes).toMatchObject({ authenticatedAtMs: signedIn.authenticatedAtMs });
    expect(comes).not.toHaveProperty('isWeakProof');
  });

  it.each<[string, Floors, acr: string]>([
    ['at its level', { minimumAcr: 'low', stepUpAcr: 'high' }, 'high'],
    ['where to come in takes the same level', { minimumAcr: 'low', stepUpAcr: 'low' }, 'low'],
    ['where to come in takes more', { minimumAcr: 'high', stepUpAcr: 'low' }, 'high'],
    ['where any level will do to confirm', { minimumAcr: 'low' }, 'low'],
    ['where any level will do', {}, 'low'],
  ])('takes no other proof of who came in %s', async (_, floors, acr) => {
    worldWith(floors);
    provider.sitting = { accountId: 'account-1', acr };
    const { arrival, opened } = await firstSignIn();
    expect(arrival.signedIn).not.toHaveProperty('isWeakProof');
    expect(world.sessions.identify(opened.secret)?.person).not.toHaveProperty('isWeakProof');
  });

  it('takes one where any level will do to come in', async () => {
    worldWith({ stepUpAcr: 'high' });
    expect((await firstSignIn()).arrival.signedIn).toMatchObject({ isWeakProof: true });
  });
});

describe('Signing out', () => {
  beforeEach(() => provider.start([keys[0]]));

  it('leads to the provider, which ends its session and ours, and sends the browser back', async () => {
    const { opened } = await firstSignIn();
    const other = await signIn();
    const second = world.sessions.begin({ ...other.signedIn, ...atWork });
    world.oidc.sessions.keep(second.session.id, other.providerSession);
    const ended: string[] = [];
    provider.onLogout = async (token) => {
      ended.push(...(await world.oidc.signOut.receive('real', token)));
      return true;
    };
    world.sessions.end(opened.secret);
    const address = await world.oidc.signOut.addressAt(opened.session.id, AFTER_SIGN_OUT);
    const page = await browser.open(address ?? '');
    const xsrf = /name="xsrf" value="(?<xsrf>\w+)"/u.exec(page)?.groups?.['xsrf'] ?? '';
    const confirm = `${provider.issuer}/session/end/confirm`;
    expect(await browser.open(confirm, { xsrf, logout: 'yes' })).toBe(AFTER_SIGN_OUT);
    expect(ended).toEqual([second.session.id]);
    expect(world.sessions.identify(second.secret)).toBeUndefined();
    await signIn();
    expect(provider.logins).toBe(2);
  });

  it('stays here when the session did not begin with a provider', async () => {
    expect(await world.oidc.signOut.addressAt('unknown', AFTER_SIGN_OUT)).toBeUndefined();
  });

  it('does not wait for a provider that is away', async () => {
    const { opened } = await firstSignIn();
    const another = world.another([provider.settings()]);
    await provider.stop();
    expect(await another.signOut.addressAt(opened.session.id, AFTER_SIGN_OUT)).toBeUndefined();
  });
});

describe('A provider that is away', () => {
  it('is told to who wants to sign in, and works as soon as it is back', async () => {
    world.frozenMs = Date.now();
    world.oidc.warmUp();
    expect(await refusalOf(world.oidc.signIn.begin({ issuerId: 'real' }))).toBe(
      'oidc-provider-unavailable',
    );
    expect(world.rows()).toMatchObject({ oidc_transaction: [] });
    await provider.start([keys[0]]);
    // Left alone for a second first, so that those who wait do not hammer it.
    expect(await refusalOf(world.oidc.signIn.begin({ issuerId: 'real' }))).toBe(
      'oidc-provider-unavailable',
    );
    world.frozenMs += 1_000;
    const { arrival } = await firstSignIn();
    expect(arrival.signedIn.personId).toBe('operatore-1');
  });

  it('may go away between leaving and coming back: begin again', async () => {
    await provider.start([keys[0]]);
    const { redirectTo, secret } = await world.oidc.signIn.begin({ issuerId: 'real' });
    const { search: query } = new URL(await browser.open(redirectTo));
    await provider.stop();
    const back = world.oidc.signIn.complete({ issuerId: 'real', query, secret });
    expect(await refusalOf(back)).toBe('oidc-provider-unavailable');
    expect(world.rows()).toMatchObject({ oidc_transaction: [], oidc_identity: [] });
  });
});

it('A new key of the provider is taken up at once, and one it withdrew counts no more', async () => {
  await provider.start([keys[0]]);
  await firstSignIn();
  await provider.start([keys[1]]);
  browser = new Browser();
  expect((await signIn()).signedIn.personId).toBe('operatore-1');
  await provider.start([keys[1], keys[0]]);
  browser = new Browser();
  expect((await signIn()).signedIn.personId).toBe('operatore-1');
});

it('The sign-in page shows the providers in the order of the settings', () => {
  expect(world.oidc.waysIn()).toEqual([{ issuerId: 'real', name: { it: 'Entra', en: 'Sign in' } }]);
});

it('A refusal holds its words in both languages, and not those of the provider', () => {
  const refusal = new OidcRefused('oidc-access-denied', { cause: new Error('theirs') });
  expect(refusal.it).toMatch(/Hai annullato/u);
  expect(refusal.en).toMatch(/You cancelled/u);
  expect(refusal.message).not.toMatch(/theirs/u);
});
