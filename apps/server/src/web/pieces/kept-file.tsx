import type { JSX } from 'preact';
import type { KeptFile } from '#attachments';
import { dayInWords, romeDay } from '#calendar';
import type { Frame } from '../frame.js';
import { Fingerprint } from './fingerprint.js';
import { sizeInWords } from './sizes.js';

/** Where the file of a document is had. */
export const fileAddress = (cycleId: string, sha256: string): string =>
  `/cicli/${cycleId}/allegati/${sha256}`;

/** The way to a file that is kept, what kind it is, how large, and whether an antivirus has looked at it. */
export function FileLink({
  frame: { words, language },
  cycleId,
  kept: { sha256, type, bytes, antivirus },
  title,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly kept: KeptFile;
  /** What the document is called; undefined where it has no name yet. */
  readonly title?: string | undefined;
}): JSX.Element {
  const said = words.attachments;
  return (
    <>
      <a href={fileAddress(cycleId, sha256)} download>
        {said.download(type.name, sizeInWords(bytes, language))}
        {title !== undefined && <span class="visually-hidden">: {title}</span>}
      </a>{' '}
      <span class="small">{said.antivirus[antivirus]}</span>
    </>
  );
}

function notKeptInWords(
  { attachments, words, language }: Frame,
  cycleId: string,
  sha256: string,
): string {
  const deletion = attachments.deletionOf(cycleId, sha256);
  if (!deletion) return words.attachments.notKept;
  const day = dayInWords(romeDay(deletion.atMs), language);
  return words.attachments.deleted(day, deletion.reason);
}

/** The file of a document where it is kept, and that it is not, or why, where it is not; with its fingerprint. */
export function DocumentFile({
  frame,
  cycleId,
  document: { title, sha256 },
}: {
  readonly frame: Frame;
  /** The cycle or register that names it. */
  readonly cycleId: string;
  readonly document: { readonly title?: string; readonly sha256: string };
}): JSX.Element {
  const kept = frame.attachments.of(cycleId, sha256);
  return (
    <div class="document-file">
      <p>
        {kept ? (
          <FileLink {...{ frame, cycleId, kept, title }} />
        ) : (
          <span class="small">{notKeptInWords(frame, cycleId, sha256)}</span>
        )}
      </p>
      <p class="small">
        SHA-256 <Fingerprint frame={frame} hash={sha256} />
      </p>
    </div>
  );
}
