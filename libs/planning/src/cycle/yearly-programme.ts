import type { AnyLife, CycleLife } from '../command/verb.js';

/** The life as that of a yearly programme; undefined when it follows another definition. */
export function yearlyProgramme(life: Readonly<AnyLife> | undefined): CycleLife | undefined {
  // Every version of this definition remembers `CycleData`.
  return life?.workflow.reference.id === 'poa-annuale' ? (life as CycleLife) : undefined;
}
