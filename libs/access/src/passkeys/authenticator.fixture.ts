import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';

/** How an answer departs from an honest one. */
export interface Departure {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly isUserVerified?: boolean;
  readonly crossOrigin?: boolean;
  readonly type?: string;
  readonly userHandle?: string | undefined;
}

type Cbor = number | string | Buffer | Map<Cbor, Cbor>;

const UP = 0x01;
const UV = 0x04;
const HAS_KEY = 0x40;

/**
 * An authenticator and its browser, made of node:crypto: one ES256 passkey, attestation "none", a
 * counter. It does what Web Authentication, 6.3 says, unless told otherwise.
 */
export class AuthenticatorFixture {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly credentialId: string;
  counter = 0;
  #userHandle: string | undefined;

  constructor(
    name: string,
    readonly origin: string,
    readonly rpId: string,
  ) {
    this.credentialId = createHash('sha256').update(name).digest('base64url');
  }

  create(
    options: PublicKeyCredentialCreationOptionsJSON,
    departure: Departure = {},
  ): RegistrationResponseJSON {
    this.#userHandle = options.user.id;
    this.counter += 1;
    const id = Buffer.from(this.credentialId, 'base64url');
    const idLength = Buffer.alloc(2);
    idLength.writeUInt16BE(id.length);
    const authData = Buffer.concat([
      this.#authenticatorData(departure, HAS_KEY),
      Buffer.alloc(16),
      idLength,
      id,
      cbor(coseKey(this.#keys.publicKey)),
    ]);
    const attestation = new Map<Cbor, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: this.#clientData('webauthn.create', options.challenge, departure),
        attestationObject: cbor(attestation).toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  get(
    options: PublicKeyCredentialRequestOptionsJSON,
    departure: Departure = {},
  ): AuthenticationResponseJSON {
    this.counter += 1;
    const clientDataJSON = this.#clientData('webauthn.get', options.challenge, departure);
    const authenticatorData = this.#authenticatorData(departure);
    const clientDataHash = createHash('sha256')
      .update(Buffer.from(clientDataJSON, 'base64url'))
      .digest();
    const signed = Buffer.concat([authenticatorData, clientDataHash]);
    const userHandle = 'userHandle' in departure ? departure.userHandle : this.#userHandle;
    return {
      ...this.#credential(),
      response: {
        clientDataJSON,
        authenticatorData: authenticatorData.toString('base64url'),
        signature: sign('sha256', signed, this.#keys.privateKey).toString('base64url'),
        ...(userHandle === undefined ? {} : { userHandle }),
      },
    };
  }

  #credential() {
    const id = this.credentialId;
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {} } as const;
  }

  #clientData(type: string, asked: string, departure: Departure): string {
    const { origin = this.origin, challenge = asked, crossOrigin = false } = departure;
    const data = { type: departure.type ?? type, challenge, origin, crossOrigin };
    return Buffer.from(JSON.stringify(data)).toString('base64url');
  }

  #authenticatorData({ rpId = this.rpId, isUserVerified = true }: Departure, more = 0): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const flags = UP | (isUserVerified ? UV : 0) | more;
    return Buffer.concat([
      createHash('sha256').update(rpId).digest(),
      Buffer.from([flags]),
      counter,
    ]);
  }
}

/** RFC 9053, 7.1.1. */
function coseKey(publicKey: KeyObject): Map<Cbor, Cbor> {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return new Map<Cbor, Cbor>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ]);
}

/** As much of RFC 8949 as an attestation needs. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)]);
  if (value instanceof Map) {
    const members = [...value].flatMap(([name, member]) => [cbor(name), cbor(member)]);
    return Buffer.concat([head(5, value.size), ...members]);
  }
  return Buffer.concat([head(2, value.length), value]);
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff]);
}
