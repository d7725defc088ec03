import { randomUUID } from 'node:crypto';
import type { Person } from '#people';
import { cycleName, spreadsheetTables, type AnsweredFact, type RowOfTable } from '#planning';
import { writeTable } from '#spreadsheet';
import type { TestClock } from './clock.fixture.js';
import type { Credentials } from './credentials.fixture.js';

/** The answer to a command that was granted. */
export interface RecordedBody {
  readonly cycleId: string;
  readonly revision: number;
  readonly position: number;
  readonly repeated: boolean;
  readonly facts: readonly AnsweredFact[];
  /** Of a decision. */
  readonly receipt?: string;
}

/** A problem document (RFC 9457) of this API. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly rule?: string;
  readonly law?: string;
  readonly details?: Readonly<Record<string, string | number>>;
  readonly problems?: readonly {
    readonly field: string;
    readonly it: string;
    readonly en: string;
  }[];
  readonly it: { readonly title: string; readonly detail: string };
  readonly en: { readonly title: string; readonly detail: string };
}

/** An answer as it came over the wire. */
export interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** What may go with a command besides its body. */
export interface CommandOptions {
  readonly ifMatch?: number | undefined;
  readonly commandId?: string | undefined;
  /** The person for whom it is done. */
  readonly onBehalfOf?: string | undefined;
}

/** The address of a cycle, or of a register. */
export function addressOf(id: string): string {
  const name = cycleName(id);
  return `/api/v1/${name && name.year === undefined ? 'registers' : 'cycles'}/${id}`;
}

/** A wish to bring in these rows as a file. */
export interface ImportWish extends Readonly<Record<'spreadsheetImportId' | 'fileName', string>> {
  readonly rows: readonly RowOfTable[];
}

/** Nothing takes so long, even where many tests share a machine: what hangs is named, and not only over. */
const LONGEST_MS = 120_000;
/** How often somebody proves again who they are for one request. */
const MOST_RENEWALS = 5;

/** One person with a session, or a program with a token, asking over HTTP. */
export class Client {
  constructor(
    readonly person: Person,
    readonly credentials: Credentials,
    private readonly address: () => string,
    private readonly clock: TestClock,
  ) {}

  /** A command. It takes a second, so that no two facts share an instant. */
  async perform(
    cycleId: string,
    verb: string,
    body: object = {},
    { ifMatch, commandId = randomUUID(), onBehalfOf }: CommandOptions = {},
  ): Promise<Reply<RecordedBody | ProblemBody>> {
    this.clock.pass({ seconds: 1 });
    const headers = {
      'idempotency-key': commandId,
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
      ...(onBehalfOf !== undefined && { 'on-behalf-of': onBehalfOf }),
    };
    const table = spreadsheetTables.find((each) => each.verb.name === verb);
    if (!table) {
      return this.send(`${addressOf(cycleId)}/${verb}`, JSON.stringify(body), headers);
    }
    // Such a wish is a file, and what is asked beside it.
    const { rows, ...query } = body as ImportWish;
    return this.upload(
      `${addressOf(cycleId)}/spreadsheets/${table.name}/import?${new URLSearchParams(query).toString()}`,
      writeTable('csv', { columns: table.columns, sheet: table.sheet, rows }),
      headers,
    );
  }

  /** A POST of any text under any headers. */
  async send<Body>(
    path: string,
    body: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply<Body>> {
    return this.ask('POST', path, body, headers);
  }

  /** Any method with a JSON body. */
  async ask<Body>(
    method: string,
    path: string,
    body: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply<Body>> {
    return this.#fetch(path, {
      method,
      body,
      // Where it leads to is another request, for which something else may be needed.
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  /** A POST of a file. */
  async upload<Body>(
    path: string,
    file: Uint8Array,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply<Body>> {
    return this.#fetch(path, {
      method: 'POST',
      body: file,
      headers: { 'content-type': 'application/octet-stream', ...headers },
    });
  }

  /** A file that somebody gets; a problem, if they get none, fails the test that asks. */
  async download(path: string): Promise<Reply<Buffer>> {
    return this.#fetch(path, { headers: {} });
  }

  async get<Body>(
    path: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply<Body>> {
    return this.#fetch(path, { headers });
  }

  async #fetch<Body>(
    path: string,
    {
      headers,
      body: sent,
      ...request
    }: {
      method?: string;
      body?: string | Uint8Array;
      redirect?: 'manual';
      headers: Record<string, string>;
    },
  ): Promise<Reply<Body>> {
    const ask = async (): Promise<Reply<Body>> => {
      const response = await fetch(`${this.address()}${path}`, {
        ...request,
        signal: AbortSignal.timeout(LONGEST_MS),
        ...(sent !== undefined && { body: sent as BodyInit }),
        headers: { ...this.credentials.headers(), ...headers },
      });
      const { status } = response;
      const isJson = (response.headers.get('content-type') ?? '').includes('json');
      // Whoever asks says what is expected; what is there instead fails the test that looks at it.
      const body = (
        isJson ? await response.json() : Buffer.from(await response.arrayBuffer())
      ) as Body;
      return { status, headers: response.headers, body };
    };
    let reply = await ask();
    for (let again = 1; again <= MOST_RENEWALS && isOver(reply); again++) {
      if (!this.credentials.renew()) break;
      reply = await ask();
    }
    return reply;
  }
}

/** Whether the session or its proof was too old by the time the request arrived: some move the clock by days. */
function isOver({ status, body }: Reply<unknown>): boolean {
  return status === 401 || (body as { readonly code?: unknown } | null)?.code === 'proof-too-old';
}

/** The answer to a command that should have been granted. */
export function recorded({ status, body }: Reply<RecordedBody | ProblemBody>): RecordedBody {
  if ('facts' in body) return body;
  const { code, detail, problems } = body;
  const fields = problems ? ` ${JSON.stringify(problems)}` : '';
  throw new Error(`Expected facts, not ${status} ${code}: ${detail}${fields}`);
}

/** The problem a request should have been answered with. */
export function problem({ status, body }: Reply<unknown>): ProblemBody {
  if (status >= 400) return body as ProblemBody;
  throw new Error(`Expected a problem, not ${status} ${JSON.stringify(body)}`);
}

/** The revision in an ETag. */
export function etag({ headers }: Reply<unknown>): number {
  const [, digits] = /^"(\d+)"$/.exec(headers.get('etag') ?? '') ?? [];
  if (digits === undefined) throw new Error('There is no ETag with a revision');
  return Number(digits);
}

/** Every row of a list, page by page. */
export async function everyRow<Row>(client: Client, path: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor = '';
  do {
    const { status, body } = await client.get<{ items: readonly Row[]; next?: string }>(
      path + cursor,
    );
    if (status !== 200) throw new Error(`Expected a page, not ${status} ${JSON.stringify(body)}`);
    rows.push(...body.items);
    cursor = body.next === undefined ? '' : `&cursor=${body.next}`;
  } while (cursor !== '');
  return rows;
}

/** A fact as the history of a cycle shows it. */
export interface ShownFact {
  readonly position: number;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The whole history of a cycle, stretch by stretch. */
export async function everyFact(
  client: Client,
  cycleId: string,
  limit = 500,
): Promise<readonly ShownFact[]> {
  const facts: ShownFact[] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    const path = `/api/v1/cycles/${cycleId}/facts?limit=${limit}&from=${from}`;
    const reply: Reply<{ items: readonly ShownFact[]; next?: number }> = await client.get(path);
    facts.push(...reply.body.items);
    from = reply.body.next;
  }
  return facts;
}
