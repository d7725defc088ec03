import { romeDay } from '#calendar';
import { withoutSealed } from '#people';
import {
  cycleName,
  organisationOf,
  organisationOn,
  registerId,
  streamOf,
  yearlyProgramme,
  ZONE_REGISTER,
  zoneRegister,
  type AnyLife,
  type CycleLife,
  type Lives,
} from '#planning';
import type { PlanSource } from './plan-source.js';

/**
 * What the document of a plan is made from, as it was recorded by a moment; undefined where there was no yearly programme
 * of that id. Redacted texts and sealed personal data are not in it.
 * @param at ISO 8601 UTC with milliseconds; default now
 * @throws StoreUnavailable, UnknownDefinition, AlteredDefinition
 */
export async function gatheredPlan(
  lives: Pick<Lives, 'shown'>,
  cycleId: string,
  at?: string,
): Promise<PlanSource | undefined> {
  const zone = cycleName(cycleId)?.zone;
  if (zone === undefined) return undefined;
  const point = at === undefined ? undefined : { instant: at };
  const [cycle, register, organisation] = await Promise.all([
    lives.shown(streamOf(cycleId), point),
    lives.shown(streamOf(registerId(zone, ZONE_REGISTER)), point),
    lives.shown(streamOf(organisationOf(zone)), point),
  ]);
  const life = yearlyProgramme(cycle);
  if (life === undefined) return undefined;
  // The day it was when the last fact was recorded: units have the names they had then.
  const day = romeDay(Date.parse(life.data.lastRecordedAt));
  const kept = zoneRegister(register);
  return {
    life: copied(life),
    register: kept && copied(kept).data,
    organisation: organisationOn(organisation, day),
  };
}

/** The life as it is just now, without what is sealed in it: the other one goes on living. */
function copied<Life extends AnyLife | CycleLife>(life: Readonly<Life>): Life {
  const parts = structuredClone(life.parts);
  return { ...life, parts, data: withoutSealed(structuredClone(life.data)) };
}
