import { createHash } from 'node:crypto';
import {
  Injectable,
  Logger,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { AccessLog, type Read, type ReadOutcome } from '#access-log';
import { fileTypes } from '#attachments';
import { StoreUnavailable } from '#event-store';
import type { Person } from '#people';
import '../http/current-person.js';
import { httpProblem } from '../http/http-problems.js';
import { problemOf } from '../http/problem.filter.js';
import { routeOf, ruleOf } from '../http/route-rules.js';
import { AccessTrail, actorOf } from './access-trail.js';
import { auditOf, isRead, isWatched, type Audited } from './audited-reads.js';

/**
 * Sees to it that a read which matters is recorded before it is answered, and that what a request did to the
 * ways of coming in is. Register it globally.
 */
@Injectable()
export class ReadAudit implements NestInterceptor {
  readonly #logger = new Logger(ReadAudit.name);

  constructor(
    private readonly log: AccessLog,
    private readonly trail: AccessTrail,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { person } = request;
    const asked = askedIn(request);
    if (!isRead(asked.route, asked.rule)) return from(this.#afterItsTrail(request, next));
    if (person === undefined) return next.handle();
    const audited = auditOf(asked);
    if (audited === 'plain' && !isWatched(person)) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.#recorded(request, reply, { person, audited, next, asked }));
  }

  async #afterItsTrail(request: FastifyRequest, next: CallHandler): Promise<unknown> {
    try {
      return await answerOf(next);
    } finally {
      await this.trail.recorded(request);
    }
  }

  /** @throws Problem access-not-recorded, and whatever the read was refused with */
  async #recorded(
    request: FastifyRequest,
    reply: FastifyReply,
    {
      person,
      audited,
      next,
      asked,
    }: {
      readonly person: Person;
      readonly audited: Audited;
      readonly next: CallHandler;
      readonly asked: Asked;
    },
  ): Promise<unknown> {
    const seen = { isRecorded: false };
    // Pages are sent by their handlers, which see to this before they send anything.
    request.beforeShown = async () => {
      await this.#record(request, person, { ...readOf(asked), outcome: 'shown' });
      seen.isRecorded = true;
    };
    let answer: unknown;
    try {
      answer = await answerOf(next);
    } catch (error) {
      const { status, code } = problemOf(error);
      await this.#record(request, person, { ...readOf(asked), outcome: outcomeOf(status), code });
      throw error;
    }
    if (seen.isRecorded) return answer;
    const left = audited === 'export' ? leavingAs(answer, reply) : {};
    try {
      await this.#record(request, person, { ...readOf(asked), outcome: 'shown', ...left });
    } catch (error) {
      // What was begun and nobody will read is let go of.
      if (answer instanceof StreamableFile) answer.getStream().destroy();
      throw error;
    }
    return answer;
  }

  async #record({ id: requestId }: FastifyRequest, person: Person, read: Read): Promise<void> {
    const fact = { type: 'ReadRecorded', data: read } as const;
    try {
      await this.log.record({ fact, actor: actorOf(person), zone: person.zone, requestId });
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      this.#logger.warn(`Request ${requestId} was not answered: ${String(error)}`);
      throw httpProblem('access-not-recorded', { cause: error });
    }
  }
}

async function answerOf(next: CallHandler): Promise<unknown> {
  return lastValueFrom(next.handle(), { defaultValue: undefined });
}

type Parameters = Readonly<Record<string, string | undefined>>;

/** A read as it was asked. */
interface Asked {
  readonly route: string;
  readonly rule: string | undefined;
  readonly cycleId: string | undefined;
  readonly partId: string | undefined;
  readonly query: string;
  readonly point: Pick<Read, 'revision' | 'at'>;
  readonly isPast: boolean;
}

function askedIn(request: FastifyRequest): Asked {
  // What Fastify makes of an address: texts, or lists of them.
  const { cycleId, schedaId, deadlineId, meetingId, ...named } = request.params as Parameters;
  const { sessionId, sha256, format, id, verb, question, revision, jobId } = named;
  const query = request.query as Readonly<Record<string, unknown>>;
  // The pages of the history say it in Italian, or name the fact itself.
  const point = pointIn({ ...query, revision: query['revision'] ?? query['al'] ?? revision });
  return {
    route: routeOf(request),
    rule: ruleOf(request)?.rule,
    cycleId: anId(cycleId),
    partId: anId(
      schedaId ??
        deadlineId ??
        meetingId ??
        sessionId ??
        sha256 ??
        format ??
        id ??
        verb ??
        question ??
        jobId,
    ),
    ...{ query: request.url.split('?').slice(1).join('?'), point },
    isPast: query['revision'] !== undefined || query['at'] !== undefined,
  };
}

/** What was typed in the place of an id is not kept unless it looks like one. */
function anId(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/.test(text) ? text : undefined;
}

function pointIn({ revision, at }: Readonly<Record<string, unknown>>): Asked['point'] {
  if (typeof revision === 'string' && /^\d{1,15}$/.test(revision)) {
    return { revision: Number(revision) };
  }
  const ms = typeof at === 'string' ? Date.parse(at) : Number.NaN;
  return Number.isNaN(ms) ? {} : { at: new Date(ms).toISOString() };
}

function readOf({ route, rule = '', cycleId, partId, query, point }: Asked): Omit<Read, 'outcome'> {
  return {
    ...{ route, rule },
    ...(cycleId !== undefined && { cycleId }),
    ...(partId !== undefined && { partId }),
    ...(query !== '' && { queryDigest: createHash('sha256').update(query).digest('hex') }),
    ...point,
  };
}

function outcomeOf(status: number): ReadOutcome {
  if (status === 401 || status === 403) return 'refused';
  if (status === 404) return 'not-found';
  return status < 500 ? 'malformed' : 'failed';
}

const formats: ReadonlyMap<string, string> = new Map([
  ['text/csv', 'csv'],
  ['text/calendar', 'ics'],
  ['application/x-ndjson', 'ndjson'],
  ['application/x-tar', 'tar'],
  ['application/pdf', 'pdf'],
  ['text/html', 'html'],
  ['application/json', 'json'],
  ['application/xml', 'xml'],
  ['application/vnd.sqlite3', 'sqlite'],
  ...Object.values(fileTypes).map(({ mediaType, endings: [ending] }): readonly [string, string] => [
    mediaType,
    ending,
  ]),
]);

function leavingAs(answer: unknown, reply: FastifyReply): Pick<Read, 'format' | 'bytes'> {
  const isStream = answer instanceof StreamableFile;
  if (!isStream && !Buffer.isBuffer(answer) && typeof answer !== 'string')
    return { format: 'json' };
  const [mediaType = ''] = String(reply.getHeader('content-type')).split(';');
  const format = formats.get(mediaType) ?? 'xlsx';
  // How long a stream becomes nobody knows when the read is recorded: before its first byte.
  return isStream ? { format } : { format, bytes: Buffer.byteLength(answer) };
}
