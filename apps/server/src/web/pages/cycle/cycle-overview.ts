import type { TimelineRow, Track } from '#history';
import {
  currentUnit,
  headOf,
  nameOf,
  unitsToRemind,
  type CycleLife,
  type Gap,
  type GroupProgress,
  type Lateness,
  type OrganisationOn,
  type ProgressReport,
  type RemindedUnit,
  type Today,
  type UnitToRemind,
} from '#planning';
import { stateOfPart } from '#workflow';
import { deadlinesById } from '../../../api/deadlines-view.js';
import { phaseSpans, type PhaseSpan } from './phases.js';
import { countedByStage, type SchedaStage } from './scheda-stage.js';

export type StageCounts = Readonly<Record<SchedaStage, number>>;

/** A programme in the tree of a cycle. */
export interface ProgrammeInTree {
  readonly programmeId: string;
  readonly name: string;
  readonly total: number;
  readonly ready: { readonly count: number; readonly of: number };
  readonly counts: StageCounts;
}

/** An objective with its programmes; undefined for those that serve none. */
export interface ObjectiveInTree {
  readonly objectiveId: string | undefined;
  readonly name: string | undefined;
  readonly ready: { readonly count: number; readonly of: number };
  readonly counts: StageCounts;
  readonly programmes: readonly ProgrammeInTree[];
}

/** A unit that has schede in a cycle. */
export interface UnitInCycle {
  readonly unitId: string;
  readonly name: string;
  readonly head: string | undefined;
  readonly total: number;
  /** How many schede it has handed in. */
  readonly handedIn: number;
  readonly counts: StageCounts;
  /** How many schede it should have done something about by a day that is over. */
  readonly late: number;
  /** How often somebody reminded it by hand, and when last. */
  readonly reminded: RemindedUnit | undefined;
  /** What a reminder would be of; undefined where it owes nothing. */
  readonly toRemind: UnitToRemind | undefined;
}

interface InBoth {
  readonly it: string;
  readonly en: string;
}

/** A deadline that is still to be met. */
export interface DeadlineAhead {
  readonly deadlineId: string;
  readonly label: InBoth;
  readonly due: string;
  readonly lateness: Lateness;
  /** How many schede are still to be done, of how many it is about; null where it is about none. */
  readonly schede: { readonly owed: number; readonly of: number } | null;
  /** How its day was found, who moved it and why. */
  readonly why: InBoth;
}

/** What somebody may see of a cycle at a glance. */
export interface CycleOverview {
  /** Undefined for a cycle beside its way. */
  readonly spans: readonly PhaseSpan[] | undefined;
  readonly counts: StageCounts;
  readonly total: number;
  readonly objectives: readonly ObjectiveInTree[];
  readonly programmes: number;
  /** Those that nobody waits for any more are left out; what is overdue comes first. */
  readonly deadlines: readonly DeadlineAhead[];
  /** How each deadline stands; none once the cycle is over. */
  readonly standings: readonly { readonly deadlineId: string; readonly lateness: Lateness }[];
  /** Those that are late most first. */
  readonly units: readonly UnitInCycle[];
  /** The latest first; undefined for whoever may not see the history. */
  readonly activity: readonly TimelineRow[] | undefined;
}

/** What an overview rests on; each part as the same person is given it. */
export interface OverviewSources {
  readonly life: Readonly<CycleLife>;
  readonly organisation: OrganisationOn | undefined;
  readonly track: Pick<Track, 'phases' | 'recordedMs'>;
  readonly progress: ProgressReport;
  readonly pressing: Pick<Today, 'deadlines'> & { readonly gaps: readonly Gap[] };
  readonly reminded: readonly RemindedUnit[];
  readonly activity: readonly TimelineRow[] | undefined;
}

export function cycleOverview(sources: OverviewSources): CycleOverview {
  const { life, track, progress, pressing, activity } = sources;
  return {
    spans: phaseSpans(life, track),
    counts: countedByStage(progress.all.byState),
    total: progress.all.total,
    objectives: objectivesOf(life, progress),
    programmes: Object.keys(life.data.programmes).length,
    deadlines: deadlinesAhead(life, pressing.deadlines),
    standings: pressing.deadlines.map(({ deadlineId, lateness }) => ({ deadlineId, lateness })),
    units: unitsOf(sources),
    activity,
  };
}

