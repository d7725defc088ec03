import { createHmac } from 'node:crypto';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { exportSPKI, importJWK, type CryptoKey } from 'jose';
import { HostileProvider, newKey, type Misdeeds } from './hostile-provider.fixture.js';
import type { OidcRefusedCode } from './oidc-refused.js';
import { OidcWorld, refusalOf } from './oidc-world.fixture.js';

let provider: HostileProvider;
let world: OidcWorld;
/** What is logged, so that a test can look for what must not be in it. */
let logged: string[];

beforeEach(async () => {
  logged = [];
  jest.spyOn(Logger.prototype, 'warn').mockImplementation((message: unknown) => {
    logged.push(String(message));
  });
  provider = await HostileProvider.start();
  world = new OidcWorld([provider.settings()]);
  // Whatever is accepted from the provider would make a link and so leave a trace.
  const claim = { name: 'fiscalNumber', value: 'AAABBB80A01E625X' };
  await world.oidc.identities.expectClaim(provider.issuer, claim, 'operatore-1');
});

afterEach(async () => {
  world.close();
  await provider.stop();
  jest.restoreAllMocks();
});

const nowS = () => Math.floor(Date.now() / 1_000);
const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** One whole sign-in, in which the provider or the way back differs from an honest one. */
async function signIn(misdeeds: Misdeeds = {}, way: (query: string) => string = (query) => query) {
  const { signIn: desk } = world.oidc;
  const departure = await desk.begin({ issuerId: 'hostile', returnTo: '/cicli' });
  provider.misdeeds = misdeeds;
  const query = way(provider.visit(departure.redirectTo));
  const back = { issuerId: 'hostile', query, secret: departure.secret };
  return { back, arrival: desk.complete(back) };
}

/** Refused, with nothing written and nothing left that would work at a second try. */
async function isRefused(
  code: OidcRefusedCode,
  misdeeds: Misdeeds,
  way?: (query: string) => string,
): Promise<void> {
  const before = world.rows();
  const { back, arrival } = await signIn(misdeeds, way);
  expect(await refusalOf(arrival)).toBe(code);
  expect(world.rows()).toEqual(before);
  expect(world.rows()).toMatchObject({ oidc_transaction: [], oidc_identity: [], session: [] });
  provider.misdeeds = {};
  expect(await refusalOf(world.oidc.signIn.complete(back))).toBe('oidc-sign-in-expired');
  expect(world.rows()).toEqual(before);
}

describe('An honest provider', () => {
  it('lets in the person the administrator expects, and remembers them', async () => {
    const { arrival } = await signIn();
    expect(await arrival).toMatchObject({
      signedIn: { personId: 'operatore-1', method: 'oidc' },
      returnTo: '/cicli',
      isStepUp: false,
    });
    expect(world.oidc.identities.list('operatore-1')).toMatchObject([
      { issuer: provider.issuer, linkedBy: 'claim' },
    ]);
    expect(world.rows()).toMatchObject({ oidc_transaction: [] });
  });

  it('is asked with the code flow, PKCE S256, state, nonce and max_age', async () => {
    const { redirectTo } = await world.oidc.signIn.begin({ issuerId: 'hostile' });
    expect(redirectTo).toMatch(new RegExp(`^${provider.issuer}/authorize\\?`, 'u'));
    expect(Object.fromEntries(new URL(redirectTo).searchParams)).toEqual({
      client_id: 'traccia',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/u),
      code_challenge_method: 'S256',
      max_age: '3600',
      nonce: expect.stringMatching(/^[\w-]{43}$/u),
      redirect_uri: 'https://traccia.example/accesso/oidc/hostile/ritorno',
      response_type: 'code',
      scope: 'openid',
      state: expect.stringMatching(/^[\w-]{43}$/u),
    });
  });

  it('may sign with typ JWT and name us as the authorized party', async () => {
    const { arrival } = await signIn({ header: { typ: 'JWT' }, claims: { azp: 'traccia' } });
    await expect(arrival).resolves.toMatchObject({ signedIn: { personId: 'operatore-1' } });
  });

  it('may have a clock half a minute ahead, which makes nobody appear later than now', async () => {
    const ahead = nowS() + 30;
    const { arrival } = await signIn({ claims: { iat: ahead, auth_time: ahead } });
    const { signedIn } = await arrival;
    expect(signedIn.authenticatedAtMs).toBeLessThanOrEqual(Date.now());
  });

  it('may name its keys in the token as well: nobody looks there', async () => {
    const elsewhere = `${provider.issuer}/keys-of-the-attacker`;
    const { publicJwk } = await newKey();
    const { arrival } = await signIn({
      header: { jku: elsewhere, x5u: elsewhere, jwk: publicJwk },
    });
    await expect(arrival).resolves.toMatchObject({ signedIn: { personId: 'operatore-1' } });
    expect(provider.asked).not.toContain('/keys-of-the-attacker');
  });

  it('says when the person identified themselves, not when they came to us', async () => {
    const authenticatedS = nowS() - 1_000;
    const { arrival } = await signIn({ claims: { auth_time: authenticatedS } });
    expect((await arrival).signedIn.authenticatedAtMs).toBe(authenticatedS * 1_000);
  });
});

