import type { CellValue, Column, Columns, Option } from '#spreadsheet';
import { present } from '../command/present.js';
import type { Scheda } from '../scheda/scheda.data.js';
import type { SchedaContent } from '../scheda/scheda.facts.js';
import { schedaSchemaV1 } from '../scheda/scheda.v1.schema.js';
import { holders, schedaKinds, sectors } from '../value-sets.js';
import { labelOf, type Named } from './find-named.js';

/** The values of a row by the keys of its columns; an empty cell has none. */
export type RowOfTable = Readonly<Record<string, CellValue | undefined>>;

/** A value set as a column offers it. */
export const optionsOf = (set: Readonly<Record<string, string>>): readonly Option[] =>
  Object.entries(set).map(([code, label]) => ({ code, label }));

const { properties } = schedaSchemaV1;
type Field = keyof typeof properties;

/** A column for a field of the scheda, under the title that the sheet gives it. */
const field = <Kind extends object>(name: Field, column: Kind) => ({
  title: properties[name].title,
  ...column,
});

const text = (maxLength: number) => ({ kind: 'text', maxLength }) as const;
const name = { kind: 'text', oneLine: true } as const;
const list = { kind: 'list', maxItems: 50 } as const;
const day = { kind: 'day' } as const;
const flag = { kind: 'yes-no' } as const;

/** How exactly the period of a scheda is meant. */
const precisions = { day: 'Giorno', month: 'Mese', year: 'Anno' } as const;
const resourceSources = {
  AUSL: 'Azienda USL',
  COMUNE: 'Comune',
  REGIONE: 'Regione',
  STATO: 'Stato',
  UE: 'Unione europea',
  ALTRO: 'Altro',
} as const;

/** Who and what a scheda is for: these make it, and are no part of its text. */
const assignment = {
  code: {
    ...{ title: 'Codice', ...name, example: '2024-P07-003' },
    note: 'Di solito resta vuoto: il codice viene assegnato. Un codice dato non si riusa mai.',
  },
  title: field('title', { ...text(200), required: true, example: 'Assistenza domiciliare' }),
  programme: {
    ...{ title: 'Programma', ...name, required: true, example: 'P07' },
    note: 'Il codice o il nome di un programma del ciclo.',
  },
  unit: {
    ...{ title: 'Unità', ...name, required: true, example: 'anziani' },
    note: 'L’identificativo o il nome di un’unità attiva.',
  },
  person: {
    ...{ title: 'Responsabile', ...name, example: 'responsabile-anziani' },
    note: 'L’identificativo della persona. Vuoto: il responsabile dell’unità nel registro.',
  },
} as const satisfies Columns;

/** The fields of the text that take one cell each, by the names the schema gives them. */
const content = {
  sector: field('sector', { kind: 'choice', options: optionsOf(sectors) }),
  holder: field('holder', { kind: 'choice', options: optionsOf(holders) }),
  kind: field('kind', { kind: 'choice', options: optionsOf(schedaKinds) }),
  needIds: field('needIds', { ...list, note: 'Gli identificativi dei bisogni, separati da «;».' }),
  noNeedReason: field('noNeedReason', text(1000)),
  pssirReferences: field('pssirReferences', list),
  description: field('description', text(10_000)),
  specificGoals: field('specificGoals', { ...list, note: 'Uno o più, separati da «;».' }),
  recipients: field('recipients', text(1000)),
  expectedRecipients: field('expectedRecipients', {
    ...{ kind: 'whole-number', minimum: 0, maximum: 10_000_000 },
  }),
  territory: field('territory', list),
  start: field('start', { ...day, example: '01/01/2024' }),
  end: field('end', { ...day, example: '31/12/2024' }),
  periodPrecision: field('periodPrecision', { kind: 'choice', options: optionsOf(precisions) }),
  partners: field('partners', list),
  coDesignIds: field('coDesignIds', list),
  fundedProjectIds: field('fundedProjectIds', list),
  genderViolence: field('genderViolence', flag),
  pnrr: field('pnrr', flag),
  legalReferences: field('legalReferences', list),
  noIndicatorReason: field('noIndicatorReason', text(1000)),
} as const satisfies Columns;

/** The fields of which a scheda has several entries: each entry takes a group of columns. */
const groups = {
  indicators: {
    name: { title: 'Indicatore', ...text(200) },
    unit: { title: 'Unità di misura', ...text(50) },
    baseline: { title: 'Valore di partenza', ...text(100) },
    target: { title: 'Valore atteso', ...text(100) },
    source: { title: 'Fonte del dato', ...text(200) },
    measuredWhen: { title: 'Quando si misura', ...text(100) },
  },
  resources: {
    source: { title: 'Risorsa', kind: 'choice', options: optionsOf(resourceSources) },
    fund: { title: 'Fondo', ...text(200) },
    amount: { title: 'Importo', kind: 'amount' },
    note: { title: 'Nota sulla risorsa', ...text(500) },
  },
} as const satisfies Readonly<Record<string, Columns>>;
type GroupName = keyof typeof groups;
const groupNames = Object.keys(groups) as readonly GroupName[];

