import type { KeyObject } from 'node:crypto';

/** One identity provider (OpenID Connect calls it issuer), as the administrator describes it. */
export interface ProviderSettings {
  /** Stands in addresses and in what people configure; never changes. */
  readonly id: string;
  /** The issuer identifier, to the letter as the provider writes it (OIDC Discovery 1.0, 4.3). */
  readonly issuer: string;
  /** What the button says. */
  readonly name: { readonly it: string; readonly en: string };
  readonly clientId: string;
  readonly clientAuthentication: ClientAuthentication;
  readonly scopes: readonly string[];
  /** The provider's levels of assurance (`acr`), weakest first; empty where it has none. */
  readonly acrLevels: readonly string[];
  /** The weakest level with which somebody may come in; undefined when any will do. */
  readonly minimumAcr?: string;
  /** The weakest level with which somebody may confirm a decisive act. */
  readonly stepUpAcr?: string;
  /** At sign-in, a person may have identified themselves at most this long ago, in seconds. */
  readonly maxAgeS: number;
  /** A claim of the ID token that tells who somebody is at first sight, such as `fiscalNumber`. */
  readonly linkClaim?: string;
  /** Plain HTTP to this very machine, for trials. */
  readonly allowInsecureLoopback: boolean;
  /** How long one request to the provider may take. */
  readonly timeoutMs: number;
}

/** How we prove to a provider that it is us (OIDC Core 1.0, 9). */
export type ClientAuthentication =
  | { readonly method: 'none' }
  | { readonly method: 'client_secret_basic' | 'client_secret_post'; readonly secret: string }
  | {
      readonly method: 'private_key_jwt';
      readonly key: KeyObject;
      readonly algorithm: KeyAlgorithmName;
      /** The `kid` under which the provider knows the key, where it asks for one. */
      readonly keyId?: string;
    };

/** What a private key can sign with, in the names of RFC 7518 and RFC 9864. */
export type KeyAlgorithmName = 'RS256' | 'ES256' | 'Ed25519';
