import { isLoopback } from '../access/is-loopback.js';
import { CommandFailed } from '../failure.js';
import { ServerUnreachable, TracciaProblem } from '../traccia-problem.js';

/** What the server answered, and the secret of the session that came with it, if one did. */
export interface Passed<Body> {
  readonly body: Body;
  readonly session: string | undefined;
}

/** The part of the API for those who are not known yet. */
export class Door {
  readonly #server: URL;

  /** @throws CommandFailed for an address to which a password would travel in clear */
  constructor(server: string) {
    if (!URL.canParse(server)) throw new CommandFailed(`${server} non è l’indirizzo di un server.`);
    this.#server = new URL(server);
    if (this.#server.protocol !== 'https:' && !isLoopback(this.#server)) {
      throw new CommandFailed(
        'Una password non viaggia in chiaro: usa l’indirizzo https, o entra dalla macchina del server.',
      );
    }
  }

  /** @throws TracciaProblem when the server says no; ServerUnreachable */
  async pass<Body>(path: string, body: object): Promise<Passed<Body>> {
    const response = await this.#post(`/api/v1/sign-in${path}`, body);
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const document = (isJson ? await response.json() : {}) as Body &
      Readonly<Record<string, unknown>>;
    if (!response.ok) throw new TracciaProblem(response.status, document);
    const cookies = response.headers.getSetCookie();
    const [, session] = /^__Host-traccia=([^;]+)/.exec(cookies.join('\n')) ?? [];
    return { body: document, session };
  }

  async #post(path: string, body: object): Promise<Response> {
    const { origin } = this.#server;
    try {
      return await fetch(new URL(path, this.#server), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': 'it', origin },
        body: JSON.stringify(body),
      });
    } catch (error) {
      throw new ServerUnreachable(origin, { cause: error });
    }
  }
}
