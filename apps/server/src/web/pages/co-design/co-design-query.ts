import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Length, Max, Min } from 'class-validator';
import { IsDay, valueSets } from '#planning';

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
  @Transform(emptyToNone)
  @Length(1, 60)
  readonly cig?: string;

  /** The id of a scheda that rows are linked with. */
  @IsOptional()
  @Transform(emptyToNone)
  @Length(1, 63)
  readonly scheda?: string;

  /** A piece of the name of a body. */
  @IsOptional()
  @Transform(emptyToNone)
  @Length(1, 300)
  readonly ente?: string;

  /** Days that the period meets, both included. */
  @IsOptional()
  @Transform(emptyToNone)
  @IsDay()
  readonly dal?: string;

  @IsOptional()
  @Transform(emptyToNone)
  @IsDay()
  readonly al?: string;

  @IsOptional()
  @IsIn(['si'])
  readonly rivedere?: 'si';

  @IsOptional()
  @Transform(toDays)
  @IsInt()
  @Min(0)
  @Max(3660)
  readonly entro?: number;

  /** How many rows come before the first one shown. */
  @IsOptional()
  @Transform(toDays)
  @IsInt()
  @Min(0)
  @Max(10_000)
  readonly da?: number;
}
