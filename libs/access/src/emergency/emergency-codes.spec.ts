import { AccessFileFixture } from '../access-file.fixture.js';
import { EMERGENCY_SESSION_MS, Sessions } from '../sessions/sessions.js';
import {
  CONSOLE_CODE_MS,
  CONSOLE_HOLDER_ID,
  EMERGENCY_PERSON_ID,
  EmergencyCodes,
} from './emergency-codes.js';

const reason = 'Il fornitore di identità non risponde da due ore';
const holders = ['direttore-1', 'coordinatore-1'] as const;
const refused = expect.objectContaining({ code: 'emergency-refused' });

let fixture: AccessFileFixture;
let emergency: EmergencyCodes;

beforeEach(() => {
  fixture = new AccessFileFixture();
  emergency = new EmergencyCodes(fixture.file);
});

afterEach(() => {
  fixture.remove();
});

function prepared(): [string, string] {
  const [first, second] = emergency.prepare([...holders]);
  return [first!.code, second!.code];
}

describe('The emergency access', () => {
  it('does not exist until it was prepared', () => {
    expect(emergency.state()).toEqual({
      isPrepared: false,
      holderIds: [],
      preparedMs: undefined,
    });
    expect(() => emergency.open({ codes: ['', ''], reason })).toThrow(refused);
    expect(() => emergency.consoleCode()).toThrow(refused);
  });

  it('opens with the codes of two persons, and says whose they were', () => {
    const codes = prepared();
    expect(emergency.open({ codes, reason })).toEqual({
      signedIn: {
        personId: EMERGENCY_PERSON_ID,
        method: 'emergency',
        authenticatedAtMs: fixture.nowMs,
      },
      reason,
      holderIds: ['direttore-1', 'coordinatore-1'],
    });
  });

  it('opens once; then it does not exist until it is prepared again', () => {
    const codes = prepared();
    const other = new EmergencyCodes(fixture.another());
    emergency.open({ codes, reason });
    expect(() => emergency.open({ codes, reason })).toThrow(refused);
    expect(() => other.open({ codes, reason })).toThrow(refused);
    expect(emergency.state().isPrepared).toBe(false);
    emergency.open({ codes: prepared(), reason });
  });

  it('does not open with one code, one code twice, or a wrong one; the right ones stay good', () => {
    const [first, second] = prepared();
    const wrong = `${second.slice(0, -1)}${second.endsWith('0') ? '1' : '0'}`;
    for (const codes of [
      [first, ''],
      [first, first],
      [first, wrong],
      [wrong, wrong],
    ] as const) {
      expect(() => emergency.open({ codes, reason })).toThrow(refused);
    }
    expect(emergency.open({ codes: [second, first], reason }).signedIn.method).toBe('emergency');
  });

  it.each(['', '   ', 'urgente', 'x'.repeat(1_001)])('does not open for the reason %p', (text) => {
    const codes = prepared();
    expect(() => emergency.open({ codes, reason: text })).toThrow(
      expect.objectContaining({ code: 'emergency-reason-missing' }),
    );
    emergency.open({ codes, reason });
  });

  it('opens years after it was prepared', () => {
    const codes = prepared();
    fixture.nowMs += 3 * 365 * 86_400_000;
    expect(emergency.open({ codes, reason }).holderIds).toHaveLength(2);
  });

  it('is prepared for two different persons', () => {
    const same = expect.objectContaining({ code: 'emergency-holders-same' });
    expect(() => emergency.prepare(['direttore-1', 'direttore-1'])).toThrow(same);
    expect(() => emergency.prepare(['direttore-1', CONSOLE_HOLDER_ID])).toThrow(same);
  });

  it('prepared again takes the new codes only', () => {
    const old = prepared();
    const codes = prepared();
    expect(() => emergency.open({ codes: old, reason })).toThrow(refused);
    expect(() => emergency.open({ codes: [old[0], codes[1]], reason })).toThrow(refused);
    emergency.open({ codes, reason });
  });

  it('may be disabled', () => {
    const codes = prepared();
    emergency.disable();
    expect(() => emergency.open({ codes, reason })).toThrow(refused);
  });

  it('is kept as hashes', () => {
    const codes = prepared();
    for (const code of codes) expect(fixture.written()).not.toContain(code);
    expect(emergency.state()).toEqual({
      isPrepared: true,
      holderIds: [...holders].sort(),
      preparedMs: fixture.nowMs,
    });
  });
});

describe('A code made at the console', () => {
  it('takes the place of one envelope for 15 minutes', () => {
    const [first] = prepared();
    const second = emergency.consoleCode();
    fixture.nowMs += CONSOLE_CODE_MS - 1;
    expect(emergency.open({ codes: [first, second], reason }).holderIds).toEqual([
      'direttore-1',
      CONSOLE_HOLDER_ID,
    ]);
  });

  it('is over then, and when the clock is set back', () => {
    const [first] = prepared();
    const second = emergency.consoleCode();
    fixture.nowMs -= 1;
    expect(() => emergency.open({ codes: [first, second], reason })).toThrow(refused);
    fixture.nowMs += 1 + CONSOLE_CODE_MS;
    expect(() => emergency.open({ codes: [first, second], reason })).toThrow(refused);
  });

  it('does not open together with another one made there', () => {
    prepared();
    const [first, second] = [emergency.consoleCode(), emergency.consoleCode()];
    expect(() => emergency.open({ codes: [first, second], reason })).toThrow(refused);
    expect(() => emergency.open({ codes: [second, second], reason })).toThrow(refused);
  });
});

it('The session it gives is over after 60 minutes', () => {
  const { signedIn } = emergency.open({ codes: prepared(), reason });
  const sessions = new Sessions(fixture.file);
  const { secret, session } = sessions.begin({ ...signedIn, zone: 'zona1', role: 'ADM' });
  expect(session.endsMs).toBe(fixture.nowMs + EMERGENCY_SESSION_MS);
  expect(() => sessions.renew(secret, signedIn)).toThrow(
    expect.objectContaining({ code: 'emergency-not-renewed' }),
  );
});
