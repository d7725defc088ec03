import { ArrayUnique, IsOptional } from 'class-validator';
import { Refusal, stateOfPart } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsCycleId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { manifestOf } from '../approval/manifest.js';
import { nestedList } from '../command/requests.js';
import { roles, verb, type CycleLife } from '../command/verb.js';
import { newCycle } from '../cycle/draft-cycle.js';
import type { PlanningFact } from '../planning-fact.js';
import { schedaSchemaOf } from '../scheda/scheda-schema-of.js';
import {
  candidatesOf,
  carriedOver,
  livesLookedAt,
  notCarried,
  recordOf,
  type Candidate,
  type Reproposed,
} from './carry-over.decisions.js';
import { ClosedUnit, unfitClosedUnits } from './closed-units.js';
import { thatFit } from '../command/that-fit.js';
import { previousCycle } from './previous-cycle.js';

/**
 * Drafts the cycle of a new year from that of an earlier one, in one action: objectives and programmes first,
 * then the schede that their units re-propose, and the list of those that stay behind, with the reasons.
 */
export class DraftFromPrevious extends CycleCommand {
  /** The cycle of the earlier year: `livornese-poa-annuale-2024`. */
  @IsCycleId()
  readonly fromCycleId!: string;

  @IsText(200)
  readonly title!: string;

  /** Who answers for the schede of units that were closed; without it these stay behind. */
  @IsOptional()
  @nestedList(ClosedUnit, 100)
  @ArrayUnique(({ unitId }: ClosedUnit) => unitId)
  readonly closedUnits?: ClosedUnit[];
}

export const draftFromPrevious = verb<DraftFromPrevious>({
  name: 'draft-from-previous',
  command: DraftFromPrevious,
  title: {
    it: "Imposta il ciclo da quello dell'anno prima",
    en: 'Draft the cycle from that of the year before',
  },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['CycleDrafted', 'TreeImported', 'SchedaCarriedOver', 'CarryOverRecorded'],
  // Every cycle begins with its draft; only a yearly programme is carried over.
  definitions: ['poa-annuale'],
  looksAt: ({ fromCycleId, envelope: { cycleId } }) => ({
    lives: livesLookedAt(fromCycleId, cycleId),
  }),
  decide(life, wish, context) {
    const { fromCycleId, title, closedUnits = [], envelope } = wish;
    const drafted = newCycle(life, envelope.cycleId, title);
    if (drafted instanceof Refusal) return drafted;
    const previous = previousCycle(fromCycleId, envelope.cycleId, context);
    if (previous instanceof Refusal) return previous;
    const tree = treeOf(previous);
    const accepted = Object.keys(previous.data.schede).some(
      (schedaId) => stateOfPart(previous, 'scheda', schedaId) === 'accepted',
    );
    // A cycle that came to nothing leaves its tree alone; its schede come along when they are named.
    if (!tree || !(accepted || wasAbandoned(previous))) {
      return refuse('nothing-to-carry-over', { fromCycleId });
    }
    const unfit = unfitClosedUnits(closedUnits, context.organisation);
    if (unfit) return unfit;
    const { year } = drafted.data;
    const candidates = candidatesOf(previous, context.organisation, closedUnits);
    const heir = { year, lastNumber: {}, schema: schedaSchemaOf(life.workflow) };
    const wanted = carriedOver(candidates.filter(isReproposed), previous.data, heir, context);
    const record = (schede: typeof wanted): PlanningFact => {
      const along = new Set(schede.map(({ data }) => data.carriedFrom.schedaId));
      const stayed = notCarried(candidates, previous.data, (schedaId) => along.has(schedaId));
      return recordOf(previous, schede.length, stayed);
    };
    const schede = thatFit(wanted, [drafted, tree, record(wanted)], wish);
    return [drafted, tree, ...schede, record(schede)];
  },
});

function isReproposed(candidate: Candidate): candidate is Reproposed {
  return candidate.why === undefined && candidate.assignee !== undefined;
}

function wasAbandoned({ data }: Readonly<CycleLife>): boolean {
  return data.ended?.how === 'abandoned';
}

/**
 * The objectives and programmes of the plan in force, under the ids and with the names they have in it; of a cycle that was
 * abandoned, those it had got to. Undefined where there are none.
 */
function treeOf(previous: Readonly<CycleLife>): PlanningFact | undefined {
  const { data } = previous;
  const plan =
    data.plans.at(-1)?.manifest ?? (wasAbandoned(previous) ? manifestOf(previous) : undefined);
  if (!plan || plan.objectives.length + plan.programmes.length === 0) return undefined;
  return {
    type: 'TreeImported',
    data: {
      objectives: plan.objectives.map((objective) => ({
        ...data.objectives[objective.objectiveId],
        ...objective,
      })),
      programmes: plan.programmes.map((programme) => ({
        ...data.programmes[programme.programmeId],
        ...programme,
      })),
      fromCycleId: data.cycleId,
    },
  };
}
