import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import { Contact } from './contact.js';

/** A page of headings and what is said under each. */
export function SaidPage({
  frame,
  said,
  contact,
}: {
  readonly frame: Frame;
  readonly said: Frame['words']['legal']['privacy' | 'notes'];
  readonly contact: string | undefined;
}): JSX.Element {
  return (
    <Page frame={frame} title={said.title} isDated={false}>
      <p class="lead">{said.lead}</p>
      {said.parts.map(({ heading, texts }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      ))}
      <Contact frame={frame} contact={contact} />
    </Page>
  );
}
