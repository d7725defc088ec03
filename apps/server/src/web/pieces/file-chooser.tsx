import type { JSX } from 'preact';
import { fileTypes, type KeptFile } from '#attachments';
import { keptTypes } from '../../attachments/kept-types.js';
import { FILE_OF, type BroughtFile } from '../commands/form-with-files.js';
import type { Frame } from '../frame.js';
import { chooserId, fileErrorIn } from './file-errors.js';
import { fileAddress, FileLink } from './kept-file.js';
import { limitInWords } from './sizes.js';

const endings = Object.values(fileTypes).flatMap((type): readonly string[] => type.endings);

/**
 * Where the file of a document is chosen whose fingerprint is asked: a script sends it at once and shows how far it is;
 * without one a button of the form does.
 */
export function FileChooser({
  frame,
  cycleId,
  name,
  fingerprintId,
  kept,
  button,
  brought,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  /** Of the field for the fingerprint: `document.sha256`, `attachments.0.sha256`. */
  readonly name: string;
  /** The id of that field. */
  readonly fingerprintId: string;
  /** The file of what stands in it, where whoever looks at the form may open it. */
  readonly kept: KeptFile | undefined;
  /** What the button without a script says to the server. */
  readonly button: { readonly name: string; readonly value: string };
  /** What became of the file, where one was just sent by the form. */
  readonly brought: BroughtFile | undefined;
}): JSX.Element {
  const { words, language, attachments, actingFor } = frame;
  const said = words.attachments;
  const id = chooserId(fingerprintId);
  const most = limitInWords(attachments.mostBytes);
  const problem = brought && fileErrorIn(brought, language, words);
  return (
    <file-fingerprint
      data-for={fingerprintId}
      data-address={`/api/v1/cycles/${cycleId}/attachments`}
      data-files={fileAddress(cycleId, '')}
      data-most={attachments.mostBytes}
      data-endings={endings.join(' ')}
      {...(actingFor && { 'data-on-behalf-of': actingFor.personId })}
      data-too-large={`${said.tooLarge(most)} ${said.onlyNamed}`}
      data-wrong-type={`${said.wrongType(keptTypes)} ${said.onlyNamed}`}
      data-only-named={said.onlyNamed}
      data-cancelled={said.cancelled}
      data-looking-at={said.lookingAt}
      data-failed={said.failed}
      data-unreadable={said.unreadable}
      data-differs={said.differs}
      data-wait={said.wait}
      data-kept={said.kept}
      data-clean={said.antivirus.clean}
      data-not-looked-at={said.antivirus['not-looked-at']}
      data-download={said.download('{type}', '{size}')}
    >
      <label for={id}>{said.label}</label>
      <p class="hint" id={`${id}-hint`}>
        {said.hint(keptTypes, most)}
      </p>
      <p class="field-error" id={`${id}-error`} data-error hidden={problem === undefined}>
        {problem}
      </p>
      <input
        id={id}
        name={`${FILE_OF}${name}`}
        type="file"
        aria-describedby={`${id}-hint ${id}-error`}
        {...(problem !== undefined && { 'aria-invalid': 'true' as const })}
      />
      <button
        type="submit"
        class="button button-second"
        name={button.name}
        value={button.value}
        formenctype="multipart/form-data"
      >
        {said.send}
      </button>
      <div class="file-progress" data-sending hidden>
        <progress class="job-progress" max={100} value={0} aria-label={said.progress} />
        <span data-percent />
        <button type="button" class="button button-second" data-cancel>
          {said.cancel}
        </button>
      </div>
      <p role="status" class="small" data-status />
      <p data-kept-line hidden={kept === undefined}>
        {kept ? (
          <FileLink frame={frame} cycleId={cycleId} kept={kept} />
        ) : (
          <>
            {/* A script says where it leads, once there is a file. */}
            <a /> <span class="small" />
          </>
        )}
      </p>
    </file-fingerprint>
  );
}