it('Nobody is known by an e-mail address, verified or not', async () => {
  const email = { email: 'operatore-1@ente.example', email_verified: true };
  const claim = { name: 'email', value: email.email };
  await world.oidc.identities.expectClaim(provider.issuer, claim, 'operatore-1');
  await isRefused('oidc-identity-unknown', { claims: { ...email, fiscalNumber: undefined } });
  await (
    await signIn()
  ).arrival;
  const moved = await signIn({ claims: { ...email, email: 'operatore-2@ente.example' } });
  expect((await moved.arrival).signedIn.personId).toBe('operatore-1');
});

describe('What comes back with the browser is refused', () => {
  it('when a code is used twice, also with a transaction of its own', async () => {
    const first = await signIn();
    await first.arrival;
    const code = new URLSearchParams(first.back.query).get('code') ?? '';
    const before = world.rows();
    const second = await signIn({}, (query) => {
      const replayed = new URLSearchParams(query);
      replayed.set('code', code);
      return replayed.toString();
    });
    expect(await refusalOf(second.arrival)).toBe('oidc-response-refused');
    expect(await refusalOf(world.oidc.signIn.complete(first.back))).toBe('oidc-sign-in-expired');
    expect(world.rows()).toEqual(before);
  });

  it('when the code belongs to the challenge of somebody else', async () => {
    const theirs = await world.oidc.signIn.begin({ issuerId: 'hostile' });
    const code = new URLSearchParams(provider.visit(theirs.redirectTo)).get('code') ?? '';
    const mine = await signIn({}, (query) => {
      const injected = new URLSearchParams(query);
      injected.set('code', code);
      return injected.toString();
    });
    expect(await refusalOf(mine.arrival)).toBe('oidc-response-refused');
    expect(world.rows()).toMatchObject({ oidc_identity: [] });
  });

  it.each<[string, (query: URLSearchParams) => void]>([
    [
      'with another state',
      (query) => {
        query.set('state', 'another');
      },
    ],
    [
      'without a state',
      (query) => {
        query.delete('state');
      },
    ],
    [
      'with two states',
      (query) => {
        query.append('state', 'another');
      },
    ],
    [
      'with the issuer of another provider (mix-up)',
      (query) => {
        query.set('iss', 'https://other.example');
      },
    ],
    [
      'without an issuer, when the provider says it sends one',
      (query) => {
        query.delete('iss');
      },
    ],
    [
      'without a code',
      (query) => {
        query.delete('code');
      },
    ],
    [
      'with a token in the address',
      (query) => {
        query.set('id_token', 'e30.e30.');
      },
    ],
    [
      'wrapped in a JWT nobody asked for',
      (query) => {
        query.set('response', 'e30.e30.');
      },
    ],
  ])('%s', async (_, change) => {
    await isRefused('oidc-response-refused', {}, (query) => {
      const changed = new URLSearchParams(query);
      change(changed);
      return changed.toString();
    });
    expect(provider.asked).not.toContain('/token');
  });

  it('when it comes to the address of another provider than the one asked (mix-up)', async () => {
    const other = new OidcWorld([provider.settings(), { ...provider.settings({ id: 'other' }) }]);
    try {
      const { redirectTo, secret } = await other.oidc.signIn.begin({ issuerId: 'hostile' });
      const query = provider.visit(redirectTo);
      const back = { issuerId: 'other', query, secret };
      expect(await refusalOf(other.oidc.signIn.complete(back))).toBe('oidc-response-refused');
      expect(other.rows()).toMatchObject({ oidc_transaction: [], oidc_identity: [] });
      expect(provider.asked).not.toContain('/token');
    } finally {
      other.close();
    }
  });

  it.each([undefined, '', 'invented', 'a'.repeat(10_000)])(
    'when the cookie is not ours: %.20s',
    async (secret) => {
      const { redirectTo } = await world.oidc.signIn.begin({ issuerId: 'hostile' });
      const before = world.rows();
      const back = { issuerId: 'hostile', query: provider.visit(redirectTo), secret };
      expect(await refusalOf(world.oidc.signIn.complete(back))).toBe('oidc-sign-in-expired');
      expect(world.rows()).toEqual(before);
    },
  );
});

