import { Injectable } from '@nestjs/common';
import {
  latenessOfSchede,
  schedeOf,
  SchedaTimesProjection,
  SchedeProjection,
  type CycleLife,
  type OrganisationOn,
  type SchedaRow,
} from '#planning';
import type { Person } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { unitNamesIn } from '../../unit-names.js';
import { WorkedOutOnce } from '../../worked-out-once.js';
import { stageOf } from '../cycle/scheda-stage.js';
import type { ListedScheda } from './listed-scheda.js';
import type { Sector } from './schede-filters.js';

/** Lists kept at once: a zone looks at this year and at a few before it. */
const KEPT = 16;

const views = [SchedeProjection, SchedaTimesProjection] as const;

/** All schede of a cycle, with what they are shown with. */
export interface SchedeList {
  readonly life: Readonly<CycleLife>;
  readonly organisation: OrganisationOn | undefined;
  /** `2026-11-26` in Rome. */
  readonly today: string;
  readonly schede: readonly ListedScheda[];
  /** What a unit is called today. */
  readonly unitName: (unitId: string) => string;
}

/** Reads the schede of a cycle for the pages that list them. */
@Injectable()
export class SchedeListReader {
  readonly #lists = new WorkedOutOnce<readonly ListedScheda[]>(KEPT);

  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
  ) {}

  /** @throws Problem not-allowed, role-not-held, cycle-not-found, view-unavailable */
  async of(person: Person, cycleId: string): Promise<SchedeList> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const { zone } = person;
    const today = this.reader.today();
    const [life, organisation, reached] = await Promise.all([
      this.reader.programme(cycleId),
      this.reader.organisation(zone),
      this.views.reachedBy(views),
    ]);
    const unitName = unitNamesIn(organisation);
    // What the register says of units and roles, the list of the schede follows as well.
    const schede = await this.#lists.of(
      [cycleId, life.revision, today, zone, reached],
      async () => {
        const [rows, owed] = await Promise.all([
          this.#rows(cycleId, today),
          this.#owed(cycleId, today),
        ]);
        return rows.map((row) =>
          listed(row, { life, owedBy: owed.get(row.schedaId), today, unitName }),
        );
      },
    );
    return { life, organisation, today, unitName, schede };
  }

  async #rows(cycleId: string, today: string): Promise<readonly SchedaRow[]> {
    return this.views.read(SchedeProjection, undefined, (database) => {
      const rows: SchedaRow[] = [];
      let after: string | undefined;
      do {
        const page = schedeOf(database, { cycleId, today, limit: 200, after });
        rows.push(...page.rows);
        after = page.next ?? undefined;
      } while (after !== undefined);
      return rows;
    });
  }

  /** By when each scheda owes what it owes first. */
  async #owed(cycleId: string, on: string): Promise<ReadonlyMap<string, string>> {
    const all = await this.views.read(SchedaTimesProjection, undefined, (database) =>
      latenessOfSchede(database, { cycleId, on }),
    );
    const days = new Map<string, string>();
    for (const { schedaId, due, lateness, owedAgain } of all) {
      const isOwed = lateness === 'missing' || lateness === 'open' || owedAgain;
      if (due === null || !isOwed) continue;
      const earlier = days.get(schedaId);
      if (earlier === undefined || due < earlier) days.set(schedaId, due);
    }
    return days;
  }
}

function listed(
  row: SchedaRow,
  {
    life,
    owedBy: ofDeadline,
    today,
    unitName,
  }: Pick<SchedeList, 'life' | 'today' | 'unitName'> & { readonly owedBy: string | undefined },
): ListedScheda {
  const { programmes, schede } = life.data;
  const content = schede[row.schedaId]?.content ?? {};
  const stage = stageOf(row.state);
  // A day that a return asked for counts for as long as the scheda lies where it was returned to.
  const days = [ofDeadline, stage === 'returned' ? row.due : null];
  const [owedBy] = days.filter((day) => typeof day === 'string').toSorted();
  return {
    ...row,
    ...{ stage, owedBy, isLate: owedBy !== undefined && owedBy < today },
    unitName: unitName(row.unitId),
    // What the schema of the schede lets through.
    sector: content['sector'] as Sector | undefined,
    pnrr: content['pnrr'] as boolean | undefined,
    objectiveIds: programmes[row.programmeId]?.objectiveIds ?? [],
  };
}
