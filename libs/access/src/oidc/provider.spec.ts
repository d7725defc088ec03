import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { HostileProvider } from './hostile-provider.fixture.js';
import { OidcWorld, refusalOf } from './oidc-world.fixture.js';

const discovery = '/.well-known/openid-configuration';
const request = { issuerId: 'hostile' };

let provider: HostileProvider;
let world: OidcWorld;
let logged: string[];

beforeEach(async () => {
  logged = [];
  jest.spyOn(Logger.prototype, 'warn').mockImplementation((message: unknown) => {
    logged.push(String(message));
  });
  provider = await HostileProvider.start();
  world = new OidcWorld([provider.settings()]);
});

afterEach(async () => {
  world.close();
  await provider.stop();
  jest.restoreAllMocks();
});

const timesAsked = () => provider.asked.filter((path) => path === discovery).length;

/** A gate that stays shut until it is opened. */
function shut(): () => void {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  provider.gate = promise;
  return () => {
    resolve(undefined);
  };
}

describe('What a provider says about itself', () => {
  it('is asked once, however many people wait for it', async () => {
    const open = shut();
    const waiting = Array.from({ length: 50 }, () => world.oidc.signIn.begin(request));
    open();
    await expect(Promise.all(waiting)).resolves.toHaveLength(50);
    await world.oidc.signIn.begin(request);
    expect(timesAsked()).toBe(1);
  });

  it('is asked again after an hour, while nobody waits for it', async () => {
    await world.oidc.signIn.begin(request);
    provider.misdeeds = { metadata: { authorization_endpoint: `${provider.issuer}/moved` } };
    world.aheadMs = 3_600_000;
    const open = shut();
    const meanwhile = await world.oidc.signIn.begin(request);
    expect(meanwhile.redirectTo).toContain('/authorize?');
    open();
    let { redirectTo } = meanwhile;
    while (!redirectTo.includes('/moved?')) {
      ({ redirectTo } = await world.oidc.signIn.begin(request));
    }
    expect(timesAsked()).toBe(2);
  });

  it('stays as it was when it is no longer to be believed', async () => {
    await world.oidc.signIn.begin(request);
    provider.misdeeds = { metadata: { issuer: 'https://other.example' } };
    world.aheadMs = 3_600_000;
    await world.oidc.signIn.begin(request);
    while (logged.length === 0) await world.oidc.signIn.begin(request);
    expect(logged.join()).toMatch(/hostile did not say who it is: .*does not match/u);
    await expect(world.oidc.signIn.begin(request)).resolves.toBeDefined();
  });

  it('is read up to 256 KiB', async () => {
    provider.misdeeds = { metadata: { padding: 'a'.repeat(262_144) } };
    expect(await refusalOf(world.oidc.signIn.begin(request))).toBe('oidc-provider-unavailable');
  });
});

describe('A provider that does not answer', () => {
  it('is given up after the time the settings allow, and asked once more', async () => {
    world.close();
    world = new OidcWorld([provider.settings({ timeoutMs: 50 })]);
    const open = shut();
    const waiting = Array.from({ length: 20 }, () => refusalOf(world.oidc.signIn.begin(request)));
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['oidc-provider-unavailable']));
    expect(timesAsked()).toBe(2);
    open();
  });

  it('is left alone for longer and longer, up to 15 seconds, and found again after that', async () => {
    world.frozenMs = Date.now();
    provider.misdeeds = { status: 503 };
    const refused = () => refusalOf(world.oidc.signIn.begin(request));
    let askedBefore = 0;
    for (const restMs of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
      expect(await refused()).toBe('oidc-provider-unavailable');
      expect(timesAsked()).toBe(askedBefore + 2);
      askedBefore = timesAsked();
      world.aheadMs += restMs - 1;
      expect(await refused()).toBe('oidc-provider-unavailable');
      expect(timesAsked()).toBe(askedBefore);
      world.aheadMs += 1;
    }
    provider.misdeeds = {};
    await expect(world.oidc.signIn.begin(request)).resolves.toBeDefined();
  });

  it('does not stop the start: the log says that it is not there yet', async () => {
    await provider.stop();
    world.oidc.warmUp();
    expect(await refusalOf(world.oidc.signIn.begin(request))).toBe('oidc-provider-unavailable');
    expect(logged.join()).toMatch(/hostile did not say who it is: .*No usable answer/u);
  });
});
