import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { ApprovalPages, approvalAddress } from './approval-tabs.js';
import type { ShownApproval } from './approval-reader.js';

/** That there is no document yet, or none before the only one, and when there will be. */
export function NoDocumentPage({
  frame,
  shown: { life, frozen },
  tab,
}: {
  readonly frame: Frame;
  readonly shown: ShownApproval;
  readonly tab: 'document' | 'differences';
}): JSX.Element {
  const said = frame.words.approval;
  const hasDocument = frozen.documents.length > 0;
  return (
    <ApprovalPages {...{ frame, data: life.data, tab, hasDocument }}>
      <Notice kind="info">
        <p>{hasDocument ? said.noEarlier : said.noDocument}</p>
        <p>
          <a href={approvalAddress(life.data.cycleId)}>{said.seeReadiness}</a>
        </p>
      </Notice>
    </ApprovalPages>
  );
}
