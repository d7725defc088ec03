import { PAGE_CONTENT_SECURITY_POLICY, securityHeaders } from './security-headers.js';

it('Whoever came over TLS is told to come back so, and nobody else', () => {
  expect(securityHeaders(true)).toHaveProperty('strict-transport-security');
  expect(securityHeaders(false)).not.toHaveProperty('strict-transport-security');
});

it('A page of ours takes scripts and styles from files of this host alone', () => {
  const directives = PAGE_CONTENT_SECURITY_POLICY.split('; ');
  expect(directives[0]).toBe("default-src 'none'");
  expect(directives).toContain("script-src 'self'");
  expect(directives).toContain("style-src 'self'");
  expect(directives).toContain("frame-ancestors 'none'");
  expect(directives).toContain("require-trusted-types-for 'script'");
  expect(PAGE_CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:/);
});
