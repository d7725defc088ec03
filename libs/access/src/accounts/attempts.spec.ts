import fc from 'fast-check';
import { AccessFileFixture } from '../access-file.fixture.js';
import {
  Attempts,
  FAILURES_REMEMBERED_MS,
  FREE_FAILURES_OF_NETWORK,
  MAX_REMEMBERED,
  MAX_WAIT_SECONDS,
  waitSeconds,
} from './attempts.js';

let fixture: AccessFileFixture;
let attempts: Attempts;

const attempt = { account: 'operatore', network: '192.0.2.0/24' };

beforeEach(() => {
  fixture = new AccessFileFixture();
  attempts = new Attempts(fixture.file, fixture.key);
});

afterEach(() => {
  fixture.remove();
});

/** Fails so many times, waiting in between as long as it takes. */
function fail(times: number): void {
  for (let done = 0; done < times; done += 1) {
    fixture.nowMs += attempts.admit(attempt) * 1_000;
    attempts.admit(attempt);
  }
}

describe('The wait after failures', () => {
  it('is 1, 2, 4 … 900 seconds after the free ones', () => {
    const waits = Array.from({ length: 17 }, (_, failures) => waitSeconds(failures, 5));
    expect(waits).toEqual([
      ...[0, 0, 0, 0, 0],
      ...[1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
      ...[900, 900],
    ]);
  });

  it('never falls and never passes 900 seconds, however many there were', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(100), (failures, more, free) => {
        const [less, greater] = [waitSeconds(failures, free), waitSeconds(failures + more, free)];
        expect(less).toBeLessThanOrEqual(greater);
        expect(greater).toBeLessThanOrEqual(MAX_WAIT_SECONDS);
      }),
    );
  });
});

describe('An account', () => {
  it('is free five times, then waits longer and longer', () => {
    for (let failed = 0; failed < 5; failed += 1) expect(attempts.admit(attempt)).toBe(0);
    for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
      expect(attempts.admit(attempt)).toBe(seconds);
      fixture.nowMs += seconds * 1_000 - 1;
      expect(attempts.admit(attempt)).toBe(1);
      fixture.nowMs += 1;
      expect(attempts.admit(attempt)).toBe(0);
    }
  });

  it('counts attempts while they are being judged: many at once are many', () => {
    const admitted = Array.from({ length: 1_000 }, () => attempts.admit(attempt));
    expect(admitted.filter((seconds) => seconds === 0)).toHaveLength(5);
  });

  it('is the same in capitals', () => {
    for (let failed = 0; failed < 5; failed += 1) attempts.admit(attempt);
    expect(attempts.admit({ ...attempt, account: 'OPERATORE' })).toBe(1);
  });

  it('starts anew when its owner has signed in', () => {
    for (let failed = 0; failed < 5; failed += 1) attempts.admit(attempt);
    fixture.nowMs += 1_000;
    expect(attempts.admit(attempt)).toBe(0);
    attempts.succeeded(attempt);
    expect(attempts.admit(attempt)).toBe(0);
  });

  it('does not make others wait', () => {
    for (let failed = 0; failed < 5; failed += 1) attempts.admit(attempt);
    expect(attempts.admit(attempt)).toBe(1);
    expect(attempts.admit({ ...attempt, account: 'direttore' })).toBe(0);
  });

  it('waits after a restart, and in other processes', () => {
    for (let failed = 0; failed < 5; failed += 1) attempts.admit(attempt);
    expect(new Attempts(fixture.another(), fixture.key).admit(attempt)).toBe(1);
    expect(new Attempts(fixture.restart(), fixture.key).admit(attempt)).toBe(1);
  });

  it('is forgotten a day after its last failure', () => {
    fail(20);
    expect(attempts.admit(attempt)).toBeGreaterThan(1);
    fixture.nowMs += FAILURES_REMEMBERED_MS;
    for (let failed = 0; failed < 5; failed += 1) expect(attempts.admit(attempt)).toBe(0);
    expect(attempts.admit(attempt)).toBe(1);
  });

  it('waits no longer when the clock is set back', () => {
    for (let failed = 0; failed < 6; failed += 1) {
      fixture.nowMs += attempts.admit(attempt) * 1_000;
    }
    attempts.admit(attempt);
    fixture.nowMs -= 3_600_000;
    expect(attempts.admit(attempt)).toBe(2);
    fixture.nowMs += 2_000;
    expect(attempts.admit(attempt)).toBe(0);
  });

  it('gets back what was not judged', () => {
    for (let tried = 0; tried < 100; tried += 1) {
      expect(attempts.admit(attempt)).toBe(0);
      attempts.giveBack(attempt, ['account', 'network']);
    }
  });
});

describe('A network', () => {
  const from = (account: number, network = attempt.network) => ({
    account: `operatore-${account}`,
    network,
  });

  it('waits after fifty failures of whatever accounts, and another one does not', () => {
    for (let failed = 0; failed < FREE_FAILURES_OF_NETWORK; failed += 1) {
      expect(attempts.admit(from(failed))).toBe(0);
    }
    expect(attempts.admit(from(999))).toBe(1);
    expect(attempts.admit(from(999, '198.51.100.0/24'))).toBe(0);
  });

  it('does not fill up with those who succeed', () => {
    for (let succeeded = 0; succeeded < 60; succeeded += 1) {
      expect(attempts.admit(from(succeeded))).toBe(0);
      attempts.succeeded(from(succeeded));
    }
  });

  it('is not forgiven by a success among its failures', () => {
    for (let failed = 0; failed < FREE_FAILURES_OF_NETWORK - 1; failed += 1) {
      attempts.admit(from(failed));
    }
    expect(attempts.admit(from(999))).toBe(0);
    attempts.succeeded(from(999));
    expect(attempts.admit(from(998))).toBe(0);
    expect(attempts.admit(from(997))).toBe(1);
  });
});

describe('What is remembered', () => {
  it('does not show the login, which may be a password in the wrong field', () => {
    attempts.admit({ ...attempt, account: 'quattro gatti sul tetto' });
    expect(fixture.written()).not.toContain('gatti');
  });

  it('has a bound; the most failed stay', () => {
    for (let failed = 0; failed < 6; failed += 1) attempts.admit(attempt);
    fixture.file
      .prepare(
        `INSERT INTO attempt (key, failures, last_ms)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         SELECT 'account ' || i, 1, ? FROM n`,
      )
      .run(MAX_REMEMBERED, fixture.nowMs + 1);
    fixture.nowMs += 1;
    attempts.admit({ account: 'one more', network: '198.51.100.0/24' });
    expect(attempts.remembered()).toBe(MAX_REMEMBERED);
    expect(attempts.admit(attempt)).toBe(1);
  });
});

describe('Attempts of any order', () => {
  it('never let more than the free ones through without a wait', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4_000), { minLength: 1, maxLength: 60 }), (pauses) => {
        const account = `someone ${fixture.nowMs}`;
        const network = `net ${fixture.nowMs}`;
        let admitted = 0;
        let lastMs = fixture.nowMs;
        for (const pauseMs of pauses) {
          fixture.nowMs += pauseMs;
          const isDue = fixture.nowMs - lastMs >= waitSeconds(admitted, 5) * 1_000;
          expect(attempts.admit({ account, network }) === 0).toBe(isDue);
          if (!isDue) continue;
          admitted += 1;
          lastMs = fixture.nowMs;
        }
      }),
      { numRuns: 50 },
    );
  });
});
