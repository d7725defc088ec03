import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { isSecure } from './loopback.js';
import { providerFileSchema } from './provider-file.schema.js';
import type {
  ClientAuthentication,
  KeyAlgorithmName,
  ProviderSettings,
} from './provider-settings.js';

/** 12 hours: nobody comes in by having identified themselves yesterday. */
const MAX_AGE_S = 12 * 60 * 60;

const TIMEOUT_S = 5;

/** The file of the identity providers cannot be used; says where and why, and repeats no secret. */
export class UnusableProviders extends Error {
  override readonly name = 'UnusableProviders';
}

/** The file as it is written, once the schema has accepted it. */
interface WrittenFile {
  readonly issuers: readonly WrittenProvider[];
}

interface WrittenProvider extends Pick<
  ProviderSettings,
  'id' | 'issuer' | 'name' | 'clientId' | 'minimumAcr' | 'stepUpAcr' | 'linkClaim'
> {
  readonly clientAuthentication: WrittenAuthentication;
  readonly scopes?: readonly string[];
  readonly acrLevels?: readonly string[];
  readonly maxAgeSeconds?: number;
  readonly allowInsecureLoopback?: boolean;
  readonly timeoutSeconds?: number;
}

interface WrittenAuthentication {
  readonly method: ClientAuthentication['method'];
  readonly secretFile?: string;
  readonly keyFile?: string;
  readonly keyId?: string;
}

const conforms = new Ajv({ allErrors: true }).compile<WrittenFile>(providerFileSchema);

/**
 * The identity providers a JSON file describes. Secrets stand in files of their own, named from the
 * folder of this one.
 * @throws UnusableProviders
 */
export function readProviders(file: string): readonly ProviderSettings[] {
  const document = parsed(file);
  if (!conforms(document)) {
    const faults = (conforms.errors ?? []).map(
      ({ instancePath, message = '', params }) =>
        `${instancePath === '' ? '/' : instancePath} ${message}${whichOnes(params)}`,
    );
    throw unusable(
      file,
      'il file non ha la forma prevista',
      'the file does not have the expected form',
      faults.join('; '),
    );
  }
  const reader = new ProviderReader(file);
  const providers = document.issuers.map((written) => reader.read(written));
  for (const name of ['id', 'issuer'] as const) {
    const twice = providers.find(
      (one, index) => providers.findIndex((other) => other[name] === one[name]) !== index,
    );
    if (twice !== undefined) {
      throw unusable(file, 'un valore è ripetuto', 'a value is repeated', `${name} ${twice[name]}`);
    }
  }
  return Object.freeze(providers);
}

function parsed(file: string): unknown {
  const text = contentOf(file, file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unusable(file, 'il file non è JSON', 'the file is not JSON', String(cause), cause);
  }
}

/** Makes settings of what is written, and refuses what would not be safe. */
class ProviderReader {
  constructor(private readonly file: string) {}

