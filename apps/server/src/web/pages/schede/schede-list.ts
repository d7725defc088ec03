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
import { stageOf } from '../cycle/scheda-stage.js';
import type { ListedScheda } from './listed-scheda.js';
import type { Sector } from './schede-filters.js';

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
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
  ) {}

  /** @throws Problem not-allowed, role-not-held, cycle-not-found */
  async of(person: Person, cycleId: string): Promise<SchedeList> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const today = this.reader.today();
    const [life, organisation, rows, owed] = await Promise.all([
      this.reader.programme(cycleId),
      this.reader.organisation(person.zone),
      this.#rows(cycleId, today),
      this.#owed(cycleId, today),
    ]);
    const unitName = unitNamesIn(organisation);
    const { programmes, schede } = life.data;
    return {
      ...{ life, organisation, today, unitName },
      schede: rows.map((row): ListedScheda => {
        const content = schede[row.schedaId]?.content ?? {};
        const stage = stageOf(row.state);
        // A day that a return asked for counts for as long as the scheda lies where it was returned to.
        const days = [owed.get(row.schedaId), stage === 'returned' ? row.due : null];
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
      }),
    };
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
