import { BlockList, isIP } from 'node:net';
import { isPublicAddress } from '#notifications';

/**
 * How far calls to the outside may go: over TLS to public addresses, also to addresses of the office, or also in
 * clear. To this very machine they always may, in clear, for trials.
 */
export const reaches = ['public', 'office', 'clear'] as const;
export type Reach = (typeof reaches)[number];

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an address may be called at all; where its name leads is seen at each call. */
export function mayCall(
  { protocol, hostname, username, password, hash }: URL,
  reach: Reach,
): boolean {
  if (username !== '' || password !== '' || hash !== '') return false;
  if (isLoopback(hostname)) return protocol === 'http:' || protocol === 'https:';
  if (protocol === 'http:') return reach === 'clear';
  if (protocol !== 'https:') return false;
  const host = bare(hostname);
  return reach !== 'public' || isIP(host) === 0 || isPublicAddress(host);
}

/** Whether a host of a URL is this machine by its very name. */
export function isLoopback(hostname: string): boolean {
  const host = bare(hostname);
  const family = isIP(host);
  return (
    host === 'localhost' || (family !== 0 && loopback.check(host, family === 4 ? 'ipv4' : 'ipv6'))
  );
}

function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/u, '$1');
}
