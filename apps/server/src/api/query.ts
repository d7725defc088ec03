import type { PipeTransform } from '@nestjs/common';
import { plainToInstance, Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  Matches,
  Max,
  Min,
  validateSync,
} from 'class-validator';
import type { PartOfCycle } from '#planning';
import { invalidRequest } from './api-problems.js';

const toNumber = ({ value }: { readonly value: unknown }): unknown =>
  typeof value === 'string' && value !== '' ? Number(value) : value;

/** A page of a list: how many at most, and from where on. */
export class PageQuery {
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;

  /** The `next` of the page before. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9_=-]{1,400}$/)
  readonly cursor?: string;

  /** Wait until the view has reached this position: the `position` a command answered with. */
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  readonly after?: number;
}

/** Only wait for a position. */
export class AfterQuery {
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  readonly after?: number;
}

/** A moment past: after a revision, or at an instant. Neither: now. */
export class PointQuery {
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  readonly revision?: number;

  /** ISO 8601 with a zone: `2024-03-20T12:00:00+01:00`. */
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(/(Z|[+-]\d{2}:\d{2})$/)
  readonly at?: string;
}

/** A part of a cycle; neither: the cycle as a whole. */
export class PartQuery {
  @IsOptional()
  @IsIn(['scheda', 'meeting', 'contribution', 'deadline', 'question'])
  readonly kind?: PartOfCycle['kind'];

  @IsOptional()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)
  readonly id?: string;
}

/** A stretch of a stream. */
export class FactsQuery {
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  readonly from: number = 0;

  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(1)
  @Max(500)
  readonly limit: number = 100;
}

/** For `@Query(new Checked(PageQuery))`: what is not declared is refused. */
export class Checked<Query extends object> implements PipeTransform<unknown, Query> {
  constructor(private readonly query: new () => Query) {}

  /** @throws Problem request-invalid */
  transform(given: unknown): Query {
    const query = plainToInstance(this.query, given ?? {});
    const errors = validateSync(query, { whitelist: true, forbidNonWhitelisted: true });
    if (errors.length > 0) {
      throw invalidRequest(
        errors.flatMap(({ property, constraints }) =>
          Object.values(constraints ?? {}).map((message) => ({ field: `?${property}`, message })),
        ),
      );
    }
    return query;
  }
}
