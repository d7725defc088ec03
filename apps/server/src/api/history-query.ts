import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { zooms, type Moment, type Zoom } from '#history';
import { forms, HasForm, IsDay, type PointInTime } from '#planning';
import { IsAlone, IsInstant, IsRevision, PageQuery, PointQuery, toNumber } from './query.js';

/** A moment: as recorded after a fact or at an instant, or as occurred by a day. None of them: now. */
export class MomentQuery extends PointQuery {
  /** By the end of this day, Europe/Rome. With `revision` or `at`, as far as it was on record by then. */
  @IsOptional()
  @IsDay()
  readonly occurredBy?: string;
}

/** Two moments. By default the one after the first fact, and now. */
export class TwoMomentsQuery {
  @IsRevision()
  readonly fromRevision?: number;

  @IsOptional()
  @IsInstant()
  @IsAlone('fromRevision')
  readonly fromAt?: string;

  @IsOptional()
  @IsDay()
  readonly fromOccurredBy?: string;

  @IsRevision()
  readonly toRevision?: number;

  @IsOptional()
  @IsInstant()
  @IsAlone('toRevision')
  readonly toAt?: string;

  @IsOptional()
  @IsDay()
  readonly toOccurredBy?: string;
}

/** Rows of a timeline. */
export class TimelineQuery {
  @IsOptional()
  @IsIn(zooms)
  readonly zoom: Zoom = 'decisions';

  /** The revision of the first fact. */
  @IsRevision()
  readonly from: number = 0;

  /** The revision of the last fact. */
  @IsRevision()
  readonly to: number = Number.MAX_SAFE_INTEGER;

  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;
}

/** Of which fact, and of whom, it is asked what they were told. */
export class ToldQuery extends PageQuery {
  /** The revision of the fact. Default: the last one. */
  @IsRevision()
  readonly revision?: number;

  /** About what the fact is about, or about anything of the cycle. */
  @IsOptional()
  @IsIn(['thing', 'all'])
  readonly about: 'thing' | 'all' = 'thing';

  @IsOptional()
  @HasForm(forms.directoryId)
  readonly recipient?: string;
}

/** The moment that is asked for; undefined for now. */
export function momentOf({ revision, at, occurredBy }: MomentQuery): Moment | undefined {
  const point = pointOf(revision, at);
  if (occurredBy === undefined) return point;
  return { occurredBy, ...(point && { known: point }) };
}

/**
 * Both moments that are asked for.
 * @param first the revision that is meant where no former one is asked for
 */
export function momentsOf(
  asked: TwoMomentsQuery,
  first = 0,
): {
  readonly from: Moment;
  readonly to: Moment | undefined;
} {
  const from = momentOf({
    ...(asked.fromRevision !== undefined && { revision: asked.fromRevision }),
    ...(asked.fromAt !== undefined && { at: asked.fromAt }),
    ...(asked.fromOccurredBy !== undefined && { occurredBy: asked.fromOccurredBy }),
  });
  const to = momentOf({
    ...(asked.toRevision !== undefined && { revision: asked.toRevision }),
    ...(asked.toAt !== undefined && { at: asked.toAt }),
    ...(asked.toOccurredBy !== undefined && { occurredBy: asked.toOccurredBy }),
  });
  return { from: from ?? { revision: first }, to };
}

function pointOf(revision: number | undefined, at: string | undefined): PointInTime | undefined {
  if (revision !== undefined) return { revision };
  return at === undefined ? undefined : { instant: new Date(at).toISOString() };
}
