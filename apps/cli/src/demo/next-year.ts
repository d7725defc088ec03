import { valueSets } from '#planning';
import { CommandFailed } from '../failure.js';
import type { Performed } from '../traccia-client.js';
import type { Stage } from './stage.js';
import { days, on } from './story-days.js';

/** What the new year begins with. */
export interface NextYear {
  readonly cycle: string;
  readonly carried: number;
  readonly notCarried: number;
}

/** The cycle of the year after is drafted from this one, in one action. */
export async function openNextYear({
  cycleId,
  cast,
  narrator,
  programme,
}: Stage): Promise<NextYear> {
  const next = `${programme.zone}-poa-annuale-${programme.year + 1}`;
  narrator.phase(`POA ${programme.year + 1}`);
  const drafted = await cast.coordinator.performOn(next, 'draft-from-previous', {
    fromCycleId: cycleId,
    title: `Programmazione operativa annuale ${programme.year + 1}`,
    ...on(days.nextYear),
  });
  const { carried, notCarried } = carriedIn(drafted);
  narrator.tell(
    `${carried} schede riproposte in un solo gesto; ${notCarried.length} restano indietro:`,
  );
  const reasons = notCarried.map(({ why }) => valueSets.notCarriedReasons[why]);
  for (const [reason, count] of countBy(reasons)) narrator.tell(`   ${count} ${reason}`);
  return { cycle: next, carried, notCarried: notCarried.length };
}

function carriedIn({ facts }: Performed) {
  for (const { type, data } of facts) if (type === 'CarryOverRecorded') return data;
  throw new CommandFailed('Il nuovo ciclo non dice che cosa ha ripreso.');
}

function countBy(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
