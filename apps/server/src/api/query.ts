import { applyDecorators, type PipeTransform } from '@nestjs/common';
import { plainToInstance, Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  isISO8601,
  IsOptional,
  Max,
  Min,
  ValidateBy,
  validateSync,
} from 'class-validator';
import { complaintAbout, forms, HasForm, IsDay, partKinds, type PartOfCycle } from '#planning';
import { invalidRequest } from './api-problems.js';

/** The number a parameter of the address stands for; what is no number stays for the validator to refuse. */
export const toNumber = ({ value }: { readonly value: unknown }): unknown =>
  typeof value === 'string' && value !== '' ? Number(value) : value;

/** A revision or a position, where one is given. */
export const IsRevision = (): PropertyDecorator =>
  applyDecorators(IsOptional(), Transform(toNumber), IsInt(), Min(0), Max(Number.MAX_SAFE_INTEGER));

/** The dates and times of RFC 3339 section 5.6; ISO 8601 also has weeks, days of the year and commas. */
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** An instant that exists, within the years 0000 to 9999 of UTC: the log compares instants as texts. */
export const IsInstant = (): PropertyDecorator =>
  ValidateBy({
    name: 'isInstant',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' &&
        dateTime.test(value) &&
        isISO8601(value, { strict: true }) &&
        !Number.isNaN(Date.parse(value)) &&
        /^\d{4}-/.test(new Date(value).toISOString()),
      defaultMessage: () => 'at must be a date-time of RFC 3339, such as 2024-03-20T12:00:00+01:00',
    },
  });

/** Not together with another parameter. */
export const IsAlone = (other: string): PropertyDecorator =>
  ValidateBy({
    name: 'isAlone',
    validator: {
      validate: (_value, asked) => (asked?.object as Record<string, unknown>)[other] === undefined,
      defaultMessage: (asked) => `${asked?.property ?? ''} cannot go together with ${other}`,
    },
  });

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
  @HasForm({
    pattern: /^[A-Za-z0-9_=-]{1,400}$/,
    it: 'deve essere il valore di next della pagina precedente, copiato com’è',
    en: 'must be the next of the page before, copied as it is',
  })
  readonly cursor?: string;

  /** Wait until the view has reached this position: the `position` a command answered with. */
  @IsRevision()
  readonly after?: number;
}

/** Only wait for a position. */
export class AfterQuery {
  @IsRevision()
  readonly after?: number;
}

/** A moment past: after a revision, or at an instant. Neither: now. */
export class PointQuery {
  @IsRevision()
  readonly revision?: number;

  /** A date-time of RFC 3339: `2024-03-20T12:00:00+01:00`. One of the two, not both. */
  @IsOptional()
  @IsInstant()
  @IsAlone('revision')
  readonly at?: string;
}

/** An instant past; none: now. */
export class InstantQuery {
  /** A date-time of RFC 3339: `2024-03-20T12:00:00+01:00`. */
  @IsOptional()
  @IsInstant()
  readonly at?: string;
}

/** A moment past, and the day on which dated things are shown: by default today. */
export class LifeQuery extends PointQuery {
  @IsOptional()
  @IsDay()
  readonly on?: string;
}

/** A part of a cycle; neither: the cycle as a whole. */
export class PartQuery {
  @IsOptional()
  @IsIn(partKinds)
  readonly kind?: PartOfCycle['kind'];

  @IsOptional()
  @HasForm(forms.id)
  readonly id?: string;
}

/** A day, or none: whatever the day. */
export class DayQuery {
  @IsOptional()
  @IsDay()
  readonly on?: string;
}

/** A stretch of a stream. */
export class FactsQuery {
  @IsRevision()
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
        errors.flatMap((error) => {
          const complaint = complaintAbout(error);
          return complaint ? [{ field: `?${error.property}`, ...complaint }] : [];
        }),
      );
    }
    return query;
  }
}
