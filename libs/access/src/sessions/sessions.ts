import { createHash, timingSafeEqual } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import { Logger } from '@nestjs/common';
import type { Person, Role } from '#people';
import { AccessRefused } from '../access-refused.js';
import type { AccessFile } from '../access-file.js';
import type { SignedIn } from '../signed-in.js';
import { coarsely, type BrowserFamily, type RequestOrigin } from './origin.js';
import { personIn, type Session } from './session.js';
import { SESSION_ID_BYTES, SESSION_SECRET_BYTES, sessionId, writeSession } from './session-text.js';

/** A session nobody used for this long is over: 30 minutes (ASVS 5.0 7.3.1). */
export const SESSION_IDLE_MS = 30 * 60_000;

/** A session is over this long after it began, used or not: 12 hours, a working day (ASVS 7.3.2). */
export const SESSION_ABSOLUTE_MS = 12 * 60 * 60_000;

/** An emergency session is over after 60 minutes and cannot be renewed. */
export const EMERGENCY_SESSION_MS = 60 * 60_000;

/** How often the last use of a session is written down. */
export const SESSION_TOUCH_MS = 60_000;

/** So many at once for one person; a further one ends the oldest (ASVS 7.1.2). */
export const SESSIONS_PER_PERSON = 5;

/** A clock may be put right by this much; set back further, nobody knows how old a session is. */
export const SESSION_CLOCK_TOLERANCE_MS = 60_000;

/** In which zone and role somebody acts. That they hold the role, the caller has looked up. */
export interface ActingAs {
  readonly zone: string;
  readonly role: Role;
  readonly unitId?: string | undefined;
}

/** A session to begin for somebody who has just signed in. */
export interface SessionRequest extends SignedIn, ActingAs {
  /** Only the family of the browser and the network are kept. */
  readonly origin?: RequestOrigin | undefined;
}

/** The answer to whoever signed in: the only place where the secret is ever seen. */
export interface OpenedSession {
  /** For the cookie: 67 characters, of which only the SHA-256 is kept. */
  readonly secret: string;
  readonly session: Session;
}

interface SessionRow {
  readonly id: string;
  readonly hash: Uint8Array;
  readonly person_id: string;
  readonly zone: string;
  readonly role: string;
  readonly unit_id: string | null;
  readonly method: string;
  readonly authenticated_ms: number;
  readonly is_weak: number;
  readonly browser: string;
  readonly network: string;
  readonly created_ms: number;
  readonly last_seen_ms: number;
  readonly ends_ms: number;
}

/** Whose sessions were ended at another instance. */
type SessionsElsewhere =
  { readonly personId: string; readonly except?: string | undefined } | { readonly zone: string };

/**
 * The sessions of people at their browsers. A secret opens one until it is idle, too old, ended,
 * or replaced by a new secret: at sign-in, at every further proof and at every change of role
 * (ASVS 5.0 7.2.4). A session that was seen to be over is deleted, so that a clock set back does not
 * bring it to life again.
 */
export class Sessions {
  readonly #logger = new Logger(Sessions.name);
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #selectOfPerson: StatementSync;
  readonly #touch: StatementSync;
  readonly #switchRole: StatementSync;
  readonly #renew: StatementSync;
  readonly #deleteOver: StatementSync;
  readonly #deleteOldest: StatementSync;
  readonly #delete: StatementSync;
  readonly #deleteOfPerson: StatementSync;
  readonly #deleteInZone: StatementSync;
  readonly #deleteBegunOfPerson: StatementSync;
  readonly #deleteBegunInZone: StatementSync;

