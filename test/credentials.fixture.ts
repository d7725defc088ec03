import type { Sessions } from '#access';
import type { Person } from '#people';
import type { TestClock } from './clock.fixture.js';

type Headers = Readonly<Record<string, string>>;

/** How a request says who asks. */
export interface Credentials {
  headers(): Headers;
}

/** A program's: a token, whoever holds it now. */
export class TokenShown implements Credentials {
  constructor(readonly token: string) {}

  headers(): Headers {
    return { authorization: `Bearer ${this.token}` };
  }
}

/** After so long somebody proves again who they are: well before a decisive act asks for it. */
const FRESH_MS = 10 * 60_000;

/** A person's at a page of the server itself, who proves again who they are when time has passed. */
export class SessionShown implements Credentials {
  #open: { readonly secret: string; readonly id: string; readonly begunMs: number } | undefined;

  constructor(
    private readonly person: Person,
    private readonly sessions: () => Sessions,
    private readonly origin: () => string,
    private readonly clock: TestClock,
  ) {}

  headers(): Headers {
    const nowMs = this.clock.nowMs();
    if (this.#open === undefined || Math.abs(nowMs - this.#open.begunMs) > FRESH_MS) {
      if (this.#open) this.sessions().endById(this.#open.id);
      const { secret, session } = this.sessions().begin({
        ...this.person,
        ...{ method: 'passkey', authenticatedAtMs: nowMs },
      });
      this.#open = { secret, id: session.id, begunMs: nowMs };
    }
    return { cookie: `__Host-traccia=${this.#open.secret}`, origin: this.origin() };
  }
}
