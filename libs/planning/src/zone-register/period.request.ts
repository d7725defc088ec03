import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsText } from '../command/fields.js';
import { HasForm } from '../command/forms.js';
import { present } from '../command/present.js';
import { nested } from '../command/requests.js';
import type { Period, Precision } from './period.js';

/** A day, a month or a year: `2024-06-01`, `2024-06`, `2024`. */
const IsPoint = (): PropertyDecorator =>
  HasForm({
    pattern:
      /^[12]\d{3}(-(0[1-9]|1[0-2])|-((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-9])|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31))?$/,
    it: 'deve essere un giorno, un mese o un anno del calendario, come 2024-06-01, 2024-06 o 2024',
    en: 'must be a day, a month or a year of the calendar, such as 2024-06-01, 2024-06 or 2024',
  });

/** A period inside a request. */
export class PeriodRequest {
  @IsOptional()
  @IsPoint()
  readonly from?: string;

  @IsOptional()
  @IsPoint()
  readonly to?: string;

  @IsIn(['day', 'month', 'year', 'none'])
  readonly precision!: Precision;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(600)
  readonly durationMonths?: number;

  /** The words of the source. */
  @IsOptional()
  @IsText(500)
  readonly text?: string;

  /** On what it depends. */
  @IsOptional()
  @IsText(500)
  readonly condition?: string;
}

/** A period inside a request, itself checked. */
export const IsPeriod = (): PropertyDecorator => nested(PeriodRequest);

/** The period of a request as a fact keeps it. */
function periodOf(request: PeriodRequest): Period {
  const { from, to, precision, durationMonths, text, condition } = request;
  return { ...present({ from, to, durationMonths, text, condition }), precision };
}

/** The same for a period that need not be there. */
export function optionalPeriod(request: PeriodRequest | undefined): { readonly period?: Period } {
  return request ? { period: periodOf(request) } : {};
}
