import { Injectable } from '@nestjs/common';
import {
  coDesignTable,
  CyclesProjection,
  cyclesOf,
  organisationOf,
  reads,
  registerId,
  schedeTable,
  spreadsheetTables,
  unitsTable,
  ZONE_REGISTER,
  type AnyLife,
  type SpreadsheetTable,
} from '#planning';
import type { Person, Role } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { refusalProblem } from '../../../api/refusal-problem.js';
import { SpreadsheetImports } from '../../../api/spreadsheet-imports.js';
import { Problem } from '../../../http/problem.js';

/** Programmes that schede may be imported into: those of the last years. */
const CYCLES = 3;
/** For what is only asked. */
const NO_COMMAND = '00000000-0000-4000-8000-000000000000';

/** A table of a cycle or register into which somebody may import. */
export interface Destination {
  readonly table: SpreadsheetTable;
  readonly lifeId: string;
  /** What the cycle is called; a register needs no name, a zone has one of each. */
  readonly title: string | undefined;
  /** Why nothing can be imported there now. */
  readonly why: Problem | undefined;
  /** Undefined where it is not begun. */
  readonly life: Readonly<AnyLife> | undefined;
}

/** Whether the office of somebody imports anything. */
export const imports = (role: Role): boolean =>
  spreadsheetTables.some((table) => isFor(role, table));

const isFor = (role: Role, { verb, reading }: SpreadsheetTable): boolean =>
  verb.who.some((grant) => grant.role === role) && reads(role, reading);

/** Finds out into what somebody may import, as the verbs and the machines say. */
@Injectable()
export class Destinations {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
    private readonly engine: SpreadsheetImports,
  ) {}

  /** @param onBehalfOf for whom they act */
  async of(person: Person, onBehalfOf: string | undefined): Promise<readonly Destination[]> {
    const { zone, role } = person;
    const { rows: cycles } = await this.views.read(CyclesProjection, undefined, (database) =>
      cyclesOf(database, { zone, definition: 'poa-annuale', limit: CYCLES }),
    );
    const all = [
      { table: coDesignTable, lifeId: registerId(zone, ZONE_REGISTER) },
      ...cycles.map(({ cycleId: lifeId }) => ({ table: schedeTable, lifeId })),
      { table: unitsTable, lifeId: organisationOf(zone) },
    ].filter(({ table }) => isFor(role, table));
    return Promise.all(all.map((each) => this.#looked(each, person, onBehalfOf)));
  }

  async #looked(
    { table, lifeId }: Pick<Destination, 'table' | 'lifeId'>,
    person: Person,
    onBehalfOf: string | undefined,
  ): Promise<Destination> {
    const title = (life: Readonly<AnyLife>) =>
      table === schedeTable ? life.data.title : undefined;
    try {
      const life = await this.reader.life(lifeId);
      const envelope = {
        ...{ cycleId: lifeId, person, commandId: NO_COMMAND },
        ...(onBehalfOf !== undefined && { onBehalfOf }),
      };
      const denied = await this.engine.deniedWithoutRows(table, { fileName: '—', envelope });
      const why = denied && refusalProblem(denied.refusal, { rule: denied.rule, cycleId: lifeId });
      return { table, lifeId, life, title: title(life), why };
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 404) throw error;
      return { table, lifeId, life: undefined, title: undefined, why: error };
    }
  }
}
