import type { JSX } from 'preact';
import { dayInWords, romeDay, romeTime } from '#calendar';
import type { LedgerStanding } from '#ledger';
import type { CycleRow } from '#planning';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { listIn, type Block } from './desk-reader.js';

/** Whether all that was recorded was found to be what it was, and when. */
export function Verification({
  frame: { words, language },
  standing: { state, lastAudit, sealedSize, size },
  cycles,
}: {
  readonly frame: Frame;
  readonly standing: LedgerStanding;
  readonly cycles: Block<readonly CycleRow[]>;
}): JSX.Element {
  const { desk } = words;
  const [latest] = listIn(cycles);
  return (
    <>
      {state === 'broken' ? (
        <Notice kind="error">
          <p>{desk.broken}</p>
        </Notice>
      ) : (
        <Notice kind={lastAudit ? 'done' : 'info'}>
          <p>{lastAudit ? desk.verified(lastAudit.facts) : desk.notVerified}</p>
          {lastAudit && (
            <p>
              {desk.verifiedAt}{' '}
              <time dateTime={new Date(lastAudit.atMs).toISOString()}>
                {dayInWords(romeDay(lastAudit.atMs), language, 'full')}, {romeTime(lastAudit.atMs)}
              </time>
            </p>
          )}
          <p>{desk.sealed(sealedSize, size)}</p>
        </Notice>
      )}
      {latest && (
        <p>
          <a href={`/cicli/${latest.cycleId}/storico`}>{desk.verify}</a>
        </p>
      )}
    </>
  );
}
