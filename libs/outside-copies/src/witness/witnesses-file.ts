import { readFileSync } from 'node:fs';
import { InvalidVerifierKey, parseVerifierKey, signatureTypes } from '#ledger';
import { mayCall, type Reach } from '../reach.js';
import type { WitnessSettings } from './witnessed-copy.js';

/** The file of witnesses cannot be used; says why in Italian and English. */
export class UnusableWitnesses extends Error {
  override readonly name = 'UnusableWitnesses';
}

const MAX_WITNESSES = 32;

/**
 * Reads who witnesses the ledger from a policy file (C2SP tlog-policy), of which the lines
 * `witness <name> <vkey> <url>` count; who checks evidence reads the others.
 * @throws UnusableWitnesses
 */
export function readWitnesses(file: string, reach: Reach): readonly WitnessSettings[] {
  const witnesses = linesOf(file)
    .filter(([word]) => word === 'witness')
    .map((words) => witnessOf(file, words, reach));
  const keys = witnesses.map(({ key }) => Buffer.from(key.publicKey).toString('hex'));
  if (new Set(keys).size < keys.length)
    throw unusable(file, 'un testimone è ripetuto', 'a witness is repeated');
  if (witnesses.length > MAX_WITNESSES)
    throw unusable(file, 'i testimoni sono troppi', 'there are too many witnesses');
  return Object.freeze(witnesses);
}

function linesOf(file: string): readonly (readonly string[])[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw unusable(file, 'non si legge', 'cannot be read', cause);
  }
  return text
    .split('\n')
    .map((line) => line.split(/[ \t]+/).filter((word) => word !== ''))
    .filter(([word]) => word !== undefined && !word.startsWith('#'));
}

function witnessOf(
  file: string,
  [, name = '', vkey = '', address = '', ...rest]: readonly string[],
  reach: Reach,
): WitnessSettings {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.search !== '' || rest.length > 0 || !mayCall(url, reach))
    throw unusable(
      ...([
        file,
        `${name}: serve un indirizzo che si possa chiamare (TRACCIA_OUTSIDE_REACH)`,
      ] as const),
      `${name}: an address is needed that may be called (TRACCIA_OUTSIDE_REACH)`,
    );
  try {
    const key = parseVerifierKey(vkey);
    if (key.type === signatureTypes.ed25519) throw new InvalidVerifierKey('It is the key of a log');
    return Object.freeze({ key, url: url.href.replace(/\/+$/u, '') });
  } catch (cause) {
    if (!(cause instanceof InvalidVerifierKey)) throw cause;
    throw unusable(
      file,
      `${name}: la chiave non è di un testimone`,
      `${name}: it is no key of a witness`,
      cause,
    );
  }
}

function unusable(file: string, it: string, en: string, cause?: unknown): UnusableWitnesses {
  return new UnusableWitnesses(`TRACCIA_WITNESSES, ${file}: ${it} (${en})`, { cause });
}
