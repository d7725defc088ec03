import { AccessFixture } from '../access.fixture.js';
import { AccessRefused } from '../access-refused.js';
import { ENROLMENT_MS } from './enrolment.js';
import { BOOTSTRAP_MS, INVITATION_MS } from './invitations.js';

const owner = { personId: 'operatore-1', login: 'operatore' };

let fixture: AccessFixture;

beforeEach(() => {
  fixture = new AccessFixture();
});

afterEach(() => {
  fixture.remove();
});

/** The code of the refusal somebody gets. */
function refusalOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof AccessRefused) return error.code;
    throw error;
  }
}

describe('A new installation', () => {
  it('has no account', () => {
    expect(fixture.access.accounts.list()).toEqual([]);
  });

  it('gives a code with which the first account is made, once', async () => {
    const code = fixture.access.invitations.bootstrap()!;
    expect(code).toMatch(/^(?:[0-9a-f]{4}-){7}[0-9a-f]{4}$/);
    const { signedIn } = await fixture.enrol(owner, code);
    expect(signedIn).toMatchObject({ personId: 'operatore-1', method: 'bootstrap' });
    expect(refusalOf(() => fixture.access.enrolment.open(code, owner))).toBe(
      'invitation-not-valid',
    );
  });

  it('gives no such code once there is an account', async () => {
    await fixture.enrol(owner);
    expect(fixture.access.invitations.bootstrap()).toBeUndefined();
  });

  it('takes no first code once there is an account, also from who had opened it before', async () => {
    const code = fixture.access.invitations.bootstrap()!;
    const late = { personId: 'altra', login: 'altra' };
    const { step, app } = fixture.access.enrolment.open(code, late);
    await fixture.enrol(owner);
    expect(refusalOf(() => fixture.access.enrolment.open(code, late))).toBe('invitation-not-valid');
    fixture.learn('altra', app.typed);
    const proofs = { password: fixture.password, code: fixture.codeOf('altra') };
    await expect(fixture.access.enrolment.withPassword(step, proofs)).rejects.toThrow(
      expect.objectContaining({ code: 'invitation-not-valid' }),
    );
  });

  it('takes the first code for an hour', () => {
    const code = fixture.access.invitations.bootstrap()!;
    fixture.nowMs += BOOTSTRAP_MS - 1;
    expect(refusalOf(() => fixture.access.enrolment.open(code, owner))).toBeUndefined();
    fixture.nowMs += 1;
    expect(refusalOf(() => fixture.access.enrolment.open(code, owner))).toBe(
      'invitation-not-valid',
    );
  });

  it('takes only the code of its last start', () => {
    const code = fixture.access.invitations.bootstrap()!;
    fixture.restart();
    expect(fixture.access.invitations.find(code)).toBeDefined();
    const again = fixture.access.invitations.bootstrap()!;
    expect(fixture.access.invitations.find(code)).toBeUndefined();
    expect(fixture.access.invitations.find(again)).toBeDefined();
  });

  it('asks whose the first account is', () => {
    const code = fixture.access.invitations.bootstrap()!;
    const { enrolment } = fixture.access;
    expect(refusalOf(() => enrolment.open(code))).toBe('invitation-not-valid');
    const shouted = { ...owner, personId: 'Operatore' };
    expect(refusalOf(() => enrolment.open(code, shouted))).toBe('person-id-malformed');
    const blank = { ...owner, login: '  ' };
    expect(refusalOf(() => enrolment.open(code, blank))).toBe('login-malformed');
  });
});

