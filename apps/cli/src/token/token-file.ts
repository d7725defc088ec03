import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Option } from 'commander';
import { ApiTokens } from '#people';

/** Where the data of the installation are, as the server is told too. */
export const dataOption = (): Option =>
  new Option('--data <cartella>', "cartella dei dati dell'installazione")
    .env('TRACCIA_DATA')
    .default('data');

/** Works with the tokens of a data folder, which the server may be using at the same time. */
export function withTokens<Result>(
  dataFolder: string,
  work: (tokens: ApiTokens) => Result,
): Result {
  mkdirSync(dataFolder, { recursive: true });
  const tokens = ApiTokens.open(join(dataFolder, 'access.db'));
  try {
    return work(tokens);
  } finally {
    tokens.close();
  }
}
