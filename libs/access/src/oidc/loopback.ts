/** Whether a URL names this very machine: the only place where HTTP without TLS is let pass. */
function isLoopback({ hostname }: URL): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(hostname)
  );
}

/** HTTPS; or plain HTTP to this very machine, where the settings allow it (for trials and tests). */
export function isSecure(address: string, allowInsecureLoopback: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && allowInsecureLoopback && isLoopback(url);
}
