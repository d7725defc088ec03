import { romeDay, romeTime } from '#calendar';
import { cycleName, valueSets } from '#planning';
import type { Person } from '#people';
import { writeTable, type Columns, type RowValues, type TableFormat } from '#spreadsheet';
import type { Words } from '../../words/language.js';
import { filtersInWords, type SaidFilter } from './filter-words.js';
import type { ListedScheda } from './listed-scheda.js';
import type { SchedePageQuery } from './schede-filters.js';
import type { SchedeList } from './schede-list.js';

const line = { kind: 'text', oneLine: true } as const;

/** As on the page, and what the page has only as filters. The titles are Italian, as those of every file. */
const columns = {
  code: { title: 'Codice', ...line },
  title: { title: 'Titolo', ...line },
  objective: { title: 'Obiettivi', kind: 'list' },
  programme: { title: 'Programma', ...line },
  unit: { title: 'Unità', ...line },
  sector: { title: 'Settore', ...line },
  pnrr: { title: 'PNRR', kind: 'yes-no' },
  standing: { title: 'A che punto è', ...line },
  due: { title: 'Entro', kind: 'day' },
  late: { title: 'In ritardo', kind: 'yes-no' },
  returns: { title: 'Volte restituita', kind: 'whole-number' },
  version: { title: 'Versione', kind: 'whole-number' },
  moved: { title: 'Ultimo passo', kind: 'day' },
} as const satisfies Columns;
export const schedeExportColumns = columns;

/** What is seen, and where it comes from. */
export interface SeenSchede {
  readonly list: SchedeList;
  readonly query: SchedePageQuery;
  readonly schede: readonly ListedScheda[];
  readonly person: Person;
  readonly nowMs: number;
  readonly words: Words;
}

/** The list as it is seen, as a file: a workbook says on a second sheet which filters, when, and by whom. */
export function schedeFile(format: TableFormat, seen: SeenSchede): Uint8Array {
  const { list, schede, words } = seen;
  const { programmes, objectives } = list.life.data;
  const rows = schede.map((scheda): RowValues<typeof columns> => ({
    code: scheda.code,
    title: scheda.title,
    objective: scheda.objectiveIds.map((id) => objectives[id]?.name ?? id),
    programme: programmes[scheda.programmeId]?.name ?? scheda.programmeId,
    unit: scheda.unitName,
    ...(scheda.sector !== undefined && { sector: valueSets.sectors[scheda.sector] }),
    ...(scheda.pnrr !== undefined && { pnrr: scheda.pnrr }),
    standing: scheda.stateName.it,
    ...(scheda.owedBy !== undefined && { due: scheda.owedBy }),
    late: scheda.isLate,
    returns: scheda.returns,
    version: scheda.version,
    moved: romeDay(Date.parse(scheda.moved.at)),
  }));
  const { about, sheet } = words.schede;
  const notes = { name: about.sheet, titles: [about.what, about.value], rows: origin(seen) };
  return writeTable(format, { columns, rows, sheet, notes });
}

function origin({ list, query, schede, person, nowMs, words }: SeenSchede): readonly string[][] {
  const { about, ascending, descending, ...said } = words.schede;
  const filters = filtersInWords(query, list, words);
  const orders = {
    ...{ codice: said.code, titolo: said.heading, unita: said.unit, punto: said.where },
    ...{ entro: said.due, passo: said.moved },
  };
  return [
    [about.cycle, list.life.data.title],
    ...(filters.length === 0
      ? [[about.filters, about.noFilter]]
      : filters.map(({ label, value }) => [about.filters, `${label}: ${value}`])),
    [
      about.order,
      `${orders[query.ordine ?? 'codice']}, ${query.verso === 'giu' ? descending : ascending}`,
    ],
    [about.rows, String(schede.length)],
    [about.of, String(list.schede.length)],
    [about.at, `${romeDay(nowMs)} ${romeTime(nowMs)} (Europe/Rome)`],
    [about.by, person.personId],
  ];
}

/** `POA2024_schede_in-ritardo_2024-03-09.xlsx` */
export function fileName(
  format: TableFormat,
  { list, query, words }: Pick<SeenSchede, 'list' | 'query' | 'words'>,
): string {
  const year = cycleName(list.life.data.cycleId)?.year ?? '';
  const filters = filtersInWords(query, list, words).map(asPart).filter(Boolean);
  return [`POA${year}`, 'schede', ...filters, `${list.today}.${format}`].join('_');
}

/** A filter of yes or no is what it is called, every other what it was set to. */
function asPart({ name, label, value }: SaidFilter): string {
  const text = name === 'ritardo' || name === 'pnrr' ? label : value;
  const suffix = name === 'pnrr' ? ` ${value}` : '';
  return `${text}${suffix}`
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
}