describe('An ID token is refused', () => {
  it.each<[string, Misdeeds]>([
    ['for another audience', { claims: { aud: 'another' } }],
    ['of another issuer', { claims: { iss: 'https://other.example' } }],
    ['of this issuer with a slash', { claims: { iss: 'http://127.0.0.1/' } }],
    ['with another nonce', { claims: { nonce: 'another' } }],
    ['without a nonce', { claims: { nonce: undefined } }],
    ['that has expired', { claims: { exp: nowS() - 120 } }],
    ['without an expiry', { claims: { exp: undefined } }],
    ['without a subject', { claims: { sub: undefined } }],
    ['with an empty subject', { claims: { sub: '' } }],
    ['with a number for a subject', { claims: { sub: 7 } }],
    ['with a subject of 256 characters', { claims: { sub: 'a'.repeat(256) } }],
    ['for two audiences without azp', { claims: { aud: ['traccia', 'another'] } }],
    ['for two audiences with our azp', { claims: { aud: ['traccia', 'another'], azp: 'traccia' } }],
    ['with the azp of another', { claims: { azp: 'another' } }],
    ['issued far in the future', { claims: { iat: nowS() + 3_600 } }],
    ['without iat', { claims: { iat: undefined } }],
    ['not valid before tomorrow', { claims: { nbf: nowS() + 86_400 } }],
    ['without auth_time', { claims: { auth_time: undefined } }],
    ['of somebody who will identify themselves', { claims: { auth_time: nowS() + 3_600 } }],
    ['made for a logout', { header: { typ: 'logout+jwt' } }],
    ['made as an access token', { header: { typ: 'at+jwt' } }],
    ['made for a login but called something else', { header: { typ: 'secevent+jwt' } }],
    ['with a critical header we do not know', { header: { crit: ['b64'], b64: true } }],
    ['that is missing', { idToken: () => undefined }],
    ['that is no JWT', { idToken: () => 'not a token' }],
    [
      'with a payload changed after signing',
      {
        idToken: (claims, honest) => {
          const [header = '', , signature = ''] = honest.split('.');
          return `${header}.${encoded({ ...claims, sub: 'subject-2' })}.${signature}`;
        },
      },
    ],
    ['without its signature', { idToken: (_, honest) => honest.replace(/[^.]+$/u, '') }],
    ['with alg none', { idToken: (claims) => `${encoded({ alg: 'none' })}.${encoded(claims)}.` }],
    ['with alg nOnE', { idToken: (claims) => `${encoded({ alg: 'nOnE' })}.${encoded(claims)}.` }],
  ])('%s', async (_, misdeeds) => {
    await isRefused('oidc-response-refused', misdeeds);
  });

  it('issued 90 seconds in the future', async () => {
    // From now: what the table says was reckoned before all that stands above it in the table had run.
    await isRefused('oidc-response-refused', { claims: { iat: nowS() + 90 } });
  });

  it('when the person identified themselves longer ago than max_age', async () => {
    await isRefused('oidc-authentication-too-old', { claims: { auth_time: nowS() - 3_700 } });
  });

  it('when it is signed by another key, also under the name of the published one', async () => {
    const another = await newKey();
    await isRefused('oidc-response-refused', { signingKey: another });
    await isRefused('oidc-response-refused', {
      signingKey: another,
      header: { kid: provider.key.kid },
    });
  });

  it('when it is signed with HS256 and the public key, or the secret we share', async () => {
    const publicKey = (await importJWK(provider.key.publicJwk, 'RS256')) as CryptoKey;
    const secrets = [
      await exportSPKI(publicKey),
      JSON.stringify(provider.key.publicJwk),
      'a secret we share',
    ];
    for (const secret of secrets) {
      await isRefused('oidc-response-refused', {
        idToken: (claims) => {
          const signed = `${encoded({ alg: 'HS256', kid: provider.key.kid })}.${encoded(claims)}`;
          return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
        },
      });
    }
  });

  it('when it brings its own key along, which nobody fetches', async () => {
    const another = await newKey();
    const jku = `${provider.issuer}/keys-of-the-attacker`;
    for (const header of [
      { jwk: another.publicJwk },
      { jku },
      { x5u: jku },
      { jku, x5u: jku, jwk: another.publicJwk, kid: provider.key.kid },
    ]) {
      await isRefused('oidc-response-refused', { signingKey: another, header });
    }
    expect(provider.asked).not.toContain('/keys-of-the-attacker');
  });
});

