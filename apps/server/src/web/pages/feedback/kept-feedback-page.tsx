import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { Instant } from '../history/instant.js';
import { Page } from '../../pieces/page.js';
import type { KeptFeedback } from './feedback-box.js';

/** The reports that nobody was mailed, for those who look after the service. */
export function KeptFeedbackPage({
  frame,
  kept,
}: {
  readonly frame: Frame;
  readonly kept: readonly KeptFeedback[];
}): JSX.Element {
  const { words } = frame;
  const said = words.feedback;
  return (
    <Page frame={frame} title={said.keptTitle} crumbs={[{ label: words.desk.title, address: '/' }]}>
      <p class="lead">{said.keptLead}</p>
      {kept.length === 0 ? (
        <p>{said.noneKept}</p>
      ) : (
        <ul class="items">
          {kept.map(({ code, at, kind, text, page, contact }) => (
            <li key={code} class="found">
              <h2 class="item-title">
                <span class="code">{code}</span> {said.kinds[kind]}
              </h2>
              <p class="small">
                <Instant at={at} language={frame.language} />
                {page !== '' && ` · ${page}`}
                {contact !== '' && ` · ${contact}`}
              </p>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