function deadlinesAhead(
  life: Readonly<CycleLife>,
  deadlines: Today['deadlines'],
): readonly DeadlineAhead[] {
  const shown = deadlinesById(life);
  return deadlines
    .filter(({ lateness, owedAgain }) => owedAgain || isOwed(lateness))
    .map(({ deadlineId, label, due, lateness, schede }) => {
      const known = shown[deadlineId];
      return {
        ...{ deadlineId, due, lateness },
        label: known?.label ?? { it: label, en: label },
        schede: schede && owedOf(schede),
        why: { it: known?.it ?? '', en: known?.en ?? '' },
      };
    });
}

const isOwed = (lateness: Lateness): boolean => lateness === 'missing' || lateness === 'open';

function owedOf(
  schede: NonNullable<Today['deadlines'][number]['schede']>,
): DeadlineAhead['schede'] {
  const { missing = 0, open = 0, onTime = 0, late = 0 } = schede;
  return { owed: missing + open, of: missing + open + onTime + late };
}

const nothing: Pick<GroupProgress, 'total' | 'byState' | 'ready'> = {
  total: 0,
  byState: {},
  ready: { count: 0, of: 0, percent: null },
};

/** Objective by objective its programmes; those without an objective last. */
function objectivesOf(
  { data: { objectives, programmes } }: Readonly<CycleLife>,
  progress: ProgressReport,
): readonly ObjectiveInTree[] {
  const ofProgramme = new Map(progress.byProgramme.map((group) => [group.id, group]));
  const ofObjective = new Map(progress.byObjective.map((group) => [group.id, group]));
  const all = Object.values(programmes).map(({ programmeId, name, objectiveIds }) => {
    const { total, byState, ready } = ofProgramme.get(programmeId) ?? nothing;
    const counts = countedByStage(byState);
    return { objectiveIds, programme: { programmeId, name, total, ready, counts } };
  });
  const under = (objectiveId: string | null): readonly ProgrammeInTree[] =>
    all
      .filter(({ objectiveIds }) =>
        objectiveId === null ? objectiveIds.length === 0 : objectiveIds.includes(objectiveId),
      )
      .map(({ programme }) => programme);
  const whole = (id: string | null, name: string | undefined): ObjectiveInTree => {
    const { byState, ready } = ofObjective.get(id) ?? nothing;
    const objectiveId = id ?? undefined;
    return { objectiveId, name, ready, counts: countedByStage(byState), programmes: under(id) };
  };
  const apart = whole(null, undefined);
  return [
    ...Object.values(objectives).map(({ objectiveId, name }) => whole(objectiveId, name)),
    ...(apart.programmes.length > 0 ? [apart] : []),
  ];
}

const handedIn = ['submitted', 'inVerification', 'verified'] as const;

function unitsOf(sources: OverviewSources): readonly UnitInCycle[] {
  const { life, organisation, progress, reminded } = sources;
  const late = lateByUnit(sources);
  const toRemind = new Map(unitsToRemind(life, organisation).map((each) => [each.unitId, each]));
  const timesReminded = new Map(reminded.map((each) => [each.unitId, each]));
  return progress.byUnit
    .flatMap(({ id, name, total, byState }): readonly UnitInCycle[] => {
      if (id === null) return [];
      const unitId = currentUnit(organisation, id);
      const counts = countedByStage(byState);
      return [
        {
          ...{ unitId: id, total, counts, late: late.get(id) ?? 0 },
          name: (organisation && nameOf(organisation, unitId)) ?? name,
          head: headOf(organisation, unitId),
          handedIn: handedIn.reduce((sum, stage) => sum + counts[stage], 0),
          reminded: timesReminded.get(id),
          toRemind: toRemind.get(id),
        },
      ];
    })
    .toSorted(
      (one, other) =>
        other.late - one.late ||
        one.handedIn / one.total - other.handedIn / other.total ||
        one.name.localeCompare(other.name, 'it'),
    );
}

/** The schede of each unit whose day is over and that wait for the unit, not for the office. */
function lateByUnit({
  life,
  pressing,
}: Pick<OverviewSources, 'life' | 'pressing'>): ReadonlyMap<string, number> {
  const machine = life.workflow.part('scheda');
  const waitsForUnit = (schedaId: string): boolean =>
    machine
      .meta(stateOfPart(life, 'scheda', schedaId))
      .some(({ awaits }) => awaits?.roles.some((role) => role === 'UH' || role === 'RF') ?? false);
  const late = new Map<string, number>();
  for (const { unitId, daysLeft, schede } of pressing.gaps) {
    if (unitId === null || daysLeft >= 0) continue;
    const its = schede.filter(({ schedaId }) => waitsForUnit(schedaId)).length;
    late.set(unitId, (late.get(unitId) ?? 0) + its);
  }
  return late;
}
