import { Readable } from 'node:stream';
import { Controller, Get, Query, Res, StreamableFile } from '@nestjs/common';
import { IsIn, IsOptional, Length } from 'class-validator';
import type { FastifyReply } from 'fastify';
import {
  AuditFactsProjection,
  factsColumns,
  factsMatching,
  factsTableRow,
  subjectOf,
  type FactPlace,
  type FactRow,
  type FactsFilter,
  type FactsRequest,
  type Order,
} from '#audit';
import type { Person } from '#people';
import { cycleName, forms, HasForm, IsDay, streamOf } from '#planning';
import { writeCsvPages, writeTable } from '#spreadsheet';
import { apiProblem, invalidRequest } from '../api/api-problems.js';
import { CycleReader } from '../api/cycle-reader.js';
import { Checked, PageQuery } from '../api/query.js';
import { ReadModelReader } from '../api/read-model-reader.js';
import { CurrentPerson } from '../http/current-person.js';

const orders = ['newest-first', 'oldest-first'] as const satisfies readonly Order[];
const exportFormats = ['csv', 'xlsx', 'ndjson'] as const;
type ExportFormat = (typeof exportFormats)[number];

/** Facts read at once while a list leaves as a file: a few milliseconds, then others have their turn. */
const EXPORT_PAGE = 500;
/** A workbook is held whole while it is written; what is longer goes as CSV. */
const MOST_WORKBOOK_ROWS = 20_000;

/** What somebody calls a thing: short, and compared as it stands. */
const named = { pattern: /^[A-Za-z][A-Za-z0-9/-]{0,79}$/, ...formOfName() };

/** Which facts are wanted: those that are all of this. */
class FactsQueryParameters extends PageQuery {
  /** Whose hand it was. */
  @IsOptional()
  @HasForm(forms.directoryId)
  readonly actor?: string;

  @IsOptional()
  @HasForm(forms.directoryId)
  readonly onBehalfOf?: string;

  /** `SchedaReturned`. */
  @IsOptional()
  @HasForm(named)
  readonly type?: string;

  /** `return-scheda`; of reads their rule, `read/history`. */
  @IsOptional()
  @HasForm(named)
  readonly verb?: string;

  @IsOptional()
  @HasForm(forms.id)
  readonly scheda?: string;

  /** The unit a fact names; of one that names none, that of whoever did it. */
  @IsOptional()
  @HasForm(forms.id)
  readonly unit?: string;

  /** A cycle or a register. */
  @IsOptional()
  @HasForm(forms.cycleId)
  readonly cycleId?: string;

  /** Recorded on this day or later. */
  @IsOptional()
  @IsDay()
  readonly from?: string;

  /** Recorded on this day or before. */
  @IsOptional()
  @IsDay()
  readonly to?: string;

  /** Happened on this day or later: the list is then in the order of those days. */
  @IsOptional()
  @IsDay()
  readonly occurredFrom?: string;

  @IsOptional()
  @IsDay()
  readonly occurredTo?: string;

  /** Words of a reason, each whole or from its beginning on; case and accents do not count. */
  @IsOptional()
  @Length(1, 200)
  readonly reason?: string;

  /** Words of the number of an act. */
  @IsOptional()
  @Length(1, 200)
  readonly act?: string;

  @IsOptional()
  @IsIn(orders)
  readonly order: Order = 'newest-first';
}

class ExportQueryParameters extends FactsQueryParameters {
  @IsOptional()
  @IsIn(exportFormats)
  readonly format: ExportFormat = 'csv';
}

/** A fact as it is listed: where it stands, and what the index knows of it. */
type ListedFact = Omit<FactRow, 'zone'> & { readonly cycleId: string | null };

