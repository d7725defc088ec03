import { statSync } from 'node:fs';
import { FolderSource, type EvidenceSource } from '#evidence';
import { credentialOf, type CredentialOptions } from '../access/credential-options.js';
import { credentialHeaders } from '../access/credential.js';
import { CommandFailed } from '../failure.js';
import { isLoopback } from '../access/is-loopback.js';
import type { Questions } from '../sign-in/questions.js';
import type { Terminal } from '../terminal.js';
import { Downloads, NotDownloaded, type Header } from './downloads.js';
import { isMadeOnRequest, withFetchedBundle, type BundleAddress } from './fetched-bundle.js';
import { Progress } from './progress.js';

/** Who asks, and how somebody who watches is asked for what is missing. */
export interface Asking {
  readonly credential: Omit<CredentialOptions, 'server'>;
  readonly terminal: Terminal;
  readonly questions: () => Questions;
  readonly downloads?: Downloads;
}

/**
 * Works on the evidence in a folder or at an address.
 * @throws CommandFailed where there is none, or it cannot be asked for in this way; NotDownloaded
 */
export async function withEvidenceAt<Result>(
  where: string,
  asking: Asking,
  work: (source: EvidenceSource) => Promise<Result>,
): Promise<Result> {
  if (!/^https?:\/\//.test(where)) return work(new FolderSource(mustBeFolder(where)));
  const { terminal, downloads = new Downloads() } = asking;
  const address = addressOf(where);
  const verified = async (headers: readonly Header[]): Promise<Result> => {
    const progress = new Progress(terminal, 'Scarico', 'byte');
    const from: BundleAddress = {
      ...{ address, headers, downloads },
      told: (done, total) => {
        progress.moved(done, total);
      },
    };
    return withFetchedBundle(from, (folder) => {
      progress.stop();
      return work(new FolderSource(folder));
    }).finally(() => {
      progress.stop();
    });
  };
  if (!isMadeOnRequest(address)) return verified([]);
  const headers = headersOf(address, asking.credential);
  try {
    return await verified(headers);
  } catch (error) {
    const isAsked = error instanceof NotDownloaded && error.status === 401;
    if (!isAsked || headers.length > 0 || !terminal.interactive) throw error;
    return verified(headersOf(address, { token: await askedToken(asking.questions()) }));
  }
}

async function askedToken(questions: Questions): Promise<string> {
  try {
    return await questions.secret('Token');
  } finally {
    questions.close();
  }
}

/** @throws CommandFailed for an address to which a secret would travel in clear */
function headersOf(
  address: URL,
  { token = '', session = '' }: Asking['credential'],
): readonly Header[] {
  if (token === '' && session === '') return [];
  if (address.protocol !== 'https:' && !isLoopback(address))
    throw new CommandFailed('Un token non viaggia in chiaro: usa l’indirizzo https.');
  return credentialHeaders(credentialOf({ token, session }), address.origin);
}

function addressOf(where: string): URL {
  if (!URL.canParse(where)) throw new CommandFailed(`${where} non è un indirizzo.`);
  const address = new URL(where);
  if (address.username !== '' || address.password !== '')
    throw new CommandFailed('Un nome e una password non si scrivono nell’indirizzo.');
  return address;
}

function mustBeFolder(where: string): string {
  if (statSync(where, { throwIfNoEntry: false })?.isDirectory() === true) return where;
  throw new CommandFailed(`${where} non è una cartella, né un indirizzo.`);
}
