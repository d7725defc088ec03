import { readFileSync, statSync } from 'node:fs';
import { Option } from 'commander';
import { CommandFailed } from '../failure.js';
import { TracciaClient } from '../traccia-client.js';
import type { Credential } from './credential.js';

/** Where to ask, and as whom. */
export interface CredentialOptions {
  readonly server: string;
  readonly token?: string;
  readonly session?: string;
}

export const serverOption = (): Option =>
  new Option('--server <indirizzo>', "l'indirizzo del server")
    .env('TRACCIA_SERVER')
    .default('http://127.0.0.1:3000');

export const tokenOption = (): Option =>
  new Option(
    '--token <token>',
    'il token di chi chiede; meglio nella variabile, che non resta nella cronologia',
  ).env('TRACCIA_TOKEN');

export const sessionOption = (): Option =>
  new Option(
    '--session <file>',
    'il file con la sessione di chi è entrato, che gli altri non possono leggere; vince sul token',
  ).env('TRACCIA_SESSION');

/** @throws CommandFailed when nothing says who asks, or the file of the session cannot be used */
export function clientOf({ server, ...given }: CredentialOptions): TracciaClient {
  return new TracciaClient(server, credentialOf(given));
}

/** @throws CommandFailed as above */
export function credentialOf({
  token = '',
  session = '',
}: Omit<CredentialOptions, 'server'>): Credential {
  if (session !== '') return { session: secretIn(session) };
  if (token !== '') return token;
  throw new CommandFailed('Indica chi chiede: --session, oppure --token o TRACCIA_TOKEN.');
}

const OTHERS = 0o077;

function secretIn(file: string): string {
  try {
    if ((statSync(file).mode & OTHERS) !== 0) {
      throw new CommandFailed(`Il file ${file} lo possono leggere altri: chmod 600 ${file}`);
    }
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
    throw new CommandFailed(`Il file ${file} non si legge: controlla nome e permessi.`, {
      cause: error,
    });
  }
}