/** How many entries a file to import has room for; others are added on the sheet itself. */
const GROUPS_TO_IMPORT = 3;

const keyOf = (group: string, index: number, part: string): string =>
  `${group}${index + 1}${part[0]?.toUpperCase() ?? ''}${part.slice(1)}`;

function columnsWith(count: (group: GroupName) => number): Columns {
  const columns: Record<string, Column> = { ...assignment, ...content };
  for (const group of groupNames) {
    for (let index = 0; index < count(group); index += 1) {
      for (const [part, column] of Object.entries<Column>(groups[group])) {
        columns[keyOf(group, index, part)] = { ...column, title: `${column.title} ${index + 1}` };
      }
    }
  }
  return columns;
}

/** The columns of a file of schede to import. */
export const schedeColumns: Columns = columnsWith(() => GROUPS_TO_IMPORT);

/** The title of a column, for who has to find it. */
export const titleOfSchede = (key: string): string => schedeColumns[key]?.title ?? key;

/** What is wished for a row of the file: the assignment and the text. */
export interface SchedaRowValues {
  readonly code?: string;
  readonly title: string;
  readonly programme: string;
  readonly unit: string;
  readonly person?: string;
  readonly content?: SchedaContent;
}

/** A row of a file as it is wished for. The columns have seen to it that what is required is there. */
export function schedaOfRow(row: RowOfTable): SchedaRowValues {
  const told = Object.keys(content).map((name) => [name, row[name]] as const);
  const grouped = groupNames.map((group) => [group, entriesOf(row, group)] as const);
  const filled = [...told, ...grouped].filter(([, value]) => value !== undefined);
  const { code, title, programme, unit, person } = row as Readonly<Record<string, string>>;
  return {
    ...present({ code }),
    title: title?.trim() ?? '',
    programme: programme ?? '',
    unit: unit ?? '',
    ...present({ person }),
    ...(filled.length > 0 && { content: Object.fromEntries<unknown>(filled) }),
  };
}

function entriesOf(row: RowOfTable, group: GroupName): readonly object[] | undefined {
  const entries = Array.from({ length: GROUPS_TO_IMPORT }, (_, index): RowOfTable =>
    Object.fromEntries<CellValue>(
      Object.keys(groups[group]).flatMap((part) => {
        const value = row[keyOf(group, index, part)];
        return value === undefined ? [] : [[part, value]];
      }),
    ),
  );
  // An empty group before a filled one is kept, so that what is missing is told of the right cells.
  const last = entries.findLastIndex((entry) => Object.keys(entry).length > 0);
  return last < 0 ? undefined : entries.slice(0, last + 1);
}

/** The column that a field of the wished text came from: `/indicators/0/target` from `indicators1Target`. */
export function columnOfContent(pointer: string): string {
  const [, name = '', index, part] = pointer.split('/');
  if (!groupNames.includes(name as GroupName)) return name;
  const place = Number(index ?? 0);
  const [first = ''] = Object.keys(groups[name as GroupName]);
  return keyOf(name, Math.min(place, GROUPS_TO_IMPORT - 1), part ?? first);
}

/** How a scheda stands beside its text, in words. */
export interface SchedaNames {
  readonly programme: Named;
  readonly unit: Named;
  readonly state: string;
}

/** The column that only exports have: where each scheda stands. An import begins anew. */
const state = { title: 'Stato', ...name } as const;

/** The columns of an export of these schede: as many entries of each group as the longest of them has. */
export function exportColumns(schede: readonly Pick<Scheda, 'content'>[]): Columns {
  const longest = (group: GroupName): number =>
    Math.max(GROUPS_TO_IMPORT, ...schede.map((scheda) => entriesIn(scheda, group).length));
  return { ...columnsWith(longest), state };
}

/** A scheda as a row of an export. Attachments have no column: they are documents kept elsewhere. */
export function rowOfScheda(
  scheda: Pick<Scheda, 'code' | 'title' | 'personId' | 'content'>,
  { programme, unit, state: standing }: SchedaNames,
): RowOfTable {
  const cells = groupNames.flatMap((group) =>
    entriesIn(scheda, group).flatMap((entry, index) =>
      Object.keys(groups[group]).map((part) => [keyOf(group, index, part), entry[part]] as const),
    ),
  );
  return {
    ...(Object.fromEntries([
      ...Object.keys(content).map((name) => [name, scheda.content[name]] as const),
      ...cells,
    ]) as RowOfTable),
    code: scheda.code,
    title: scheda.title,
    programme: labelOf(programme),
    unit: labelOf(unit),
    person: scheda.personId,
    state: standing,
  };
}

/** The entries of a group; the schema says what they look like. */
function entriesIn(
  scheda: Pick<Scheda, 'content'>,
  group: GroupName,
): readonly Readonly<Record<string, CellValue | undefined>>[] {
  return (scheda.content[group] ?? []) as readonly Readonly<Record<string, CellValue>>[];
}
