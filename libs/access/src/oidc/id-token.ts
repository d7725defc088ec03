import { decodeProtectedHeader } from 'jose';
import type { IDToken } from 'openid-client';

/** Clocks of providers run ahead of ours by at most this much. */
export const CLOCK_TOLERANCE_S = 60;

/** Signatures by a private key of the provider; never `none`, never a secret we share (RFC 8725, 3.1). */
export const signatureAlgorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
] as const;

const MAX_SUBJECT_CHARACTERS = 255;

/** A token is not what it should be. Repeats nothing of it. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

/**
 * What remains to be checked of an ID token after openid-client has checked signature, `iss`, `aud`,
 * `exp`, `nbf`, `nonce` and `auth_time` (OIDC Core 1.0, 2 and 3.1.3.7).
 * @param expected.nowMs our clock
 * @returns when the person identified themselves, as milliseconds not after `nowMs`
 * @throws TokenRefused
 */
export function checkIdToken(
  token: string,
  claims: IDToken,
  expected: { readonly clientId: string; readonly nowMs: number },
): number {
  checkHeader(token);
  const latestS = Math.floor(expected.nowMs / 1_000) + CLOCK_TOLERANCE_S;
  if (claims.iat > latestS) throw new TokenRefused('iat is in the future');
  if (claims.sub === '' || claims.sub.length > MAX_SUBJECT_CHARACTERS) {
    throw new TokenRefused('sub is empty or too long');
  }
  // We trust no other audience (3.1.3.7, 3), and a token issued to another party is not ours (5).
  if ([claims.aud].flat().some((audience) => audience !== expected.clientId)) {
    throw new TokenRefused('aud names others');
  }
  if (claims.azp !== undefined && claims.azp !== expected.clientId) {
    throw new TokenRefused('azp is another');
  }
  const { auth_time: authenticatedS } = claims;
  // Asked for with max_age, so it must be there (3.1.2.1); openid-client has seen that it is a number.
  if (authenticatedS === undefined || authenticatedS > latestS) {
    throw new TokenRefused('auth_time is missing or in the future');
  }
  return Math.min(authenticatedS * 1_000, expected.nowMs);
}

/**
 * The keys a token brings along (`jku`, `jwk`, `x5u`, `x5c`) are looked at by nobody: keys come from
 * the provider's `jwks_uri` only (RFC 8725, 3.10). A token made for another purpose says so in `typ`
 * (RFC 8725, 3.11).
 */
function checkHeader(token: string): void {
  const { alg = 'none', typ = 'JWT' } = decodeProtectedHeader(token);
  if (!signatureAlgorithms.some((known) => known === alg)) throw new TokenRefused('alg');
  if (!/^(?:application\/)?jwt$/iu.test(typ)) throw new TokenRefused('typ is not JWT');
}
