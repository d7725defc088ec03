import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { MOST_USED_PASSWORDS } from './most-used-passwords.js';
import { costOf, isPassword } from './password-hash.js';
import { PRODUCT_WORDS } from './password-rules.js';
import { PASSWORD_COST, Passwords, PASSWORDS_AT_ONCE, PASSWORDS_WAITING } from './passwords.js';

const cheap = { memoryKibibytes: 16, passes: 1, lanes: 1 };
const passwords = new Passwords({ cost: cheap, words: ['Ufficio di Piano', 'zona1', 'Livornese'] });
const about = ['direttore-1', 'direttrice.zona'];

function refusalOf(password: string): string | undefined {
  try {
    passwords.check(password, about);
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
}

describe('A new password', () => {
  it.each([
    ['of 14 characters', 'kfj28rhg7w5td3', 'password-too-short'],
    ['of 14 characters outside the first plane', '🌻'.repeat(14), 'password-too-short'],
    ['of 257 characters', 'kfj28rhg'.repeat(33).slice(0, 257), 'password-too-long'],
    ['of 1 MiB', 'x'.repeat(1_048_576), 'password-too-long'],
    ['of half a character', `kfj28rhg7w5td3z9\ud83c`, 'password-malformed'],
    ['that is one character', 'a'.repeat(20), 'password-repeats'],
    ['that repeats', 'abc'.repeat(6), 'password-repeats'],
    ['many people have', '1qaz2wsx3edc4rfv', 'password-most-used'],
    ['many people have, in capitals', '1QAZ2WSX3EDC4RFV', 'password-most-used'],
    ['made of the words of the product', 'TracciaPianoDiZona', 'password-of-known-words'],
    ['made of the words of the office', 'Livornese-Zona1-2027', 'password-of-known-words'],
    ['made of the id of the person', 'direttore-1!direttore-1?', 'password-of-known-words'],
    ['made of their login', 'Direttrice.Zona.27', 'password-of-known-words'],
    ['with accents for disguise', 'Dìrèttrìcé-Zònà-27', 'password-of-known-words'],
  ])('%s is refused', (_what, password, code) => {
    expect(refusalOf(password)).toBe(code);
  });

  it.each([
    ['of 15 characters', 'kfj28rhg7w5td3z'],
    ['of 15 characters outside the first plane', '🌻🌼🌷🌹🌺🌸🍀🌿🌱🍁🍂🍃🌾🌵🌴'],
    ['of 64 characters', 'kfj28rhg7w5td3z9'.repeat(4)],
    ['of 256 characters', 'kfj28rhg7w5td3z9'.repeat(16)],
    ['of small letters only', 'quattro gatti sul tetto'],
    ['of digits only', '830562947105836'],
    ['of spaces at its ends', '  quattro gatti  '],
    ['with a word of the office and enough of its own', 'la zona dei quattro gatti neri'],
  ])('%s is accepted', (_what, password) => {
    expect(refusalOf(password)).toBeUndefined();
  });

  it('is held against a list of 3,000', () => {
    expect(MOST_USED_PASSWORDS).toBe(3_000);
  });

  it('is not made of any two words of the product', () => {
    for (const word of PRODUCT_WORDS) {
      const password = `${word}2027${word}!`.padEnd(15, '!');
      expect(refusalOf(password)).toBe('password-of-known-words');
    }
  });

  it('is not in the message that refuses it', () => {
    const password = 'TracciaPianoDiZona';
    expect(() => {
      passwords.check(password, about);
    }).toThrow(expect.not.objectContaining({ message: expect.stringContaining(password) }));
  });
});

describe('A password that is kept', () => {
  it('is a PHC string of argon2id without the password', async () => {
    const phc = await passwords.hash('quattro gatti sul tetto');
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=16,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(phc).not.toContain('gatti');
    expect(await passwords.hash('quattro gatti sul tetto')).not.toBe(phc);
  });

  it('costs 64 MiB and three passes where nobody says otherwise', async () => {
    const phc = await new Passwords().hash('quattro gatti sul tetto');
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(costOf(phc)).toEqual(PASSWORD_COST);
  });

  it('is right as it was typed and in no other way', async () => {
    const typed = ' Città di Livorno àè ';
    const phc = await passwords.hash(typed);
    expect(await passwords.verify(typed, phc)).toEqual({ isRight: true });
    for (const other of [
      typed.trim(),
      typed.toLowerCase(),
      typed.normalize('NFD'),
      `${typed} `,
      typed.slice(0, -1),
      `${typed}\0`,
      '',
    ]) {
      expect(await passwords.verify(other, phc)).toEqual({ isRight: false });
    }
  });

  it('may be any text, and no other text opens it', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, text, async (password, other) => {
        const phc = await passwords.hash(password);
        expect((await passwords.verify(password, phc)).isRight).toBe(true);
        expect((await passwords.verify(other, phc)).isRight).toBe(other === password);
      }),
      { numRuns: 50 },
    );
  });

  it('is never right where there is none', async () => {
    expect(await passwords.verify('', undefined)).toEqual({ isRight: false });
    expect(await passwords.verify('quattro gatti sul tetto', undefined)).toEqual({
      isRight: false,
    });
  });

  it('costs a hash also where there is none, or what is tried cannot be one', async () => {
    let hashes = 0;
    const counted = new Passwords({
      cost: cheap,
      randomBytes: (size) => {
        // Every hash begins with a new salt.
        hashes += 1;
        return randomBytes(size);
      },
    });
    const phc = await counted.hash('quattro gatti sul tetto');
    await counted.verify('quattro gatti sul tetto', undefined);
    expect(hashes).toBe(2);
    await counted.verify('x'.repeat(1_048_576), phc);
    expect(hashes).toBe(3);
    await counted.verify('cinque gatti sul tetto', phc);
    expect(hashes).toBe(3);
  });

  it('is not cut: 1 MiB that begins like it is wrong, and so is half a character', async () => {
    const phc = await passwords.hash('');
    expect(await passwords.verify('x'.repeat(1_048_576), phc)).toEqual({ isRight: false });
    const replaced = await passwords.hash('\ufffd');
    expect(await passwords.verify('\ud83c', replaced)).toEqual({ isRight: false });
  });

  it('is renewed when it is right and was cheaper than today', async () => {
    const phc = await passwords.hash('quattro gatti sul tetto');
    const dearer = new Passwords({ cost: { ...cheap, passes: 2 } });
    const tried = await dearer.verify('quattro gatti sul tetto', phc);
    expect(tried.isRight).toBe(true);
    expect(costOf(tried.renewed!)).toEqual({ ...cheap, passes: 2 });
    expect(await isPassword('quattro gatti sul tetto', tried.renewed!)).toBe(true);
    expect(await dearer.verify('cinque gatti sul tetto', phc)).toEqual({ isRight: false });
    expect(await passwords.verify('quattro gatti sul tetto', tried.renewed)).toEqual({
      isRight: true,
    });
  });

  it('that is not a PHC string is an error that does not show it', async () => {
    const verified = passwords.verify('quattro gatti sul tetto', 'quattro gatti sul tetto');
    await expect(verified).rejects.toThrow('A password is not kept as a PHC string of argon2id');
  });

  it('is the one of RFC 9106 when the reference gives salt and cost', async () => {
    // The command line of the reference implementation, with the password "password".
    const phc =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await isPassword('password', phc)).toBe(true);
    expect(await isPassword('Password', phc)).toBe(false);
  });
});

describe('Many at once', () => {
  it('are computed two at a time; the 23rd is told that it is too busy', async () => {
    const more = PASSWORDS_AT_ONCE + PASSWORDS_WAITING + 1;
    const tried = Array.from({ length: more }, () => passwords.verify('quattro gatti', undefined));
    const results = await Promise.allSettled(tried);
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ reason: { code: 'too-busy' } });
    expect(await passwords.verify('quattro gatti', undefined)).toEqual({ isRight: false });
  });
});
