import type { CycleDates, DeadlineTemplate, Rests, Words } from '#deadlines';
import type { FrameData } from '../cycle/cycle-data.js';
import type { DeadlineBasis } from '../value-sets.js';

/** The dates of a yearly programme that deadlines may be counted from, and what they are called. */
export const dateNames = {
  'target-approval': { it: 'data obiettivo di approvazione', en: 'target day of approval' },
  kickoff: { it: 'riunione di avvio', en: 'kickoff' },
  'regional-act': { it: 'atto regionale', en: 'regional act' },
} as const satisfies Readonly<Record<string, Words>>;

type DateName = keyof typeof dateNames;

/** The dates of a yearly programme, those that it knows, and which of them a regional act gives. */
export function cycleDates({
  year,
  targetApproval,
  kickoff,
  regionalAct,
}: Readonly<Pick<FrameData, 'year' | 'targetApproval' | 'kickoff' | 'regionalAct'>>): CycleDates {
  const days: Readonly<Record<DateName, string | undefined>> = {
    'target-approval': targetApproval?.date,
    kickoff: kickoff?.heldOn,
    'regional-act': regionalAct?.date,
  };
  const given: Readonly<Partial<Record<DateName, Rests>>> = {
    ...(targetApproval?.givenBy && { 'target-approval': byAct(targetApproval.basis) }),
    ...(regionalAct && { 'regional-act': byAct(regionalAct.cite) }),
  };
  return { year, days, given };
}

const byAct = (act: string): Rests => ({ basis: 'REGIONAL_ACT' satisfies DeadlineBasis, act });

/** The same dates with some of their days others: what gives a day does not give another one. */
export function onOtherDays(
  { year, days, given = {} }: CycleDates,
  others: Readonly<Partial<Record<DateName, string | undefined>>>,
): CycleDates {
  const named = Object.entries(others).filter(([, day]) => day !== undefined);
  const moved = named.filter(([name, day]) => days[name] !== day).map(([name]) => name);
  return {
    year,
    days: { ...days, ...Object.fromEntries(named) },
    given: Object.fromEntries(Object.entries(given).filter(([name]) => !moved.includes(name))),
  };
}

/** The templates of a definition, by its documents; none where nothing is due by itself. */
export function templatesIn(
  documents: Readonly<Record<string, unknown>>,
): readonly DeadlineTemplate[] {
  // The kernel keeps documents as plain JSON; a definition that has templates carries them here.
  return (documents['deadlines'] ?? []) as readonly DeadlineTemplate[];
}
