import { Transform } from 'class-transformer';
import { IsIn, IsOptional, Length } from 'class-validator';
import { addDays, isDay, romeDay, romeInstantMs, startOfDayMs } from '#calendar';
import { lastBy, type Moment, type Track } from '#history';
import { IsRevision } from '../../../api/query.js';

/** A form sends what was left empty, too. */
export const orNothing = ({ value }: { readonly value: unknown }): unknown =>
  value === '' ? undefined : value;

/** Which of two times counts. */
export const times = ['registrato', 'accaduto'] as const;
export type Time = (typeof times)[number];

/** A moment of a cycle, as it stands in the address of a page. None: the last fact. */
export class MomentPageQuery {
  /** After this fact. */
  @IsRevision()
  readonly al?: number;

  /** By the end of a day, or at an hour of one, as somebody types it: `29/1/2024 11:02`. It counts before `al`. */
  @IsOptional()
  @Transform(orNothing)
  @Length(1, 40)
  readonly istante?: string;

  @IsOptional()
  @IsIn(times)
  readonly tempo: Time = 'registrato';
}

/** A moment that a page shows. */
export interface AskedMoment {
  /** The fact at which, or after which, it lies. */
  readonly revision: number;
  readonly moment: Moment;
  readonly time: Time;
  /** `2024-01-29` in Rome: that of the fact, or the one that was asked for. */
  readonly day: string;
  /** What is wrong with what was typed: it is no day, or it lies before the first fact. */
  readonly wrong?: 'no-day' | 'before';
}

/** The moment that is asked for, within those the cycle has. @param track of a cycle with facts */
export function askedMoment(track: Track, query: MomentPageQuery): AskedMoment {
  const { al = track.last, istante, tempo: time } = query;
  const { revision, day, wrong } =
    istante === undefined ? atFact(track, al) : atText(track, istante, al);
  return {
    ...{ revision, time, day, ...(wrong && { wrong }) },
    moment: time === 'accaduto' ? { occurredBy: day } : { revision },
  };
}

type Place = Pick<AskedMoment, 'revision' | 'day' | 'wrong'>;

function atFact(track: Track, asked: number): Place {
  const revision = Math.min(asked, track.last);
  return { revision, day: romeDay(track.recordedMs[revision] ?? 0) };
}

function atText(track: Track, typed: string, otherwise: number): Place {
  const atMs = typedInstantMs(typed);
  if (atMs === undefined) return { ...atFact(track, otherwise), wrong: 'no-day' };
  const revision = lastBy(track, atMs);
  if (revision === undefined) return { ...atFact(track, 0), wrong: 'before' };
  return { revision, day: romeDay(atMs) };
}

/**
 * What somebody typed, as the last millisecond that belongs to it (since 1970, UTC); undefined for what is no day.
 * Italian order or that of ISO 8601; an hour of Rome; an instant of RFC 3339.
 */
export function typedInstantMs(typed: string): number | undefined {
  const text = typed.trim();
  if (isInstant(text)) return Date.parse(text);
  const [, italian, iso, time] =
    /^(?:(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})|(\d{4}-\d{2}-\d{2}))(?:[ T,]+(?:ore )?(\d{1,2}[:.]\d{2}))?$/.exec(
      text,
    ) ?? [];
  const day = iso ?? (italian === undefined ? '' : isoDay(italian));
  if (!isDay(day)) return undefined;
  if (time === undefined) return startOfDayMs(addDays(day, 1)) - 1;
  const [hour = '', minute = ''] = time.split(/[:.]/);
  if (Number(hour) > 23 || Number(minute) > 59) return undefined;
  return romeInstantMs(day, `${hour.padStart(2, '0')}:${minute}`) + 59_999;
}

function isoDay(italian: string): string {
  const [day = '', month = '', year = ''] = italian.split(/[/.-]/);
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const isInstant = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
  !Number.isNaN(Date.parse(text));

/**
 * The fact that somebody means by its number, or by a day or an hour up to which it was recorded; undefined for what is
 * neither, or lies before the first.
 */
export function typedRevision(track: Track, typed: string): number | undefined {
  if (/^\d{1,9}$/.test(typed.trim())) return Math.min(Number(typed), track.last);
  const atMs = typedInstantMs(typed);
  return atMs === undefined ? undefined : lastBy(track, atMs);
}

/** What is asked for, as it stands in an address; what is left out is as usual. */
export function momentAddress(
  base: string,
  { revision, time = 'registrato' }: { readonly revision?: number; readonly time?: Time },
): string {
  const query = new URLSearchParams();
  if (revision !== undefined) query.set('al', String(revision));
  if (time === 'accaduto') query.set('tempo', time);
  const text = query.toString();
  return text === '' ? base : `${base}?${text}`;
}
