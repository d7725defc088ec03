/** One year, the neighbours under our name included (RFC 6797, 6.1; ASVS 5.0 3.4.1). */
const strictTransport = 'max-age=31536000; includeSubDomains';

/** For an API that no browser should render, embed, keep or tell others about. Pages set their own CSP. */
const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/**
 * The headers of every answer.
 * @param isSecure whether people reach us over TLS, here or at the proxy: from then on nothing else will do
 */
export function securityHeaders(isSecure: boolean): Readonly<Record<string, string>> {
  return isSecure ? { ...always, 'strict-transport-security': strictTransport } : always;
}

/**
 * The Content-Security-Policy of pages of ours (CSP 3): scripts, styles and pictures are files of this host,
 * nothing is inline, no other site may frame a page, and no text becomes script by way of the DOM.
 */
export const PAGE_CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  // The one policy of our script, which makes HTML of our own pages and never a script (see web/islands/trusted.ts).
  'trusted-types traccia',
].join('; ');
