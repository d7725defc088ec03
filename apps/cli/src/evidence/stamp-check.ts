import { X509Certificate } from 'node:crypto';
import type { StampCheck } from '#evidence';
import {
  checkTimestamp,
  InvalidDer,
  NotStamped,
  parseToken,
  tokenIn,
  UnusableTimestamp,
  type TimestampFault,
  type TimestampToken,
} from '#outside-copies';

const faults: Readonly<Record<TimestampFault, { readonly it: string; readonly en: string }>> = {
  'imprint-other': { it: 'è di un altro testo', en: 'is of another text' },
  'nonce-other': { it: 'risponde ad altri', en: 'answers somebody else' },
  'time-off': { it: 'ha un’altra ora', en: 'has another time' },
  'digest-weak': {
    it: 'usa un’impronta che non si deve più usare',
    en: 'uses a digest that nobody should use any more',
  },
  'content-other': {
    it: 'quel che è firmato non è quel che dice',
    en: 'what is signed is not what it says',
  },
  'certificate-missing': {
    it: 'non porta il certificato di chi l’ha firmata',
    en: 'does not bring along the certificate of who has signed it',
  },
  'certificate-other-use': {
    it: 'il certificato di chi l’ha firmata non è solo per le marche temporali',
    en: 'the certificate of who has signed it is not for time stamps alone',
  },
  'certificate-expired': {
    it: 'a quell’ora un certificato non valeva',
    en: 'at its time a certificate was not valid',
  },
  'certificate-untrusted': {
    it: 'nessuna delle autorità indicate garantisce per chi l’ha firmata',
    en: 'none of the authorities that were named vouches for who has signed it',
  },
  'signature-unknown': {
    it: 'è firmata in un modo che qui non si conosce',
    en: 'is signed in a way that is not known here',
  },
  'signature-false': { it: 'la firma è falsa', en: 'its signature is false' },
};

/** Checks time stamps by Node. @param authorities who is believed; without any, who has signed is left open */
export function stampCheck(authorities: readonly X509Certificate[]): StampCheck {
  return (der, imprint) => {
    try {
      checkTimestamp(stampIn(der), { imprint, authorities });
      return { outcome: authorities.length > 0 ? 'trusted' : 'authority-unknown' };
    } catch (error) {
      if (error instanceof UnusableTimestamp) return { outcome: 'wrong', ...faults[error.code] };
      if (error instanceof InvalidDer || error instanceof NotStamped)
        return { outcome: 'wrong', it: 'non è una marca temporale', en: 'is no time stamp' };
      throw error;
    }
  };
}

/** The token itself, or the one in an answer: authorities and archives hand out either. */
function stampIn(der: Uint8Array): TimestampToken {
  try {
    return parseToken(der);
  } catch (error) {
    if (!(error instanceof InvalidDer)) throw error;
    return tokenIn(der);
  }
}

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** The certificates in a text of PEM. @returns undefined where there is none, or one that is none */
export function certificatesIn(pem: string): readonly X509Certificate[] | undefined {
  const blocks = pem.match(PEM) ?? [];
  try {
    return blocks.length === 0 ? undefined : blocks.map((block) => new X509Certificate(block));
  } catch {
    return undefined;
  }
}
