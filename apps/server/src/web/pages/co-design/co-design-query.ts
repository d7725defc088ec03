import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Length, Max, Min } from 'class-validator';
import { valueSets } from '#planning';

/** A field of a form that was left empty asks for nothing. */
const emptyToNone = ({ value }: { readonly value: unknown }): unknown =>
  value === '' ? undefined : value;
const toDays = ({ value }: { readonly value: unknown }): unknown =>
  value === '' || value === undefined ? undefined : Number(value);

/** What the list is narrowed down by. */
export class CoDesignPageQuery {
  @IsOptional()
  @Transform(emptyToNone)
  @IsIn(Object.keys(valueSets.coDesignStates))
  readonly stato?: string;

  @IsOptional()
  @Transform(emptyToNone)
  @Length(1, 300)
  readonly titolare?: string;

  @IsOptional()
  @Transform(emptyToNone)
  @Length(1, 60)
  readonly cup?: string;

  @IsOptional()
  @IsIn(['si'])
  readonly rivedere?: 'si';

  @IsOptional()
  @Transform(toDays)
  @IsInt()
  @Min(0)
  @Max(3660)
  readonly entro?: number;

  /** Where the page before ended. */
  @IsOptional()
  @Length(1, 400)
  readonly dopo?: string;
}
