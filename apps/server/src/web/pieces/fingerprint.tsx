import type { JSX } from 'preact';
import type { Frame } from '../frame.js';

/** So many digits are enough to tell the documents of a zone apart at a glance. */
const SHORT = 12;

/** The fingerprint of a document: its first digits to look at, the whole to copy and on paper. */
export function Fingerprint({
  frame: { words },
  hash,
}: {
  readonly frame: Frame;
  /** SHA-256, 64 hexadecimal digits. */
  readonly hash: string;
}): JSX.Element {
  return (
    <copy-text
      data-text={hash}
      data-label={words.approval.copyHash}
      data-copied={words.scheda.isCopied}
    >
      <span class="code" title={hash}>
        {hash.slice(0, SHORT)}…
      </span>
      <span class="on-paper-only hash"> {hash}</span>
    </copy-text>
  );
}