describe('An invitation', () => {
  it('makes an account with password and app, and gives ten recovery codes', async () => {
    const { signedIn, recoveryCodes } = await fixture.enrol(owner);
    expect(signedIn).toMatchObject({ personId: 'operatore-1', method: 'password-totp' });
    expect(recoveryCodes).toHaveLength(10);
    expect(fixture.access.accounts.list()).toMatchObject([
      { personId: 'operatore-1', login: 'operatore', isEnabled: true, hasPassword: true },
    ]);
    expect(await fixture.signIn(owner)).toMatchObject({ outcome: 'signed-in' });
  });

  it('makes an account with a passkey and no password', async () => {
    await fixture.enrolWithPasskey(owner);
    expect(fixture.access.accounts.list()).toMatchObject([{ hasPassword: false }]);
  });

  it('is for the person and the login it names, whatever the browser says', () => {
    const code = fixture.access.invitations.invite(owner);
    const opened = fixture.access.enrolment.open(code, { personId: 'altra', login: 'altra' });
    expect(opened.owner).toEqual(owner);
  });

  it('may be opened again, but makes one account', async () => {
    const code = fixture.access.invitations.invite(owner);
    const [first, second] = [1, 2].map(() => fixture.access.enrolment.open(code));
    const complete = async ({ step, app }: { step: string; app: { typed: string } }) => {
      fixture.learn(owner.personId, app.typed);
      const proofs = { password: fixture.password, code: fixture.codeOf(owner.personId) };
      return fixture.access.enrolment.withPassword(step, proofs);
    };
    await complete(second!);
    const again = complete(first!);
    await expect(again).rejects.toThrow(expect.objectContaining({ code: 'invitation-not-valid' }));
  });

  it('stands for 24 hours', () => {
    const code = fixture.access.invitations.invite(owner);
    fixture.nowMs += INVITATION_MS - 1;
    expect(fixture.access.invitations.find(code)).toBeDefined();
    fixture.nowMs += 1;
    expect(fixture.access.invitations.find(code)).toBeUndefined();
    fixture.nowMs -= INVITATION_MS;
    expect(fixture.access.invitations.find(code)).toBeUndefined();
  });

  it('once opened is completed within half an hour', async () => {
    const code = fixture.access.invitations.invite(owner);
    const { step, app } = fixture.access.enrolment.open(code);
    fixture.learn(owner.personId, app.typed);
    fixture.nowMs += ENROLMENT_MS;
    const proofs = { password: fixture.password, code: fixture.codeOf(owner.personId) };
    await expect(fixture.access.enrolment.withPassword(step, proofs)).rejects.toThrow(
      expect.objectContaining({ code: 'invitation-not-valid' }),
    );
  });

  it('is void when the person is invited again', () => {
    const code = fixture.access.invitations.invite(owner);
    const again = fixture.access.invitations.invite(owner);
    expect(fixture.access.invitations.find(code)).toBeUndefined();
    expect(fixture.access.invitations.find(again)).toBeDefined();
  });

  it('is not made for a person or a login that has an account', async () => {
    await fixture.enrol(owner);
    const { invitations } = fixture.access;
    const sameLogin = { personId: 'operatore-2', login: ' Operatore ' };
    expect(refusalOf(() => invitations.invite(sameLogin))).toBe('account-exists');
    const samePerson = { personId: 'operatore-1', login: 'altro' };
    expect(refusalOf(() => invitations.invite(samePerson))).toBe('account-exists');
  });

  it('for a login that was taken meanwhile makes no account, and stays', async () => {
    const code = fixture.access.invitations.invite(owner);
    await fixture.enrol({ personId: 'operatore-2', login: 'operatore' });
    await expect(fixture.enrol(owner, code)).rejects.toThrow(
      expect.objectContaining({ code: 'account-exists' }),
    );
    expect(fixture.access.invitations.find(code)).toBeDefined();
  });

  it.each([
    ['a weak password', { password: 'password' }, 'password-too-short'],
    ['the login as password', { password: 'Operatore-1-Operatore' }, 'password-of-known-words'],
    ['a wrong code', { code: '12345' }, 'code-wrong'],
  ])('with %s makes no account, and may be tried again', async (_what, wrong, code) => {
    const { step, app } = fixture.access.enrolment.open(fixture.access.invitations.invite(owner));
    fixture.learn(owner.personId, app.typed);
    const right = { password: fixture.password, code: fixture.codeOf(owner.personId) };
    const refused = fixture.access.enrolment.withPassword(step, { ...right, ...wrong });
    await expect(refused).rejects.toThrow(expect.objectContaining({ code }));
    expect(fixture.access.accounts.isEmpty()).toBe(true);
    await fixture.access.enrolment.withPassword(step, right);
    expect(fixture.access.accounts.isEmpty()).toBe(false);
  });

  it('is kept only as a hash, and so is what it leads to', async () => {
    const code = fixture.access.invitations.invite(owner);
    const { recoveryCodes } = await fixture.enrol(owner, code);
    for (const secret of [code, fixture.password, ...recoveryCodes]) {
      expect(fixture.written()).not.toContain(secret);
    }
  });
});
