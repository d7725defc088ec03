import type { AccessFile } from '../access-file.js';
import { Identities } from './identities.js';
import { OidcSignIn } from './oidc-sign-in.js';
import { OidcSignOut } from './oidc-sign-out.js';
import type { ProviderSettings } from './provider-settings.js';
import { ProviderSessions } from './provider-sessions.js';
import { Providers } from './provider.js';

/** What sign-in with identity providers is made of. */
export interface OidcParts {
  readonly file: AccessFile;
  readonly providers: readonly ProviderSettings[];
  /** Our address for the answers of a provider, in full. */
  readonly redirectUri: (issuerId: string) => string;
  /** Ends a session of ours by its public id, wherever it is; what it promises is waited for. */
  readonly endSession: (sessionId: string) => unknown;
}

/** A way to sign in, as the sign-in page shows it. */
export interface WayIn {
  readonly issuerId: string;
  readonly name: { readonly it: string; readonly en: string };
}

/** Sign-in with identity providers, put together; without any provider, everything in it refuses. */
export class Oidc {
  readonly signIn: OidcSignIn;
  readonly signOut: OidcSignOut;
  readonly identities: Identities;
  readonly sessions: ProviderSessions;
  readonly #providers: Providers;

  constructor({ file, providers: settings, redirectUri, endSession }: OidcParts) {
    const providers = new Providers(settings, file.nowMs);
    this.#providers = providers;
    const identities = new Identities(file);
    const sessions = new ProviderSessions(file);
    this.identities = identities;
    this.sessions = sessions;
    this.signIn = new OidcSignIn({ file, providers, identities, redirectUri });
    this.signOut = new OidcSignOut({ file, providers, identities, sessions, endSession });
  }

  /** The buttons of the sign-in page, in the order of the settings. */
  waysIn(): readonly WayIn[] {
    return this.#providers.all().map(({ settings: { id, name } }) => ({ issuerId: id, name }));
  }

  /** Asks every provider who it is, at the start. Waits for none and never fails. */
  warmUp(): void {
    for (const provider of this.#providers.all()) provider.warmUp();
  }
}