  read(written: WrittenProvider): ProviderSettings {
    const { id, issuer, name, clientId, minimumAcr, stepUpAcr, linkClaim } = written;
    const { scopes = ['openid'], acrLevels = [], allowInsecureLoopback = false } = written;
    if (!isSecure(issuer, allowInsecureLoopback) || /[?#]/u.test(issuer)) {
      throw this.#refuse(
        `${id}.issuer`,
        'deve essere un indirizzo https senza ? né # (http solo verso 127.0.0.1, con allowInsecureLoopback)',
        'must be an https address without ? or # (http only to 127.0.0.1, with allowInsecureLoopback)',
      );
    }
    if (allowInsecureLoopback && !issuer.startsWith('http:')) {
      throw this.#refuse(
        `${id}.allowInsecureLoopback`,
        'vale solo per un provider di questa macchina, in http',
        'is only for a provider on this very machine, over http',
      );
    }
    if (!scopes.includes('openid') || scopes.includes('offline_access')) {
      throw this.#refuse(
        `${id}.scopes`,
        'deve contenere openid, e non offline_access',
        'must hold openid, and not offline_access',
      );
    }
    for (const level of [minimumAcr, stepUpAcr]) {
      if (level !== undefined && !acrLevels.includes(level)) {
        throw this.#refuse(
          `${id}.acrLevels`,
          `deve contenere ${level}, tra i livelli dal più debole al più forte`,
          `must hold ${level}, among the levels from the weakest to the strongest`,
        );
      }
    }
    return Object.freeze({
      id,
      issuer,
      name,
      clientId,
      clientAuthentication: this.#authentication(id, written.clientAuthentication),
      scopes,
      acrLevels,
      ...(minimumAcr === undefined ? {} : { minimumAcr }),
      ...(stepUpAcr === undefined ? {} : { stepUpAcr }),
      maxAgeS: written.maxAgeSeconds ?? MAX_AGE_S,
      ...(linkClaim === undefined ? {} : { linkClaim }),
      allowInsecureLoopback,
      timeoutMs: (written.timeoutSeconds ?? TIMEOUT_S) * 1_000,
    });
  }

  #authentication(id: string, written: WrittenAuthentication): ClientAuthentication {
    const { method, secretFile, keyFile, keyId } = written;
    const place = `${id}.clientAuthentication`;
    switch (method) {
      case 'none':
        this.#only(place, written, []);
        return { method };
      case 'client_secret_basic':
      case 'client_secret_post': {
        this.#only(place, written, ['secretFile']);
        const secret = this.#secret(`${place}.secretFile`, secretFile).trim();
        if (secret === '') throw this.#refuse(place, 'il segreto è vuoto', 'the secret is empty');
        return { method, secret };
      }
      case 'private_key_jwt': {
        this.#only(place, written, ['keyFile', 'keyId']);
        const key = this.#key(place, this.#secret(`${place}.keyFile`, keyFile));
        return {
          method,
          key,
          algorithm: this.#algorithm(place, key),
          ...(keyId === undefined ? {} : { keyId }),
        };
      }
    }
  }

  #only(place: string, written: WrittenAuthentication, allowed: readonly string[]): void {
    for (const name of Object.keys(written)) {
      if (name === 'method' || allowed.includes(name)) continue;
      throw this.#refuse(
        `${place}.${name}`,
        `non serve con ${written.method}`,
        `is of no use with ${written.method}`,
      );
    }
  }

  #secret(place: string, path: string | undefined): string {
    if (path === undefined) throw this.#refuse(place, 'manca', 'is missing');
    return contentOf(resolve(dirname(this.file), path), this.file);
  }

  #key(place: string, pem: string): KeyObject {
    try {
      return createPrivateKey(pem);
    } catch (cause) {
      throw this.#refuse(
        `${place}.keyFile`,
        'non contiene una chiave privata PEM senza password',
        'holds no private key in PEM without a password',
        cause,
      );
    }
  }

  #algorithm(place: string, key: KeyObject): KeyAlgorithmName {
    const { asymmetricKeyType, asymmetricKeyDetails: details } = key;
    if (asymmetricKeyType === 'ed25519') return 'Ed25519';
    if (asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= 2048) return 'RS256';
    if (asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1') return 'ES256';
    throw this.#refuse(
      `${place}.keyFile`,
      'deve contenere una chiave RSA di almeno 2048 bit, EC P-256 o Ed25519',
      'must hold an RSA key of at least 2048 bits, an EC P-256 or an Ed25519 key',
    );
  }

  #refuse(place: string, it: string, en: string, cause?: unknown): UnusableProviders {
    return unusable(this.file, `${place} ${it}`, `${place} ${en}`, undefined, cause);
  }
}

function contentOf(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw unusable(file, `${path} non si legge`, `${path} cannot be read`, undefined, cause);
  }
}

/** The name of an unknown or missing member, which the message of Ajv leaves out. */
function whichOnes(parameters: Readonly<Record<string, unknown>>): string {
  const unknownName = parameters['additionalProperty'];
  if (typeof unknownName === 'string') return ` (${unknownName})`;
  const allowed = parameters['allowedValues'];
  return Array.isArray(allowed) ? ` (${allowed.join(', ')})` : '';
}

function unusable(
  file: string,
  it: string,
  en: string,
  detail?: string,
  cause?: unknown,
): UnusableProviders {
  const more = detail === undefined ? '' : `: ${detail}`;
  return new UnusableProviders(`TRACCIA_OIDC, ${file}: ${it} (${en})${more}`, { cause });
}