/** Every fact of the zone, whatever its stream, by what an auditor asks for. */
@Controller('api/v1/audit/facts')
export class AuditFactsController {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
  ) {}

  @Get()
  async facts(
    @Query(new Checked(FactsQueryParameters)) query: FactsQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly ListedFact[]; readonly next?: string }> {
    await this.reader.mustRead(person, 'audit');
    const { limit, order, cursor, after } = query;
    const rows = await this.#read(filterOf(query, person), after, {
      ...{ order, limit: limit + 1 },
      after: placeIn(cursor),
    });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(listed),
      ...(rows.length > limit && last && { next: cursorOf(last) }),
    };
  }

  /** The whole list as a file, as the log stood when it was asked for. */
  @Get('export')
  async export(
    @Query(new Checked(ExportQueryParameters)) query: ExportQueryParameters,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | Buffer> {
    await this.reader.mustRead(person, 'audit');
    const { format, order, after } = query;
    const filter = filterOf(query, person);
    // Read before anything is answered: what cannot be read is a problem, not half a file.
    const [last] = await this.#read({ zone: person.zone }, after, {
      ...{ order: 'newest-first', limit: 1 },
    });
    const upTo = last?.position ?? 0;
    const pages = this.#pages(filter, order, upTo);
    reply.header('content-disposition', `attachment; filename="fatti.${format}"`);
    reply.header('content-type', mediaTypes[format]);
    if (format === 'xlsx') return workbookOf(pages);
    return new StreamableFile(Readable.from(format === 'csv' ? csvOf(pages) : linesOf(pages)));
  }

  async *#pages(
    filter: FactsFilter,
    order: Order,
    upTo: number,
  ): AsyncGenerator<readonly FactRow[], void, undefined> {
    let after: FactPlace | undefined;
    for (;;) {
      const request = { order, limit: EXPORT_PAGE, after, upTo };
      const rows = await this.#read(filter, 0, request);
      yield rows;
      after = rows.at(-1);
      if (rows.length < EXPORT_PAGE) return;
    }
  }

  /** @throws Problem not-yet-projected, view-unavailable */
  #read(
    filter: FactsFilter,
    after: number | undefined,
    request: FactsRequest,
  ): Promise<readonly FactRow[]> {
    return this.views.read(AuditFactsProjection, after, (rows) =>
      factsMatching(rows, filter, request),
    );
  }
}

function filterOf(query: FactsQueryParameters, { zone }: Person): FactsFilter {
  const { actor, onBehalfOf, type, verb, scheda, unit, cycleId } = query;
  const { from, to, occurredFrom, occurredTo, reason, act } = query;
  // A life of another zone has no facts under the names of this one.
  const stream = cycleId !== undefined && cycleName(cycleId) ? streamOf(cycleId) : cycleId;
  return {
    ...{ zone, actor, onBehalfOf, type, verb, scheda, unit, stream },
    ...{ from, to, occurredFrom, occurredTo, reason, act },
  };
}

function listed({ zone: _zone, ...fact }: FactRow): ListedFact {
  const subject = subjectOf(fact.stream);
  return { ...fact, cycleId: subject === fact.stream ? null : subject };
}

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

type Pages = AsyncIterable<readonly FactRow[]>;

const csvOf = (pages: Pages): AsyncIterable<Uint8Array> =>
  writeCsvPages(
    factsColumns,
    mapped(pages, (rows) => rows.map(factsTableRow)),
  );

const linesOf = (pages: Pages): AsyncIterable<string> =>
  mapped(pages, (rows) => rows.map((row) => `${JSON.stringify(listed(row))}\n`).join(''));

/** @throws Problem export-too-long */
async function workbookOf(pages: Pages): Promise<Buffer> {
  const rows: FactRow[] = [];
  for await (const page of pages) {
    rows.push(...page);
    if (rows.length > MOST_WORKBOOK_ROWS) {
      throw apiProblem('export-too-long', { most: MOST_WORKBOOK_ROWS });
    }
  }
  const columns = factsColumns;
  return Buffer.from(
    writeTable('xlsx', { columns, rows: rows.map(factsTableRow), sheet: 'Fatti' }),
  );
}

async function* mapped<From, To>(
  items: AsyncIterable<From>,
  change: (item: From) => To,
): AsyncGenerator<To, void, undefined> {
  for await (const item of items) yield change(item);
}

const cursorOf = ({ position, occurredOn }: FactPlace): string => `${position}_${occurredOn}`;

/** @throws Problem request-invalid */
function placeIn(cursor: string | undefined): FactPlace | undefined {
  if (cursor === undefined) return undefined;
  const [, position, occurredOn] = /^(\d{1,15})_(\d{4}-\d{2}-\d{2})$/.exec(cursor) ?? [];
  if (position !== undefined && occurredOn !== undefined) {
    return { position: Number(position), occurredOn };
  }
  throw invalidRequest([
    {
      field: '?cursor',
      it: 'non è il «next» di questo elenco',
      en: 'does not belong to this list',
    },
  ]);
}

function formOfName(): { readonly it: string; readonly en: string } {
  return {
    it: 'deve essere il nome di un fatto o di un’azione, come SchedaReturned o return-scheda',
    en: 'must be the name of a fact or of a verb, such as SchedaReturned or return-scheda',
  };
}
