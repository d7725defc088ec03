import type { PointInTime } from '#planning';

/**
 * A moment in the history of a cycle or register. By *recorded* time: what stood on record after a fact, or at an
 * instant. By *occurred* time: what had happened in the world by the end of a day, as far as is on record now, or was
 * at a point: late records count on the day they tell of, and mistakes are set right from the first.
 */
export type Moment =
  | PointInTime
  | {
      /** A day of Europe/Rome, `2024-02-20`: all of it. */
      readonly occurredBy: string;
      /** What was on record then is all that counts. Default: everything. */
      readonly known?: PointInTime;
    };

/** Whether a moment is told by what happened in the world, and not by what stood on record. */
export function isOccurred(moment: Moment): moment is Extract<Moment, { occurredBy: string }> {
  return 'occurredBy' in moment;
}
