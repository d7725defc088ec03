import { cyclesWithCalendar, workingCalendarOf, WorklistProjection } from '#planning';
import type { CycleReader } from './cycle-reader.js';
import { hasOpenProposal } from './deadlines-view.js';
import type { ReadModelReader } from './read-model-reader.js';

/**
 * The cycles of a zone in which a proposal of deadlines waits for an answer: by their lives, as they are now.
 * @param after waits until the worklist has come so far in the log
 */
export async function openProposals(
  views: ReadModelReader,
  reader: CycleReader,
  zone: string,
  after: number | undefined,
): Promise<readonly string[]> {
  const cycles = await views.read(WorklistProjection, after, (database) =>
    cyclesWithCalendar(database, zone),
  );
  if (cycles.length === 0) return [];
  const calendar = workingCalendarOf(await reader.organisation(zone));
  const open: string[] = [];
  for (const cycleId of cycles) {
    // Only yearly programmes have a calendar that is counted.
    const life = await reader.programme(cycleId);
    if (hasOpenProposal(life, calendar, reader.today())) open.push(cycleId);
  }
  return open;
}
