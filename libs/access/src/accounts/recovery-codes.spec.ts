import { AccessFileFixture } from '../access-file.fixture.js';
import { RECOVERY_CODES, RecoveryCodes } from './recovery-codes.js';

let fixture: AccessFileFixture;
let codes: RecoveryCodes;
let made: readonly string[];

beforeEach(() => {
  fixture = new AccessFileFixture();
  fixture.addAccount('operatore-1');
  fixture.addAccount('operatore-2');
  codes = new RecoveryCodes(fixture.file);
  made = fixture.file.atomically(() => codes.make('operatore-1'));
});

afterEach(() => {
  fixture.remove();
});

describe('Recovery codes', () => {
  it('are ten, of 128 bits, written to be typed', () => {
    expect(new Set(made).size).toBe(RECOVERY_CODES);
    for (const code of made) expect(code).toMatch(/^(?:[0-9a-f]{4}-){7}[0-9a-f]{4}$/);
  });

  it('are used once, in whatever process', () => {
    const other = new RecoveryCodes(fixture.another());
    expect(codes.use('operatore-1', made[3]!)).toBe(true);
    expect(codes.use('operatore-1', made[3]!)).toBe(false);
    expect(other.use('operatore-1', made[3]!)).toBe(false);
    expect(other.use('operatore-1', made[4]!)).toBe(true);
    expect(codes.left('operatore-1')).toBe(8);
  });

  it('may be typed with spaces and capitals', () => {
    expect(codes.use('operatore-1', ` ${made[0]!.replaceAll('-', ' ').toUpperCase()} `)).toBe(true);
  });

  it('are of one person', () => {
    expect(codes.use('operatore-2', made[0]!)).toBe(false);
    expect(codes.use('operatore-1', made[0]!)).toBe(true);
  });

  it('are not others', () => {
    for (const code of ['', '0', made[0]!.slice(1), `${made[0]!}0`]) {
      expect(codes.use('operatore-1', code)).toBe(false);
    }
    expect(codes.left('operatore-1')).toBe(10);
  });

  it('made anew are the only ones', () => {
    const again = fixture.file.atomically(() => codes.make('operatore-1'));
    expect(codes.use('operatore-1', made[0]!)).toBe(false);
    expect(codes.use('operatore-1', again[0]!)).toBe(true);
  });

  it('are kept only as hashes', () => {
    for (const code of made) {
      expect(fixture.written()).not.toContain(code);
      const bytes = Buffer.from(code.replaceAll('-', ''), 'hex');
      expect(fixture.written()).not.toContain(bytes.toString('latin1'));
    }
  });
});
