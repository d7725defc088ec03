import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { AccessFile } from '../access-file.js';
import { AccessRefused } from '../access-refused.js';
import type { PendingSteps } from '../accounts/pending-steps.js';
import { PasskeyRows } from './passkey-rows.js';
import {
  PASSKEY_CHALLENGE_MS,
  PASSKEY_NAME_MAX_CHARACTERS,
  PASSKEYS_PER_PERSON,
  type NewPasskey,
  type Passkey,
  type RelyingParty,
} from './passkey.js';
import { webAuthentication, webAuthenticationHelpers } from './web-authentication.js';

/** What the browser needs to begin, and the secret that ties its answer to it. */
export interface BegunPasskey<Options> {
  readonly step: string;
  readonly options: Options;
}

/** Ed25519, P-256 and RSA: what authenticators have (COSE numbers). */
const ALGORITHMS = [-8, -7, -257];
const RANDOM_BYTES = 32;

/** What is kept while somebody registers a passkey. */
interface AskedOfBrowser {
  readonly challenge: string;
  readonly userHandle: string;
}

/**
 * Passkeys (Web Authentication, level 3): the person unlocks the authenticator, so that having it is
 * one factor and unlocking it the other. A challenge counts once, for five minutes, for the browser
 * it was given to.
 */
export class Passkeys {
  readonly #rows: PasskeyRows;

  constructor(
    private readonly file: AccessFile,
    private readonly steps: PendingSteps,
    private readonly party: RelyingParty,
  ) {
    this.#rows = new PasskeyRows(file);
  }

  /**
   * Begins to register a passkey for a person; no attestation is asked for: which make of
   * authenticator people have is theirs to choose.
   * @throws AccessRefused `passkeys-too-many`
   */
  async beginRegistration(
    personId: string,
    login: string,
  ): Promise<BegunPasskey<PublicKeyCredentialCreationOptionsJSON>> {
    this.#checkNumber(personId);
    const own = this.#rows.ofPerson(personId);
    // One for all passkeys of a person, so that an authenticator keeps one of them and not several.
    const userHandle = own[0]?.userHandle ?? this.#random().toString('base64url');
    const { generateRegistrationOptions } = await webAuthentication();
    const options = await generateRegistrationOptions({
      rpID: this.party.id,
      rpName: this.party.name,
      userName: login,
      userID: new Uint8Array(Buffer.from(userHandle, 'base64url')),
      challenge: new Uint8Array(this.#random()),
      timeout: PASSKEY_CHALLENGE_MS,
      attestationType: 'none',
      excludeCredentials: own.map(({ id, transports }) => ({ id, transports: [...transports] })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: ALGORITHMS,
    });
    const asked: AskedOfBrowser = { challenge: options.challenge, userHandle };
    const content = JSON.stringify(asked);
    return { step: this.#begin('passkey-registration', content, personId), options };
  }

  /**
   * Checks what the browser answered to beginRegistration. Nothing is kept yet: see keep.
   * @throws AccessRefused `passkey-not-valid`
   */
  async checkRegistration(personId: string, step: string, response: unknown): Promise<NewPasskey> {
    const begun = this.steps.try('passkey-registration', step);
    if (begun?.personId !== personId) throw new AccessRefused('passkey-not-valid');
    // Written by beginRegistration().
    const { challenge, userHandle } = JSON.parse(begun.content) as AskedOfBrowser;
    const { verifyRegistrationResponse } = await webAuthentication();
    return orNotValid(async () => {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        // The library checks every member it reads, and throws.
        response: (await fromOurPage(response)) as RegistrationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: [...this.party.origins],
        expectedRPID: this.party.id,
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      });
      if (!verified) throw new Error('The registration was not verified');
      const { id, publicKey, counter, transports } = registrationInfo.credential;
      return { id, userHandle, publicKey, counter, transports: knownTransports(transports) };
    });
  }

  /**
   * Keeps a passkey that was checked.
   * @throws AccessRefused `passkey-not-valid` when somebody has it already; `passkeys-too-many`;
   *   `passkey-name-malformed`
   */
  keep(personId: string, passkey: NewPasskey, name: string): void {
    checkName(name);
    this.#checkNumber(personId);
    if (!this.#rows.add(personId, passkey, name)) throw new AccessRefused('passkey-not-valid');
  }

  /** Begins a sign-in, of whoever has a passkey: nobody says who they are first. */
  async beginSignIn(): Promise<BegunPasskey<PublicKeyCredentialRequestOptionsJSON>> {
    const { generateAuthenticationOptions } = await webAuthentication();
    const options = await generateAuthenticationOptions({
      rpID: this.party.id,
      challenge: new Uint8Array(this.#random()),
      timeout: PASSKEY_CHALLENGE_MS,
      userVerification: 'required',
    });
    return { step: this.#begin('passkey-sign-in', options.challenge), options };
  }

  /**
   * Whose passkey answered the challenge.
   * @throws AccessRefused `passkey-not-valid`: the same for whatever is wrong with it
   */
  async finishSignIn(step: string, response: unknown): Promise<string> {
    const begun = this.steps.try('passkey-sign-in', step);
    if (begun === undefined) throw new AccessRefused('passkey-not-valid');
    // As in checkRegistration.
    const answer = (await orNotValid(() => fromOurPage(response))) as AuthenticationResponseJSON;
    const kept = this.#rows.find(answer.id);
    if (kept === undefined) throw new AccessRefused('passkey-not-valid');
    const { verifyAuthenticationResponse } = await webAuthentication();
    const counter = await orNotValid(async () => {
      if (answer.response.userHandle !== kept.userHandle) {
        throw new Error('The passkey was made for another person');
      }
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: answer,
        expectedChallenge: begun.content,
        expectedOrigin: [...this.party.origins],
        expectedRPID: this.party.id,
        credential: {
          id: kept.id,
          publicKey: new Uint8Array(kept.publicKey),
          counter: kept.counter,
        },
        requireUserVerification: true,
      });
      if (!verified) throw new Error('The signature is not of this passkey');
      return authenticationInfo.newCounter;
    });
    // Two answers at once with the same counter: one of them is a copy.
    if (!this.#rows.use(kept.id, counter)) throw new AccessRefused('passkey-not-valid');
    return kept.personId;
  }

  /** The passkeys of a person, oldest first. */
  list(personId: string): readonly Passkey[] {
    return this.#rows
      .ofPerson(personId)
      .map(({ id, name, createdMs, lastUsedMs }) => ({ id, name, createdMs, lastUsedMs }));
  }

  has(personId: string): boolean {
    return this.#rows.count(personId) > 0;
  }

  /** False when the person has no such passkey. @throws AccessRefused `passkey-name-malformed` */
  rename(personId: string, id: string, name: string): boolean {
    checkName(name);
    return this.#rows.rename(personId, id, name);
  }

  /** False when the person has no such passkey. */
  remove(personId: string, id: string): boolean {
    return this.#rows.remove(personId, id);
  }

  removeAllOf(personId: string): void {
    this.#rows.removeAllOf(personId);
  }

  #begin(kind: 'passkey-registration' | 'passkey-sign-in', content: string, personId?: string) {
    const owner = personId === undefined ? {} : { personId };
    return this.steps.begin({ kind, content, ...owner, lastsMs: PASSKEY_CHALLENGE_MS, tries: 1 });
  }

  #random(): Buffer {
    return this.file.randomBytes(RANDOM_BYTES);
  }

  #checkNumber(personId: string): void {
    if (this.#rows.count(personId) >= PASSKEYS_PER_PERSON) {
      throw new AccessRefused('passkeys-too-many');
    }
  }
}

