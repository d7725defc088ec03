import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network an address belongs to: the first 24 bits of an IPv4 address, the first 64 of an IPv6
 * one, which is what one subscriber has (RFC 6177). Enough to recognise where somebody came from or
 * to slow down who guesses passwords, too little to point at one person's machine.
 * @returns `192.0.2.0/24`, `2001:db8:0:1::/64`, or `unknown` for what is no address
 */
export function networkOf(address: string | undefined): string {
  const bare = address?.replace(/%.*$/, '') ?? '';
  if (isIPv4(bare)) return ipv4Network(bare.split('.').map(Number));
  if (!isIPv6(bare)) return 'unknown';
  const groups = ipv6Groups(bare);
  const [first = 0, second = 0, third = 0, fourth = 0, fifth, sixth, high = 0, low = 0] = groups;
  const isMapped = (first | second | third | fourth) === 0 && fifth === 0 && sixth === 0xffff;
  // An IPv4 peer of a server that listens on IPv6 (RFC 4291, 2.5.5.2).
  if (isMapped) return ipv4Network([high >> 8, high & 0xff, low >> 8]);
  return `${[first, second, third, fourth].map((group) => group.toString(16)).join(':')}::/64`;
}

function ipv4Network([first = 0, second = 0, third = 0]: readonly number[]): string {
  return `${first}.${second}.${third}.0/24`;
}

/** The eight groups of a valid IPv6 address; URL writes them all in one way (RFC 5952). */
function ipv6Groups(address: string): readonly number[] {
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const numbers = (text: string) => text.split(':').filter(Boolean).map(hexadecimal);
  const left = numbers(head);
  if (tail === undefined) return left;
  const right = numbers(tail);
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function hexadecimal(text: string): number {
  return Number.parseInt(text, 16);
}
