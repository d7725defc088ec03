import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';

/** Whom to call: what the office has set, or how to find it. */
export function Contact({
  frame: { words },
  contact,
}: {
  readonly frame: Frame;
  readonly contact: string | undefined;
}): JSX.Element {
  const said = words.legal;
  return (
    <section aria-labelledby="whom-to-call">
      <h2 id="whom-to-call">{said.contact}</h2>
      <p>{contact ?? said.noContact}</p>
    </section>
  );
}
