import type { Sessions } from '#access';
import type { Person } from '#people';
import type { TestClock } from './clock.fixture.js';

type Headers = Readonly<Record<string, string>>;

/** How a request says who asks. */
export interface Credentials {
  headers(): Headers;
  /** Whether it is worth asking again after a 401: with what is shown from now on. */
  renew(): boolean;
}

/** A program's: a token, whoever holds it now. */
export class TokenShown implements Credentials {
  constructor(readonly token: string) {}

  headers(): Headers {
    return { authorization: `Bearer ${this.token}` };
  }

  renew(): boolean {
    return false;
  }
}

/** After so long somebody proves again who they are: well before a decisive act asks for it. */
const FRESH_MS = 10 * 60_000;

/** A person's at a page of the server itself, who proves again who they are when time has passed. */
export class SessionShown implements Credentials {
  #open: { readonly secret: string; readonly begunMs: number } | undefined;

  constructor(
    private readonly person: Person,
    private readonly sessions: () => Sessions,
    private readonly origin: () => string,
    private readonly clock: TestClock,
  ) {}

  headers(): Headers {
    const nowMs = this.clock.nowMs();
    if (this.#open === undefined || Math.abs(nowMs - this.#open.begunMs) > FRESH_MS) {
      const { secret } = this.sessions().begin({
        ...this.person,
        ...{ method: 'passkey', authenticatedAtMs: nowMs },
      });
      this.#open = { secret, begunMs: nowMs };
    }
    return { cookie: `__Host-traccia=${this.#open.secret}`, origin: this.origin() };
  }

  /** A session may be over by the time a request arrives: all who ask share one clock, and some move it by days. */
  renew(): boolean {
    this.#open = undefined;
    return true;
  }
}
