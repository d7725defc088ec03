import type { FastifyRequest } from 'fastify';
import type { WayIn } from '#access';
import type { ShownSelf } from '../../../access/session-view.js';
import type { Problem } from '../../../http/problem.js';
import type { ProblemResponse } from '../../../http/problem.js';
import { frameOf } from '../../frame.js';
import { pageHeaders, pageText } from '../../page-answer.js';
import { heldBy } from '../sign-in/held-form.js';
import { SignInPage } from '../sign-in/sign-in-page.js';
import { ProblemPage } from './problem-page.js';

/** What whoever has to sign in first is told there. */
const toSignIn: Readonly<Record<string, 'needed' | 'over'>> = {
  'token-missing': 'needed',
  'session-over': 'over',
};

/** What the page of a problem says besides the problem. */
interface AroundProblem {
  /** By which people can come in. */
  readonly providers: readonly WayIn[];
  /** Who asks, where that is known: they keep their menu. */
  readonly self?: ShownSelf | undefined;
  /** Whom to ask in the office, where it has said so. */
  readonly contact?: string | undefined;
}

/**
 * A problem as a page. Whoever has to sign in gets the page for that, with the way back to where they were going:
 * the address stays the one they asked for, and what they had written in a form waits until they are known.
 */
export function problemPageResponse(
  problem: Problem,
  requestId: string,
  request: FastifyRequest,
  { providers, self, contact }: AroundProblem,
): ProblemResponse {
  const frame = frameOf(request, self);
  const said = toSignIn[problem.code];
  const page = said ? (
    <SignInPage
      frame={frame}
      providers={providers}
      returnTo={request.method === 'GET' ? request.url : '/'}
      said={frame.words.signIn[said]}
      held={heldBy(request)}
    />
  ) : (
    <ProblemPage {...{ frame, problem, requestId, contact }} />
  );
  return {
    status: problem.status,
    headers: { ...problem.headers, ...pageHeaders(frame.language) },
    body: pageText(page),
  };
}
