import type { SchedaRow } from '#planning';
import { schedaStages, type SchedaStage } from '../cycle/scheda-stage.js';
import { filtersIn, type FilterName, type SchedePageQuery, type Sector } from './schede-filters.js';

/** A scheda as the list of a cycle shows it. */
export interface ListedScheda extends SchedaRow {
  readonly stage: SchedaStage;
  readonly unitName: string;
  readonly sector: Sector | undefined;
  /** Undefined where nobody has said so. */
  readonly pnrr: boolean | undefined;
  readonly objectiveIds: readonly string[];
  /** The last day for what has to be done with it next; undefined where nothing is owed. */
  readonly owedBy: string | undefined;
  /** Whether that day is over. */
  readonly isLate: boolean;
}

/** Without capitals and accents, and with one apostrophe for all. */
const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

type Fits = (scheda: ListedScheda, query: SchedePageQuery) => boolean;

const fits: Readonly<Record<FilterName, Fits>> = {
  stato: ({ stage }, { stato }) => stage === stato,
  unita: ({ unitId }, { unita }) => unitId === unita,
  settore: ({ sector }, { settore }) => sector === settore,
  programma: ({ programmeId }, { programma }) => programmeId === programma,
  obiettivo: ({ objectiveIds }, { obiettivo = '' }) => objectiveIds.includes(obiettivo),
  pnrr: ({ pnrr = false }, query) => pnrr === (query.pnrr === 'si'),
  ritardo: ({ isLate }) => isLate,
  testo: ({ title, code }, { testo = '' }) => plain(`${code} ${title}`).includes(plain(testo)),
};

/** Those of the schede that every filter lets through, in the order that is asked for. */
export function narrowed(
  schede: readonly ListedScheda[],
  query: SchedePageQuery,
): readonly ListedScheda[] {
  const names = filtersIn(query);
  return sorted(
    schede.filter((scheda) => names.every((name) => fits[name](scheda, query))),
    query,
  );
}

/** For each filter that is set, how many there would be without it. */
export function hiddenBy(
  schede: readonly ListedScheda[],
  query: SchedePageQuery,
): readonly { readonly name: FilterName; readonly count: number }[] {
  const names = filtersIn(query);
  return names.map((name) => {
    const others = names.filter((each) => each !== name);
    const count = schede.filter((scheda) => others.every((each) => fits[each](scheda, query)));
    return { name, count: count.length };
  });
}

const collator = new Intl.Collator('it', { numeric: true });
const none = '\u{10ffff}';

const keys: Readonly<Record<string, (scheda: ListedScheda) => string>> = {
  titolo: ({ title }) => title,
  unita: ({ unitName }) => unitName,
  // As the stages are told everywhere: from those that are ready to those that are not begun.
  punto: ({ stage }) => String(schedaStages.indexOf(stage)),
  entro: ({ owedBy = none }) => owedBy,
  passo: ({ moved }) => moved.at,
};

function sorted(
  schede: readonly ListedScheda[],
  { ordine = 'codice', verso }: SchedePageQuery,
): readonly ListedScheda[] {
  const key = keys[ordine];
  const sign = verso === 'giu' ? -1 : 1;
  return schede.toSorted((one, other) => {
    const byKey = key ? collator.compare(key(one), key(other)) : 0;
    return sign * (byKey === 0 ? collator.compare(one.code, other.code) : byKey);
  });
}
