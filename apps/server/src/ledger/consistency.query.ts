import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { toNumber } from '../api/query.js';

/** Between which two sizes of the history: from none, up to all that is sealed, where it is not said. */
export class ConsistencyQuery {
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly from: number = 0;

  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly to?: number;
}
