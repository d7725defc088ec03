import { ArrayMinSize, ArrayUnique, IsOptional } from 'class-validator';
import { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsCycleId, IsId } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { nestedList } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import type { Scheda } from '../scheda/scheda.data.js';
import { schedaSchemaOf } from '../scheda/scheda-schema-of.js';
import { notCarriedReasons } from '../value-sets.js';
import {
  candidatesOf,
  carriedOver,
  livesLookedAt,
  notCarried,
  recordOf,
  type Reproposed,
} from './carry-over.decisions.js';
import { ClosedUnit, unfitClosedUnits } from './closed-units.js';
import { previousCycle } from './previous-cycle.js';
import { mayBeSetAside } from './why-not-carried.js';

/** A scheda to be carried over. */
export class ChosenScheda {
  /** Its id in the earlier year. */
  @IsId()
  readonly schedaId!: string;

  /** Its id in this year. Default: a new id. */
  @IsOptional()
  @IsId()
  readonly newSchedaId?: string;
}

/**
 * Carries chosen schede of an earlier year over, after the draft: those whose reports came in late, or did
 * not fit in at first. One that nobody has reported on can come along too, if the office says why.
 */
export class CarryOverSchede extends CycleCommand {
  /** The cycle of the earlier year: `livornese-poa-annuale-2024`. */
  @IsCycleId()
  readonly fromCycleId!: string;

  @nestedList(ChosenScheda, 500)
  @ArrayMinSize(1)
  @ArrayUnique(({ schedaId }: ChosenScheda) => schedaId)
  readonly schede!: ChosenScheda[];

  /** Who answers for the schede of units that were closed; without it these stay behind. */
  @IsOptional()
  @nestedList(ClosedUnit, 100)
  @ArrayUnique(({ unitId }: ClosedUnit) => unitId)
  readonly closedUnits?: ClosedUnit[];
}

export const carryOverSchede = verb<CarryOverSchede>({
  name: 'carry-over-schede',
  command: CarryOverSchede,
  title: { it: "Riproponi schede dell'anno prima", en: 'Carry over schede of the year before' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['SchedaCarriedOver', 'CarryOverRecorded'],
  looksAt: ({ fromCycleId, envelope: { cycleId } }) => ({
    lives: livesLookedAt(fromCycleId, cycleId),
  }),
  decide({ data, workflow }, wish, context) {
    const { fromCycleId, schede: asked, closedUnits = [], envelope, reason } = wish;
    const previous = previousCycle(fromCycleId, envelope.cycleId, context);
    if (previous instanceof Refusal) return previous;
    const unfit = unfitClosedUnits(closedUnits, context.organisation);
    if (unfit) return unfit;
    const candidates = candidatesOf(previous, context.organisation, closedUnits);
    const already = carriedBefore(Object.values(data.schede), fromCycleId);
    const chosen: Reproposed[] = [];
    for (const { schedaId: id, newSchedaId } of asked) {
      const candidate = candidates.find(({ scheda }) => scheda.schedaId === id);
      if (!candidate) return refuse('scheda-not-found', { id });
      const { scheda, programmeId, assignee, why } = candidate;
      const { code } = scheda;
      const before = already.get(id);
      if (before) return refuse('scheda-already-carried', { code, newCode: before.code });
      if (!data.programmes[programmeId]) return refuse('programme-not-found', { id: programmeId });
      if (!assignee || (why !== undefined && !mayBeSetAside.has(why))) {
        return refuse('scheda-not-carried', { code, why: notCarriedReasons[why ?? 'UNIT_CLOSED'] });
      }
      if (why !== undefined && reason === undefined) return refuse('reason-needed');
      if (newSchedaId !== undefined && data.schede[newSchedaId]) {
        return refuse('id-taken', { id: newSchedaId });
      }
      chosen.push({ ...candidate, assignee, ...present({ newSchedaId }) });
    }
    chosen.sort((one, other) => (one.scheda.code < other.scheda.code ? -1 : 1));
    const { year, lastNumber } = data;
    const heir = { year, lastNumber, schema: schedaSchemaOf(workflow) };
    const schede = carriedOver(chosen, previous.data, heir, context);
    const stayed = notCarried(
      candidates,
      previous.data,
      (schedaId) => already.has(schedaId) || asked.some((each) => each.schedaId === schedaId),
    );
    return [...schede, recordOf(previous, schede.length, stayed)];
  },
});

/** The schede that came from a cycle before, by the ids they had there. */
function carriedBefore(
  schede: readonly Readonly<Scheda>[],
  fromCycleId: string,
): ReadonlyMap<string, Readonly<Scheda>> {
  return new Map(
    schede.flatMap((scheda) =>
      scheda.carriedFrom?.cycleId === fromCycleId ? [[scheda.carriedFrom.schedaId, scheda]] : [],
    ),
  );
}
