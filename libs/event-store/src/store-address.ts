const SCHEME = /^(?:esdb|kurrentdb)(\+discover)?:\/\//u;

/** The address of an outside event store cannot be used. The text never repeats it: it may hold a password. */
export class UnusableStoreAddress extends Error {
  override readonly name = 'UnusableStoreAddress';
  readonly code = 'event-store-address-unusable';
}

/**
 * The address as the client of EventStoreDB knows it: KurrentDB is the same server under its later name.
 * What comes after the scheme is read when the store is opened.
 * @throws UnusableStoreAddress
 */
export function storeAddress(address: string): string {
  if (!SCHEME.test(address))
    throw new UnusableStoreAddress(
      "L'indirizzo del deposito degli eventi deve cominciare con esdb://, esdb+discover://, kurrentdb:// o " +
        'kurrentdb+discover:// (the address of the event store must begin with one of these).',
    );
  return address.replace(SCHEME, (_, discover: string | undefined) => `esdb${discover ?? ''}://`);
}
