import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { createRemoteJWKSet, customFetch as joseFetch, type JWTVerifyGetKey } from 'jose';
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  PrivateKeyJwt,
  type ClientAuth,
  type ServerMetadata,
} from 'openid-client';
import { boundedFetch, isUnreachable } from './bounded-fetch.js';
import { isSecure } from './loopback.js';
import { OidcRefused } from './oidc-refused.js';
import { explained } from './provider-errors.js';
import type { ClientAuthentication, ProviderSettings } from './provider-settings.js';

/* eslint-disable @typescript-eslint/no-deprecated -- allowInsecureRequests is marked so to stand out: it is
   used only where the settings allow it, and then only endpoints on this very machine pass #check(). */

/** What a provider says about itself is asked again after an hour. */
const METADATA_FRESH_MS = 60 * 60_000;

/** A question without an answer is asked once more at once, and then not for a while. */
const RETRY_PAUSE_MS = 200;
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 15_000;

/** Keys unknown to us are looked up at most this often: a stranger can invent names of keys. */
const KEYS_COOLDOWN_MS = 30_000;

/** Addresses of the provider that we or a browser go to. */
const endpoints = [
  'authorization_endpoint',
  'token_endpoint',
  'jwks_uri',
  'end_session_endpoint',
] as const;

/** What a provider says about itself (OIDC Discovery 1.0, 3), checked. */
interface Description {
  readonly metadata: ServerMetadata;
  readonly readMs: number;
  /** Its keys, as they were at most ten minutes ago. */
  readonly keys: JWTVerifyGetKey;
}

/**
 * One identity provider. What it says about itself is read when first needed: a provider that is
 * away neither stops nor slows the start. However many people wait, it is asked once at a time; one
 * that does not answer is left alone for 1, 2, 4 … 15 seconds, in which everybody is told at once.
 */
export class Provider {
  readonly #logger = new Logger(Provider.name);
  #known: Description | undefined;
  #asking: Promise<Description> | undefined;
  #failure: OidcRefused | undefined;
  #restMs = 0;
  #askAgainMs = -Infinity;

  constructor(
    readonly settings: ProviderSettings,
    private readonly nowMs: () => number,
  ) {}

  /** Asks the provider who it is, so that the first person need not wait. Never fails. */
  warmUp(): void {
    this.#describe().catch(saidAlready);
  }

  /**
   * The provider and us as its client. Each is good for one use: it reads the keys of the provider
   * anew, so that a key it has taken out of use is out of use here as well.
   * @throws OidcRefused `oidc-provider-unavailable`, `oidc-provider-misconfigured`
   */
  async configuration(): Promise<Configuration> {
    const { metadata } = await this.#describe();
    const { clientId, clientAuthentication, allowInsecureLoopback, timeoutMs } = this.settings;
    const authentication = authenticated(clientAuthentication);
    const configuration = new Configuration(metadata, clientId, undefined, authentication);
    configuration.timeout = timeoutMs / 1_000;
    configuration[customFetch] = boundedFetch;
    // In the code flow OIDC Core lets TLS stand for the signature (3.1.3.7, 6); we do not (ASVS 5.0 6.8.2).
    enableNonRepudiationChecks(configuration);
    if (allowInsecureLoopback) allowInsecureRequests(configuration);
    return configuration;
  }

  /**
   * The keys with which the provider signs what it sends unasked.
   * @throws as configuration()
   */
  async keys(): Promise<JWTVerifyGetKey> {
    return (await this.#describe()).keys;
  }

  async #describe(): Promise<Description> {
    const known = this.#known;
    if (known === undefined) return this.#ask();
    if (this.nowMs() - known.readMs >= METADATA_FRESH_MS) {
      this.#ask().catch(saidAlready);
    }
    return known;
  }

