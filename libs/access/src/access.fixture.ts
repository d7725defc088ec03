import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessFile } from './access-file.js';
import { Access } from './access.js';
import type { AccountOwner } from './accounts/account.js';
import { codeAt, stepAt, TOTP_STEP_MS } from './accounts/totp-code.js';
import { AuthenticatorFixture } from './passkeys/authenticator.fixture.js';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An installation of a test, with a clock and dice in its hands. */
export class AccessFixture {
  readonly folder = mkdtempSync(join(tmpdir(), 'access-'));
  nowMs = Date.UTC(2027, 0, 4, 8);
  readonly password = 'quattro gatti sul tetto';
  readonly network = '192.0.2.0/24';
  #drawn = 0;
  #opened: AccessFile[] = [];
  readonly #apps = new Map<string, Buffer>();
  access = this.another();

  /** The same file held open by another process. */
  another(): Access {
    const file = AccessFile.open(join(this.folder, 'access.db'), {
      nowMs: () => this.nowMs,
      randomBytes: (size) => {
        this.#drawn += 1;
        const drawn = `draw ${this.#drawn}`;
        return createHash('shake256', { outputLength: size }).update(drawn).digest();
      },
    });
    this.#opened.push(file);
    return new Access(file, {
      key: Buffer.alloc(32, 7),
      relyingParty: {
        id: 'traccia.example',
        name: 'Traccia',
        origins: ['https://traccia.example'],
      },
      officeWords: ['zona1'],
      passwordCost: { memoryKibibytes: 16, passes: 1, lanes: 1 },
    });
  }

  restart(): void {
    this.#close();
    this.access = this.another();
  }

  /** An account with password and app, made as people make theirs. @returns its recovery codes */
  async enrol(owner: AccountOwner, code = this.access.invitations.invite(owner)) {
    const { enrolment } = this.access;
    const { step, app } = enrolment.open(code, owner);
    this.learn(owner.personId, app.typed);
    const proofs = { password: this.password, code: this.codeOf(owner.personId) };
    const enrolled = await enrolment.withPassword(step, proofs);
    // The code that made the account is spent.
    this.nowMs += 2 * TOTP_STEP_MS;
    return enrolled;
  }

  /** An account with a passkey. */
  async enrolWithPasskey(owner: AccountOwner): Promise<AuthenticatorFixture> {
    const { enrolment, invitations } = this.access;
    const { step } = enrolment.open(invitations.invite(owner));
    const authenticator = this.authenticator(owner.personId);
    const { step: passkeyStep, options } = await enrolment.beginPasskey(step);
    const response = authenticator.create(options);
    await enrolment.withPasskey(step, { passkeyStep, response, name: 'Telefono' });
    return authenticator;
  }

  authenticator(name: string): AuthenticatorFixture {
    return new AuthenticatorFixture(name, 'https://traccia.example', 'traccia.example');
  }

  /** The app of a person learns its secret by typing. */
  learn(personId: string, typed: string): void {
    const bits = Array.from(typed, (letter) =>
      BASE32.indexOf(letter).toString(2).padStart(5, '0'),
    ).join('');
    const bytes = bits.match(/.{8}/g) ?? [];
    this.#apps.set(personId, Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))));
  }

  /** What the app of a person shows now. */
  codeOf(personId: string): string {
    const secret = this.#apps.get(personId);
    if (secret === undefined) throw new Error(`No app of ${personId} has learned a secret`);
    return codeAt(secret, stepAt(this.nowMs));
  }

  /** A code the app of a person does not show. */
  wrongCodeOf(personId: string): string {
    return String((Number(this.codeOf(personId)) + 123_456) % 1_000_000).padStart(6, '0');
  }

  /** The whole sign-in with what the person knows and has. */
  async signIn(owner: AccountOwner, password = this.password) {
    const { localAccounts } = this.access;
    const { login, personId } = owner;
    const first = await localAccounts.begin({ login, password, network: this.network });
    if (first.outcome !== 'second-factor') return first;
    this.nowMs += TOTP_STEP_MS;
    const code = this.codeOf(personId);
    return localAccounts.secondFactor({ step: first.step, code, network: this.network });
  }

  /** Everything that stands on the disk, to look for what must not. */
  written(): string {
    return readdirSync(this.folder)
      .map((name) => readFileSync(join(this.folder, name), 'latin1'))
      .join('');
  }

  remove(): void {
    this.#close();
    rmSync(this.folder, { recursive: true });
  }

  #close(): void {
    for (const each of this.#opened) each.close();
    this.#opened = [];
  }
}
