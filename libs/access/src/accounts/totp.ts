import { timingSafeEqual } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import type { AccessFile } from '../access-file.js';
import type { AccessKey } from '../access-key.js';
import {
  base32,
  codeAt,
  otpauthUri,
  stepAt,
  TOTP_DIGITS,
  TOTP_SECRET_BYTES,
  TOTP_WINDOW_STEPS,
} from './totp-code.js';

/** A secret for an app, to be confirmed with a first code. */
export interface ProposedTotp {
  /** For the picture (QR code). Secret. */
  readonly uri: string;
  /** The same to type. Secret. */
  readonly typed: string;
  /** To keep until the first code comes: only this installation opens it, for this person. */
  readonly sealed: string;
}

/** Codes of an app on a telephone as second factor (RFC 6238). Their secrets are kept sealed. */
export class Totp {
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #use: StatementSync;
  readonly #delete: StatementSync;

  /** @param issuer how the app names this product */
  constructor(
    private readonly file: AccessFile,
    private readonly key: AccessKey,
    private readonly issuer: string,
  ) {
    this.#select = file.prepare('SELECT sealed_secret FROM totp WHERE person_id = ?');
    this.#insert = file.prepare(
      'INSERT OR REPLACE INTO totp (person_id, sealed_secret, last_step) VALUES (?, ?, ?)',
    );
    this.#use = file.prepare('UPDATE totp SET last_step = ? WHERE person_id = ? AND last_step < ?');
    this.#delete = file.prepare('DELETE FROM totp WHERE person_id = ?');
  }

  /** A new secret for the app of this person; nothing is kept of it yet. */
  propose(personId: string, login: string): ProposedTotp {
    const secret = this.file.randomBytes(TOTP_SECRET_BYTES);
    return {
      uri: otpauthUri(this.issuer, login, secret),
      typed: base32(secret),
      sealed: this.key.seal(secret, personId, this.file.randomBytes).toString('base64'),
    };
  }

  /** Which step the first code belongs to; undefined when the app does not have the secret. */
  confirmed(personId: string, sealed: string, code: string): number | undefined {
    return this.#stepOf(Buffer.from(sealed, 'base64'), personId, code);
  }

  /** Keeps a confirmed secret in the place of any other; the code that confirmed it is spent. */
  keep(personId: string, sealed: string, step: number): void {
    this.#insert.run(personId, Buffer.from(sealed, 'base64'), step);
  }

  /**
   * Whether this is a code of the person's app, of now or one step away. A code, and any before it,
   * is taken once (RFC 6238, 5.2; ASVS 5.0 6.5.1), whatever process it is given to.
   */
  verify(personId: string, code: string): boolean {
    const sealed = this.#select.get(personId)?.['sealed_secret'];
    if (!(sealed instanceof Uint8Array)) return false;
    const step = this.#stepOf(sealed, personId, code);
    return step !== undefined && this.#use.run(step, personId, step).changes === 1;
  }

  has(personId: string): boolean {
    return this.#select.get(personId) !== undefined;
  }

  remove(personId: string): void {
    this.#delete.run(personId);
  }

  /** The latest step of the window that has this code. */
  #stepOf(sealed: Uint8Array, personId: string, code: string): number | undefined {
    const digits = code.replace(/\s/g, '');
    if (digits.length !== TOTP_DIGITS || !/^\d+$/.test(digits)) return undefined;
    const secret = this.key.unseal(sealed, personId);
    const now = stepAt(this.file.nowMs());
    let found: number | undefined;
    for (let step = now - TOTP_WINDOW_STEPS; step <= now + TOTP_WINDOW_STEPS; step += 1) {
      const isSame = timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(digits));
      if (isSame) found = step;
    }
    return found;
  }
}
