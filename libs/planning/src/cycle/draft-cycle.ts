import { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb, type AnyLife } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import { cycleName } from './cycle-id.js';

/** Drafts a cycle for a zone, a definition and a year; the three are its id. */
export class DraftCycle extends CycleCommand {
  @IsText(200)
  readonly title!: string;
}

export const draftCycle = verb<DraftCycle>({
  name: 'draft-cycle',
  command: DraftCycle,
  title: { it: 'Imposta il ciclo', en: 'Draft the cycle' },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['CycleDrafted'],
  decide(life, { title, envelope: { cycleId } }) {
    const drafted = newCycle(life, cycleId, title);
    return drafted instanceof Refusal ? drafted : [drafted];
  },
});

/** The first fact of a cycle, or the refusal: its id names no cycle, or one that is there already. */
export function newCycle(
  life: Readonly<AnyLife>,
  cycleId: string,
  title: string,
): Extract<PlanningFact, { type: 'CycleDrafted' }> | Refusal {
  const name = cycleName(cycleId);
  if (name?.year === undefined) return refuse('cycle-not-found', { cycleId });
  if (life.revision >= 0) return refuse('cycle-exists', { cycleId });
  const { zone, year } = name;
  const definition = life.workflow.reference;
  return { type: 'CycleDrafted', data: { cycleId, zone, year, title, definition } };
}
