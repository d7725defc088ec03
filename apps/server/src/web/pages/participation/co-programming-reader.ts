import { Injectable } from '@nestjs/common';
import type { Person } from '#people';
import {
  actionsOf,
  coProgrammingProcedure,
  coProgrammingVerbs,
  CyclesProjection,
  cyclesOf,
  workingCalendarOf,
  yearlyProgramme,
} from '#planning';
import { CycleReader, notFound } from '../../../api/cycle-reader.js';
import { lastUsefulDayOf } from '../../../api/deadlines-view.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import type { ShownCoProgramming } from './co-programming-page.js';

const names: ReadonlySet<string> = new Set(coProgrammingVerbs.map(({ name }) => name));
/** Procedures of a zone that are led to: those of the last years. */
const MOST_PROCEDURES = 10;

/** Reads the co-programming of a yearly programme or of a procedure of its own, for whoever may. */
@Injectable()
export class CoProgrammingReader {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
  ) {}

  /** @param onBehalfOf for whom they act @throws Problem not-allowed, role-not-held, cycle-not-found */
  async of(
    person: Person,
    cycleId: string,
    onBehalfOf: string | undefined,
  ): Promise<ShownCoProgramming> {
    await this.reader.mustBeAllowed(person, 'coverage', cycleId);
    const { zone } = person;
    const [any, organisation, { rows: procedures }] = await Promise.all([
      this.reader.life(cycleId),
      this.reader.organisation(zone),
      this.views.read(CyclesProjection, undefined, (database) =>
        cyclesOf(database, { zone, definition: 'co-programmazione', limit: MOST_PROCEDURES }),
      ),
    ]);
    const procedure = coProgrammingProcedure(any);
    const programme = yearlyProgramme(any);
    const life = procedure ?? programme;
    if (!life) throw notFound('cycle-not-found', { cycleId });
    const circumstances = { organisation, onBehalfOf, nowMs: this.reader.nowMs() };
    const today = this.reader.today();
    const calendar = workingCalendarOf(organisation);
    const { noticeDays } = life.workflow.definition.documents as { readonly noticeDays: number };
    return {
      ...{ life, procedures, noticeDays, today, isProcedure: procedure !== undefined },
      responsiblePersonId: procedure?.data.responsiblePersonId,
      lastUsefulDay: programme && lastUsefulDayOf(programme, calendar, today),
      actions: actionsOf(any, person, undefined, circumstances).filter(({ verb }) =>
        names.has(verb),
      ),
      actionsOn: (id) => actionsOf(any, person, { kind: 'application', id }, circumstances),
    };
  }
}
