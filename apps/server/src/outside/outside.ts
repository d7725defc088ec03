import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mailSender, UnusableRelay } from '#notifications';
import {
  mayCall,
  reaches,
  readWitnesses,
  UnusableWitnesses,
  type Reach,
  type TimestampSettings,
  type WitnessSettings,
} from '#outside-copies';
import type { Outgoing } from '../notifications/outgoing.js';

/** By whom roots of the ledger are kept or signed outside. */
export interface Outside {
  readonly reach: Reach;
  readonly witnesses: readonly WitnessSettings[];
  readonly timestamps: Omit<TimestampSettings, 'reach'> | undefined;
  /** Addresses to which checkpoints are mailed, and those of certified mail. They are in no fact. */
  readonly mailTo: readonly string[];
  readonly certifiedMailTo: readonly string[];
}

/** Nobody outside knows anything: then who holds the machine and the key could rewrite it all. */
export const nobodyOutside: Outside = Object.freeze({
  ...{ reach: 'public', witnesses: [], timestamps: undefined, mailTo: [], certifiedMailTo: [] },
} as const);

/** What the environment says of it, as it is written; empty where nothing is. */
export interface WrittenOutside {
  readonly reach: string;
  readonly witnesses: string;
  readonly timestamps: string;
  readonly authorities: string;
  readonly mailTo: string;
  readonly certifiedMailTo: string;
}

/** A setting about who is outside cannot be used; says which and what it should be, in Italian and English. */
export class UnusableOutside extends Error {
  override readonly name = 'UnusableOutside';
}

/** @throws UnusableOutside */
export function outsideFrom(written: WrittenOutside, outgoing: Outgoing): Outside {
  const reach = reachFrom(written.reach);
  const mailTo = addressesFrom('TRACCIA_CHECKPOINT_MAIL', written.mailTo);
  const certifiedMailTo = addressesFrom('TRACCIA_CHECKPOINT_PEC', written.certifiedMailTo);
  mustGoOut('TRACCIA_CHECKPOINT_MAIL', mailTo, 'TRACCIA_SMTP', outgoing.mail !== undefined);
  const isPecSetUp = outgoing.certifiedMail !== undefined;
  mustGoOut('TRACCIA_CHECKPOINT_PEC', certifiedMailTo, 'TRACCIA_PEC', isPecSetUp);
  return Object.freeze({
    ...{ reach, mailTo, certifiedMailTo },
    witnesses: witnessesFrom(written.witnesses, reach),
    timestamps: timestampsFrom(written, reach),
  });
}

function reachFrom(text: string): Reach {
  const reach = reaches.find((each) => each === (text === '' ? 'public' : text));
  if (reach !== undefined) return reach;
  const known = reaches.join(', ');
  throw new UnusableOutside(
    `TRACCIA_OUTSIDE_REACH è «${text}»: serve uno tra ${known} (must be one of ${known}).`,
  );
}

function witnessesFrom(file: string, reach: Reach): readonly WitnessSettings[] {
  if (file === '') return [];
  try {
    return readWitnesses(resolve(file), reach);
  } catch (error) {
    if (!(error instanceof UnusableWitnesses)) throw error;
    throw new UnusableOutside(error.message, { cause: error });
  }
}

function timestampsFrom(
  { timestamps, authorities }: WrittenOutside,
  reach: Reach,
): Outside['timestamps'] {
  if (timestamps === '') {
    if (authorities === '') return undefined;
    throw new UnusableOutside(
      'TRACCIA_TIMESTAMPS_CA vuole anche TRACCIA_TIMESTAMPS (TRACCIA_TIMESTAMPS is needed too).',
    );
  }
  const url = URL.canParse(timestamps) ? new URL(timestamps) : undefined;
  if (!url || !mayCall(url, reach)) {
    throw new UnusableOutside(
      'TRACCIA_TIMESTAMPS deve essere un indirizzo https pubblico, o uno che TRACCIA_OUTSIDE_REACH ammette ' +
        '(must be a public https address, or one that TRACCIA_OUTSIDE_REACH allows).',
    );
  }
  return { url, authorities: authorities === '' ? [] : certificatesIn(resolve(authorities)) };
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu;

function certificatesIn(file: string): readonly X509Certificate[] {
  try {
    const certificates = readFileSync(file, 'utf8').match(CERTIFICATE) ?? [];
    if (certificates.length === 0) throw new Error('There is none');
    return certificates.map((pem) => new X509Certificate(pem));
  } catch (cause) {
    throw new UnusableOutside(
      `TRACCIA_TIMESTAMPS_CA: il file ${file} non contiene certificati PEM (holds no PEM certificates).`,
      { cause },
    );
  }
}

function addressesFrom(setting: string, text: string): readonly string[] {
  const addresses = text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  try {
    return addresses.map((each) => mailSender(each).address);
  } catch (error) {
    if (!(error instanceof UnusableRelay)) throw error;
    // What was written is not repeated: it may be somebody's address.
    throw new UnusableOutside(
      `${setting} vuole indirizzi di posta separati da virgole (mail addresses, separated by commas).`,
      { cause: error },
    );
  }
}

function mustGoOut(
  setting: string,
  addresses: readonly string[],
  needed: string,
  isSetUp: boolean,
): void {
  if (addresses.length === 0 || isSetUp) return;
  throw new UnusableOutside(`${setting} vuole anche ${needed} (${needed} is needed too).`);
}
