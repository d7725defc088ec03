import type { Columns } from '#spreadsheet';
import { present } from '../command/present.js';
import type { CoDesignRow } from '../co-design/co-design.facts.js';
import { coDesignStates, legalForms, type CoDesignState, type SubjectRole } from '../value-sets.js';
import { firstDay, lastDay, type Precision } from '../zone-register/period.js';
import { optionsOf, type RowOfTable } from './schede-table.js';

const text = (maxLength: number) => ({ kind: 'text', maxLength }) as const;
const list = { kind: 'list', maxItems: 50 } as const;
const code = { kind: 'text', oneLine: true, maxLength: 63 } as const;

const precisions = {
  day: 'Giorno',
  month: 'Mese',
  year: 'Anno',
  none: 'Nessuna data',
} as const satisfies Readonly<Record<Precision, string>>;

/** The columns of the rows of co-design: those subjects who are the same to it share a cell. */
export const coDesignColumns = {
  coDesignRowId: {
    ...{ title: 'Riga', ...code, example: 'CP01' },
    note: 'Il codice della riga. Vuoto: viene assegnato un identificativo.',
  },
  holder: { title: 'Titolare', ...text(300), required: true },
  holderBodyIds: { title: 'Enti titolari', ...list, note: 'Identificativi, separati da «;».' },
  activity: { title: 'Attività', ...text(4000), required: true },
  legalForm: { title: 'Forma giuridica', kind: 'choice', options: optionsOf(legalForms) },
  partners: { title: 'Partner', ...list, note: 'Uno o più, separati da «;».' },
  beneficiaries: { title: 'Destinatari', ...list },
  toBeFound: { title: 'Soggetti da individuare', ...list },
  categories: { title: 'Categorie di soggetti', ...list },
  state: { title: 'Stato', kind: 'choice', options: optionsOf(coDesignStates), required: true },
  stateText: { title: 'Stato (parole della fonte)', ...text(300) },
  stateCondition: { title: 'Condizione dello stato', ...text(500) },
  from: { title: 'Dal', kind: 'day', note: 'Di un mese o di un anno, il primo giorno.' },
  to: { title: 'Al', kind: 'day', note: 'Di un mese o di un anno, l’ultimo giorno.' },
  precision: {
    ...{ title: 'Precisione', kind: 'choice', options: optionsOf(precisions) },
    note: 'Quanto sono esatte le due date. Vuoto: al giorno.',
  },
  durationMonths: { title: 'Durata in mesi', kind: 'whole-number', minimum: 1, maximum: 600 },
  periodText: { title: 'Periodo (parole della fonte)', ...text(500) },
  periodCondition: { title: 'Condizione del periodo', ...text(500) },
  cup: { title: 'CUP', ...list },
  cig: { title: 'CIG', ...list },
  clp: { title: 'CLP', ...list },
  amountEur: { title: 'Importo', kind: 'amount' },
  act: { title: 'Atto', ...text(300) },
  legalReferences: { title: 'Riferimenti normativi', ...list },
  addendumTo: { title: 'Atto aggiuntivo alla riga', ...code },
  renews: { title: 'Rinnova la riga', ...code },
} as const satisfies Columns;

type CoDesignKey = keyof typeof coDesignColumns;

/** The title of a column, for who has to find it. */
export const titleOfCoDesign = (key: string): string =>
  (coDesignColumns as Columns)[key]?.title ?? key;

/** The cell in which those subjects stand who are the same to a row. */
const columnOfRole = {
  partner: 'partners',
  beneficiary: 'beneficiaries',
  to_be_found: 'toBeFound',
  generic: 'categories',
} as const satisfies Readonly<Record<SubjectRole, CoDesignKey>>;
const rolesInColumns = Object.entries(columnOfRole);

/** A row of a file as the register is asked for it. */
export function coDesignOfRow(row: RowOfTable): object {
  const texts = row as Readonly<Record<CoDesignKey, string | undefined>>;
  const lists = row as Readonly<Record<CoDesignKey, readonly string[] | undefined>>;
  const { coDesignRowId, holder, activity, legalForm, state, stateText, stateCondition } = texts;
  const { amountEur, act, addendumTo, renews } = texts;
  const { cup, cig, clp, legalReferences, holderBodyIds } = lists;
  const period = periodOfRow(row);
  const codes = present({ cup, cig, clp });
  return {
    ...present({ coDesignRowId }),
    holder: { text: holder, ...present({ bodyIds: holderBodyIds }) },
    activity,
    ...present({ legalForm }),
    subjects: rolesInColumns.flatMap(([role, key]) =>
      (lists[key] ?? []).map((subject) => ({ text: subject, role })),
    ),
    state,
    ...present({ stateText, stateCondition, period }),
    ...(Object.keys(codes).length > 0 && { codes }),
    ...present({ amountEur, act, legalReferences, addendumTo, renews }),
  };
}

/** Characters of a day that a precision keeps: of `2024-06-01` a month keeps seven. */
const kept: Readonly<Record<Precision, number>> = { day: 10, month: 7, year: 4, none: 10 };

function periodOfRow(row: RowOfTable): object | undefined {
  const { from, to, periodText, periodCondition } = row as Readonly<Record<string, string>>;
  const durationMonths = row['durationMonths'];
  const said = present({ from, to, durationMonths, text: periodText, condition: periodCondition });
  if (Object.keys(said).length === 0 && row['precision'] === undefined) return undefined;
  const hasDate = from !== undefined || to !== undefined;
  // The column offers these values and no others.
  const precision = (row['precision'] ?? (hasDate ? 'day' : 'none')) as Precision;
  return {
    ...said,
    ...present({
      from: from?.slice(0, kept[precision]),
      to: to?.slice(0, kept[precision]),
    }),
    precision,
  };
}

/** The column that a field of the wished row came from: `/period/from` from `from`. */
export function columnOfCoDesign(pointer: string): string {
  const [, field = '', part = ''] = pointer.split('/');
  if (field === 'holder') return part === 'bodyIds' ? 'holderBodyIds' : 'holder';
  if (field === 'subjects') return columnOfRole.partner;
  if (field === 'codes') return part === '' ? 'cup' : part;
  if (field !== 'period') return field;
  if (part === 'text') return 'periodText';
  if (part === 'condition') return 'periodCondition';
  return part === '' ? 'from' : part;
}

/** A row of the register as a row of an export. Which document it came from has no column. */
export function rowOfCoDesign(row: CoDesignRow, state: CoDesignState): RowOfTable {
  const { from, to, precision, durationMonths, text: periodText, condition } = row.period ?? {};
  const { coDesignRowId, activity, legalForm, stateText, stateCondition, amountEur, act } = row;
  return {
    ...{ coDesignRowId, holder: row.holder.text, holderBodyIds: row.holder.bodyIds },
    ...{ activity, legalForm, state, stateText, stateCondition },
    ...Object.fromEntries(
      rolesInColumns.map(([role, key]) => [
        key,
        row.subjects.filter((subject) => subject.role === role).map((subject) => subject.text),
      ]),
    ),
    ...{ from: from && firstDay(from), to: to && lastDay(to), precision, durationMonths },
    ...{ periodText, periodCondition: condition, ...row.codes, amountEur, act },
    ...{ legalReferences: row.legalReferences, addendumTo: row.addendumTo, renews: row.renews },
  };
}
