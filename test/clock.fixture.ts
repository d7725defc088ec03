import { addDays, romeDay } from '#calendar';
import { Clock } from '#planning';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/** The time as a test tells it. */
export class TestClock extends Clock {
  #nowMs = Date.parse('2024-06-03T08:00:00Z');

  nowMs(): number {
    return this.#nowMs;
  }

  pass({ days = 0, seconds = 0 }: { readonly days?: number; readonly seconds?: number }): void {
    this.#nowMs += days * DAY_MS + seconds * SECOND_MS;
  }

  /** The day in Europe/Rome, today or so many days later (earlier, when negative). */
  day(daysLater = 0): string {
    return addDays(romeDay(this.#nowMs), daysLater);
  }
}
