import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AccessFile } from '../access-file.js';
import { Sessions } from '../sessions/sessions.js';
import { Oidc } from './oidc.js';
import { OidcRefused, type OidcRefusedCode } from './oidc-refused.js';
import type { ProviderSettings } from './provider-settings.js';

export const redirectUri = (issuerId: string): string =>
  `https://traccia.example/accesso/oidc/${issuerId}/ritorno`;

/** The real file, the real sessions, and a clock that can be moved. */
export class OidcWorld {
  readonly file: AccessFile;
  readonly sessions: Sessions;
  readonly oidc: Oidc;
  aheadMs = 0;
  /** Where the clock stands still, for a test that counts seconds; otherwise it runs. */
  frozenMs: number | undefined;
  readonly #folder: string;
  readonly #path: string;

  constructor(providers: readonly ProviderSettings[]) {
    this.#folder = mkdtempSync(join(tmpdir(), 'oidc-'));
    this.#path = join(this.#folder, 'access.db');
    this.file = AccessFile.open(this.#path, {
      nowMs: () => (this.frozenMs ?? Date.now()) + this.aheadMs,
    });
    this.sessions = new Sessions(this.file);
    this.oidc = new Oidc({
      file: this.file,
      providers,
      redirectUri,
      endSession: (id) => this.sessions.endById(id),
    });
  }

  /** Another process on the same file. */
  another(providers: readonly ProviderSettings[]): Oidc {
    return new Oidc({ file: this.file, providers, redirectUri, endSession: () => false });
  }

  /** Every row of every table, as another process reads them. */
  rows(): Readonly<Record<string, readonly unknown[]>> {
    const database = new DatabaseSync(this.#path, { readOnly: true });
    try {
      const tables = database
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .all()
        .map(({ name }) => String(name));
      return Object.fromEntries(
        tables.map((table) => [table, database.prepare(`SELECT * FROM ${table}`).all()]),
      );
    } finally {
      database.close();
    }
  }

  close(): void {
    this.file.close();
    rmSync(this.#folder, { recursive: true });
  }
}

/** The code with which a promise is refused; fails when it is kept. */
export async function refusalOf(promise: Promise<unknown>): Promise<OidcRefusedCode> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof OidcRefused) return error.code;
    throw error;
  }
  throw new Error('It was not refused');
}
