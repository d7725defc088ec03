import type { Manifest } from '../approval/approval.facts.js';

/** The plan that is left when one of its schede is annulled. */
export function planWithout(plan: Manifest | undefined, schedaId: string): Manifest | undefined {
  return plan && { ...plan, schede: plan.schede.filter((one) => one.schedaId !== schedaId) };
}