/** The library throws plain errors; whatever it found, people are told the same, logs the cause. */
async function orNotValid<Result>(check: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await check();
  } catch (cause) {
    throw new AccessRefused('passkey-not-valid', { cause });
  }
}

/** No page of ours asks for a passkey from inside another site's frame; the library lets it pass. */
async function fromOurPage(response: unknown): Promise<unknown> {
  if (typeof response !== 'object' || response === null) {
    throw new Error('The answer of the browser is no object');
  }
  if (!('response' in response && 'id' in response && typeof response.id === 'string')) {
    throw new Error('The answer of the browser is malformed');
  }
  const { response: answer } = response;
  if (typeof answer !== 'object' || answer === null || !('clientDataJSON' in answer)) {
    throw new Error('The answer of the browser holds no client data');
  }
  const { decodeClientDataJSON } = await webAuthenticationHelpers();
  const { crossOrigin } = decodeClientDataJSON(String(answer.clientDataJSON));
  if (crossOrigin === true) throw new Error('The passkey was asked for in a frame');
  return response;
}

/** A hint for the browser; what the client sent is cut to what can be a hint. */
function knownTransports(transports: unknown): readonly string[] {
  if (!Array.isArray(transports)) return [];
  const known = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];
  return known.filter((transport) => transports.includes(transport));
}

function checkName(name: string): void {
  const characters = Array.from(name.trim()).length;
  if (characters < 1 || characters > PASSKEY_NAME_MAX_CHARACTERS || /\p{Cc}/u.test(name)) {
    throw new AccessRefused('passkey-name-malformed');
  }
}
