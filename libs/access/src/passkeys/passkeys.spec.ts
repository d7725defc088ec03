import type { AccessFile } from '../access-file.js';
import { AccessFileFixture } from '../access-file.fixture.js';
import { PendingSteps } from '../accounts/pending-steps.js';
import { AuthenticatorFixture, type Departure } from './authenticator.fixture.js';
import { PASSKEY_CHALLENGE_MS, PASSKEYS_PER_PERSON } from './passkey.js';
import { Passkeys } from './passkeys.js';

const origin = 'https://traccia.example';
const rpId = 'traccia.example';
const notValid = expect.objectContaining({ code: 'passkey-not-valid' });

let fixture: AccessFileFixture;
let passkeys: Passkeys;
let telephone: AuthenticatorFixture;

beforeEach(() => {
  fixture = new AccessFileFixture();
  fixture.addAccount('operatore-1');
  fixture.addAccount('operatore-2');
  passkeys = open(fixture.file);
  telephone = new AuthenticatorFixture('telephone', origin, rpId);
});

afterEach(() => {
  fixture.remove();
});

function open(file: AccessFile): Passkeys {
  const party = { id: rpId, name: 'Traccia', origins: [origin] };
  return new Passkeys(file, new PendingSteps(file), party);
}

async function register(
  authenticator: AuthenticatorFixture,
  {
    personId = 'operatore-1',
    name = 'Telefono',
    departure = {},
  }: { personId?: string; name?: string; departure?: Departure } = {},
): Promise<void> {
  const { step, options } = await passkeys.beginRegistration(personId, personId);
  const response = authenticator.create(options, departure);
  passkeys.keep(personId, await passkeys.checkRegistration(personId, step, response), name);
}

async function signIn(
  authenticator: AuthenticatorFixture,
  departure: Departure = {},
): Promise<string> {
  const { step, options } = await passkeys.beginSignIn();
  return passkeys.finishSignIn(step, authenticator.get(options, departure));
}

