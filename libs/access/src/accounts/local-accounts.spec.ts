import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccessFixture } from '../access.fixture.js';
import { MAX_WAIT_SECONDS } from './attempts.js';
import { SECOND_FACTOR_MS, SECOND_FACTOR_TRIES } from './local-accounts.js';
import { TOTP_STEP_MS } from './totp-code.js';

const owner = { personId: 'operatore-1', login: 'operatore' };
const colleague = { personId: 'direttore-1', login: 'direttore' };
const refused = { outcome: 'refused' };

let fixture: AccessFixture;
let recoveryCodes: readonly string[];

beforeEach(async () => {
  fixture = new AccessFixture();
  ({ recoveryCodes } = await fixture.enrol(owner));
});

afterEach(() => {
  fixture.remove();
});

function begin(login = 'operatore', password = fixture.password, network = fixture.network) {
  return fixture.access.localAccounts.begin({ login, password, network });
}

async function stepOf(): Promise<string> {
  const first = await begin();
  if (first.outcome !== 'second-factor') throw new Error(`Not let in: ${first.outcome}`);
  return first.step;
}

function secondFactor(step: string, code = fixture.codeOf('operatore-1')) {
  return fixture.access.localAccounts.secondFactor({ step, code, network: fixture.network });
}

describe('Signing in with a password', () => {
  it('takes the second factor as well, and says how and when', async () => {
    const first = await begin();
    expect(first).toEqual({
      outcome: 'second-factor',
      step: expect.any(String),
      endsMs: fixture.nowMs + SECOND_FACTOR_MS,
    });
    expect(first).not.toHaveProperty('signedIn');
    expect(await fixture.signIn(owner)).toEqual({
      outcome: 'signed-in',
      signedIn: {
        personId: 'operatore-1',
        method: 'password-totp',
        authenticatedAtMs: fixture.nowMs,
      },
    });
  });

  it('takes a recovery code in the place of the app, once', async () => {
    expect(secondFactor(await stepOf(), recoveryCodes[0])).toMatchObject({
      signedIn: { personId: 'operatore-1', method: 'recovery-code' },
    });
    expect(secondFactor(await stepOf(), recoveryCodes[0])).toEqual(refused);
  });

  it('takes the login in capitals and with spaces at its ends', async () => {
    expect(await begin(' Operatore ')).toMatchObject({ outcome: 'second-factor' });
  });

  it('goes on after 400 days with the same password', async () => {
    fixture.nowMs += 400 * 86_400_000;
    expect(await fixture.signIn(owner)).toMatchObject({ outcome: 'signed-in' });
  });

  it('goes on after a restart between the two steps', async () => {
    const step = await stepOf();
    fixture.restart();
    expect(secondFactor(step)).toMatchObject({ outcome: 'signed-in' });
  });

  it('answers the same whatever is wrong', async () => {
    await fixture.enrolWithPasskey({ personId: 'revisore-1', login: 'revisore' });
    await fixture.enrol(colleague);
    fixture.access.localAccounts.disable('direttore-1');
    expect(await begin('nessuno')).toEqual(refused);
    expect(await begin('operatore', 'cinque gatti sul tetto')).toEqual(refused);
    expect(await begin('revisore')).toEqual(refused);
    expect(await begin('direttore')).toEqual(refused);
    expect(await begin('', '')).toEqual(refused);
    expect(await begin("' OR 1=1 --")).toEqual(refused);
    expect(await begin('operatore', 'x'.repeat(1_048_576))).toEqual(refused);
  });
});

describe('The second factor', () => {
  it('counts once for each sign-in', async () => {
    const step = await stepOf();
    expect(secondFactor(step)).toMatchObject({ outcome: 'signed-in' });
    fixture.nowMs += TOTP_STEP_MS;
    expect(secondFactor(step)).toEqual(refused);
  });

  it('does not take the same code in two sign-ins', async () => {
    const [one, other] = [await stepOf(), await stepOf()];
    expect(secondFactor(one)).toMatchObject({ outcome: 'signed-in' });
    expect(secondFactor(other)).toEqual(refused);
  });

  it('is bound to the sign-in it belongs to', async () => {
    await fixture.enrol(colleague);
    const step = await stepOf();
    expect(secondFactor(step, fixture.codeOf('direttore-1'))).toEqual(refused);
    expect(secondFactor('made up')).toEqual(refused);
    expect(secondFactor(step)).toMatchObject({ signedIn: { personId: 'operatore-1' } });
  });

  it('may be tried five times; then the sign-in begins anew', async () => {
    const step = await stepOf();
    for (let tried = 0; tried < SECOND_FACTOR_TRIES; tried += 1) {
      expect(secondFactor(step, fixture.wrongCodeOf('operatore-1'))).toEqual(refused);
      fixture.nowMs += 30_000;
    }
    expect(secondFactor(step)).toEqual(refused);
  });

  it('is over after ten minutes', async () => {
    const step = await stepOf();
    fixture.nowMs += SECOND_FACTOR_MS;
    expect(secondFactor(step)).toEqual(refused);
  });

  it('does not let in who was disabled between the two steps', async () => {
    const step = await stepOf();
    fixture.access.localAccounts.disable('operatore-1');
    expect(secondFactor(step)).toEqual(refused);
    fixture.access.localAccounts.enable('operatore-1');
    expect(secondFactor(step)).toEqual(refused);
  });

  it('that is wrong makes who knows the password wait too', async () => {
    const outcomes: string[] = [];
    for (let begun = 0; begun < 4; begun += 1) {
      const first = await begin();
      if (first.outcome === 'second-factor') {
        secondFactor(first.step, fixture.wrongCodeOf('operatore-1'));
      }
      outcomes.push(first.outcome);
    }
    // Every password and every code counts until a sign-in succeeds.
    expect(outcomes).toEqual(['second-factor', 'second-factor', 'second-factor', 'wait']);
  });
});

