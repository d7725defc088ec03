import { Transform } from 'class-transformer';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import { LONGEST_QUERY, thingKinds, type ThingKind } from '#planning';

/** A form sends what was left empty, too. */
const orNothing = ({ value }: { readonly value: unknown }): unknown =>
  value === '' ? undefined : value;

/** Of a longer text, pasted perhaps, the beginning is looked for: nobody is sent away for it. */
const cut = ({ value }: { readonly value: unknown }): unknown =>
  typeof value === 'string' ? value.slice(0, LONGEST_QUERY).trim() : value;

/** What the address of a search says. */
export class SearchPageQuery {
  @IsOptional()
  @Transform(cut)
  @MaxLength(LONGEST_QUERY)
  readonly q: string = '';

  @IsOptional()
  @Transform(orNothing)
  @IsIn(thingKinds)
  readonly tipo?: ThingKind;

  /** In earlier years, too. */
  @IsOptional()
  @Transform(orNothing)
  @IsIn(['tutti'])
  readonly anni?: 'tutti';
}
