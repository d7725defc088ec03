import { BlockList, isIP } from 'node:net';

/** An address or network of a proxy that cannot be used. */
export class UnusableProxy extends Error {
  override readonly name = 'UnusableProxy';
}

/** Who is believed when it says for whom it asks (`X-Forwarded-For`, `-Host` and `-Proto`): the proxy, by its address. */
export class NamedProxies {
  readonly #list = new BlockList();

  /** @throws UnusableProxy for what is no address and no network of at least 8 bits (`10.1.2.0/24`) */
  constructor(readonly addresses: readonly string[]) {
    for (const address of addresses) this.#add(address);
  }

  get areNone(): boolean {
    return this.addresses.length === 0;
  }

  /** Whether what comes from this address is believed. */
  include(address: string | undefined): boolean {
    const version = isIP(address ?? '');
    return version !== 0 && this.#list.check(address ?? '', familyOf(version));
  }

  #add(written: string): void {
    const [address = '', bits, ...more] = written.split('/');
    const version = isIP(address);
    const prefix = bits === undefined || !/^\d{1,3}$/.test(bits) ? Number.NaN : Number(bits);
    // A whole internet is nobody's proxy.
    const isNetwork = prefix >= 8 && prefix <= (version === 4 ? 32 : 128);
    if (version === 0 || more.length > 0 || (bits !== undefined && !isNetwork)) {
      throw new UnusableProxy(written);
    }
    if (bits === undefined) this.#list.addAddress(address, familyOf(version));
    else this.#list.addSubnet(address, prefix, familyOf(version));
  }
}

function familyOf(version: number): 'ipv4' | 'ipv6' {
  return version === 4 ? 'ipv4' : 'ipv6';
}
