import { v7 as uuidV7 } from 'uuid';
import {
  cycleName,
  organisationOf,
  type CycleData,
  type FinalReportNow,
  type Recorded,
  type Scheda,
  type ZoneRegisterLife,
} from '#planning';
import type { Account, OrganisationView, Self } from './access/access-views.js';
import { credentialHeaders, type Credential } from './access/credential.js';
import type { AuditAnswerView, AuditQuestionView } from './ask/audit-answer.js';
import type { AccessReportView, AccessView } from './access-report/access-report-views.js';
import { ServerUnreachable, TracciaProblem } from './traccia-problem.js';

/** What a command was answered with: the facts it brought about and where they came to rest. */
export type Performed = Omit<Recorded, 'kind'>;

/** What goes with a command besides its body. */
export interface PerformOptions {
  /** Revision of the last fact seen about the scheda. */
  readonly ifMatch?: number;
  /** The id of the person in whose place one acts, by a delegation. */
  readonly onBehalfOf?: string;
  /** UUID; the same id gets the same answer for ever. Default: a new one. */
  readonly commandId?: string;
}

/** What the commands need of a cycle as the API shows it to the planning office; the schede as numbers only. */
export interface CycleView extends Pick<
  CycleData,
  'regionalAct' | 'parentPlans' | 'programmes' | 'meetings' | 'needs' | 'questions' | 'manifestHash'
> {
  readonly phase: string;
  readonly revision: number;
  readonly schede: {
    readonly total: number;
    readonly byState: Readonly<Record<string, number>>;
  };
}

/** What the commands need of the register of a zone as the API shows it. */
export type RegisterView = Pick<
  ZoneRegisterLife['data'],
  'coDesignRows' | 'fundedProjects' | 'documents' | 'questions'
>;

/** A scheda as the API shows it, with the state of its life. */
export interface SchedaView extends Readonly<Scheda> {
  readonly state: string;
}

/** A fact as the history shows it, as far as it is needed here. */
export interface FactView {
  readonly id: string;
  readonly position: number;
  readonly type: string;
  /** ISO 8601 UTC. */
  readonly recordedAt: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A deadline of a cycle, and how its day was found, in words. */
export interface DeadlineView {
  readonly deadlineId: string;
  readonly kind: string;
  /** The last day, `2024-02-20`. */
  readonly due: string;
  readonly it: string;
}

/** How a notice went out to somebody, as the log of deliveries shows it. */
export interface DeliveryView {
  readonly noticeId: string;
  readonly recipientId: string;
  readonly ruleId: string;
  /** The fact it tells of. */
  readonly causeEventId: string;
  readonly state: string;
  /** When it is attempted next, ISO 8601 UTC; null where it is not. */
  readonly nextAt: string | null;
}

/** The history replayed from its first fact and compared with the live state, by the server. */
export interface ReplayView {
  readonly facts: number;
  readonly revision: number;
  readonly phase: string;
  readonly matches: boolean;
}

/** An export as it comes. */
export interface ExportedFile {
  /** How long it is; undefined where the server makes it while it sends it. */
  readonly bytes: number | undefined;
  /** To be read once. Reading throws ServerUnreachable where it breaks off. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

type Query = Readonly<Record<string, string | number>>;

/**
 * The HTTP API of Traccia for one person, who is known by a token or by a session. Connections are kept open and shared.
 * Every method throws TracciaProblem when the server says no and ServerUnreachable when it says nothing.
 */
export class TracciaClient {
  /**
   * @param server address, `http://127.0.0.1:3000`
   * @param credential the API token, or the secret of a session; it goes into no message
   * @param newCommandId gives the ids of commands for which the caller has none
   */
  constructor(
    private readonly server: string,
    private readonly credential: Credential,
    private readonly newCommandId: () => string = uuidV7,
  ) {}

