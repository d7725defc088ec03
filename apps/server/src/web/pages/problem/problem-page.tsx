import type { JSX } from 'preact';
import type { Problem } from '../../../http/problem.js';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';

/** What went wrong, in words, with a way on. */
export function ProblemPage({
  frame,
  problem,
  requestId,
  contact,
}: {
  readonly frame: Frame;
  readonly problem: Problem;
  readonly requestId: string;
  /** Whom to ask in the office, where it has said so. */
  readonly contact?: string | undefined;
}): JSX.Element {
  const { words, language } = frame;
  const { title, detail } = problem[language];
  return (
    <Page frame={frame} title={title} before={words.errors.prefix} isDated={false}>
      <Notice kind="error">
        <p>{detail}</p>
      </Notice>
      <p>
        {problem.status >= 500 && <a href={frame.path}>{words.errors.retry}</a>}{' '}
        <a href="/">{words.errors.home}</a>
      </p>
      {problem.status === 403 && contact !== undefined && (
        <p>
          {words.errors.askWhom} {contact}
        </p>
      )}
      <p class="small">
        {words.errors.quote} <code>{problem.code}</code> <code>{requestId}</code>
      </p>
    </Page>
  );
}
