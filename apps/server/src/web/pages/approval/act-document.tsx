import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { DocumentFile } from '../../pieces/kept-file.js';
import type { ShownApproval } from './approval-reader.js';

/** What the act of a session is about, its protocol number, and the act itself: lines of a list of facts. */
export function ActDocument({
  frame,
  shown: { life, signatures },
  session: { subject, protocolNumber, document },
}: {
  readonly frame: Frame;
  readonly shown: ShownApproval;
  readonly session: ShownApproval['life']['data']['sessions'][number];
}): JSX.Element {
  const said = frame.words.approval;
  const look = document && signatures.get(document.sha256);
  return (
    <>
      {subject !== undefined && (
        <>
          <dt>{said.subject}</dt>
          <dd>{subject}</dd>
        </>
      )}
      {protocolNumber !== undefined && (
        <>
          <dt>{said.protocolOfAct}</dt>
          <dd>{protocolNumber}</dd>
        </>
      )}
      {document && (
        <>
          <dt>{said.signedAct}</dt>
          <dd>
            {document.title}
            <DocumentFile frame={frame} cycleId={life.data.cycleId} document={document} />
            {look && <p class="small">{said.signatures[look]}</p>}
          </dd>
        </>
      )}
    </>
  );
}
