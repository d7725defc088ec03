import type { StatementSync } from 'node:sqlite';
import type { AccessFile } from '../access-file.js';
import { AccessRefused } from '../access-refused.js';
import { hashOfCode, ONE_TIME_CODE_BYTES, writeCode } from '../one-time-code.js';
import type { SignedIn } from '../signed-in.js';

/** Who acts in an emergency, in facts and records: the access, not the person who opened it. */
export const EMERGENCY_PERSON_ID = 'accesso-di-emergenza';

/** Who holds the code that is made at the console of the machine. */
export const CONSOLE_HOLDER_ID = 'console';

/** How long a code made at the console stands: 15 minutes. */
export const CONSOLE_CODE_MS = 15 * 60_000;

/** Fewest and most characters of the reason, which the auditors read. */
const EMERGENCY_REASON_CHARACTERS = { min: 10, max: 1_000 } as const;

/** A code for the sealed envelope of one person. The code is secret and shown once. */
export interface SealedCode {
  readonly holderId: string;
  readonly code: string;
}

/** The emergency access was opened: who is to be told, and why. */
export interface EmergencyAccess {
  /** For Sessions.begin: a session of 60 minutes that cannot be renewed. */
  readonly signedIn: SignedIn;
  readonly reason: string;
  /** Whose codes opened it. */
  readonly holderIds: readonly string[];
}

/** Whether the emergency access can be opened. */
export interface EmergencyState {
  readonly isPrepared: boolean;
  /** Whose envelopes hold a code that still counts. */
  readonly holderIds: readonly string[];
  readonly preparedMs: number | undefined;
}

interface CodeRow {
  readonly hash: Uint8Array;
  readonly holder_id: string;
  readonly begun_ms: number;
  readonly ends_ms: number | null;
}

/**
 * The emergency access ("break-glass"): it does not exist until two codes were prepared for two
 * persons, opens with both, or with one and one made at the console of the machine, and once opened
 * does not exist any more. Codes have 128 random bits and are kept as SHA-256. What the access may
 * do, and whom to tell, is decided elsewhere: see `method: 'emergency'`.
 */
export class EmergencyCodes {
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #all: StatementSync;
  readonly #deleteAll: StatementSync;
  readonly #deleteOfConsole: StatementSync;

  constructor(private readonly file: AccessFile) {
    this.#insert = file.prepare(
      'INSERT INTO emergency_code (hash, holder_id, begun_ms, ends_ms) VALUES (?, ?, ?, ?)',
    );
    this.#select = file.prepare('SELECT * FROM emergency_code WHERE hash = ?');
    this.#all = file.prepare('SELECT * FROM emergency_code ORDER BY holder_id');
    this.#deleteAll = file.prepare('DELETE FROM emergency_code');
    this.#deleteOfConsole = file.prepare('DELETE FROM emergency_code WHERE ends_ms IS NOT NULL');
  }

  /**
   * Two codes for the sealed envelopes of two persons; earlier ones are void.
   * @throws AccessRefused `emergency-holders-same`
   */
  prepare(holderIds: readonly [string, string]): readonly SealedCode[] {
    const [first, second] = holderIds;
    if (first === second || holderIds.includes(CONSOLE_HOLDER_ID)) {
      throw new AccessRefused('emergency-holders-same');
    }
    return this.file.atomically(() => {
      this.#deleteAll.run();
      return holderIds.map((holderId) => ({ holderId, code: this.#make(holderId, undefined) }));
    });
  }

  /**
   * A code in the place of one envelope, for whoever stands at the console; an earlier one is void.
   * @throws AccessRefused `emergency-refused` while nothing is prepared
   */
  consoleCode(): string {
    return this.file.atomically(() => {
      this.#deleteOfConsole.run();
      if (!this.state().isPrepared) throw new AccessRefused('emergency-refused');
      return this.#make(CONSOLE_HOLDER_ID, CONSOLE_CODE_MS);
    });
  }

  state(): EmergencyState {
    // The table is STRICT and its rows are written by #make().
    const rows = this.#all.all() as unknown as CodeRow[];
    const sealed = rows.filter(({ ends_ms: endsMs }) => endsMs === null);
    return {
      isPrepared: sealed.length > 0,
      holderIds: sealed.map(({ holder_id: holderId }) => holderId),
      preparedMs: sealed[0]?.begun_ms,
    };
  }

  /** Voids all codes: there is no emergency access until it is prepared again. */
  disable(): void {
    this.#deleteAll.run();
  }

  /**
   * Opens the emergency access with two codes of two holders; all codes are void from now on. A code
   * given in vain stays good: a slip of the pen is not to cost the only way in.
   * @throws AccessRefused `emergency-reason-missing`; `emergency-refused`, whatever is wrong
   */
  open(wish: {
    readonly codes: readonly [string, string];
    readonly reason: string;
  }): EmergencyAccess {
    const reason = wish.reason.trim();
    const { min, max } = EMERGENCY_REASON_CHARACTERS;
    if (reason.length < min || reason.length > max) {
      throw new AccessRefused('emergency-reason-missing');
    }
    return this.file.atomically(() => {
      const nowMs = this.file.nowMs();
      const holderIds = wish.codes.map((code) => this.#holderOf(code, nowMs));
      const [first, second] = holderIds;
      if (first === undefined || second === undefined || first === second) {
        throw new AccessRefused('emergency-refused');
      }
      this.#deleteAll.run();
      const personId = EMERGENCY_PERSON_ID;
      const signedIn: SignedIn = { personId, method: 'emergency', authenticatedAtMs: nowMs };
      return { signedIn, reason, holderIds: [first, second] };
    });
  }

  #make(holderId: string, lastsMs: number | undefined): string {
    const code = writeCode(this.file.randomBytes(ONE_TIME_CODE_BYTES));
    const nowMs = this.file.nowMs();
    this.#insert.run(
      hashOfCode(code),
      holderId,
      nowMs,
      lastsMs === undefined ? null : nowMs + lastsMs,
    );
    return code;
  }

  #holderOf(code: string, nowMs: number): string | undefined {
    // As in state().
    const row = this.#select.get(hashOfCode(code)) as CodeRow | undefined;
    if (row === undefined) return undefined;
    // What was made at the console is over also when the clock stands before its beginning.
    const isOver = row.ends_ms !== null && (row.ends_ms <= nowMs || row.begun_ms > nowMs);
    return isOver ? undefined : row.holder_id;
  }
}
