import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readProviders, UnusableProviders, type ProviderSettings } from '#access';
import { storeAddress, UnusableStoreAddress } from '#event-store';

/** Everything the environment decides, read once and checked. Nothing else reads `process.env`. */
export interface Configuration {
  /** Folder of the log, the read models and the tokens. */
  readonly dataFolder: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Address of an EventStoreDB or KurrentDB server that keeps the log; without it, a file of the folder. */
  readonly eventStore: string | undefined;
  /** The origin people open, such as `https://traccia.ente.example`; never with a slash at the end. */
  readonly publicUrl: string | undefined;
  /** The identity providers people may sign in with; with any, publicUrl is there. */
  readonly providers: readonly ProviderSettings[];
}

/** A setting cannot be used; says which, what it was and what it should be. */
export class InvalidConfiguration extends Error {
  override readonly name = 'InvalidConfiguration';
}

/** @throws InvalidConfiguration */
export function configurationFrom(
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const port = Number(environment['TRACCIA_PORT'] ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidConfiguration(
      `TRACCIA_PORT è «${environment['TRACCIA_PORT'] ?? ''}»: serve un numero da 0 a 65535 ` +
        '(TRACCIA_PORT must be a number from 0 to 65535).',
    );
  }
  const publicUrl = publicUrlFrom(environment['TRACCIA_PUBLIC_URL']);
  const providers = providersFrom(environment['TRACCIA_OIDC']);
  if (providers.length > 0 && publicUrl === undefined) {
    throw new InvalidConfiguration(
      'TRACCIA_OIDC vuole anche TRACCIA_PUBLIC_URL: i provider rimandano lì le persone ' +
        '(TRACCIA_PUBLIC_URL is needed too: the providers send people back there).',
    );
  }
  return Object.freeze({
    dataFolder: resolve(environment['TRACCIA_DATA'] ?? 'data'),
    host: environment['TRACCIA_HOST'] ?? '127.0.0.1',
    port,
    eventStore: eventStoreFrom(environment),
    publicUrl,
    providers,
  });
}

/** Browsers let HTTP without TLS pass for secure on this very machine only, for trials. */
function publicUrlFrom(address: string | undefined): string | undefined {
  if (address === undefined || address === '') return undefined;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isTrial = url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname);
  if (url === undefined || !(url.protocol === 'https:' || isTrial) || url.href !== `${url.origin}/`)
    throw new InvalidConfiguration(
      'TRACCIA_PUBLIC_URL deve essere https e un nome, senza altro: https://traccia.ente.example ' +
        '(must be https and a name, nothing else).',
    );
  return url.origin;
}

function providersFrom(file: string | undefined): readonly ProviderSettings[] {
  if (file === undefined || file === '') return [];
  try {
    return readProviders(resolve(file));
  } catch (error) {
    if (!(error instanceof UnusableProviders)) throw error;
    throw new InvalidConfiguration(error.message, { cause: error });
  }
}

/** The address itself, or what a file says: an address that holds a password belongs in no environment. */
function eventStoreFrom(
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const address = environment['TRACCIA_EVENTSTORE'] ?? '';
  const file = environment['TRACCIA_EVENTSTORE_FILE'] ?? '';
  if (address !== '' && file !== '') {
    throw new InvalidConfiguration(
      'TRACCIA_EVENTSTORE e TRACCIA_EVENTSTORE_FILE dicono la stessa cosa: ne serve una sola (give one of them, not both).',
    );
  }
  // An empty file is no address: whoever names one does not mean the embedded log.
  if (file !== '') return usable('TRACCIA_EVENTSTORE_FILE', contentOf(file).trim());
  return address === '' ? undefined : usable('TRACCIA_EVENTSTORE', address);
}

function usable(setting: string, address: string): string {
  try {
    return storeAddress(address);
  } catch (error) {
    if (!(error instanceof UnusableStoreAddress)) throw error;
    throw new InvalidConfiguration(`${setting}: ${error.message}`, { cause: error });
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InvalidConfiguration(
      `TRACCIA_EVENTSTORE_FILE: il file ${file} non si legge (the file ${file} cannot be read).`,
      { cause: error },
    );
  }
}
