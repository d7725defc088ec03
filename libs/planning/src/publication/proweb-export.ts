import { stateOfPart } from '#workflow';
import type { Manifest } from '../approval/approval.facts.js';
import { present } from '../command/present.js';
import type { CycleLife } from '../command/verb.js';
import type { EndingData } from '../ending/ending.data.js';
import type { Scheda } from '../scheda/scheda.data.js';
import { executionStatuses, type ExecutionStatus } from '../value-sets.js';

/** A scheda as it is to be entered into Proweb, with what is known of how it went. */
export interface ExportedScheda {
  readonly schedaId: string;
  readonly code: string;
  readonly title: string;
  readonly programmeId: string;
  readonly unitId: string;
  /** Where it stands with us: `approved`, `reported`, `accepted`, `excused`. */
  readonly state: string;
  /** What its unit reported or, until it has, recorded last; null when it said nothing. */
  readonly status: { readonly code: ExecutionStatus; readonly label: string } | null;
  /** The short text on what was done; null before the report. */
  readonly doneText: string | null;
  /** Yes or no, and null while nobody has said: absent is not a no. */
  readonly rePropose: boolean | null;
  readonly reProposeReason?: string;
}

/** The plan in force, in the order in which Proweb advises to enter it: each part hangs on the one before. */
export interface ProwebExport {
  readonly cycleId: string;
  readonly year: number;
  readonly title: string;
  /** The plan it shows; absent while there is none, and then there are no schede either. */
  readonly manifestHash?: string;
  /** Why nothing is to be entered any more: the cycle was annulled, revoked or abandoned. */
  readonly ended?: { readonly how: Ended['how']; readonly act?: string; readonly on: string };
  readonly note: { readonly it: string; readonly en: string };
  readonly objectives: readonly { readonly objectiveId: string; readonly name: string }[];
  readonly programmes: readonly {
    readonly programmeId: string;
    readonly name: string;
    readonly objectiveIds: readonly string[];
  }[];
  readonly schede: readonly ExportedScheda[];
}

const note = {
  it: 'Preparato per l’inserimento a mano in Proweb: di Proweb non è nota alcuna interfaccia. Gli stati sono i nostri: l’elenco di Proweb non è noto e la corrispondenza va fatta da chi inserisce.',
  en: 'Prepared to be entered into Proweb by hand: no interface of Proweb is known. The statuses are ours: the list Proweb has is not known, and whoever enters them has to match the two.',
};

type Ended = NonNullable<EndingData['ended']>;

const nothingToEnter = {
  it: 'Il ciclo è finito prima del tempo e nessun piano è in vigore: non c’è nulla da inserire in Proweb. Ciò che vi era già stato inserito va rivisto a mano.',
  en: 'The cycle ended before its time and no plan is in force: there is nothing to enter into Proweb. What had been entered already has to be reviewed by hand.',
};

/**
 * What is to be entered into Proweb: objectives, programmes and schede, in this order, as the organ approved
 * them: what a revision under way writes and plants is no part of it. While no plan is in force, the tree as
 * it stands; of a cycle that ended before its time, nothing. Pure.
 */
export function prowebExport(life: Readonly<CycleLife>): ProwebExport {
  const { cycleId, year, title, plans, objectives, programmes } = life.data;
  if (life.data.ended) {
    const { how, act, on } = life.data.ended;
    const ended = { how, on, ...present({ act }) };
    const nothing = { objectives: [], programmes: [], schede: [] };
    return { ...{ cycleId, year, title, ended }, note: nothingToEnter, ...nothing };
  }
  const plan = plans.at(-1);
  const tree = plan?.manifest ?? {
    objectives: Object.values(objectives),
    programmes: Object.values(programmes),
  };
  return {
    ...{ cycleId, year, title },
    ...present({ manifestHash: plan?.manifestHash }),
    note,
    objectives: tree.objectives
      .map(({ objectiveId, name }) => ({ objectiveId, name }))
      .sort(by(({ objectiveId }) => objectiveId)),
    programmes: tree.programmes
      .map(({ programmeId, name, objectiveIds }) => ({ programmeId, name, objectiveIds }))
      .sort(by(({ programmeId }) => programmeId)),
    schede: plan ? exportedSchede(life, plan.manifest) : [],
  };
}

function exportedSchede(
  life: Readonly<CycleLife>,
  manifest: Readonly<Manifest>,
): readonly ExportedScheda[] {
  const { schede, progress, reports } = life.data;
  return manifest.schede
    .flatMap(({ schedaId, programmeId }) => {
      const scheda = schede[schedaId];
      return scheda ? [{ scheda, schedaId, programmeId }] : [];
    })
    .map(({ scheda, schedaId, programmeId }) => {
      // Not the one it was approved with: whoever has it now answers for it.
      const { code, unitId } = scheda;
      const state = stateOfPart(life, 'scheda', schedaId);
      // Of what was excused there is no report, whatever had been handed in.
      const report = state === 'excused' ? undefined : reports[schedaId];
      const status = report?.status ?? progress[schedaId]?.at(-1)?.status;
      return {
        ...{ schedaId, code, title: approvedTitle(scheda), programmeId, unitId, state },
        status: status === undefined ? null : { code: status, label: executionStatuses[status] },
        doneText: report?.doneText ?? null,
        rePropose: report?.rePropose ?? null,
        ...present({ reProposeReason: report?.reProposeReason }),
      };
    })
    .sort(by(({ code }) => code));
}

/** What it was called when the organ approved it, whatever an amendment calls it meanwhile. */
function approvedTitle({ approvals = [], title }: Readonly<Scheda>): string {
  const approved = approvals.at(-1)?.content['title'];
  return typeof approved === 'string' ? approved : title;
}

function by<Item>(key: (item: Item) => string): (one: Item, other: Item) => number {
  return (one, other) => (key(one) < key(other) ? -1 : 1);
}
