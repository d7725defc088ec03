import { join } from 'node:path';
import { AccessFile, Sessions } from '#access';
import type { Role } from '#people';

/** Somebody who plays, in a role. */
export interface Part {
  readonly personId: string;
  readonly role: Role;
  readonly unitId?: string;
}

/** After so long somebody proves again who they are: before a decisive act asks for it. */
const FRESH_MS = 10 * 60_000;

/**
 * Lets the cast in. Whoever has the data folder in hand can begin sessions in it; in an office everybody begins
 * their own, with a password and a code, a passkey, or an identity provider.
 */
export class StageDoor {
  readonly #file: AccessFile;
  readonly #sessions: Sessions;

  constructor(
    dataFolder: string,
    private readonly zone: string,
    private readonly nowMs: () => number,
  ) {
    this.#file = AccessFile.open(join(dataFolder, 'access.db'), { nowMs });
    this.#sessions = new Sessions(this.#file);
  }

  /** The secret of a session of somebody, each time it is asked for one with a fresh proof. */
  secretOf(part: Part): () => string {
    let open:
      { readonly secret: string; readonly id: string; readonly begunMs: number } | undefined;
    return () => {
      const begunMs = this.nowMs();
      if (open !== undefined && begunMs - open.begunMs <= FRESH_MS) return open.secret;
      if (open !== undefined) this.#sessions.endById(open.id);
      const proof = { method: 'passkey', authenticatedAtMs: begunMs } as const;
      const { secret, session } = this.#sessions.begin({ ...part, ...proof, zone: this.zone });
      open = { secret, id: session.id, begunMs };
      return secret;
    };
  }

  close(): void {
    this.#file.close();
  }
}
