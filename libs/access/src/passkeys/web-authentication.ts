/**
 * The library of passkeys, read when the first passkey is used: with it come the formats of certificates, some
 * 8 MB of memory that an office without passkeys has no use for.
 */
export const webAuthentication = () => import('@simplewebauthn/server');

/** What it takes answers of browsers apart with. */
export const webAuthenticationHelpers = () => import('@simplewebauthn/server/helpers');
