import { present } from '../command/present.js';
import type { CycleLife, DecisionContext } from '../command/verb.js';
import type { CycleData } from '../cycle/cycle-data.js';
import { cycleName } from '../cycle/cycle-id.js';
import { organisationOf, type OrganisationOn } from '../organisation/organisation.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import type { Scheda } from '../scheda/scheda.data.js';
import { schedaCode } from '../scheda/scheda-code.js';
import { quotable } from '../correction/redaction.js';
import type { NotCarriedReason } from '../value-sets.js';
import type { NotCarried } from './carry-over.facts.js';
import type { ClosedUnit } from './closed-units.js';
import { copiedContent, withoutRedacted } from './copied-content.js';
import { whoAnswers, type Assignee } from './who-answers.js';
import { whyNotCarried } from './why-not-carried.js';

/** A scheda of an earlier plan, and whoever answers for it in the new year. */
export interface Candidate {
  readonly scheda: Readonly<Scheda>;
  /** The programme it was approved in; where it is now, if it never was. */
  readonly programmeId: string;
  /** Undefined when its unit is closed and none has taken its place. */
  readonly assignee: Assignee | undefined;
  /** Undefined when its unit re-proposes it. */
  readonly why: NotCarriedReason | undefined;
}

/** A scheda that goes on in the new year. */
export interface Reproposed extends Candidate {
  readonly assignee: Assignee;
  /** Its id there, if somebody chose one. */
  readonly newSchedaId?: string;
}

/** What a carry-over looks at besides its own cycle. */
export function livesLookedAt(fromCycleId: string, cycleId: string): readonly string[] {
  const zone = cycleName(cycleId)?.zone;
  return [fromCycleId, ...(zone === undefined ? [] : [organisationOf(zone)])];
}

/** Every scheda of an earlier cycle, in the order of the codes. */
export function candidatesOf(
  previous: Readonly<CycleLife>,
  organisation: OrganisationOn | undefined,
  closedUnits: readonly ClosedUnit[] = [],
): readonly Candidate[] {
  const planned = new Map(
    previous.data.plans.at(-1)?.manifest.schede.map((scheda) => [scheda.schedaId, scheda]),
  );
  return Object.values(previous.data.schede)
    .map((scheda): Candidate => {
      const why = whyNotCarried(previous, scheda.schedaId);
      const assignee = whoAnswers(organisation, scheda, closedUnits);
      const programmeId = planned.get(scheda.schedaId)?.programmeId ?? scheda.programmeId;
      return { scheda, programmeId, assignee, why: why ?? (assignee ? undefined : 'UNIT_CLOSED') };
    })
    .sort((one, other) => (one.scheda.code < other.scheda.code ? -1 : 1));
}

/** The cycle that takes over. */
export interface Heir {
  readonly year: number;
  readonly lastNumber: Readonly<Record<string, number>>;
  /** The schema its schede are written with. */
  readonly schema: string;
}

/** The schede carried over, each with its new id and the next code of its programme. */
export function carriedOver(
  candidates: readonly Reproposed[],
  previous: Readonly<CycleData>,
  { year, lastNumber, schema }: Heir,
  { newId, fingerprint }: DecisionContext,
): readonly Extract<PlanningFact, { type: 'SchedaCarriedOver' }>[] {
  const numbers = new Map(Object.entries(lastNumber));
  return candidates.map(({ scheda, programmeId, assignee, newSchedaId }) => {
    const { schedaId, demonstration } = scheda;
    // As it was approved last: what a revision that came to nothing had changed is no part of the plan.
    const approved = scheda.approvals?.at(-1);
    const { content: last, version, contentHash, authors } = approved ?? scheda;
    const number = (numbers.get(programmeId) ?? 0) + 1;
    numbers.set(programmeId, number);
    const { content, notCopied } = copiedContent(
      withoutRedacted(last, previous),
      year,
      approved !== undefined,
    );
    // The title it has now may be that of an amendment under way; the plan has that of its content.
    const title = typeof last['title'] === 'string' ? last['title'] : scheda.title;
    return {
      type: 'SchedaCarriedOver',
      data: {
        schedaId: newSchedaId ?? newId(`scheda-${schedaId}`),
        code: schedaCode(year, programmeId, number),
        programmeId,
        ...{ unitId: assignee.unitId, personId: assignee.personId, schema },
        title: quotable(previous, title),
        ...(demonstration && { demonstration }),
        ...{ content, contentHash: fingerprint(content), notCopied, authors: [...authors] },
        carriedFrom: {
          ...{ cycleId: previous.cycleId, schedaId, version, contentHash },
          ...(!approved && { notApproved: true }),
        },
      },
    };
  });
}

/** What stays behind: the schede of an earlier cycle that are not among those carried over, ever. */
export function notCarried(
  candidates: readonly Candidate[],
  previous: Readonly<CycleData>,
  isCarried: (schedaId: string) => boolean,
): readonly NotCarried[] {
  return candidates
    .filter(({ scheda }) => !isCarried(scheda.schedaId))
    .map(({ scheda: { schedaId, code, title }, why = 'LEFT_FOR_LATER' }) => {
      const text = previous.reports[schedaId]?.reProposeReason;
      return {
        ...{ schedaId, code, title: quotable(previous, title), why },
        ...present({ text: text === undefined ? undefined : quotable(previous, text) }),
      };
    });
}

/** The record of a carry-over, as far as it has come. */
export function recordOf(
  previous: Readonly<CycleLife>,
  carried: number,
  stayed: readonly NotCarried[],
): PlanningFact {
  const { data, revision } = previous;
  const record: DataOf<'CarryOverRecorded'> = {
    fromCycleId: data.cycleId,
    fromRevision: revision,
    carried,
    notCarried: stayed,
  };
  return { type: 'CarryOverRecorded', data: record };
}
