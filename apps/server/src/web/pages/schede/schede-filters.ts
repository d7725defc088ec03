import { Transform } from 'class-transformer';
import { IsIn, IsOptional, Length } from 'class-validator';
import { valueSets } from '#planning';
import { schedaStages, type SchedaStage } from '../cycle/scheda-stage.js';

/** By what a list of schede can be put in order. */
const schedeOrders = ['codice', 'titolo', 'unita', 'punto', 'entro', 'passo'] as const;
export type SchedeOrder = (typeof schedeOrders)[number];

const sectorCodes = Object.keys(valueSets.sectors) as readonly (keyof typeof valueSets.sectors)[];
export type Sector = (typeof sectorCodes)[number];

/** A form sends what was left empty, too. */
const orNothing = ({ value }: { readonly value: unknown }): unknown =>
  value === '' ? undefined : value;

/** What the address of a list of schede says: which of them, and in which order. */
export class SchedePageQuery {
  @IsOptional()
  @Transform(orNothing)
  @IsIn(schedaStages)
  readonly stato?: SchedaStage;

  @IsOptional()
  @Transform(orNothing)
  @Length(1, 63)
  readonly unita?: string;

  @IsOptional()
  @Transform(orNothing)
  @IsIn(sectorCodes)
  readonly settore?: Sector;

  @IsOptional()
  @Transform(orNothing)
  @Length(1, 63)
  readonly programma?: string;

  @IsOptional()
  @Transform(orNothing)
  @Length(1, 63)
  readonly obiettivo?: string;

  @IsOptional()
  @Transform(orNothing)
  @IsIn(['si', 'no'])
  readonly pnrr?: 'si' | 'no';

  @IsOptional()
  @Transform(orNothing)
  @IsIn(['si'])
  readonly ritardo?: 'si';

  /** A piece of the title or of the code. */
  @IsOptional()
  @Transform(orNothing)
  @Length(1, 200)
  readonly testo?: string;

  @IsOptional()
  @Transform(orNothing)
  @IsIn(schedeOrders)
  readonly ordine?: SchedeOrder;

  /** From the last to the first. */
  @IsOptional()
  @Transform(orNothing)
  @IsIn(['giu'])
  readonly verso?: 'giu';

  /** That every row begins chosen. */
  @IsOptional()
  @Transform(orNothing)
  @IsIn(['tutte'])
  readonly scelte?: 'tutte';
}

/** The members of the address that narrow the list down, in the order in which the page has them. */
const filterNames = [
  ...(['stato', 'unita', 'settore', 'programma', 'obiettivo', 'pnrr', 'ritardo', 'testo'] as const),
] as const;
export type FilterName = (typeof filterNames)[number];

/** Those that are set. */
export function filtersIn(query: SchedePageQuery): readonly FilterName[] {
  return filterNames.filter((name) => query[name] !== undefined);
}

/**
 * An address with what a query says.
 * @param other members that are to be otherwise; undefined takes one away
 */
export function addressWith(
  path: string,
  query: SchedePageQuery,
  other: { readonly [Name in keyof SchedePageQuery]?: SchedePageQuery[Name] | undefined } = {},
): string {
  const members: readonly (keyof SchedePageQuery)[] = [...filterNames, 'ordine', 'verso', 'scelte'];
  const said = new URLSearchParams();
  for (const name of members) {
    const value = name in other ? other[name] : name === 'scelte' ? undefined : query[name];
    if (value !== undefined) said.set(name, value);
  }
  return said.size === 0 ? path : `${path}?${said.toString()}`;
}
