import { AccessFixture } from '../access.fixture.js';
import { RECOVERY_REQUEST_MS, type Lost } from './account-recovery.js';
import { INVITATION_MS } from './invitations.js';

const owner = { personId: 'operatore-1', login: 'operatore' };
const password = 'cinque gatti in giardino';
const changed = { outcome: 'changed', personId: 'operatore-1' };
const needsTwo = expect.objectContaining({ code: 'recovery-needs-two' });
const invalid = expect.objectContaining({ code: 'invitation-not-valid' });

let fixture: AccessFixture;
let recoveryCodes: readonly string[];

beforeEach(async () => {
  fixture = new AccessFixture();
  ({ recoveryCodes } = await fixture.enrol(owner));
});

afterEach(() => {
  fixture.remove();
});

function request(lost: Lost = 'password') {
  const wish = { personId: 'operatore-1', lost, requestedBy: 'amministratore-1' };
  return fixture.access.recovery.request(wish);
}

function approved(lost: Lost = 'password'): string {
  return fixture.access.recovery.approve(request(lost).id, 'amministratore-2');
}

function reset(code: string, secondFactor = fixture.codeOf('operatore-1'), chosen = password) {
  const { network } = fixture;
  return fixture.access.recovery.resetPassword({ code, password: chosen, secondFactor, network });
}

describe('Getting an account back', () => {
  it('takes two administrators', () => {
    const { recovery } = fixture.access;
    const { id } = request();
    expect(() => recovery.approve(id, 'amministratore-1')).toThrow(needsTwo);
    expect(() => recovery.approve(id, 'operatore-1')).toThrow(needsTwo);
    expect(recovery.requests()).toHaveLength(1);
    expect(recovery.approve(id, 'amministratore-2')).toEqual(expect.any(String));
    expect(recovery.requests()).toEqual([]);
  });

  it('is not asked for by its owner, nor for who has no account', () => {
    const { recovery } = fixture.access;
    const own = { personId: 'operatore-1', lost: 'password', requestedBy: 'operatore-1' } as const;
    expect(() => recovery.request(own)).toThrow(needsTwo);
    const unknown = { ...own, personId: 'nessuno' };
    expect(() => recovery.request(unknown)).toThrow(
      expect.objectContaining({ code: 'account-unknown' }),
    );
  });

  it('is approved once, and only when it was asked for', () => {
    const { recovery } = fixture.access;
    const notValid = expect.objectContaining({ code: 'recovery-not-valid' });
    const { id } = request();
    recovery.approve(id, 'amministratore-2');
    expect(() => recovery.approve(id, 'amministratore-3')).toThrow(notValid);
    expect(() => recovery.approve('made up', 'amministratore-3')).toThrow(notValid);
  });

  it('waits seven days for the second administrator', () => {
    const { recovery } = fixture.access;
    const { id } = request();
    fixture.nowMs += RECOVERY_REQUEST_MS - 1;
    expect(recovery.requests()).toHaveLength(1);
    fixture.nowMs += 1;
    expect(() => recovery.approve(id, 'amministratore-2')).toThrow(
      expect.objectContaining({ code: 'recovery-not-valid' }),
    );
  });

  it('may be withdrawn, and is asked for once at a time', () => {
    const { recovery } = fixture.access;
    const first = request();
    const second = request();
    expect(recovery.requests()).toEqual([second]);
    expect(recovery.withdraw(first.id)).toBe(false);
    expect(recovery.withdraw(second.id)).toBe(true);
    expect(recovery.requests()).toEqual([]);
  });
});

