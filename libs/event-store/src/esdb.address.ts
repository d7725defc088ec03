import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CallCredentials, ChannelCredentials, Metadata } from '@grpc/grpc-js';
import { parseConnectionString } from './esdb.protocol.js';
import type { ConnectionOptions } from './esdb.protocol.js';
import { storeAddress, UnusableStoreAddress } from './store-address.js';

/** Where an EventStoreDB is, and how to speak to it, as a connection string says. */
export type EsdbAddress = ConnectionOptions;

/**
 * Reads a connection string: `esdb://` or `kurrentdb://` with `user:password@`, one or more
 * `host:port`, and options; with `+discover` the name is that of a cluster.
 * @throws UnusableStoreAddress
 */
export function esdbAddress(connectionString: string): EsdbAddress {
  const inClientsTerms = storeAddress(connectionString);
  let address: EsdbAddress;
  try {
    address = parseConnectionString(inClientsTerms);
  } catch {
    // The reason quotes the whole string, password included, so it goes no further.
    throw malformed();
  }
  if (address.hosts.length === 0) throw malformed();
  if ((address.userCertFile === undefined) !== (address.userKeyFile === undefined))
    throw new UnusableStoreAddress(
      "Nell'indirizzo del deposito degli eventi userCertFile e userKeyFile vanno dati insieme " +
        '(in the address of the event store userCertFile and userKeyFile go together).',
    );
  return address;
}

/**
 * How connections are encrypted and who we say we are. Without TLS no password is ever sent.
 * @throws UnusableStoreAddress if a file that the address names cannot be read
 */
export function channelCredentials(address: EsdbAddress): ChannelCredentials {
  if (address.tls === false) return ChannelCredentials.createInsecure();
  const secure = ChannelCredentials.createSsl(
    contentOf(address.tlsCAFile),
    contentOf(address.userKeyFile),
    contentOf(address.userCertFile),
  );
  const { defaultCredentials: user } = address;
  if (user === undefined) return secure;
  const basic = Buffer.from(`${user.username}:${user.password}`, 'utf8').toString('base64');
  return secure.compose(
    CallCredentials.createFromMetadataGenerator((_, done) => {
      const metadata = new Metadata();
      metadata.set('authorization', `Basic ${basic}`);
      done(null, metadata);
    }),
  );
}

function contentOf(file: string | undefined): Buffer | null {
  if (file === undefined) return null;
  try {
    return readFileSync(resolve(file));
  } catch (error) {
    throw new UnusableStoreAddress(
      `Non si legge il file ${file} nominato nell'indirizzo del deposito degli eventi ` +
        `(the file ${file} named in the address of the event store cannot be read).`,
      { cause: error },
    );
  }
}

function malformed(): UnusableStoreAddress {
  return new UnusableStoreAddress(
    "L'indirizzo del deposito degli eventi non si capisce: serve per esempio " +
      'esdb://utente:password@host:2113?tls=true&tlsCAFile=/percorso/ca.crt ' +
      '(the address of the event store is malformed: it should look like this).',
  );
}
