/** The phases a yearly programme goes through when nothing goes wrong, in their order (see the machine). */
const way = [
  'draft',
  'kickoff',
  'preparation',
  'verification',
  'approval',
  'inForce',
  'reporting',
  'closed',
] as const;
export type Phase = (typeof way)[number];

/** A step of the way, and whether it lies behind. */
export interface PhaseStep {
  readonly phase: Phase;
  readonly standing: 'done' | 'current' | 'ahead';
}

/**
 * The way of a cycle that stands in this phase.
 * @returns undefined for a phase beside the way: the cycle was suspended, annulled, revoked or abandoned
 */
export function stepsAt(phase: string): readonly PhaseStep[] | undefined {
  const now = way.findIndex((each) => each === phase);
  if (now === -1) return undefined;
  return way.map((each, index) => ({
    phase: each,
    standing: index < now ? 'done' : index === now ? 'current' : 'ahead',
  }));
}
