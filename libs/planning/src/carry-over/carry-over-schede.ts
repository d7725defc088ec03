import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';
import { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsCycleId, IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { Scheda } from '../scheda/scheda.data.js';
import { schedaSchemaOf } from '../scheda/scheda-schema-of.js';
import { notCarriedReasons } from '../value-sets.js';
import {
  candidatesOf,
  carriedOver,
  livesLookedAt,
  notCarried,
  organisationOf,
  recordOf,
  type Candidate,
} from './carry-over.decisions.js';
import { previousCycle } from './previous-cycle.js';
import type { Assignee } from './who-answers.js';
import { mayBeSetAside } from './why-not-carried.js';

/**
 * Carries chosen schede of an earlier year over, after the draft: those whose reports came in late, or did
 * not fit in at first. One that nobody has reported on can come along too, if the office says why.
 */
export class CarryOverSchede extends CycleCommand {
  /** The cycle of the earlier year: `livornese-poa-annuale-2024`. */
  @IsCycleId()
  readonly fromCycleId!: string;

  /** Ids of the earlier year. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsId(true)
  readonly schedaIds!: string[];
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
    const { fromCycleId, schedaIds, envelope, reason } = wish;
    const previous = previousCycle(fromCycleId, envelope.cycleId, context);
    if (previous instanceof Refusal) return previous;
    const organisation = context.elsewhere.life(organisationOf(data.zone));
    const candidates = candidatesOf(previous, organisation);
    const already = carriedBefore(Object.values(data.schede), fromCycleId);
    const chosen: (Candidate & { readonly assignee: Assignee })[] = [];
    for (const id of schedaIds) {
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
      chosen.push({ ...candidate, assignee });
    }
    chosen.sort((one, other) => (one.scheda.code < other.scheda.code ? -1 : 1));
    const { year, lastNumber } = data;
    const heir = { year, lastNumber, schema: schedaSchemaOf(workflow) };
    const schede = carriedOver(chosen, fromCycleId, heir, context);
    const stayed = notCarried(
      candidates,
      previous.data,
      (schedaId) => already.has(schedaId) || schedaIds.includes(schedaId),
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
