import { romeDay, romeTime } from '#calendar';
import { valueSets, type CoDesignListRow } from '#planning';
import { writeTable, type TableFormat } from '#spreadsheet';
import type { Words } from '../../words/language.js';
import type { CoDesignPageQuery } from './co-design-query.js';
import { fiveCells, fiveColumns, fiveTexts, type FiveCells } from './five-columns.js';
import { registerPdf } from './register-pdf.js';

/** What is seen of the register, and by whom. */
export interface SeenRegister {
  readonly registerId: string;
  readonly zone: string;
  /** Its last fact. */
  readonly revision: number;
  readonly rows: readonly CoDesignListRow[];
  readonly total: number;
  readonly query: Readonly<CoDesignPageQuery>;
  readonly personId: string;
  readonly nowMs: number;
  readonly words: Words;
}

const cellsOf = (row: CoDesignListRow): FiveCells => fiveCells(row, row.stateName.it);

/** The register as it is seen, as a table; a workbook says on a second sheet which filters, when and by whom. */
export function coDesignFile(format: TableFormat, seen: SeenRegister): Uint8Array {
  const { about } = seen.words.schede;
  const { personId, nowMs, total } = seen;
  const filters = saidFilters(seen);
  const notes = {
    ...{ name: about.sheet, titles: [about.what, about.value] },
    rows: [
      ...(filters.length === 0
        ? [[about.filters, about.noFilter]]
        : filters.map(({ label, value }) => [about.filters, `${label}: ${value}`])),
      [about.rows, String(seen.rows.length)],
      [about.of, String(total)],
      [about.at, `${romeDay(nowMs)} ${romeTime(nowMs)} (Europe/Rome)`],
      [about.by, personId],
    ],
  };
  return writeTable(format, {
    ...{ columns: fiveColumns, rows: seen.rows.map(cellsOf), sheet: 'Registro', notes },
  });
}

/** The same as tagged PDF, piece by piece; its title page says which filters and when. */
export function coDesignPdf(seen: SeenRegister): AsyncGenerator<Uint8Array> {
  const { registerId, zone, revision, total, nowMs } = seen;
  const filters = saidFilters(seen);
  const about = { registerId, zone, revision, total, filters, atMs: nowMs };
  return registerPdf(seen.rows.map(cellsOf), about);
}

/** The same as JSON: the five columns as they are written, and what is understood of them. */
export function coDesignJson({ rows, query, nowMs }: SeenRegister): string {
  const asked = Object.entries<unknown>(query).filter(([, value]) => value !== undefined);
  return JSON.stringify(
    {
      writtenAt: new Date(nowMs).toISOString(),
      filters: Object.fromEntries(asked),
      columns: Object.values(fiveColumns).map(({ title }) => title),
      rows: rows.map((row) => ({
        id: row.coDesignRowId,
        written: fiveTexts(cellsOf(row)),
        understood: {
          ...{ state: row.state, period: row.period ?? null, endsOn: row.endsOn },
          ...{ codes: row.codes, renews: row.renews ?? null, renewedBy: row.renewedBy },
        },
      })),
    },
    undefined,
    2,
  );
}

/** `registro-co-progettazione_in-corso_2024-03-09.xlsx`: what it is narrowed down by, and when. */
export function coDesignFileName(ending: string, seen: SeenRegister): string {
  const parts = saidFilters(seen).map(({ value }) => asPart(value));
  const day = romeDay(seen.nowMs);
  return ['registro-co-progettazione', ...parts.filter(Boolean), `${day}.${ending}`].join('_');
}

interface SaidFilter {
  readonly label: string;
  readonly value: string;
}

function saidFilters({
  query,
  words,
}: Pick<SeenRegister, 'query' | 'words'>): readonly SaidFilter[] {
  const said = words.coDesign;
  const { stato, titolare, ente, cup, cig, scheda, dal, al, entro, rivedere } = query;
  const states: Readonly<Record<string, string>> = valueSets.coDesignStates;
  const all: readonly (readonly [label: string, value: string | undefined])[] = [
    [said.state, stato === undefined ? undefined : (states[stato] ?? stato)],
    [said.holder, titolare],
    [said.ente, ente],
    [said.cup, cup],
    [said.cig, cig],
    [said.scheda, scheda],
    [said.from, dal === undefined ? undefined : `${said.fromShort} ${dal}`],
    [said.to, al === undefined ? undefined : `${said.toShort} ${al}`],
    [said.expiring, entro === undefined ? undefined : said.within(entro)],
    [said.review, rivedere === undefined ? undefined : said.needsReview],
  ];
  return all.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

const asPart = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