describe('Ten thousand wrong passwords', () => {
  it('are turned away, leave other accounts alone and write nothing more', async () => {
    await fixture.enrol(colleague);
    const networks = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'];
    const outcomes = { refused: 0, wait: 0 };
    let written = Buffer.alloc(0);
    for (let tried = 0; tried < 10_000; tried += 1) {
      const network = networks[tried % 3]!;
      const { outcome } = await begin('operatore', `sbagliata numero ${tried}`, network);
      if (outcome === 'second-factor') throw new Error('Let in with a wrong password');
      outcomes[outcome] += 1;
      if (tried === 10) written = readFileSync(join(fixture.folder, 'access.db-wal'));
    }
    expect(outcomes).toEqual({ refused: 5, wait: 9_995 });
    expect(readFileSync(join(fixture.folder, 'access.db-wal')).equals(written)).toBe(true);
    expect(fixture.written()).not.toContain('sbagliata');
    expect(await fixture.signIn(colleague)).toMatchObject({ outcome: 'signed-in' });
  });

  it('never lock the owner out: after the wait they come in and start anew', async () => {
    for (let tried = 0; tried < 20; tried += 1) {
      const first = await begin('operatore', 'sbagliata');
      if (first.outcome === 'wait') fixture.nowMs += first.seconds * 1_000;
    }
    fixture.nowMs += MAX_WAIT_SECONDS * 1_000;
    expect(secondFactor(await stepOf())).toMatchObject({ outcome: 'signed-in' });
    for (let tried = 0; tried < 4; tried += 1) {
      expect(await begin('operatore', 'sbagliata')).toEqual(refused);
    }
    expect(await fixture.signIn(owner)).toMatchObject({ outcome: 'signed-in' });
  });

  it('do not keep out who has a passkey', async () => {
    const authenticator = await fixture.enrolWithPasskey(colleague);
    for (let tried = 0; tried < 50; tried += 1) await begin('direttore', 'sbagliata');
    expect(await begin('direttore')).toMatchObject({ outcome: 'wait' });
    const { step, options } = await fixture.access.localAccounts.beginPasskey();
    const response = authenticator.get(options);
    expect(await fixture.access.localAccounts.finishPasskey(step, response)).toEqual({
      personId: 'direttore-1',
      method: 'passkey',
      authenticatedAtMs: fixture.nowMs,
    });
  });
});

describe('Too many at once', () => {
  it('are told so, and it is no failure of theirs', async () => {
    const tried = Array.from({ length: 40 }, (_, index) =>
      begin(`operatore-${index}`, 'sbagliata', '198.51.100.0/24'),
    );
    const results = await Promise.allSettled(tried);
    const busy = results.filter(({ status }) => status === 'rejected');
    expect(busy).toHaveLength(18);
    expect(busy[0]).toMatchObject({ reason: { code: 'too-busy' } });
    expect(await fixture.signIn(owner)).toMatchObject({ outcome: 'signed-in' });
  });
});

describe('A new password', () => {
  const next = 'cinque gatti in giardino';
  const change = (more: { current?: string; next?: string; sessionId?: string } = {}) =>
    fixture.access.localAccounts.changePassword({
      personId: 'operatore-1',
      current: fixture.password,
      next,
      network: fixture.network,
      ...more,
    });

  it('takes the present one, and is the only one from then on', async () => {
    expect(await change()).toEqual({ outcome: 'changed' });
    expect(await begin()).toEqual(refused);
    expect(await fixture.signIn(owner, next)).toMatchObject({ outcome: 'signed-in' });
  });

  it('is not taken without the present one, which may be guessed no faster here', async () => {
    for (let tried = 0; tried < 5; tried += 1) {
      expect(await change({ current: 'sbagliata' })).toEqual(refused);
    }
    expect(await change()).toMatchObject({ outcome: 'wait' });
    expect(await begin()).toMatchObject({ outcome: 'wait' });
  });

  it('keeps the rules', async () => {
    const short = expect.objectContaining({ code: 'password-too-short' });
    await expect(change({ next: 'corta' })).rejects.toThrow(short);
    const known = expect.objectContaining({ code: 'password-of-known-words' });
    await expect(change({ next: 'operatore-1-Zona1-27' })).rejects.toThrow(known);
  });

  it('ends the other sessions of its owner, and what was begun with the old one', async () => {
    const step = await stepOf();
    const { sessions } = fixture.access;
    const request = {
      zone: 'zona1',
      role: 'UPo',
      method: 'passkey',
      authenticatedAtMs: 0,
    } as const;
    const asking = sessions.begin({ ...request, personId: 'operatore-1' });
    const other = sessions.begin({ ...request, personId: 'operatore-1' });
    await change({ sessionId: asking.session.id });
    expect(sessions.identify(other.secret)).toBeUndefined();
    expect(sessions.identify(asking.secret)).toBeDefined();
    expect(secondFactor(step)).toEqual(refused);
  });
});

