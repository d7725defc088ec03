import { inspect } from 'node:util';
import {
  Catch,
  HttpException,
  Logger,
  Optional,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessRefused, Oidc } from '#access';
import { AppendTooLarge, StoreUnavailable } from '#event-store';
import { accessProblem } from './access-problem.js';
import { httpProblem, type HttpProblemCode } from './http-problems.js';
import { Problem, problemResponse } from './problem.js';
import { SessionView, type ShownSelf } from '../access/session-view.js';
import { PublicInformation } from '../web/pages/legal/public-information.js';
import { problemPageResponse } from '../web/pages/problem/problem-answer.js';
import { waitsForPage } from '../web/shows-page.js';
import { SecurityLog } from './security-log.js';

/** In every answer, and in every line we log about it. */
export const REQUEST_ID_HEADER = 'traccia-request-id';

/** What Fastify and Node call things, where the status alone does not tell. */
const byErrorCode: Readonly<Record<string, HttpProblemCode>> = {
  FST_ERR_BAD_URL: 'address-malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'content-length-mismatch',
  ECONNRESET: 'request-interrupted',
};

const byStatus: Readonly<Record<number, HttpProblemCode>> = {
  401: 'token-invalid',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  408: 'request-timeout',
  413: 'body-too-large',
  414: 'address-too-long',
  415: 'media-type-unsupported',
  429: 'too-many-requests',
  431: 'headers-too-large',
  503: 'unavailable',
};

/** The problem to answer with when this was thrown. What we do not know is our own mistake: a 500. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof StoreUnavailable)
    return httpProblem('store-unavailable', { cause: thrown });
  if (thrown instanceof AccessRefused) return accessProblem(thrown);
  if (thrown instanceof AppendTooLarge) return httpProblem('body-too-large', { cause: thrown });
  const status = statusOf(thrown);
  const code = byErrorCode[errorCode(thrown)] ?? byStatus[status];
  if (code !== undefined) return httpProblem(code, { cause: thrown });
  if (status < 400 || status >= 500) return httpProblem('internal-error', { cause: thrown });
  return httpProblem('request-refused', { status, extensions: reasonsOf(thrown), cause: thrown });
}

/** The adapter wraps Fastify's errors into Nest's. */
function errorCode(thrown: unknown): string {
  const error = thrown instanceof HttpException ? thrown.cause : thrown;
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  // A connection lost elsewhere has this code too; the one of the request gets a status from Fastify.
  if (error.code === 'ECONNRESET' && !('statusCode' in error)) return '';
  return String(error.code);
}

function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (!errorCode(thrown).startsWith('FST_ERR_')) return 500;
  return Number((thrown as { readonly statusCode?: unknown }).statusCode);
}

/** What a pipe found wrong: written for the caller, like `ValidationPipe` does. */
function reasonsOf(thrown: unknown): { readonly reasons?: readonly string[] } {
  const response: unknown = thrown instanceof HttpException ? thrown.getResponse() : undefined;
  if (typeof response !== 'object' || response === null || !('message' in response)) return {};
  return { reasons: [response.message].flat().map(String) };
}

/** The only place where what was thrown becomes an answer. Register it globally. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Http');

  constructor(
    private readonly host: HttpAdapterHost,
    @Optional() private readonly security?: SecurityLog,
    @Optional() private readonly oidc?: Oidc,
    @Optional() private readonly sessions?: SessionView,
    @Optional() private readonly information?: PublicInformation,
  ) {}

  async catch(thrown: unknown, context: ArgumentsHost): Promise<void> {
    const adapter = this.host.httpAdapter;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    // A middleware gets the bare response instead; the adapter knows both.
    const response = context.switchToHttp().getResponse<FastifyReply | FastifyReply['raw']>();
    const requestId = String(adapter.getHeader(response, REQUEST_ID_HEADER));
    const problem = problemOf(thrown);
    if (problem.status >= 500) this.#log(problem, requestId);
    this.security?.noteProblem(problem, request);
    if (adapter.isHeadersSent(response)) {
      // Half an answer must not look like a whole one.
      ('raw' in response ? response.raw : response).destroy();
      return;
    }
    const answer = waitsForPage(request)
      ? problemPageResponse(problem, requestId, request, {
          providers: this.oidc?.waysIn() ?? [],
          self: await this.#whoAsks(request),
          contact: this.information?.contact,
        })
      : problemResponse(problem, requestId, request.headers['accept-language']);
    for (const [name, value] of Object.entries(answer.headers)) {
      adapter.setHeader(response, name, value);
    }
    adapter.reply(response, answer.body, answer.status);
  }

  /** For the menu of the page. A problem is told also where nobody can be found out any more. */
  async #whoAsks({ person, session }: FastifyRequest): Promise<ShownSelf | undefined> {
    if (person === undefined) return undefined;
    try {
      return await this.sessions?.self(person, session);
    } catch (error) {
      this.#logger.error('Who asks could not be read for the page of a problem', inspect(error));
      return undefined;
    }
  }

  #log(problem: Problem, requestId: string): void {
    this.#logger.error(
      `Request ${requestId} ended in ${problem.code}`,
      inspect(problem.cause ?? problem),
    );
  }
}
