import { valueSets } from '#planning';
import type { Words } from '../../words/language.js';
import type { SchedeList } from './schede-list.js';
import { filtersIn, type FilterName, type SchedePageQuery } from './schede-filters.js';

/** A filter as people say it. */
export interface SaidFilter {
  readonly name: FilterName;
  /** `Punto` */
  readonly label: string;
  /** `Restituite` */
  readonly value: string;
}

/** The filters that are set, in words. */
export function filtersInWords(
  query: SchedePageQuery,
  { life, unitName }: Pick<SchedeList, 'life' | 'unitName'>,
  words: Words,
): readonly SaidFilter[] {
  const { schede, stages } = words;
  const { programmes, objectives } = life.data;
  const { stato, unita, settore, programma, obiettivo, pnrr, testo } = query;
  const said: Readonly<Record<FilterName, readonly [label: string, value: string | undefined]>> = {
    stato: [schede.stage, stato && stages[stato]],
    unita: [schede.unit, unita && unitName(unita)],
    settore: [schede.sector, settore && valueSets.sectors[settore]],
    programma: [schede.programme, programma && (programmes[programma]?.name ?? programma)],
    obiettivo: [schede.objective, obiettivo && (objectives[obiettivo]?.name ?? obiettivo)],
    pnrr: [schede.pnrr, pnrr === 'si' ? schede.yes : schede.no],
    ritardo: [schede.late, schede.yes],
    testo: [schede.text, testo],
  };
  return filtersIn(query).map((name) => {
    const [label, value = ''] = said[name];
    return { name, label, value };
  });
}
