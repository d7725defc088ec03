import type { LedgerStanding } from '#ledger';
import type { Examination } from '../http/readiness.js';

/** Whether what is recorded is sealed, in one line for whoever watches the service. */
export function examineLedger(standing: LedgerStanding): Examination {
  const { state, size, sealedSize, failure, lastAudit, isAnew, hasKey } = standing;
  if (state === 'broken') return { ok: false, detail: `${failure ?? 'broken'}, nothing is sealed` };
  const audited = lastAudit
    ? `read again ${new Date(lastAudit.atMs).toISOString()}`
    : 'not read again yet';
  const detail = [
    `${sealedSize}/${size} sealed`,
    audited,
    ...(hasKey ? [] : ['no key here']),
    ...(isAnew ? ['made anew: earlier signatures are lost'] : []),
    ...(failure === undefined ? [] : [failure]),
  ].join(', ');
  return { ok: state === 'sealing', detail };
}
