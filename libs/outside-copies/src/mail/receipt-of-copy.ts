import type { EventStore } from '#event-store';
import type { ExternalSeal } from '#ledger';
import type { Report } from '#notifications';
import { recordedSeals } from '../recorded-seals.js';

/**
 * The seal that a receipt of certified mail makes of a checkpoint that was sent: its provider says when it was
 * delivered. Undefined for what is about no checkpoint, or says that it was not.
 */
export async function sealByReceipt(
  store: Pick<EventStore, 'read'>,
  { messageId, factAbout }: Pick<Report, 'messageId' | 'factAbout'>,
): Promise<ExternalSeal | undefined> {
  const { type, data } = factAbout([]);
  if (type !== 'CertifiedMailAccepted' && type !== 'CertifiedMailDelivered') return undefined;
  for await (const { seal } of recordedSeals(store)) {
    if (seal.kind !== 'certified-mail' || seal.reference !== messageId || seal.evidence !== '')
      continue;
    return { ...seal, at: data.at, evidence: `${type} ${data.sha256}` };
  }
  return undefined;
}