describe('A provider', () => {
  it.each<[string, Misdeeds['metadata']]>([
    ['that calls itself something else', { issuer: 'https://other.example' }],
    ['that calls itself almost the same', { issuer: 'http://127.0.0.1/' }],
    [
      'whose tokens go over plain HTTP to elsewhere',
      { token_endpoint: 'http://other.example/token' },
    ],
    ['whose keys come over plain HTTP from elsewhere', { jwks_uri: 'http://other.example/jwks' }],
    ['whose page is not on the web', { authorization_endpoint: 'javascript:alert(1)' }],
    ['without keys', { jwks_uri: undefined }],
    ['that signs out over plain HTTP elsewhere', { end_session_endpoint: 'http://other.example' }],
  ])('%s is not used', async (_, metadata = {}) => {
    const before = world.rows();
    provider.misdeeds = { metadata };
    const { signIn: desk } = world.oidc;
    expect(await refusalOf(desk.begin({ issuerId: 'hostile' }))).toBe(
      'oidc-provider-misconfigured',
    );
    expect(world.rows()).toEqual(before);
  });

  it('whose issuer differs by a trailing slash is not used', async () => {
    const { signIn: desk } = world.oidc;
    provider.misdeeds = { metadata: { issuer: `${provider.issuer}/` } };
    expect(await refusalOf(desk.begin({ issuerId: 'hostile' }))).toBe(
      'oidc-provider-misconfigured',
    );
  });

  it('that answers with a redirect or an error is not followed', async () => {
    await isRefused('oidc-response-refused', { status: 302 });
    await isRefused('oidc-provider-unavailable', { status: 503 });
  });

  it('that we do not know is refused before anything is asked', async () => {
    const { signIn: desk } = world.oidc;
    for (const issuerId of ['unknown', '', '__proto__', 'constructor']) {
      expect(await refusalOf(desk.begin({ issuerId }))).toBe('oidc-provider-unknown');
    }
    expect(provider.asked).toEqual([]);
  });
});

describe('Errors of the provider', () => {
  it.each<[string, OidcRefusedCode]>([
    ['access_denied', 'oidc-access-denied'],
    ['login_required', 'oidc-login-required'],
    ['interaction_required', 'oidc-login-required'],
    ['consent_required', 'oidc-login-required'],
    ['account_selection_required', 'oidc-login-required'],
    ['temporarily_unavailable', 'oidc-provider-unavailable'],
    ['server_error', 'oidc-provider-unavailable'],
    ['unmet_authentication_requirements', 'oidc-assurance-too-low'],
    ['invalid_scope', 'oidc-provider-error'],
    ['<script>alert(1)</script>', 'oidc-provider-error'],
  ])('%s is %s', async (error, code) => {
    const described = { error, error_description: '<b>words of the provider</b>' };
    await isRefused(code, {}, (query) => {
      const answered = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(query)) });
      answered.delete('code');
      for (const [name, value] of Object.entries(described)) answered.set(name, value);
      return answered.toString();
    });
    expect(logged.join()).not.toMatch(/<script>|words of the provider/u);
  });

  it('that come with a state of nobody are no errors of the provider', async () => {
    await isRefused('oidc-response-refused', {}, () => 'error=access_denied&state=another');
  });
});

it('The log says which claim was wrong, and holds no token, no code and nobody’s name', async () => {
  await isRefused('oidc-response-refused', { claims: { nonce: 'another', sub: 'somebody' } });
  expect(logged.join('\n')).toMatch(/hostile oidc-response-refused: .*nonce/u);
  expect(logged.join('\n')).not.toMatch(/somebody|AAABBB80A01E625X|eyJ/u);
});
