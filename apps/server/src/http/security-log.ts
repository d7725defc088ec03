import type { FastifyRequest } from 'fastify';
import { networkOf } from '#access';
import './current-person.js';
import type { Problem } from './problem.js';

/** What is told to whoever watches over the installation. */
export type SecurityEvent =
  | 'signed-in'
  | 'signed-out'
  | 'session-ended'
  | 'sign-in-refused'
  | 'emergency-opened'
  | 'access-changed'
  | 'forbidden'
  | 'foreign-request'
  | 'malformed'
  | 'not-recognised'
  | 'throttled';

/** Ids only: no name, no login, no address of one person's machine, no secret. */
export interface SecurityDetails {
  readonly personId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly method?: string | undefined;
  readonly code?: string | undefined;
  readonly rule?: string | undefined;
  /** Whom it was done to, if not to oneself. */
  readonly about?: string | undefined;
  readonly what?: string | undefined;
  /** The session that stays, where the others of the person end. */
  readonly kept?: string | undefined;
  readonly network?: string | undefined;
  readonly requestId?: string | undefined;
  readonly route?: string | undefined;
}

/** Is told the same, with the request where there is one. */
type SecurityListener = (
  event: SecurityEvent,
  details: SecurityDetails,
  request: FastifyRequest | undefined,
) => void;

const MAX_CHARACTERS = 200;

/** One JSON line for each thing that matters to security; who collects the error stream, collects them. */
export class SecurityLog {
  readonly #listeners: SecurityListener[] = [];

  constructor(
    private readonly write: (line: string) => void,
    private readonly nowMs: () => number,
  ) {}

  /** Tells somebody else as well, at once, after the line is written. */
  heardBy(listener: SecurityListener): void {
    this.#listeners.push(listener);
  }

  note(event: SecurityEvent, details: SecurityDetails, request?: FastifyRequest): void {
    const told = Object.entries(details as Readonly<Record<string, string | undefined>>)
      .filter(([, value]) => value !== undefined)
      .map(([name, value = '']) => [name, plain(value)]);
    const at = new Date(this.nowMs()).toISOString();
    const line = { at, level: 'security', event, ...(Object.fromEntries(told) as object) };
    this.write(`${JSON.stringify(line)}\n`);
    for (const listener of this.#listeners) listener(event, details, request);
  }

  /** The same of a request, as far as it is known who asks. */
  noteRequest(event: SecurityEvent, request: FastifyRequest, details: SecurityDetails = {}): void {
    const { person, session, id, ip, routeOptions } = request;
    const told = {
      personId: person?.personId,
      sessionId: session?.id,
      method: person?.authMethod,
      ...details,
      network: networkOf(ip),
      requestId: id,
      // As it is written here: what stands in an address may be anything.
      route: `${request.method} ${routeOptions.url ?? ''}`,
    };
    this.note(event, told, request);
  }

  /** A no that matters. Others are everyday life. */
  noteProblem({ code, status, extensions }: Problem, request: FastifyRequest): void {
    const event = eventOf(code, status, request.routeOptions.url ?? '');
    if (event === undefined) return;
    const { rule } = extensions;
    this.noteRequest(event, request, {
      code,
      ...(typeof rule === 'string' && { rule }),
    });
  }
}

const doors = /^\/(?:api\/v1\/sign-in|accesso)(?:\/|$)/;

function eventOf(code: string, status: number, route: string): SecurityEvent | undefined {
  if (code === 'request-foreign') return 'foreign-request';
  if (status === 429) return 'throttled';
  if (status === 401) return 'not-recognised';
  // What a provider sent back and was not believed is no slip of the pen.
  if (status === 400) return code.startsWith('oidc-') ? 'sign-in-refused' : 'malformed';
  if (status === 403) return doors.test(route) ? 'sign-in-refused' : 'forbidden';
  return undefined;
}

/** Printable ASCII only, and not too much of it: no line ends, no control sequences of a terminal. */
function plain(text: string): string {
  return text.slice(0, MAX_CHARACTERS).replace(/[^\x20-\x7e]/g, '?');
}
