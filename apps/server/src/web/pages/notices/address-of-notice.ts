import { cycleName, type NoticeRow } from '#planning';
import type { MayOpen } from '../../may-open.js';
import { approvalAddress, sittingAddress } from '../approval/approval-tabs.js';
import { cycleAddress } from '../cycle/cycle-address.js';
import { contributionAddress } from '../participation/contributions.js';

/**
 * The page of what a notice is about; undefined where it has none of its own, or whoever is told may not open it: then
 * the page of the notice says all there is.
 */
export function addressOfNotice(
  { cycleId, about: { kind, id } }: Pick<NoticeRow, 'cycleId' | 'about'>,
  may: MayOpen,
): string | undefined {
  const cycle = `/cicli/${cycleId}`;
  const its = encodeURIComponent(id);
  // Registers and processes of their own have no pages of a cycle.
  const isProgramme = cycleName(cycleId)?.definitionId === 'poa-annuale';
  switch (kind) {
    case 'scheda':
      return may.openSchede ? `${cycle}/schede/${its}` : undefined;
    case 'meeting':
      return may.openParticipation && isProgramme ? `${cycle}/incontri/${its}` : undefined;
    case 'contribution':
      return may.openParticipation && isProgramme ? contributionAddress(cycleId, id) : undefined;
    case 'co-design-row':
      return may.openRegister ? `/coprogettazione/${its}` : undefined;
    case 'deadline':
      if (may.openSchede && isProgramme) {
        return `/scadenze?vista=gantt&ciclo=${cycleId}#scadenza-${its}`;
      }
      return may.openAgenda ? `/scadenze?ciclo=${cycleId}` : undefined;
    case 'session':
      return may.openApproval && isProgramme ? sittingAddress(cycleId, id) : undefined;
    case 'cycle':
      // Whoever may not open the cycle may open how far it is on its way to its act.
      if (may.openCycle || !may.openApproval) return cycleAddress(cycleId, may);
      return isProgramme ? approvalAddress(cycleId) : undefined;
    default:
      return undefined;
  }
}
