import { Transform } from 'class-transformer';
import { IsOptional, Length } from 'class-validator';
import { orNothing, typedInstantMs } from '../history/asked-moment.js';

/** What is chosen on the page of exports, as it stands in its address. */
export class ExportsPageQuery {
  /** A yearly programme; default: the latest. */
  @IsOptional()
  @Transform(orNothing)
  @Length(1, 120)
  readonly ciclo?: string;

  /** A day or a moment of it, as somebody types it; default: now. */
  @IsOptional()
  @Transform(orNothing)
  @Length(1, 40)
  readonly al?: string;
}

/** What somebody typed for a moment. */
export type TypedMoment =
  | { readonly kind: 'now' }
  | { readonly kind: 'wrong' }
  /** ISO 8601 UTC; of a moment to come, now. */
  | { readonly kind: 'then'; readonly at: string };

export function typedMoment(typed: string | undefined, nowMs: number): TypedMoment {
  if (typed === undefined || typed.trim() === '') return { kind: 'now' };
  const ms = typedInstantMs(typed);
  if (ms === undefined) return { kind: 'wrong' };
  return { kind: 'then', at: new Date(Math.min(ms, nowMs)).toISOString() };
}
