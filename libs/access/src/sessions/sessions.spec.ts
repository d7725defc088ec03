import { DatabaseSync } from 'node:sqlite';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AccessFileFixture } from '../access-file.fixture.js';
import {
  EMERGENCY_SESSION_MS,
  SESSION_ABSOLUTE_MS,
  SESSION_CLOCK_TOLERANCE_MS,
  SESSION_IDLE_MS,
  SESSION_TOUCH_MS,
  Sessions,
  type SessionRequest,
} from './sessions.js';

const hour = 60 * 60_000;

let fixture: AccessFileFixture;
let sessions: Sessions;
let request: SessionRequest;

beforeEach(() => {
  fixture = new AccessFileFixture();
  sessions = new Sessions(fixture.file);
  request = {
    personId: 'responsabile-1',
    zone: 'zona1',
    role: 'UH',
    unitId: 'anziani',
    method: 'passkey',
    authenticatedAtMs: fixture.nowMs - 1_000,
    origin: { userAgent: 'Mozilla/5.0 Firefox/140.0', address: '192.0.2.77' },
  };
});

afterEach(() => {
  fixture.remove();
});

/** Uses the session so often that it is not idle, until so much time has gone by. */
function keepBusy(secret: string, forMs: number): void {
  const untilMs = fixture.nowMs + forMs;
  while (fixture.nowMs + SESSION_IDLE_MS / 2 < untilMs) {
    fixture.nowMs += SESSION_IDLE_MS / 2;
    expect(sessions.identify(secret)).toBeDefined();
  }
  fixture.nowMs = untilMs;
}

