import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** A name leads to an address where none of the receivers can be: ours, or one that is no single machine's. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

/** Whether an address is one of the public internet (registries of special purposes, RFC 6890). */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special4.check(address, 'ipv4');
    case 6:
      return !special6.check(address, 'ipv6');
    default:
      return false;
  }
}

const special4 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // behind a provider's translation
  ['127.0.0.0', 8], // this machine
  ['169.254.0.0', 16], // link-local, and what clouds tell their machines
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocols
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 3], // multicast, reserved, broadcast
] as const)
  special4.addSubnet(net, bits, 'ipv4');

/** Of IPv6 only 2000::/3 is given out; what stands here is the rest, and what in it holds other addresses. */
const special6 = new BlockList();
for (const [net, bits] of [
  ['::', 3], // this machine, those of IPv4 in it, translations
  ['4000::', 2],
  ['8000::', 1], // unique local, link-local, multicast
  ['2001::', 23], // protocols, Teredo
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4
  ['3fff::', 20], // documentation
] as const)
  special6.addSubnet(net, bits, 'ipv6');

/**
 * Resolves a name for one connection, which then goes to that very address: a name that leads elsewhere a moment later
 * leads nowhere. Fails with ForbiddenAddress when any of its addresses is not public.
 */
export const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  const all = { ...options, all: true } as const;
  lookUp(hostname, all, (error, addresses) => {
    if (error) callback(error, '', 0);
    else answer(addresses, options.all === true, callback);
  });
};

function answer(
  addresses: readonly LookupAddress[],
  all: boolean,
  callback: Parameters<LookupFunction>[2],
): void {
  const [first] = addresses;
  if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
    callback(new ForbiddenAddress('The name leads to an address that is not public'), '', 0);
  else if (all) callback(null, [...addresses]);
  else callback(null, first.address, first.family);
}
