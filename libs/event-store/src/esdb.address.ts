import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CallCredentials, ChannelCredentials, Metadata } from '@grpc/grpc-js';
import { parseConnectionString } from './esdb.protocol.js';
import type { ConnectionOptions } from './esdb.protocol.js';
import { storeAddress, UnusableStoreAddress } from './store-address.js';

/** Where an EventStoreDB is, and how to speak to it, as a connection string says. */
export type EsdbAddress = ConnectionOptions;

/** What an address may say behind its `?`. The last four are known to other clients, and change nothing here. */
const OPTIONS = [
  ...['tls', 'tlsCAFile', 'tlsVerifyCert', 'userCertFile', 'userKeyFile'],
  ...['nodePreference', 'gossipTimeout', 'keepAliveInterval', 'keepAliveTimeout', 'connectionName'],
  ...['defaultDeadline', 'maxDiscoverAttempts', 'discoveryInterval', 'throwOnAppendFailure'],
];

/**
 * Reads a connection string: `esdb://` or `kurrentdb://` with `user:password@`, one or more
 * `host:port`, and options; with `+discover` the name is that of a cluster.
 * @throws UnusableStoreAddress
 */
export function esdbAddress(connectionString: string): EsdbAddress {
  const inClientsTerms = storeAddress(connectionString);
  refuseOtherOptions(inClientsTerms);
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

/** The client would write a warning that quotes the whole string, password included, and ignore the option. */
function refuseOtherOptions(connectionString: string): void {
  const [, query = ''] = withoutCredentials(connectionString.trim()).split('?', 2);
  if (query === '') return;
  const known = new Set(OPTIONS.map(asCompared));
  for (const option of query.split('&')) {
    const [name = '', value = ''] = option.split('=', 2);
    if (!known.has(asCompared(name)))
      throw new UnusableStoreAddress(
        "L'indirizzo del deposito degli eventi ha un'opzione sconosciuta: si possono usare " +
          `${OPTIONS.join(', ')} (the address of the event store has an option that is not one of these).`,
      );
    if (asCompared(name) === 'tlsverifycert' && value.trim() !== 'true')
      throw new UnusableStoreAddress(
        "Nell'indirizzo del deposito degli eventi tlsVerifyCert non si può spegnere: indicare con tlsCAFile " +
          "l'autorità dei certificati (in the address of the event store tlsVerifyCert cannot be turned off: " +
          'name the authority with tlsCAFile).',
      );
  }
}

/** What is left when the scheme, and the credentials as the client finds them, are taken off. */
function withoutCredentials(connectionString: string): string {
  return connectionString.replace(/^[^:]+:\/\/(?:[^:]+:[^@]+@)?/u, '');
}

/** The client takes `tls-ca-file` for `tlsCAFile`. */
function asCompared(name: string): string {
  return name.trim().toLowerCase().replace(/[_-]/gu, '');
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