describe('A passkey', () => {
  it('signs its owner in, again and again, and notes when', async () => {
    await register(telephone);
    expect(await signIn(telephone)).toBe('operatore-1');
    fixture.nowMs += 1_000;
    expect(await signIn(telephone)).toBe('operatore-1');
    expect(passkeys.list('operatore-1')).toEqual([
      {
        id: telephone.credentialId,
        name: 'Telefono',
        createdMs: fixture.nowMs - 1_000,
        lastUsedMs: fixture.nowMs,
      },
    ]);
  });

  it('signs in after a restart', async () => {
    await register(telephone);
    passkeys = open(fixture.restart());
    expect(await signIn(telephone)).toBe('operatore-1');
  });

  it('may not count at all, as those kept in a cloud', async () => {
    telephone.counter = -1;
    await register(telephone);
    telephone.counter = -1;
    expect(await signIn(telephone)).toBe('operatore-1');
    telephone.counter = -1;
    expect(await signIn(telephone)).toBe('operatore-1');
  });

  it('is asked to verify its person, and does not learn who they are', async () => {
    const { options } = await passkeys.beginRegistration('operatore-1', 'operatore');
    expect(options.authenticatorSelection).toMatchObject({ userVerification: 'required' });
    expect(options.attestation).toBe('none');
    expect(Buffer.from(options.user.id, 'base64url').toString('latin1')).not.toContain('operatore');
    const { step } = await passkeys.beginRegistration('operatore-1', 'operatore');
    await expect(
      passkeys.checkRegistration('operatore-1', step, telephone.create(options)),
    ).rejects.toThrow(notValid);
  });

  it('is one of those its person has: the authenticator is told so', async () => {
    await register(telephone);
    const { options } = await passkeys.beginRegistration('operatore-1', 'operatore');
    expect(options.excludeCredentials).toMatchObject([{ id: telephone.credentialId }]);
    const { options: others } = await passkeys.beginRegistration('operatore-2', 'operatore');
    expect(others.excludeCredentials).toEqual([]);
    expect(others.user.id).not.toBe(options.user.id);
    const keyring = new AuthenticatorFixture('keyring', origin, rpId);
    await register(keyring);
    expect(await signIn(keyring)).toBe('operatore-1');
    expect(await signIn(telephone)).toBe('operatore-1');
  });

  it('of several is known by its name, renamed and removed', async () => {
    const keyring = new AuthenticatorFixture('keyring', origin, rpId);
    await register(telephone);
    await register(keyring, { name: 'Portachiavi' });
    expect(await signIn(keyring)).toBe('operatore-1');
    expect(passkeys.rename('operatore-1', keyring.credentialId, 'Chiave di riserva')).toBe(true);
    expect(
      passkeys
        .list('operatore-1')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Chiave di riserva', 'Telefono']);
    expect(passkeys.remove('operatore-1', telephone.credentialId)).toBe(true);
    await expect(signIn(telephone)).rejects.toThrow(notValid);
    expect(await signIn(keyring)).toBe('operatore-1');
  });

  it('is neither renamed nor removed by another person', async () => {
    await register(telephone);
    expect(passkeys.rename('operatore-2', telephone.credentialId, 'Mio')).toBe(false);
    expect(passkeys.remove('operatore-2', telephone.credentialId)).toBe(false);
    expect(await signIn(telephone)).toBe('operatore-1');
  });

  it.each(['', '  ', 'x'.repeat(61), 'due\nrighe'])('is not called %p', async (name) => {
    const malformed = expect.objectContaining({ code: 'passkey-name-malformed' });
    await expect(register(telephone, { name })).rejects.toThrow(malformed);
  });

  it('is one of ten at most', async () => {
    for (let made = 0; made < PASSKEYS_PER_PERSON; made += 1) {
      await register(new AuthenticatorFixture(`number ${made}`, origin, rpId));
    }
    const tooMany = expect.objectContaining({ code: 'passkeys-too-many' });
    await expect(register(telephone)).rejects.toThrow(tooMany);
    await register(telephone, { personId: 'operatore-2' });
  });
});

describe('A registration', () => {
  it.each([
    ['another origin', { origin: 'https://traccia.example.evil.example' }],
    ['another port', { origin: 'https://traccia.example:8443' }],
    ['no TLS', { origin: 'http://traccia.example' }],
    ['another relying party', { rpId: 'evil.example' }],
    ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['no verification of the person', { isUserVerified: false }],
    ['a frame of another site', { crossOrigin: true }],
    ['the answer to a sign-in', { type: 'webauthn.get' }],
  ])('with %s is refused', async (_what, departure) => {
    await expect(register(telephone, { departure })).rejects.toThrow(notValid);
    expect(passkeys.list('operatore-1')).toEqual([]);
  });

  it('counts once', async () => {
    const { step, options } = await passkeys.beginRegistration('operatore-1', 'operatore');
    const response = telephone.create(options);
    await passkeys.checkRegistration('operatore-1', step, response);
    const again = passkeys.checkRegistration('operatore-1', step, response);
    await expect(again).rejects.toThrow(notValid);
  });

  it('begun by one person is not ended by another', async () => {
    const { step, options } = await passkeys.beginRegistration('operatore-1', 'operatore');
    const response = telephone.create(options);
    const taken = passkeys.checkRegistration('operatore-2', step, response);
    await expect(taken).rejects.toThrow(notValid);
  });

  it('is over after five minutes', async () => {
    const { step, options } = await passkeys.beginRegistration('operatore-1', 'operatore');
    fixture.nowMs += PASSKEY_CHALLENGE_MS;
    const late = passkeys.checkRegistration('operatore-1', step, telephone.create(options));
    await expect(late).rejects.toThrow(notValid);
  });

  it('does not take over a passkey that somebody has', async () => {
    await register(telephone);
    const copy = register(telephone, { personId: 'operatore-2' });
    await expect(copy).rejects.toThrow(notValid);
    expect(passkeys.list('operatore-2')).toEqual([]);
  });

  it.each([undefined, null, 'text', {}, { id: 'x', response: {} }, { response: null }])(
    'answered with %p is refused',
    async (response) => {
      const { step } = await passkeys.beginRegistration('operatore-1', 'operatore');
      const refused = passkeys.checkRegistration('operatore-1', step, response);
      await expect(refused).rejects.toThrow(notValid);
    },
  );
});

describe('A sign-in', () => {
  beforeEach(() => register(telephone));

  it.each([
    ['another origin', { origin: 'https://traccia.example.evil.example' }],
    ['another relying party', { rpId: 'evil.example' }],
    ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['no verification of the person', { isUserVerified: false }],
    ['a frame of another site', { crossOrigin: true }],
    ['the answer to a registration', { type: 'webauthn.create' }],
    ['no word of whose it is', { userHandle: undefined }],
    ['the word that it is another’s', { userHandle: 'b3BlcmF0b3JlLTI' }],
  ])('with %s is refused, and leaves the passkey as it was', async (_what, departure) => {
    await expect(signIn(telephone, departure)).rejects.toThrow(notValid);
    expect(passkeys.list('operatore-1')[0]?.lastUsedMs).toBeUndefined();
    expect(await signIn(telephone)).toBe('operatore-1');
  });

  it('with an altered signature is refused', async () => {
    const { step, options } = await passkeys.beginSignIn();
    const response = telephone.get(options);
    const signature = Buffer.from(response.response.signature, 'base64url');
    signature[signature.length - 1]! ^= 1;
    response.response.signature = signature.toString('base64url');
    await expect(passkeys.finishSignIn(step, response)).rejects.toThrow(notValid);
  });

  it('with the counter going back, or standing still, is refused: there may be a copy', async () => {
    await signIn(telephone);
    await signIn(telephone);
    telephone.counter -= 1;
    await expect(signIn(telephone)).rejects.toThrow(notValid);
    telephone.counter -= 2;
    await expect(signIn(telephone)).rejects.toThrow(notValid);
    telephone.counter += 2;
    expect(await signIn(telephone)).toBe('operatore-1');
  });

  it('answered again is refused', async () => {
    const { step, options } = await passkeys.beginSignIn();
    const response = telephone.get(options);
    expect(await passkeys.finishSignIn(step, response)).toBe('operatore-1');
    await expect(passkeys.finishSignIn(step, response)).rejects.toThrow(notValid);
    const other = await passkeys.beginSignIn();
    await expect(passkeys.finishSignIn(other.step, response)).rejects.toThrow(notValid);
  });

  it('with somebody else’s passkey signs in its owner, not whoever says so', async () => {
    const other = new AuthenticatorFixture('other', origin, rpId);
    await register(other, { personId: 'operatore-2' });
    expect(await signIn(other)).toBe('operatore-2');
    const { step, options } = await passkeys.beginSignIn();
    const { id, rawId } = telephone.get(options);
    const swapped = { ...other.get(options), id, rawId };
    await expect(passkeys.finishSignIn(step, swapped)).rejects.toThrow(notValid);
  });

  it('with an unknown passkey is refused', async () => {
    const unknown = new AuthenticatorFixture('unknown', origin, rpId);
    await expect(signIn(unknown)).rejects.toThrow(notValid);
  });

  it('is over after five minutes', async () => {
    const { step, options } = await passkeys.beginSignIn();
    fixture.nowMs += PASSKEY_CHALLENGE_MS;
    const late = passkeys.finishSignIn(step, telephone.get(options));
    await expect(late).rejects.toThrow(notValid);
  });

  it.each([undefined, null, 7, {}, { id: 'x', response: {} }, { response: { clientDataJSON: 1 } }])(
    'answered with %p is refused',
    async (response) => {
      const { step } = await passkeys.beginSignIn();
      await expect(passkeys.finishSignIn(step, response)).rejects.toThrow(notValid);
    },
  );
});
