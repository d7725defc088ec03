import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { toNumber } from '../api/query.js';

/** Which seals are wanted: the last ones, or those before one of them. */
export class SealsQuery {
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;

  /** Those before the one of this revision: the `next` of the page before. */
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly before?: number;
}
