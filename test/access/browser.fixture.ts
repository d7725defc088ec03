import { codeAt, stepAt, TOTP_STEP_MS } from '../../libs/access/src/accounts/totp-code.js';
import type { ShownSelf } from '../../apps/server/src/access/session-view.js';
import { ZONE, type TestServer } from '../server.fixture.js';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A password nobody would guess, and everybody here uses. */
export const PASSWORD = 'quattro gatti sul tetto';

type Headers = Readonly<Record<string, string>>;

/** An answer, and what it left in the browser. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly body: Body;
}

interface Enrolment {
  readonly step: string;
  readonly app: { readonly typed: string };
}

/** A browser at a page of the server, with the cookie of a session and the app of one person. */
export class Browser {
  cookie: string | undefined;
  #appSecret: Buffer | undefined;

  constructor(
    readonly server: TestServer,
    readonly personId = 'amministratore-1',
    readonly login = `${personId}.login`,
  ) {}

  async ask<Body = Readonly<Record<string, unknown>>>(
    method: string,
    path: string,
    body?: object,
    headers: Headers = {},
  ): Promise<Answer<Body>> {
    const { url } = this.server;
    const response = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: {
        origin: url,
        'sec-fetch-site': 'same-origin',
        ...(this.cookie !== undefined && { cookie: this.cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      this.cookie = line.includes('Max-Age=0') ? undefined : line.split(';')[0];
    }
    return {
      status: response.status,
      headers: response.headers,
      // The test that asks looks at what came.
      body: (await response.json()) as Body,
    };
  }

  get = <Body = Readonly<Record<string, unknown>>>(path: string) => this.ask<Body>('GET', path);
  post = <Body = Readonly<Record<string, unknown>>>(path: string, body: object = {}) =>
    this.ask<Body>('POST', path, body);
  delete = <Body = Readonly<Record<string, unknown>>>(path: string) =>
    this.ask<Body>('DELETE', path);

  /** The first administrator of the zone makes their account. */
  async begin(zone = ZONE): Promise<Answer<{ self: ShownSelf; recoveryCodes: string[] }>> {
    const { personId, login } = this;
    const code = this.server.firstCode();
    const opened = await this.post<Enrolment>('sign-in/first-administrator', {
      ...{ code, personId, login },
    });
    this.learn(opened.body.app.typed);
    const proofs = { step: opened.body.step, password: PASSWORD, code: this.code(), zone };
    return this.post('sign-in/first-administrator/password', proofs);
  }

  /** Makes the account of an invitation. */
  async accept(code: string): Promise<Answer<{ self: ShownSelf; recoveryCodes: string[] }>> {
    const opened = await this.post<Enrolment>('sign-in/invitation', { code });
    this.learn(opened.body.app.typed);
    const { step } = opened.body;
    return this.post('sign-in/invitation/password', {
      step,
      password: PASSWORD,
      code: this.code(),
    });
  }

  /** Both steps of a sign-in, half a minute later, so that the app shows another code. */
  async signIn(password = PASSWORD): Promise<Answer<ShownSelf>> {
    const first = await this.post<{ step: string }>('sign-in', { login: this.login, password });
    if (first.status !== 200) return first as unknown as Answer<ShownSelf>;
    this.server.clock.pass({ seconds: TOTP_STEP_MS / 1_000 });
    return this.post('sign-in/second-factor', { step: first.body.step, code: this.code() });
  }

  learn(typed: string): void {
    const bits = Array.from(typed, (letter) =>
      BASE32.indexOf(letter).toString(2).padStart(5, '0'),
    ).join('');
    const bytes = bits.match(/.{8}/g) ?? [];
    this.#appSecret = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
  }

  /** What the app shows now. */
  code(): string {
    if (!this.#appSecret) throw new Error('The app has learned no secret');
    return codeAt(this.#appSecret, stepAt(this.server.clock.nowMs()));
  }
}
