import type { CycleDates, DeadlineTemplate, Words } from '#deadlines';
import type { FrameData } from '../cycle/cycle-data.js';

/** The dates of a yearly programme that deadlines may be counted from, and what they are called. */
export const dateNames = {
  'target-approval': { it: 'data obiettivo di approvazione', en: 'target day of approval' },
  kickoff: { it: 'riunione di avvio', en: 'kickoff' },
  'regional-act': { it: 'atto regionale', en: 'regional act' },
} as const satisfies Readonly<Record<string, Words>>;

/** The dates of a yearly programme, those that it knows. */
export function cycleDates({
  year,
  targetApproval,
  kickoff,
  regionalAct,
}: Readonly<Pick<FrameData, 'year' | 'targetApproval' | 'kickoff' | 'regionalAct'>>): CycleDates {
  const days: Readonly<Record<keyof typeof dateNames, string | undefined>> = {
    'target-approval': targetApproval?.date,
    kickoff: kickoff?.heldOn,
    'regional-act': regionalAct?.date,
  };
  return { year, days };
}

/** The templates of a definition, by its documents; none where nothing is due by itself. */
export function templatesIn(
  documents: Readonly<Record<string, unknown>>,
): readonly DeadlineTemplate[] {
  // The kernel keeps documents as plain JSON; a definition that has templates carries them here.
  return (documents['deadlines'] ?? []) as readonly DeadlineTemplate[];
}