  #ask(): Promise<Description> {
    if (this.#asking !== undefined) return this.#asking;
    if (this.#failure !== undefined && this.nowMs() < this.#askAgainMs) {
      return Promise.reject(this.#failure);
    }
    this.#asking = this.#read()
      .then(
        (description) => {
          this.#known = description;
          this.#failure = undefined;
          this.#restMs = 0;
          return description;
        },
        (error: unknown) => {
          this.#failure = refused(error);
          this.#logger.warn(`${this.settings.id} did not say who it is: ${explained(error)}`);
          this.#restMs = Math.min(Math.max(FIRST_REST_MS, this.#restMs * 2), LONGEST_REST_MS);
          this.#askAgainMs = this.nowMs() + this.#restMs;
          throw this.#failure;
        },
      )
      .finally(() => {
        this.#asking = undefined;
      });
    return this.#asking;
  }

  async #read(): Promise<Description> {
    try {
      return await this.#discover();
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      await pause(RETRY_PAUSE_MS);
      return this.#discover();
    }
  }

  async #discover(): Promise<Description> {
    const { issuer, clientId, allowInsecureLoopback, timeoutMs } = this.settings;
    const found = await discovery(new URL(issuer), clientId, undefined, None(), {
      timeout: timeoutMs / 1_000,
      [customFetch]: boundedFetch,
      ...(allowInsecureLoopback ? { execute: [allowInsecureRequests] } : {}),
    });
    const metadata = found.serverMetadata();
    this.#check(metadata);
    const keys = createRemoteJWKSet(new URL(String(metadata.jwks_uri)), {
      timeoutDuration: timeoutMs,
      cooldownDuration: KEYS_COOLDOWN_MS,
      [joseFetch]: boundedFetch,
    });
    return { metadata, readMs: this.nowMs(), keys };
  }

  /** The library compares issuers as URLs; the specification, letter by letter (OIDC Discovery 1.0, 4.3). */
  #check(metadata: ServerMetadata): void {
    const { issuer, allowInsecureLoopback } = this.settings;
    if (metadata.issuer !== issuer) {
      throw new Error(`It calls itself ${metadata.issuer}, the settings call it ${issuer}`);
    }
    for (const name of endpoints) {
      const address = metadata[name];
      if (address === undefined && name === 'end_session_endpoint') continue;
      if (address === undefined || !isSecure(address, allowInsecureLoopback)) {
        throw new Error(`Its ${name} is missing or not https`);
      }
    }
  }
}

/** The providers of this installation, by id. */
export class Providers {
  readonly #byId: ReadonlyMap<string, Provider>;

  constructor(settings: readonly ProviderSettings[], nowMs: () => number) {
    this.#byId = new Map(settings.map((each) => [each.id, new Provider(each, nowMs)]));
  }

  /** @throws OidcRefused `oidc-provider-unknown` */
  get(id: string): Provider {
    const provider = this.#byId.get(id);
    if (provider === undefined) throw new OidcRefused('oidc-provider-unknown');
    return provider;
  }

  all(): readonly Provider[] {
    return [...this.#byId.values()];
  }
}

/** Nobody waits for the answer, and why there was none stands in the log. */
function saidAlready(): void {
  // Asked again when somebody needs it.
}

function refused(cause: unknown): OidcRefused {
  const code = isUnreachable(cause) ? 'oidc-provider-unavailable' : 'oidc-provider-misconfigured';
  return new OidcRefused(code, { cause });
}

/** RFC 7523, 2.2 for the private key. */
function authenticated(authentication: ClientAuthentication): ClientAuth {
  switch (authentication.method) {
    case 'none':
      return None();
    case 'client_secret_basic':
      return ClientSecretBasic(authentication.secret);
    case 'client_secret_post':
      return ClientSecretPost(authentication.secret);
    case 'private_key_jwt': {
      const { key, algorithm, keyId } = authentication;
      // Node knows more usages of keys than the types of browsers do.
      const cryptoKey = key.toCryptoKey(importing[algorithm], false, ['sign']) as CryptoKey;
      return PrivateKeyJwt(keyId === undefined ? cryptoKey : { key: cryptoKey, kid: keyId });
    }
  }
}

const importing = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  Ed25519: { name: 'Ed25519' },
} as const;