describe('A new app', () => {
  it('takes the place of the old one once it has shown a code', async () => {
    const { localAccounts } = fixture.access;
    const old = fixture.codeOf('operatore-1');
    const { step, typed } = localAccounts.proposeApp('operatore-1');
    const wrong = expect.objectContaining({ code: 'code-wrong' });
    expect(() => {
      localAccounts.changeApp('operatore-1', step, old);
    }).toThrow(wrong);
    fixture.learn('operatore-1', typed);
    const code = fixture.codeOf('operatore-1');
    expect(() => {
      localAccounts.changeApp('direttore-1', step, code);
    }).toThrow(wrong);
    localAccounts.changeApp('operatore-1', step, code);
    expect(await fixture.signIn(owner)).toMatchObject({ outcome: 'signed-in' });
  });

  it('is not proposed to who has no account', () => {
    const unknown = expect.objectContaining({ code: 'account-unknown' });
    expect(() => fixture.access.localAccounts.proposeApp('nessuno')).toThrow(unknown);
  });
});

describe('New recovery codes', () => {
  it('void the old ones', async () => {
    const codes = fixture.access.localAccounts.newRecoveryCodes('operatore-1');
    expect(secondFactor(await stepOf(), recoveryCodes[0])).toEqual(refused);
    expect(secondFactor(await stepOf(), codes[0])).toMatchObject({ outcome: 'signed-in' });
  });

  it('are not made for who has no account', () => {
    const unknown = expect.objectContaining({ code: 'account-unknown' });
    expect(() => fixture.access.localAccounts.newRecoveryCodes('nessuno')).toThrow(unknown);
  });
});

describe('A passkey', () => {
  it('that is the only way in is not removed', async () => {
    const authenticator = await fixture.enrolWithPasskey(colleague);
    const { localAccounts } = fixture.access;
    const last = expect.objectContaining({ code: 'last-way-in' });
    expect(() => localAccounts.removePasskey('direttore-1', authenticator.credentialId)).toThrow(
      last,
    );
    expect(localAccounts.removePasskey('direttore-1', 'unknown')).toBe(false);
  });

  it('beside a password is removed', async () => {
    const { localAccounts, passkeys } = fixture.access;
    const authenticator = fixture.authenticator('telephone');
    const { step, options } = await passkeys.beginRegistration('operatore-1', 'operatore');
    const response = authenticator.create(options);
    const checked = await passkeys.checkRegistration('operatore-1', step, response);
    passkeys.keep('operatore-1', checked, 'Telefono');
    expect(localAccounts.removePasskey('operatore-1', authenticator.credentialId)).toBe(true);
    expect(passkeys.has('operatore-1')).toBe(false);
  });

  it('of a disabled account lets nobody in', async () => {
    const authenticator = await fixture.enrolWithPasskey(colleague);
    const { localAccounts } = fixture.access;
    localAccounts.disable('direttore-1');
    const { step, options } = await localAccounts.beginPasskey();
    const response = authenticator.get(options);
    const notValid = expect.objectContaining({ code: 'passkey-not-valid' });
    await expect(localAccounts.finishPasskey(step, response)).rejects.toThrow(notValid);
  });
});

describe('A disabled account', () => {
  it('has no sessions any more, and signs in again once enabled', async () => {
    const { localAccounts, sessions } = fixture.access;
    const { secret } = sessions.begin({
      ...{ personId: 'operatore-1', zone: 'zona1', role: 'UPo' },
      ...{ method: 'passkey', authenticatedAtMs: fixture.nowMs },
    });
    expect(localAccounts.disable('operatore-1')).toBe(true);
    expect(sessions.identify(secret)).toBeUndefined();
    expect(await fixture.signIn(owner)).toEqual(refused);
    expect(localAccounts.enable('operatore-1')).toBe(true);
    expect(await fixture.signIn(owner)).toMatchObject({ outcome: 'signed-in' });
  });

  it('is one that exists', () => {
    expect(fixture.access.localAccounts.disable('nessuno')).toBe(false);
    expect(fixture.access.localAccounts.enable('nessuno')).toBe(false);
  });
});
