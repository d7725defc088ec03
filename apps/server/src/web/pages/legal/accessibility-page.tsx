import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import { Contact } from './contact.js';
import type { PublicInformation } from './public-information.js';

/** The day on which the statement was last held against the pages. Each release says it anew. */
const CHECKED_ON = '2026-11-26';

/** How far the pages are accessible, how that was found out, and how to say that they are not (L. 4/2004, art. 3-quater). */
export function AccessibilityPage({
  frame,
  information: { statement, contact },
}: {
  readonly frame: Frame;
  readonly information: PublicInformation;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.legal.accessibility;
  return (
    <Page frame={frame} title={said.title} isDated={false}>
      <p class="lead">{said.lead}</p>
      <h2>{said.state}</h2>
      <p>
        <strong>{said.partly}</strong> {said.partlyWhy}
      </p>
      <h2>{said.checked}</h2>
      <ul>
        {said.checks.map((check) => (
          <li key={check}>{check}</li>
        ))}
      </ul>
      <p>{said.on(dayInWords(CHECKED_ON, language))}</p>
      <h2>{said.notChecked}</h2>
      <ul>
        {said.notChecks.map((check) => (
          <li key={check}>{check}</li>
        ))}
      </ul>
      <h2>{said.statement}</h2>
      <p>{statement === undefined ? said.noStatement : <a href={statement}>{said.atAgid}</a>}</p>
      <h2>{said.feedback}</h2>
      <p>
        {said.feedbackText} <a href="/segnalazioni?tipo=accessibilita">{said.feedbackLink}</a>
      </p>
      <p>{said.defender}</p>
      <Contact frame={frame} contact={contact} />
    </Page>
  );
}
