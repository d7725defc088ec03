import type { CycleLife } from '../command/verb.js';

/** Where the regions of preparation stand, or undefined outside preparation. */
export interface PreparationRegions {
  readonly participation: string;
  readonly coProgramming: string;
  readonly coProgrammingPublished: boolean;
}

/** Reads the four ways of preparation from the control state. */
export function regionsOfPreparation(life: Readonly<CycleLife>): PreparationRegions | undefined {
  const value = life.workflow.root.value(life.state);
  if (typeof value !== 'object' || value === null || !('preparation' in value)) return undefined;
  const regions = value.preparation as Readonly<Record<string, unknown>>;
  const coProgramming = regions['coProgramming'];
  const within =
    typeof coProgramming === 'object' && coProgramming !== null
      ? Object.entries(coProgramming)[0]
      : undefined;
  return {
    participation: String(regions['participation']),
    coProgramming: within ? within[0] : String(coProgramming),
    coProgrammingPublished: within?.[1] === 'published',
  };
}
