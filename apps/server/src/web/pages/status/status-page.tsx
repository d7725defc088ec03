import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { instantInWords } from '../history/instant.js';
import type { ServiceState } from './service-summary.js';

const kinds = { active: 'done', slowed: 'warning', stopped: 'error' } as const;

/** How the service is, for everybody: whether it is the service or one's own computer. */
export function StatusPage({
  frame,
  state,
  atMs,
}: {
  readonly frame: Frame;
  readonly state: ServiceState;
  /** Milliseconds since 1970, UTC. */
  readonly atMs: number;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.status;
  return (
    <Page frame={frame} title={said.title} isDated={false}>
      <div role="status">
        <Notice kind={kinds[state]}>
          <p class="lead">
            <strong>{said.summary[state]}.</strong>
          </p>
          <p>{said.meaning[state]}</p>
        </Notice>
      </div>
      <p>
        {said.at} {instantInWords(atMs, language)}. <a href="/stato">{said.again}</a>
      </p>
      <p>
        {frame.may.openStatus && (
          <>
            <a href="/stato/dettaglio">{said.detailLink}</a> ·{' '}
          </>
        )}
        <a href="/stato.json">{said.asJson}</a>
      </p>
    </Page>
  );
}
