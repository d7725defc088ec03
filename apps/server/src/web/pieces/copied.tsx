import type { ComponentChildren, JSX } from 'preact';
import type { Frame } from '../frame.js';

/** A code or a fingerprint, with a button that puts it on the clipboard. Without a script it is only the text. */
export function Copied({
  frame: { words },
  text,
  label = words.page.copy,
  children,
}: {
  readonly frame: Frame;
  /** What is copied; nothing for the address of the page. */
  readonly text: string;
  readonly label?: string;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <copy-text data-text={text} data-label={label} data-copied={words.scheda.isCopied}>
      {children}
    </copy-text>
  );
}
