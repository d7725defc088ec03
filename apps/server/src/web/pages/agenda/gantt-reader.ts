import { Injectable } from '@nestjs/common';
import {
  deadlinesLateness,
  dueFor,
  isTheirDeadline,
  latenessOfSchede,
  reads,
  SchedaTimesProjection,
  workingCalendarOf,
  type CycleLife,
  type DeadlineKind,
  type Lateness,
  type SchedaLateness,
} from '#planning';
import type { Person } from '#people';
import type { WorkingCalendar } from '#calendar';
import { stateOfPart } from '#workflow';
import { CycleReader } from '../../../api/cycle-reader.js';
import { deadlinesById } from '../../../api/deadlines-view.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { unitsToldOf } from '../../../api/units-told-of.js';
import { unitNamesIn } from '../../unit-names.js';
import { CycleThroughTime } from '../history/cycle-through-time.js';
import { phaseSpans, type PhaseSpan } from '../cycle/phases.js';

interface InBoth {
  readonly it: string;
  readonly en: string;
}

/** A unit under a deadline that is about its schede, or that was moved for it alone. */
export interface GanttUnit {
  readonly unitId: string;
  readonly name: string;
  readonly due: string;
  /** When the last of its schede was done; undefined while one is not. */
  readonly doneOn: string | undefined;
  /** How many of how many are done; undefined where whoever looks is not told. */
  readonly done: number | undefined;
  readonly all: number;
}

/** A deadline as a bar: what was planned, and what became of it. */
export interface GanttRow {
  readonly deadlineId: string;
  readonly kind: DeadlineKind;
  readonly label: InBoth | undefined;
  /** From when on people knew of it. */
  readonly setOn: string;
  readonly due: string;
  readonly doneOn: string | undefined;
  readonly lateness: Lateness | undefined;
  /** What its machine says. */
  readonly state: InBoth;
  /** How its day was found, and on what it rests. */
  readonly why: InBoth;
  readonly moves: CycleLife['data']['deadlines'][string]['history'];
  readonly units: readonly GanttUnit[];
}

/** What is drawn of a cycle. */
export interface ShownGantt {
  readonly life: Readonly<CycleLife>;
  readonly spans: readonly PhaseSpan[] | undefined;
  readonly rows: readonly GanttRow[];
  readonly calendar: WorkingCalendar;
  /** The units that have a row somewhere, to choose one. */
  readonly units: readonly Pick<GanttUnit, 'unitId' | 'name'>[];
}

/** Whose deadlines are wanted: those that concern one’s role, those of one unit, or all. */
export interface WhoseDeadlines {
  readonly mine: boolean;
  readonly unitId: string | undefined;
}

/** Reads the deadlines of a cycle as a picture of what was planned and what became of it. */
@Injectable()
export class GanttReader {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
    private readonly cycles: CycleThroughTime,
  ) {}

  /** @throws Problem not-allowed, role-not-held, cycle-not-found */
  async of(person: Person, cycleId: string, whose: WhoseDeadlines): Promise<ShownGantt> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const on = this.reader.today();
    const [{ life, track }, organisation, { schede, standings }, mayTell] = await Promise.all([
      this.cycles.now(cycleId),
      this.reader.organisation(person.zone),
      this.views.read(SchedaTimesProjection, undefined, (rows) => {
        const schede = latenessOfSchede(rows, { cycleId, on });
        return { schede, standings: deadlinesLateness(rows, { cycleId, on }, schede) };
      }),
      this.#mayTell(person, cycleId),
    ]);
    const told = schede.filter(({ unitId }) => mayTell(unitId));
    const nameOf = unitNamesIn(organisation);
    const machine = life.workflow.part('deadline');
    const all = Object.values(deadlinesById(life)).map((shown): GanttRow => {
      const { deadlineId, kind, label, due, it, en } = shown;
      const standing = standings.find((each) => each.deadlineId === deadlineId);
      const [state] = machine.meta(stateOfPart(life, 'deadline', deadlineId));
      const deadline = life.data.deadlines[deadlineId];
      const ofKind = told.filter((each) => each.kind === kind && each.due !== null);
      return {
        ...{ deadlineId, kind, label, due, why: { it, en } },
        setOn: deadline?.setOn ?? due,
        doneOn: standing?.doneOn ?? undefined,
        lateness: standing?.lateness,
        state: state ?? { it: '', en: '' },
        moves: deadline?.history ?? [],
        units: unitsOf(deadline ?? { due, forUnits: {} }, ofKind, nameOf),
      };
    });
    const units = new Map(
      all.flatMap((row) =>
        row.units.map(({ unitId, name }) => [unitId, { unitId, name }] as const),
      ),
    );
    return {
      life,
      spans: phaseSpans(life, track),
      rows: all
        .filter(({ kind }) => !whose.mine || isTheirDeadline(person.role, kind))
        .flatMap((row) => ofUnit(row, whose.unitId))
        .toSorted((one, other) => (one.due < other.due ? -1 : 1)),
      calendar: workingCalendarOf(organisation),
      units: [...units.values()].toSorted((one, other) => one.name.localeCompare(other.name, 'it')),
    };
  }

  /** Of which units somebody is told how their schede stand: heads of their own only. */
  async #mayTell(person: Person, cycleId: string): Promise<(unitId: string) => boolean> {
    if (!reads(person.role, 'unit-reports')) return () => false;
    const { unitIds } = await unitsToldOf(this.reader, person, cycleId, undefined);
    return (unitId) => unitIds?.includes(unitId) ?? true;
  }
}

/** The units whose schede a deadline binds, and those for which it was moved alone. */
function unitsOf(
  deadline: Pick<CycleLife['data']['deadlines'][string], 'due' | 'forUnits'>,
  schede: readonly SchedaLateness[],
  nameOf: (unitId: string) => string,
): readonly GanttUnit[] {
  const byUnit = Map.groupBy(schede, ({ unitId }) => unitId);
  const ids = new Set([...byUnit.keys(), ...Object.keys(deadline.forUnits)]);
  return [...ids]
    .map((unitId): GanttUnit => {
      const own = byUnit.get(unitId) ?? [];
      const owed = own.filter(({ lateness }) => lateness !== 'notOwed');
      const days = owed.flatMap(({ doneOn, owedAgain }) =>
        doneOn === null || owedAgain ? [] : [doneOn],
      );
      const isDone = owed.length > 0 && days.length === owed.length;
      return {
        ...{ unitId, name: nameOf(unitId), due: dueFor(deadline, unitId), all: owed.length },
        doneOn: isDone ? days.toSorted().at(-1) : undefined,
        done: byUnit.has(unitId) ? days.length : undefined,
      };
    })
    .toSorted((one, other) => one.name.localeCompare(other.name, 'it'));
}

/** A deadline as it is for one unit: with its own day and nobody else’s; not at all where it says nothing of it. */
function ofUnit(row: GanttRow, unitId: string | undefined): readonly GanttRow[] {
  if (unitId === undefined) return [row];
  const unit = row.units.find((each) => each.unitId === unitId);
  return unit ? [{ ...row, due: unit.due, units: [unit] }] : [];
}
