import type { Day } from './day.js';
import { plainDate } from './day.js';
import { dayOf } from './holiday.js';
import type { NonWorkingDay, OfficeClosure, OfficeDays } from './office-days.js';
import type { PatronSaint } from './patron-saints.js';
import { patronSaints } from './patron-saints.js';
import { remembering } from './remembering.js';
import { versionOf } from './version.js';
import { daysOfYear } from './year.js';

/** The municipality of an office is not among `patronSaints`. */
export class UnknownMunicipality extends RangeError {
  constructor(municipality: string) {
    super(`No patron saint is known for the municipality '${municipality}'`);
  }
}

/** A year as an office lives it. */
interface OfficeYear {
  readonly closed: ReadonlyMap<Day, NonWorkingDay>;
  /** Its working days, in order. */
  readonly working: readonly Day[];
}

/**
 * Which days are working days for an office: not Saturdays and Sundays, national holidays, the feast of its
 * municipality, its closures. Terms are counted as art. 155 c.p.c. and art. 2963 c.c. count them: the first
 * day is out, the last is in. A day that has several reasons not to be a working day is told by the strongest:
 * national holiday, patron saint, weekend, closure.
 */
export class WorkingCalendar {
  /** Names everything the calendar was made from, for a derivation to cite. */
  readonly version: string;
  readonly #patrons: readonly PatronSaint[];
  readonly #closures: readonly OfficeClosure[];
  readonly #year = remembering((year: number) => this.#lived(year), 200);

  /** @throws UnknownMunicipality */
  constructor(office: OfficeDays = {}) {
    const { municipality, closures = [] } = office;
    this.#patrons = patronSaints.filter((patron) => patron.municipality === municipality);
    if (municipality !== undefined && this.#patrons.length === 0)
      throw new UnknownMunicipality(municipality);
    this.#closures = closures;
    this.version = versionOf(office);
  }

  /** Why nobody works on a day; nothing if it is a working day. */
  why(day: Day): NonWorkingDay | undefined {
    return this.#year(yearOf(day)).closed.get(day);
  }

  isWorkingDay(day: Day): boolean {
    return this.why(day) === undefined;
  }

  /** The day itself if it is a working day, else the next that is. */
  onOrAfter(day: Day): Day {
    return this.isWorkingDay(day) ? day : this.addWorkingDays(day, 1);
  }

  /** The day itself if it is a working day, else the last that was. */
  onOrBefore(day: Day): Day {
    return this.isWorkingDay(day) ? day : this.addWorkingDays(day, -1);
  }

  /**
   * The working day so many working days after a day, which is not counted itself, or before it when
   * negative. No days from a day are the day itself, working or not.
   */
  addWorkingDays(day: Day, count: number): Day {
    if (!Number.isInteger(count)) throw new RangeError(`${count} is no number of days`);
    if (count === 0) return day;
    let year = yearOf(day);
    const before = countBefore(this.#working(year), day);
    const first = count > 0 && this.#working(year)[before] === day ? before + 1 : before;
    let index = count > 0 ? first + count - 1 : first + count;
    let found = this.#working(year)[index];
    while (found === undefined) {
      if (index < 0) {
        year -= 1;
        index += this.#working(year).length;
      } else {
        index -= this.#working(year).length;
        year += 1;
      }
      found = this.#working(year)[index];
    }
    return found;
  }

  /**
   * How many working days lie between two days, the first not counted and the last counted, if it is one;
   * negative if the second day is the earlier. `workingDaysBetween(day, addWorkingDays(day, n))` is n.
   */
  workingDaysBetween(from: Day, to: Day): number {
    if (to < from)
      return this.#countedBefore(to, yearOf(to)) - this.#countedBefore(from, yearOf(to));
    const year = yearOf(from);
    const upTo = (day: Day): number =>
      this.#countedBefore(day, year) + (this.isWorkingDay(day) ? 1 : 0);
    return upTo(to) - upTo(from);
  }

  /** Every day from one to another, both included, that is not a working day, in order. */
  between(from: Day, to: Day): readonly NonWorkingDay[] {
    const found: NonWorkingDay[] = [];
    for (let year = yearOf(from); year <= yearOf(to); year += 1)
      for (const reason of this.#year(year).closed.values())
        if (reason.day >= from && reason.day <= to) found.push(reason);
    return found;
  }

  /** How many working days there are from the beginning of a year up to a day, the day itself left out. */
  #countedBefore(day: Day, firstYear: number): number {
    let count = countBefore(this.#working(yearOf(day)), day);
    for (let year = firstYear; year < yearOf(day); year += 1) count += this.#working(year).length;
    return count;
  }

  #working(year: number): readonly Day[] {
    return this.#year(year).working;
  }

  #lived(year: number): OfficeYear {
    const feasts = new Map(this.#patrons.map((patron) => [dayOf(patron, year), patron] as const));
    const closed = new Map<Day, NonWorkingDay>();
    const working: Day[] = [];
    for (const { day, reason } of daysOfYear(year)) {
      const why = this.#reason(day, reason, feasts.get(day));
      if (why === undefined) working.push(day);
      else closed.set(day, why);
    }
    return { closed, working };
  }

  #reason(
    day: Day,
    everywhere: NonWorkingDay | undefined,
    patron: PatronSaint | undefined,
  ): NonWorkingDay | undefined {
    if (everywhere?.kind === 'national') return everywhere;
    if (patron !== undefined) {
      const { it, en, law } = patron;
      return { day, kind: 'patron', it, en, law };
    }
    if (everywhere !== undefined) return everywhere;
    const closure = this.#closures.find(({ from, to }) => from <= day && day <= to);
    if (closure === undefined) return undefined;
    return { day, kind: 'closure', it: closure.it, en: `Office closed: ${closure.it}` };
  }
}

/** @throws RangeError if the text is no day. */
const yearOf = remembering((day: Day) => plainDate(day).year);

/** How many days of an ordered list are before a day. */
function countBefore(days: readonly Day[], day: Day): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = days[middle];
    if (there !== undefined && there < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
