import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { administrationCrumbs } from './administration-page.js';

/** A code with which somebody comes in, shown once: it is kept nowhere. */
export function CodePage({
  frame,
  person,
  code,
  back,
}: {
  readonly frame: Frame;
  /** What the person is called. */
  readonly person: string;
  readonly code: string;
  readonly back: string;
}): JSX.Element {
  const { words } = frame;
  const said = words.administration.people;
  return (
    <Page frame={frame} title={said.codeTitle} crumbs={administrationCrumbs(frame)}>
      <Notice kind="warning">
        <p>{said.codeLead(person)}</p>
      </Notice>
      <p class="lead">
        <code>{code}</code>
      </p>
      <p>{said.codeThen}</p>
      <p>
        <a href={back}>{said.backToPerson}</a>
      </p>
    </Page>
  );
}
