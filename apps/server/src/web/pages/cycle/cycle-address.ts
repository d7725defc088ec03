import { cycleName } from '#planning';
import type { MayOpen } from '../../may-open.js';
import type { Frame } from '../../frame.js';
import type { Crumb } from '../../pieces/page.js';

/** The page of a cycle; undefined for whoever may not open it, and of what has none, such as registers. */
export function cycleAddress(cycleId: string, may: MayOpen): string | undefined {
  const hasPage = cycleName(cycleId)?.definitionId === 'poa-annuale';
  return may.openCycle && hasPage ? `/cicli/${cycleId}` : undefined;
}

/** The cycle on the way to a page of it: a link for whoever may open its page, its name for the others. */
export const cycleCrumb = (
  { may }: Pick<Frame, 'may'>,
  { cycleId, title }: { readonly cycleId: string; readonly title: string },
): Crumb => ({ label: title, address: cycleAddress(cycleId, may) });