  constructor(private readonly file: AccessFile) {
    this.#insert = file.prepare(
      `INSERT INTO session (id, hash, person_id, zone, role, unit_id, method, authenticated_ms, is_weak,
                            browser, network, created_ms, last_seen_ms, ends_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#select = file.prepare('SELECT * FROM session WHERE id = ?');
    this.#selectOfPerson = file.prepare(
      'SELECT * FROM session WHERE person_id = ? ORDER BY number',
    );
    this.#touch = file.prepare('UPDATE session SET last_seen_ms = ? WHERE id = ?');
    this.#switchRole = file.prepare(
      'UPDATE session SET hash = ?, last_seen_ms = ?, zone = ?, role = ?, unit_id = ? WHERE id = ?',
    );
    this.#renew = file.prepare(
      `UPDATE session SET hash = ?, last_seen_ms = ?, method = ?, authenticated_ms = ?, is_weak = ?
       WHERE id = ?`,
    );
    this.#deleteOver = file.prepare(
      'DELETE FROM session WHERE ends_ms <= ? OR last_seen_ms <= ? OR last_seen_ms > ?',
    );
    this.#deleteOldest = file.prepare(
      `DELETE FROM session WHERE number IN (
         SELECT number FROM session WHERE person_id = ? ORDER BY number DESC LIMIT -1 OFFSET ?)`,
    );
    this.#delete = file.prepare('DELETE FROM session WHERE id = ? RETURNING *');
    this.#deleteOfPerson = file.prepare('DELETE FROM session WHERE person_id = ? AND id <> ?');
    this.#deleteBegunOfPerson = file.prepare(
      'DELETE FROM session WHERE person_id = ? AND id <> ? AND created_ms <= ?',
    );
    this.#deleteBegunInZone = file.prepare(
      'DELETE FROM session WHERE zone = ? AND created_ms <= ?',
    );
    this.#deleteInZone = file.prepare('DELETE FROM session WHERE zone = ?');
  }

  /** Begins a session; where the person has five already, the oldest of them ends. */
  begin(request: SessionRequest): OpenedSession {
    const { personId, method, authenticatedAtMs, isWeakProof, origin = {} } = request;
    const id = this.file.randomBytes(SESSION_ID_BYTES).toString('hex');
    const secret = this.#newSecret(id);
    const createdMs = this.file.nowMs();
    const lastsMs = method === 'emergency' ? EMERGENCY_SESSION_MS : SESSION_ABSOLUTE_MS;
    const session: Session = {
      id,
      personId,
      ...actingAs(request),
      method,
      authenticatedAtMs,
      ...(isWeakProof && { isWeakProof }),
      origin: coarsely(origin),
      createdMs,
      lastSeenMs: createdMs,
      endsMs: createdMs + lastsMs,
    };
    this.file.atomically(() => {
      this.#forgetOver(createdMs);
      this.#insert.run(
        id,
        sha256(secret),
        personId,
        session.zone,
        session.role,
        session.unitId ?? null,
        method,
        authenticatedAtMs,
        isWeakProof ? 1 : 0,
        session.origin.browser,
        session.origin.network,
        createdMs,
        createdMs,
        session.endsMs,
      );
      this.#deleteOldest.run(personId, SESSIONS_PER_PERSON);
    });
    return { secret, session };
  }

  /**
   * Whose session this is; undefined when the secret is malformed, unknown or replaced, and when the
   * session was ended, is idle or too old: to whoever asks these are all the same.
   * @param isUse false for what a page asks by itself, which keeps no session from becoming idle
   */
  identify(
    secret: string,
    isUse = true,
  ): { readonly session: Session; readonly person: Person } | undefined {
    const session = this.#alive(secret);
    if (session === undefined) return undefined;
    return { session: isUse ? this.#noteUse(session) : session, person: personIn(session) };
  }

  /**
   * The same session in another zone or role, under a new secret; the old one is dead at once.
   * Undefined when the old one opens nothing.
   */
  switchRole(secret: string, to: ActingAs): OpenedSession | undefined {
    return this.#replace(secret, (session, hash) => {
      this.#switchRole.run(
        hash,
        session.lastSeenMs,
        to.zone,
        to.role,
        to.unitId ?? null,
        session.id,
      );
      const { unitId: _left, ...stays } = session;
      return { ...stays, ...actingAs(to) };
    });
  }

  /**
   * The same session after its person proved again who they are, under a new secret; the old one is
   * dead at once. It ends no later for that. Undefined when the old secret opens nothing.
   * @throws AccessRefused `another-person`: somebody else has proved who they are;
   *   `emergency-not-renewed`: an emergency is not prolonged, nor proved later
   */
  renew(secret: string, proof: SignedIn): OpenedSession | undefined {
    return this.#replace(secret, (session, hash) => {
      if (session.personId !== proof.personId) throw new AccessRefused('another-person');
      if (session.method === 'emergency' || proof.method === 'emergency') {
        throw new AccessRefused('emergency-not-renewed');
      }
      const { method, authenticatedAtMs, isWeakProof } = proof;
      const weak = isWeakProof ? 1 : 0;
      this.#renew.run(hash, session.lastSeenMs, method, authenticatedAtMs, weak, session.id);
      const { isWeakProof: _before, ...stays } = session;
      return { ...stays, method, authenticatedAtMs, ...(isWeakProof && { isWeakProof }) };
    });
  }

  /** Ends the session this secret opens. False when it opens none. */
  end(secret: string): boolean {
    const session = this.#alive(secret);
    return session !== undefined && this.endById(session.id);
  }

  /** Ends a session by its public id: for its owner, and for who administers. False if unknown. */
  endById(id: string): boolean {
    return this.take(id) !== undefined;
  }

  /** Ends a session by its public id, and says which one it was; undefined if unknown: for who records that. */
  take(id: string): Session | undefined {
    // As in list().
    const row = this.#delete.get(id) as SessionRow | undefined;
    return row && fromRow(row);
  }

  /** Ends the sessions of one person, all or all but one (ASVS 5.0 7.4.3). @returns how many */
  endAllOf(personId: string, exceptSessionId = ''): number {
    return Number(this.#deleteOfPerson.run(personId, exceptSessionId).changes);
  }

  /** Ends the sessions of everybody who works in a zone (ASVS 5.0 7.4.5). @returns how many */
  endAllIn(zone: string): number {
    return Number(this.#deleteInZone.run(zone).changes);
  }

  /**
   * Ends sessions that somebody has ended elsewhere: those of a person, all or all but one, or of everybody who works
   * in a zone; only those begun by an instant (milliseconds since 1970, UTC) where it is given. @returns how many
   */
  endBegun({
    until = Number.MAX_SAFE_INTEGER,
    ...which
  }: SessionsElsewhere & { readonly until?: number | undefined }): number {
    const ended =
      'zone' in which
        ? this.#deleteBegunInZone.run(which.zone, until)
        : this.#deleteBegunOfPerson.run(which.personId, which.except ?? '', until);
    return Number(ended.changes);
  }

  /** The sessions of a person that are not over, oldest first (ASVS 5.0 7.5.2). */
  list(personId: string): readonly Session[] {
    const nowMs = this.file.nowMs();
    // The table is STRICT and its rows are written by begin().
    const rows = this.#selectOfPerson.all(personId) as unknown as SessionRow[];
    return rows.map(fromRow).filter((session) => !isOver(session, nowMs));
  }

  #newSecret(id: string): string {
    return writeSession(id, this.file.randomBytes(SESSION_SECRET_BYTES));
  }

  #alive(secret: string): Session | undefined {
    const id = sessionId(secret);
    if (id === undefined) return undefined;
    // As in list().
    const row = this.#select.get(id) as SessionRow | undefined;
    if (row === undefined || !timingSafeEqual(sha256(secret), row.hash)) return undefined;
    const session = fromRow(row);
    const nowMs = this.file.nowMs();
    if (!isOver(session, nowMs)) return session;
    this.#forgetOver(nowMs);
    return undefined;
  }

  #replace(
    secret: string,
    change: (session: Session, newHash: Buffer) => Session,
  ): OpenedSession | undefined {
    return this.file.atomically(() => {
      const session = this.#alive(secret);
      if (session === undefined) return undefined;
      const newSecret = this.#newSecret(session.id);
      const used = { ...session, lastSeenMs: this.file.nowMs() };
      return { secret: newSecret, session: change(used, sha256(newSecret)) };
    });
  }

  #forgetOver(nowMs: number): void {
    this.#deleteOver.run(nowMs, nowMs - SESSION_IDLE_MS, nowMs + SESSION_CLOCK_TOLERANCE_MS);
  }

  #noteUse(session: Session): Session {
    const lastSeenMs = this.file.nowMs();
    if (lastSeenMs - session.lastSeenMs < SESSION_TOUCH_MS) return session;
    try {
      this.#touch.run(lastSeenMs, session.id);
    } catch (error) {
      // Who cannot write (full disk, long lock) can still read, until the session is idle.
      this.#logger.warn(`The use of session ${session.id} was not noted: ${String(error)}`);
      return session;
    }
    return { ...session, lastSeenMs };
  }
}

/** The same rule as in #forgetOver. */
function isOver({ endsMs, lastSeenMs }: Session, nowMs: number): boolean {
  return (
    endsMs <= nowMs ||
    lastSeenMs <= nowMs - SESSION_IDLE_MS ||
    lastSeenMs > nowMs + SESSION_CLOCK_TOLERANCE_MS
  );
}

function actingAs({ zone, role, unitId }: ActingAs) {
  return { zone, role, ...(unitId === undefined ? {} : { unitId }) };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function fromRow(row: SessionRow): Session {
  return {
    id: row.id,
    personId: row.person_id,
    // Role, method and browser are written by this class only, from values of these types.
    ...actingAs({ zone: row.zone, role: row.role as Role, unitId: row.unit_id ?? undefined }),
    method: row.method as Session['method'],
    authenticatedAtMs: row.authenticated_ms,
    ...(row.is_weak === 0 ? {} : { isWeakProof: true }),
    origin: { browser: row.browser as BrowserFamily, network: row.network },
    createdMs: row.created_ms,
    lastSeenMs: row.last_seen_ms,
    endsMs: row.ends_ms,
  };
}