  /** Performs a verb on a cycle, or on a register. */
  async perform(
    cycleId: string,
    verb: string,
    body: object,
    { ifMatch, onBehalfOf, commandId = this.newCommandId() }: PerformOptions = {},
  ): Promise<Performed> {
    const kind = cycleName(cycleId)?.year === undefined ? 'registers' : 'cycles';
    const performed = await this.#ask(`${kind}/${encodeURIComponent(cycleId)}/${verb}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': commandId,
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
        ...(onBehalfOf !== undefined && { 'on-behalf-of': onBehalfOf }),
      },
      body: JSON.stringify(body),
    });
    return performed as Performed; // the contract of the API
  }

  async cycle(cycleId: string): Promise<CycleView> {
    return (await this.#read(`cycles/${encodeURIComponent(cycleId)}`)) as CycleView; // the contract
  }

  /** The register of a zone. */
  async register(registerId: string): Promise<RegisterView> {
    return (await this.#read(`registers/${encodeURIComponent(registerId)}`)) as RegisterView; // as above
  }

  /** Who one is here, in which role and zone. */
  async self(): Promise<Self> {
    return (await this.#read('session')) as Self; // as above
  }

  /** The units, roles and persons of a zone. */
  async organisation(zone: string): Promise<OrganisationView> {
    const path = `registers/${encodeURIComponent(organisationOf(zone))}`;
    return (await this.#read(path)) as OrganisationView; // as above
  }

  /** Who has an account at this server: for an administrator. */
  async accounts(): Promise<readonly Account[]> {
    return ((await this.#read('accounts')) as { readonly items: readonly Account[] }).items; // as above
  }

  /** A code with which a person makes their account, once. Secret. */
  async invite(personId: string, login: string): Promise<string> {
    const invited = await this.#ask('accounts/invitations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ personId, login }),
    });
    return (invited as { readonly code: string }).code; // as above
  }

  async scheda(cycleId: string, schedaId: string): Promise<SchedaView> {
    const path = `cycles/${encodeURIComponent(cycleId)}/schede/${encodeURIComponent(schedaId)}`;
    return (await this.#read(path)) as SchedaView; // as above
  }

  /** The final report of a cycle as it stands. */
  async finalReport(cycleId: string): Promise<FinalReportNow> {
    const path = `cycles/${encodeURIComponent(cycleId)}/final-report`;
    return (await this.#read(path)) as FinalReportNow; // as above
  }

  async replay(cycleId: string): Promise<ReplayView> {
    return (await this.#read(`cycles/${encodeURIComponent(cycleId)}/replay`)) as ReplayView; // as above
  }

  /** The schede of a cycle, page after page. */
  schede(cycleId: string, query: Query = {}): AsyncGenerator<object> {
    return this.#list(`cycles/${encodeURIComponent(cycleId)}/schede`, query);
  }

  /** The facts of a cycle or of a register, in order, page after page. */
  async *facts(lifeId: string): AsyncGenerator<FactView> {
    const kind = cycleName(lifeId)?.year === undefined ? 'registers' : 'cycles';
    for (let from: number | undefined = 0; from !== undefined;) {
      const path = `${kind}/${encodeURIComponent(lifeId)}/facts`;
      const page = (await this.#read(path, { from, limit: 500 })) as {
        readonly items: readonly FactView[];
        readonly next?: number;
      }; // the contract of the API
      yield* page.items;
      from = page.next;
    }
  }

  /** The deadlines of a cycle, the next one first. */
  async deadlines(cycleId: string): Promise<readonly DeadlineView[]> {
    const { items } = (await this.#read(`cycles/${encodeURIComponent(cycleId)}/deadlines`)) as {
      readonly items: readonly DeadlineView[];
    }; // the contract of the API
    return items;
  }

  /** A new secret address of one's own calendar; the one before is worth nothing from then on. */
  async issueCalendarFeed(): Promise<string> {
    const answer = await this.#ask('calendar-feed', { method: 'POST' });
    return (answer as { readonly address: string }).address; // as above
  }

  /** The log of deliveries of the person's zone, page after page. */
  deliveries(query: Query = {}): AsyncGenerator<DeliveryView> {
    return this.#list('deliveries', query) as AsyncGenerator<DeliveryView>; // as above
  }

  /** Enters a person, or a body, in the directory: for an administrator. */
  async putPerson(
    personId: string,
    entry: { readonly name: string; readonly email?: string; readonly pec?: string },
  ): Promise<void> {
    await this.#ask(`people/${encodeURIComponent(personId)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(entry),
    });
  }

  /** The questions of a cycle, page after page. */
  questions(cycleId: string, query: Query = {}): AsyncGenerator<object> {
    return this.#list(`cycles/${encodeURIComponent(cycleId)}/questions`, query);
  }

  /** The refusals of the person's zone, page after page. */
  refusals(query: Query = {}): AsyncGenerator<object> {
    return this.#list('refusals', query);
  }

  /** Who came in and who saw what, counted: for an auditor or the director. */
  async accessReport(query: Query = {}): Promise<AccessReportView> {
    return (await this.#read('access-report', query)) as AccessReportView; // as above
  }

  /** What an audit can ask of a cycle. */
  async auditQuestions(): Promise<readonly AuditQuestionView[]> {
    const { items } = (await this.#read('audit/questions')) as {
      readonly items: readonly AuditQuestionView[];
    };
    return items;
  }

  /** The answer to one of these questions, by its number or its key. */
  async auditAnswer(cycleId: string, question: string, query: Query): Promise<AuditAnswerView> {
    const path = `cycles/${encodeURIComponent(cycleId)}/audit/questions/${encodeURIComponent(question)}`;
    return (await this.#read(path, query)) as AuditAnswerView; // as above
  }

  /** The same, access by access, the newest first. */
  accesses(query: Query = {}): AsyncGenerator<AccessView> {
    return this.#list('access-report/accesses', query) as AsyncGenerator<AccessView>; // as above
  }

  /**
   * The history of a cycle, or of the person's zone, in a format.
   * @param at only what was recorded by then, a date-time of RFC 3339
   */
  async exported(
    cycleId: string | undefined,
    format: string,
    at: string | undefined,
  ): Promise<ExportedFile> {
    const of = cycleId === undefined ? '' : `cycles/${encodeURIComponent(cycleId)}/`;
    const query = at === undefined ? '' : `?${new URLSearchParams({ at }).toString()}`;
    const response = await this.#fetch(`${of}exports/${encodeURIComponent(format)}${query}`, {
      method: 'GET',
    });
    if (!response.ok) throw new TracciaProblem(response.status, await readJson(response));
    const length = response.headers.get('content-length');
    return {
      bytes: length === null ? undefined : Number(length),
      pieces: this.#piecesOf(response),
    };
  }

  /** The evidence of a cycle, or of the whole log, as a tar archive: for an auditor. */
  async evidence({
    cycle,
    at,
  }: {
    readonly cycle?: string | undefined;
    readonly at?: string | undefined;
  }): Promise<ExportedFile> {
    const query = new URLSearchParams({
      ...(cycle !== undefined && { cycle }),
      ...(at !== undefined && { at }),
    }).toString();
    const response = await this.#fetch(`evidence${query === '' ? '' : `?${query}`}`, {
      method: 'GET',
    });
    if (!response.ok) throw new TracciaProblem(response.status, await readJson(response));
    const length = response.headers.get('content-length');
    return {
      bytes: length === null ? undefined : Number(length),
      pieces: this.#piecesOf(response),
    };
  }

  async *#piecesOf({ body }: Response): AsyncGenerator<Uint8Array> {
    try {
      if (body) yield* body;
    } catch (error) {
      // What is read off the network fails only where the network does, or the server breaks off.
      throw new ServerUnreachable(this.server, { cause: error });
    }
  }

  async *#list(path: string, query: Query): AsyncGenerator<object> {
    let cursor: string | undefined;
    do {
      const page = (await this.#read(path, { ...query, ...(cursor && { cursor }) })) as {
        readonly items: readonly object[];
        readonly next?: string;
      }; // the contract of the API
      yield* page.items;
      cursor = page.next;
    } while (cursor !== undefined);
  }

  #read(path: string, query: Query = {}): Promise<unknown> {
    const entries = Object.entries(query).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const search = new URLSearchParams(entries).toString();
    return this.#ask(search === '' ? path : `${path}?${search}`, { method: 'GET' });
  }

  async #ask(path: string, request: RequestInit): Promise<unknown> {
    const response = await this.#fetch(path, request);
    const body = await readJson(response);
    if (!response.ok) throw new TracciaProblem(response.status, body);
    return body;
  }

  async #fetch(path: string, request: RequestInit): Promise<Response> {
    const headers = new Headers(request.headers);
    for (const [name, value] of credentialHeaders(this.credential, this.server)) {
      headers.set(name, value);
    }
    headers.set('accept-language', 'it');
    try {
      return await fetch(new URL(`/api/v1/${path}`, this.server), { ...request, headers });
    } catch (error) {
      // fetch rejects with a TypeError for an address that is none, and for every fault of the network.
      throw new ServerUnreachable(this.server, { cause: error });
    }
  }
}

/** The document of an answer; empty when the answer holds none, as that of a proxy in between. */
async function readJson(response: Response): Promise<Readonly<Record<string, unknown>>> {
  const text = await response.text();
  if (!/^application\/(.+\+)?json\b/.test(response.headers.get('content-type') ?? '')) return {};
  return JSON.parse(text) as Readonly<Record<string, unknown>>; // an object, by the contract of the API
}