describe('A session', () => {
  it('says who acts, where, as what, and how we know', () => {
    const { secret } = sessions.begin(request);
    expect(sessions.identify(secret)?.person).toEqual({
      personId: 'responsabile-1',
      zone: 'zona1',
      role: 'UH',
      unitId: 'anziani',
      authMethod: 'passkey',
      authenticatedAtMs: request.authenticatedAtMs,
    });
  });

  it('has no unit where the role has none', () => {
    const { secret } = sessions.begin({ ...request, role: 'UPo', unitId: undefined });
    expect(sessions.identify(secret)?.person).not.toHaveProperty('unitId');
  });

  it('is known to other processes, and after a restart', () => {
    const { secret, session } = sessions.begin(request);
    expect(new Sessions(fixture.another()).identify(secret)?.session).toEqual(session);
    expect(new Sessions(fixture.restart()).identify(secret)?.session).toEqual(session);
  });

  it('is opened by 256 random bits', () => {
    const { secret, session } = sessions.begin(request);
    const [id, random = ''] = secret.split('.');
    expect(id).toBe(session.id);
    expect(Buffer.from(random, 'base64url')).toHaveLength(32);
  });

  it('is kept only as the SHA-256 of its secret, with no full address', () => {
    const { secret } = sessions.begin(request);
    sessions.identify(secret);
    const [, random = ''] = secret.split('.');
    expect(fixture.written()).not.toContain(random);
    expect(fixture.written()).not.toContain(Buffer.from(random, 'base64url').toString('latin1'));
    expect(fixture.written()).not.toContain('192.0.2.77');
    expect(fixture.written()).not.toContain('Mozilla');
  });

  it('is opened by no other text', () => {
    const { secret, session } = sessions.begin(request);
    const other = sessions.begin(request).secret;
    const [, random = ''] = secret.split('.');
    const [, otherRandom = ''] = other.split('.');
    for (const text of [
      '',
      '.',
      session.id,
      random,
      `${session.id}.`,
      `${session.id}.${otherRandom}`,
      `${'0'.repeat(24)}.${random}`,
      `${secret}A`,
      secret.slice(0, -1),
      secret.toUpperCase(),
      ` ${secret}`,
      `${secret}\n`,
      "' OR 1=1 --",
      'x'.repeat(1_000_000),
    ]) {
      expect(sessions.identify(text)).toBeUndefined();
    }
    expect(sessions.identify(secret)).toBeDefined();
  });

  it('is over when nobody used it for 30 minutes', () => {
    const { secret } = sessions.begin(request);
    fixture.nowMs += SESSION_IDLE_MS - 1;
    expect(sessions.identify(secret)).toBeDefined();
    fixture.nowMs += SESSION_IDLE_MS - 1;
    expect(sessions.identify(secret)).toBeDefined();
    fixture.nowMs += SESSION_IDLE_MS;
    expect(sessions.identify(secret)).toBeUndefined();
  });

  it('is over after 12 hours, used or not', () => {
    const { secret } = sessions.begin(request);
    keepBusy(secret, SESSION_ABSOLUTE_MS - 1);
    expect(sessions.identify(secret)).toBeDefined();
    fixture.nowMs += 1;
    expect(sessions.identify(secret)).toBeUndefined();
  });

  it('does not come to life again when the clock is set back', () => {
    const { secret } = sessions.begin(request);
    fixture.nowMs += SESSION_IDLE_MS;
    expect(sessions.identify(secret)).toBeUndefined();
    fixture.nowMs -= SESSION_IDLE_MS;
    expect(sessions.identify(secret)).toBeUndefined();
  });

  it('is over when the clock stands before its last use, since nobody knows its age', () => {
    const { secret } = sessions.begin(request);
    fixture.nowMs -= SESSION_CLOCK_TOLERANCE_MS;
    expect(sessions.identify(secret)).toBeDefined();
    fixture.nowMs -= 1;
    expect(sessions.identify(secret)).toBeUndefined();
  });

  it('is deleted when it is over, whoever comes by', () => {
    const { session } = sessions.begin(request);
    const idBytes = session.id;
    fixture.nowMs += SESSION_IDLE_MS;
    sessions.begin({ ...request, personId: 'operatore-1' });
    const database = new DatabaseSync(fixture.path, { readOnly: true });
    const ids = database.prepare('SELECT id FROM session').all();
    database.close();
    expect(ids).toHaveLength(1);
    expect(ids).not.toContainEqual({ id: idBytes });
  });

  it('notes its last use at most once a minute', () => {
    const { secret, session } = sessions.begin(request);
    fixture.nowMs += SESSION_TOUCH_MS - 1;
    expect(sessions.identify(secret)?.session.lastSeenMs).toBe(session.createdMs);
    fixture.nowMs += 1;
    expect(sessions.identify(secret)?.session.lastSeenMs).toBe(fixture.nowMs);
    expect(sessions.list('responsabile-1')[0]?.lastSeenMs).toBe(fixture.nowMs);
  });

  it('still opens when its use cannot be noted, and says so in the log', () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const { secret, session } = sessions.begin(request);
    const database = new DatabaseSync(fixture.path);
    database.exec(`CREATE TRIGGER full_disk BEFORE UPDATE ON session
                   BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
    database.close();
    fixture.nowMs += SESSION_TOUCH_MS;
    expect(sessions.identify(secret)?.session).toEqual(session);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining(session.id));
    expect(warn).not.toHaveBeenCalledWith(expect.stringContaining(secret));
    warn.mockRestore();
  });
});

describe('Another role', () => {
  it('is another secret; the old one is dead at once, everywhere', () => {
    const other = new Sessions(fixture.another());
    const begun = sessions.begin(request);
    const switched = sessions.switchRole(begun.secret, { zone: 'zona2', role: 'DIR' })!;
    expect(switched.secret).not.toBe(begun.secret);
    expect(sessions.identify(begun.secret)).toBeUndefined();
    expect(other.identify(begun.secret)).toBeUndefined();
    expect(other.identify(switched.secret)?.person).toEqual({
      personId: 'responsabile-1',
      zone: 'zona2',
      role: 'DIR',
      authMethod: 'passkey',
      authenticatedAtMs: request.authenticatedAtMs,
    });
    expect(other.identify(switched.secret)?.session).toEqual(switched.session);
  });

  it('does not make the session live longer', () => {
    const begun = sessions.begin(request);
    fixture.nowMs += SESSION_IDLE_MS / 2;
    const switched = sessions.switchRole(begun.secret, { zone: 'zona1', role: 'DIR' })!;
    expect(switched.session.endsMs).toBe(begun.session.endsMs);
    keepBusy(switched.secret, SESSION_ABSOLUTE_MS - SESSION_IDLE_MS / 2);
    expect(sessions.identify(switched.secret)).toBeUndefined();
  });

  it('cannot be taken with a secret that opens nothing', () => {
    const { secret } = sessions.begin(request);
    sessions.end(secret);
    expect(sessions.switchRole(secret, { zone: 'zona1', role: 'DIR' })).toBeUndefined();
    expect(sessions.list('responsabile-1')).toEqual([]);
  });
});

describe('A further proof', () => {
  it('gives a new secret that says when and how', () => {
    const { secret } = sessions.begin(request);
    fixture.nowMs += 60_000;
    const renewed = sessions.renew(secret, {
      personId: 'responsabile-1',
      method: 'password-totp',
      authenticatedAtMs: fixture.nowMs,
    })!;
    expect(sessions.identify(secret)).toBeUndefined();
    expect(sessions.identify(renewed.secret)?.person).toMatchObject({
      role: 'UH',
      authMethod: 'password-totp',
      authenticatedAtMs: fixture.nowMs,
    });
    expect(renewed.session.endsMs).toBe(request.authenticatedAtMs + 1_000 + SESSION_ABSOLUTE_MS);
  });

  it('makes good for who came in with a weak one, which another role does not', () => {
    const { secret, session } = sessions.begin({ ...request, method: 'oidc', isWeakProof: true });
    expect(sessions.identify(secret)).toMatchObject({ session, person: { isWeakProof: true } });
    const switched = sessions.switchRole(secret, { zone: 'zona1', role: 'DIR' })!;
    expect(switched.session.isWeakProof).toBe(true);
    expect(sessions.identify(switched.secret)?.session).toEqual(switched.session);
    const renewed = sessions.renew(switched.secret, request)!;
    expect(renewed.session).not.toHaveProperty('isWeakProof');
    expect(sessions.identify(renewed.secret)?.session).toEqual(renewed.session);
    const weaker = sessions.renew(renewed.secret, { ...request, isWeakProof: true })!;
    expect(sessions.identify(weaker.secret)?.person.isWeakProof).toBe(true);
  });

  it('by another person is refused, and leaves the session as it is', () => {
    const { secret } = sessions.begin(request);
    const proof = { ...request, personId: 'operatore-1' };
    expect(() => sessions.renew(secret, proof)).toThrow(
      expect.objectContaining({ code: 'another-person' }),
    );
    expect(sessions.identify(secret)).toBeDefined();
  });

  it('does nothing for a secret that opens nothing', () => {
    const { secret } = sessions.begin(request);
    sessions.end(secret);
    expect(sessions.renew(secret, request)).toBeUndefined();
  });
});

describe('An emergency session', () => {
  it('is over after 60 minutes, in whatever role', () => {
    const begun = sessions.begin({ ...request, method: 'emergency' });
    const { secret } = sessions.switchRole(begun.secret, { zone: 'zona1', role: 'ADM' })!;
    keepBusy(secret, EMERGENCY_SESSION_MS - 1);
    expect(sessions.identify(secret)).toBeDefined();
    fixture.nowMs += 1;
    expect(sessions.identify(secret)).toBeUndefined();
  });

  it('is not renewed, nor is another one made an emergency', () => {
    const refused = expect.objectContaining({ code: 'emergency-not-renewed' });
    const emergency = sessions.begin({ ...request, method: 'emergency' });
    expect(() => sessions.renew(emergency.secret, request)).toThrow(refused);
    const ordinary = sessions.begin(request);
    const proof = { ...request, method: 'emergency' as const };
    expect(() => sessions.renew(ordinary.secret, proof)).toThrow(refused);
  });
});

describe('Ending', () => {
  it('one session leaves the others', () => {
    const [first, second] = [sessions.begin(request), sessions.begin(request)];
    expect(sessions.end(first.secret)).toBe(true);
    expect(sessions.end(first.secret)).toBe(false);
    expect(sessions.identify(first.secret)).toBeUndefined();
    expect(sessions.identify(second.secret)).toBeDefined();
  });

  it('by the public id counts at once in other processes', () => {
    const { secret, session } = sessions.begin(request);
    const other = new Sessions(fixture.another());
    expect(other.identify(secret)).toBeDefined();
    expect(sessions.endById(session.id)).toBe(true);
    expect(other.identify(secret)).toBeUndefined();
    expect(other.endById(session.id)).toBe(false);
  });

  it('all of a person leaves other people, and the one that asked', () => {
    const [asking, another] = [sessions.begin(request), sessions.begin(request)];
    const colleague = sessions.begin({ ...request, personId: 'operatore-1' });
    expect(sessions.endAllOf('responsabile-1', asking.session.id)).toBe(1);
    expect(sessions.identify(another.secret)).toBeUndefined();
    expect(sessions.identify(asking.secret)).toBeDefined();
    expect(sessions.endAllOf('responsabile-1')).toBe(1);
    expect(sessions.identify(asking.secret)).toBeUndefined();
    expect(sessions.identify(colleague.secret)).toBeDefined();
  });

  it('everybody in a zone leaves nobody there, and those of another zone', () => {
    const first = sessions.begin(request);
    const second = sessions.begin({ ...request, personId: 'operatore-1' });
    const elsewhere = sessions.begin({ ...request, zone: 'altrove' });
    expect(sessions.endAllIn(request.zone)).toBe(2);
    expect(sessions.identify(first.secret)).toBeUndefined();
    expect(sessions.identify(second.secret)).toBeUndefined();
    expect(sessions.identify(elsewhere.secret)).toBeDefined();
  });
});

describe('The list of sessions', () => {
  it('shows what its owner needs, and no secret', () => {
    const { secret, session } = sessions.begin(request);
    sessions.begin({ ...request, personId: 'operatore-1' });
    expect(sessions.list('responsabile-1')).toEqual([session]);
    expect(session).toMatchObject({
      method: 'passkey',
      createdMs: fixture.nowMs,
      lastSeenMs: fixture.nowMs,
      origin: { browser: 'Firefox', network: '192.0.2.0/24' },
    });
    expect(JSON.stringify(session)).not.toContain(secret.split('.')[1]);
  });

  it('does not show what is over', () => {
    sessions.begin(request);
    fixture.nowMs += SESSION_IDLE_MS;
    expect(sessions.list('responsabile-1')).toEqual([]);
  });

  it('has at most five: a sixth ends the oldest, also under a clock set back a little', () => {
    const begun = [1, 2, 3, 4, 5].map(() => sessions.begin(request));
    fixture.nowMs -= 1_000;
    const sixth = sessions.begin(request);
    expect(sessions.identify(begun[0]!.secret)).toBeUndefined();
    expect(sessions.list('responsabile-1').map(({ id }) => id)).toEqual(
      [...begun.slice(1), sixth].map(({ session }) => session.id),
    );
  });

  it('of one person does not count for another', () => {
    const colleague = sessions.begin({ ...request, personId: 'operatore-1' });
    for (let begun = 0; begun < 7; begun += 1) sessions.begin(request);
    expect(sessions.identify(colleague.secret)).toBeDefined();
  });
});

describe('The clock of the machine', () => {
  it('may be put right by a few seconds without sending anybody home', () => {
    const { secret } = sessions.begin(request);
    fixture.nowMs -= 5_000;
    expect(sessions.identify(secret)).toBeDefined();
    fixture.nowMs += hour / 4;
    expect(sessions.identify(secret)).toBeDefined();
  });
});
