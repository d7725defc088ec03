import fc from 'fast-check';
import { AccessFileFixture } from '../access-file.fixture.js';
import { AccessKey } from '../access-key.js';
import { base32, codeAt, otpauthUri, stepAt, TOTP_STEP_MS } from './totp-code.js';
import { Totp } from './totp.js';

describe('A code (RFC 6238, appendix B, SHA-1)', () => {
  const secret = Buffer.from('12345678901234567890');

  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at second %d is %s', (second, code) => {
    expect(codeAt(secret, stepAt(second * 1_000), 8)).toBe(code);
    expect(codeAt(secret, stepAt(second * 1_000))).toBe(code.slice(2));
  });
});

describe('A secret as the app reads it', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('%p is %p in base32 (RFC 4648, 10)', (text, written) => {
    expect(base32(Buffer.from(text))).toBe(written);
  });

  it('is an otpauth address', () => {
    expect(otpauthUri('Traccia, zona 1', 'op@x', Buffer.from('foobar'))).toBe(
      'otpauth://totp/Traccia%2C%20zona%201:op%40x?secret=MZXW6YTBOI' +
        '&issuer=Traccia%2C%20zona%201&algorithm=SHA1&digits=6&period=30',
    );
  });
});

describe('The second factor of a person', () => {
  let fixture: AccessFileFixture;
  let totp: Totp;
  let secret: Buffer;

  beforeEach(() => {
    fixture = new AccessFileFixture();
    fixture.addAccount('operatore-1');
    fixture.addAccount('operatore-2');
    totp = new Totp(fixture.file, fixture.key, 'Traccia');
    secret = enrol('operatore-1');
    // The code that confirmed the secret is spent: the next one comes later.
    fixture.nowMs += 10 * TOTP_STEP_MS;
  });

  afterEach(() => {
    fixture.remove();
  });

  function secretIn(sealed: string, personId: string): Buffer {
    return fixture.key.unseal(Buffer.from(sealed, 'base64'), personId);
  }

  function enrol(personId: string): Buffer {
    const { sealed } = totp.propose(personId, personId);
    const own = secretIn(sealed, personId);
    const step = totp.confirmed(personId, sealed, codeAt(own, stepAt(fixture.nowMs)));
    totp.keep(personId, sealed, step!);
    return own;
  }

  const codeIn = (steps: number) => codeAt(secret, stepAt(fixture.nowMs) + steps);

  it('has 160 bits, sealed in the file', () => {
    const { uri, typed, sealed } = totp.propose('operatore-1', 'operatore');
    expect(secretIn(sealed, 'operatore-1')).toHaveLength(20);
    expect(uri).toContain(`secret=${typed}`);
    const written = fixture.written();
    for (const form of ['latin1', 'hex', 'base64', 'base64url'] as const) {
      expect(written).not.toContain(secret.toString(form));
    }
    expect(written).not.toContain(base32(secret));
  });

  it('is confirmed by a code of its own only', () => {
    const { sealed } = totp.propose('operatore-2', 'operatore');
    const own = secretIn(sealed, 'operatore-2');
    const now = stepAt(fixture.nowMs);
    expect(totp.confirmed('operatore-2', sealed, codeIn(0))).toBeUndefined();
    expect(totp.confirmed('operatore-2', sealed, codeAt(own, now))).toBe(now);
    expect(() => totp.confirmed('operatore-1', sealed, codeAt(own, now))).toThrow();
  });

  it('cannot be used again with the code that confirmed it', () => {
    fixture.nowMs -= 10 * TOTP_STEP_MS;
    expect(totp.verify('operatore-1', codeIn(0))).toBe(false);
  });

  it('takes a code once, in whatever process', () => {
    const other = new Totp(fixture.another(), fixture.key, 'Traccia');
    expect(totp.verify('operatore-1', codeIn(0))).toBe(true);
    expect(totp.verify('operatore-1', codeIn(0))).toBe(false);
    expect(other.verify('operatore-1', codeIn(0))).toBe(false);
  });

  it('takes no code before the last one that was taken', () => {
    expect(totp.verify('operatore-1', codeIn(1))).toBe(true);
    expect(totp.verify('operatore-1', codeIn(0))).toBe(false);
    expect(totp.verify('operatore-1', codeIn(-1))).toBe(false);
  });

  it('takes a code with a space in it, as apps show it', () => {
    expect(totp.verify('operatore-1', codeIn(0).replace(/^.../, '$& '))).toBe(true);
  });

  it.each(['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦', '-12345', '1e5000', '000000\n1'])(
    'does not take %p',
    (code) => {
      expect(totp.verify('operatore-1', code)).toBe(false);
    },
  );

  it('is nobody else’s', () => {
    enrol('operatore-2');
    fixture.nowMs += 3 * TOTP_STEP_MS;
    expect(totp.verify('operatore-2', codeIn(0))).toBe(false);
    expect(totp.verify('operatore-3', codeIn(0))).toBe(false);
    expect(totp.verify('operatore-1', codeIn(0))).toBe(true);
  });

  it('does not open with another key', () => {
    const other = new Totp(fixture.file, new AccessKey(Buffer.alloc(32, 9)), 'Traccia');
    expect(() => other.verify('operatore-1', codeIn(0))).toThrow();
  });

  it('takes the codes of now, one before and one after, and of no other step', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 200 }), fc.nat(29_999), (steps, withinMs) => {
        fixture.nowMs += 1_000 * TOTP_STEP_MS;
        const startMs = stepAt(fixture.nowMs) * TOTP_STEP_MS;
        fixture.nowMs = startMs + withinMs;
        const code = codeIn(steps);
        // One in 300,000 codes is the same in two steps.
        const nearby = [-1, 0, 1].map(codeIn);
        expect(totp.verify('operatore-1', code)).toBe(nearby.includes(code));
      }),
    );
  });
});
