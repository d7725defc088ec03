/**
 * The name of the cookie with the secret of a session. With this prefix a browser takes it only over TLS, for
 * this host alone and for every path (RFC 6265bis, section 4.1.3.2), so no neighbour can plant one.
 */
export const SESSION_COOKIE = '__Host-traccia';

/** The secret of the session in a Cookie header; undefined when there is none. */
export function shownSecret(header: string | undefined): string | undefined {
  return cookieNamed(header, SESSION_COOKIE);
}

/**
 * What a cookie holds, of those in a Cookie header (RFC 6265, section 5.4); undefined when it is not there. Of
 * several with one name, which no browser sends and nobody should choose from, an empty text: it opens nothing.
 */
export function cookieNamed(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length > 1 ? '' : values[0];
}

/**
 * The Set-Cookie header that hands over a secret. It lasts as long as the browser is open; when the session is
 * over the server knows. `Lax`: a link in a mail opens the page of somebody who is signed in.
 */
export function sessionCookie(secret: string): string {
  return `${SESSION_COOKIE}=${secret}; Path=/; Secure; HttpOnly; SameSite=Lax`;
}

/** The Set-Cookie header that takes the secret away. */
export const noSessionCookie = `${SESSION_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`;
