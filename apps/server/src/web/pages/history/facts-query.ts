import { Transform } from 'class-transformer';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { FactFilter, Zoom } from '#history';
import { forms, HasForm, IsDay } from '#planning';
import { IsRevision } from '../../../api/query.js';
import { orNothing } from './asked-moment.js';

/** How near one looks, as it stands in the address. */
export const zoomNames = {
  decisioni: 'decisions',
  attivita: 'activity',
  tutto: 'everything',
} as const satisfies Readonly<Record<string, Zoom>>;
type ZoomName = keyof typeof zoomNames;

/** Which facts are listed, as it stands in the address: all links of the list keep what they do not change. */
export class FactsPageQuery {
  @IsOptional()
  @IsIn(Object.keys(zoomNames))
  readonly zoom: ZoomName = 'decisioni';

  @IsOptional()
  @Transform(orNothing)
  @HasForm(forms.directoryId)
  readonly chi?: string;

  /** `SchedaReturned` */
  @IsOptional()
  @Transform(orNothing)
  @Matches(/^[A-Za-z]{1,80}$/)
  readonly tipo?: string;

  @IsOptional()
  @Transform(orNothing)
  @HasForm(forms.id)
  readonly scheda?: string;

  /** Recorded on this day or later, on that day or before. */
  @IsOptional()
  @Transform(orNothing)
  @IsDay()
  readonly dal?: string;

  @IsOptional()
  @Transform(orNothing)
  @IsDay()
  readonly entro?: string;

  /** From this fact on: where a page of the list begins. */
  @IsRevision()
  readonly da: number = 0;

  /** No later fact. */
  @IsRevision()
  readonly fino?: number;
}

/** The parts of the filter, by their names in the address. */
export const filterNames = {
  ...{ chi: 'person', tipo: 'type', scheda: 'scheda', dal: 'from', entro: 'to' },
} as const satisfies Partial<Record<keyof FactsPageQuery, keyof FactFilter>>;
export type FilterName = keyof typeof filterNames;

/** The filter that is asked for. */
export function filterOf({ chi, tipo, scheda, dal, entro }: FactsPageQuery): FactFilter {
  return { person: chi, type: tipo, scheda, from: dal, to: entro };
}

/** The address of a list of facts that is this one but for some changes. */
export function factsAddress(
  base: string,
  query: FactsPageQuery,
  changes: Partial<Record<keyof FactsPageQuery, string | number | undefined>> = {},
): string {
  const { zoom, chi, tipo, scheda, dal, entro, da, fino } = query;
  const all = { zoom, chi, tipo, scheda, dal, entro, da, fino, ...changes };
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) {
    const isUsual = (name === 'zoom' && value === 'decisioni') || (name === 'da' && value === 0);
    if (value !== undefined && !isUsual) asked.set(name, String(value));
  }
  const text = asked.toString();
  return text === '' ? base : `${base}?${text}`;
}