describe('A new password after the old one was lost', () => {
  it('takes the code and the second factor, and signs in nobody by itself', async () => {
    const code = approved();
    expect(await reset(code)).toEqual(changed);
    expect(await fixture.signIn(owner)).toEqual({ outcome: 'refused' });
    expect(await fixture.signIn(owner, password)).toMatchObject({ outcome: 'signed-in' });
  });

  it('takes a recovery code in the place of the app', async () => {
    expect(await reset(approved(), recoveryCodes[0])).toEqual(changed);
  });

  it('is not taken without the second factor; the code stays good', async () => {
    const code = approved();
    expect(await reset(code, fixture.wrongCodeOf('operatore-1'))).toEqual({ outcome: 'refused' });
    expect(await reset(code, '')).toEqual({ outcome: 'refused' });
    expect(await reset(code)).toEqual(changed);
    await expect(reset(code)).rejects.toThrow(invalid);
  });

  it('makes who guesses the second factor wait', async () => {
    const code = approved();
    for (let tried = 0; tried < 5; tried += 1) await reset(code, '000000 ');
    expect(await reset(code)).toEqual({ outcome: 'wait', seconds: 1 });
  });

  it('is not taken after 24 hours, nor with another code', async () => {
    const code = approved();
    await expect(reset('made up')).rejects.toThrow(invalid);
    const invitation = fixture.access.invitations.invite({ personId: 'altra', login: 'altra' });
    await expect(reset(invitation)).rejects.toThrow(invalid);
    fixture.nowMs += INVITATION_MS;
    await expect(reset(code)).rejects.toThrow(invalid);
  });

  it('keeps the rules of passwords', async () => {
    const short = expect.objectContaining({ code: 'password-too-short' });
    await expect(reset(approved(), undefined, 'corta')).rejects.toThrow(short);
  });

  it('ends all sessions of its owner', async () => {
    const { secret } = fixture.access.sessions.begin({
      ...{ personId: 'operatore-1', zone: 'zona1', role: 'UPo' },
      ...{ method: 'passkey', authenticatedAtMs: fixture.nowMs },
    });
    await reset(approved());
    expect(fixture.access.sessions.identify(secret)).toBeUndefined();
  });

  it('does not open the making of an account', () => {
    expect(() => fixture.access.enrolment.open(approved())).toThrow(invalid);
  });
});

describe('An account of which everything was lost', () => {
  it('is also one that had a passkey only, whatever was asked', async () => {
    await fixture.enrolWithPasskey({ personId: 'revisore-1', login: 'revisore' });
    const requestedBy = 'amministratore-1';
    const wish = { personId: 'revisore-1', lost: 'password', requestedBy } as const;
    expect(fixture.access.recovery.request(wish).lost).toBe('everything');
  });

  it('is made anew; nothing of the old one lets in any more', async () => {
    const authenticator = fixture.authenticator('telephone');
    const { passkeys, localAccounts, sessions } = fixture.access;
    const { step, options } = await passkeys.beginRegistration('operatore-1', 'operatore');
    const response = authenticator.create(options);
    const checked = await passkeys.checkRegistration('operatore-1', step, response);
    passkeys.keep('operatore-1', checked, 'Telefono');
    const { secret } = sessions.begin({
      ...{ personId: 'operatore-1', zone: 'zona1', role: 'UPo' },
      ...{ method: 'passkey', authenticatedAtMs: fixture.nowMs },
    });
    const code = approved('everything');
    await expect(reset(code)).rejects.toThrow(invalid);
    const again = await fixture.enrol(owner, code);
    expect(again.recoveryCodes).toHaveLength(10);
    expect(sessions.identify(secret)).toBeUndefined();
    expect(passkeys.has('operatore-1')).toBe(false);
    expect(fixture.access.recoveryCodes.use('operatore-1', recoveryCodes[0]!)).toBe(false);
    const begun = await localAccounts.beginPasskey();
    const answer = authenticator.get(begun.options);
    await expect(localAccounts.finishPasskey(begun.step, answer)).rejects.toThrow();
    expect(await fixture.signIn(owner)).toMatchObject({ outcome: 'signed-in' });
  });

  it('does not come back when it was disabled', async () => {
    const code = approved('everything');
    fixture.access.localAccounts.disable('operatore-1');
    await expect(fixture.enrol(owner, code)).rejects.toThrow(invalid);
  });
});
