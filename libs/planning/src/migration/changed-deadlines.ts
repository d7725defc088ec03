import { computeDeadlines } from '#deadlines';
import type { Definition } from '#workflow';
import type { AnyLife } from '../command/lives.js';
import { yearlyProgramme } from '../cycle/yearly-programme.js';
import { cycleDates, templatesIn } from '../deadline/cycle-dates.js';
import type { FactWords } from '../fact-words.js';
import type { LifeData } from '../life-data.js';
import { workingCalendarOf } from '../organisation/office-calendar.js';
import type { OrganisationOn } from '../organisation/organisation.js';

/** What would become of a deadline that follows from a template. */
export interface DeadlineChange {
  readonly key: string;
  readonly label: FactWords;
  readonly change: 'gained' | 'lost' | 'moved';
  /** The day it is due under the version of today, and under the candidate: `2024-02-20`, Europe/Rome. */
  readonly from?: string;
  readonly to?: string;
}

/** How the deadlines of a cycle that templates give it would change with other templates; by template. */
export function changedDeadlines(
  life: Readonly<AnyLife>,
  { documents }: Definition<LifeData>,
  office: OrganisationOn | undefined,
): readonly DeadlineChange[] {
  const cycle = yearlyProgramme(life);
  if (!cycle) return [];
  const calendar = workingCalendarOf(office);
  const dates = cycleDates(cycle.data);
  const templates = [
    templatesIn(cycle.workflow.definition.documents),
    templatesIn(documents),
  ] as const;
  const due = (of: (typeof templates)[number]): ReadonlyMap<string, string> =>
    new Map(computeDeadlines(of, dates, calendar).map((each) => [each.key, each.due]));
  const [before, after] = [due(templates[0]), due(templates[1])];
  const labels = new Map(templates.flat().map(({ key, label }) => [key, label]));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
    const [from, to] = [before.get(key), after.get(key)];
    if (from === to) return [];
    const change = from === undefined ? 'gained' : to === undefined ? 'lost' : 'moved';
    const label = labels.get(key) ?? { it: key, en: key };
    return [{ key, label, change, ...(from && { from }), ...(to && { to }) } as const];
  });
}
