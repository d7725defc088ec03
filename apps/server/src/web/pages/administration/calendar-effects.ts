import { Injectable } from '@nestjs/common';
import { daysBetween, WorkingCalendar } from '#calendar';
import {
  cyclesWithCalendar,
  reads,
  workingCalendarOf,
  WorklistProjection,
  type CycleLife,
} from '#planning';
import type { Person } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { hasOpenProposal, movesUnder, type MoveOfDeadline } from '../../../api/deadlines-view.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';

/** A closure is at most a year long. */
const LONGEST_DAYS = 366;

/** Whether the calendar as it stands would move something in a cycle. */
export interface CalendarEffect {
  readonly cycleId: string;
  readonly title: string;
  readonly isOpen: boolean;
}

/** A closure that somebody tries: nothing of it is recorded. */
export interface TriedClosure {
  /** As they were typed. */
  readonly from: string;
  readonly to: string;
  readonly isWrong: boolean;
  /** What would move besides what moves already; undefined where nothing is tried. */
  readonly moves:
    readonly (MoveOfDeadline & Pick<CalendarEffect, 'cycleId' | 'title'>)[] | undefined;
}

/** What a calendar does to the deadlines of the cycles of a zone. */
@Injectable()
export class CalendarEffects {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
  ) {}

  /** @returns undefined for whoever may not read the deadlines of schede */
  async now(person: Person): Promise<readonly CalendarEffect[] | undefined> {
    if (!reads(person.role, 'schede')) return undefined;
    const calendar = workingCalendarOf(await this.reader.organisation(person.zone));
    const today = this.reader.today();
    return (await this.#cycles(person.zone)).map((life) => ({
      cycleId: life.data.cycleId,
      title: life.data.title,
      isOpen: hasOpenProposal(life, calendar, today),
    }));
  }

  /** What one more closure would do. */
  async tried(person: Person, from: string, to: string): Promise<TriedClosure> {
    const isAsked = from !== '' || to !== '';
    const isWrong =
      isAsked && (from === '' || to === '' || to < from || daysBetween(from, to) > LONGEST_DAYS);
    if (!isAsked || isWrong || !reads(person.role, 'schede')) {
      return { ...{ from, to, isWrong }, moves: undefined };
    }
    const organisation = await this.reader.organisation(person.zone);
    const office = organisation?.data.calendar ?? {};
    const closures = [...(office.closures ?? []), { from, to, it: 'prova' }];
    const calendar = new WorkingCalendar({ ...office, closures });
    const today = this.reader.today();
    const moves = (await this.#cycles(person.zone)).flatMap((life) => {
      const { cycleId, title } = life.data;
      const already = new Set(
        movesUnder(life, workingCalendarOf(organisation), today).map(toldOnce),
      );
      return movesUnder(life, calendar, today)
        .filter((move) => !already.has(toldOnce(move)))
        .map((move) => ({ ...move, cycleId, title }));
    });
    return { from, to, isWrong, moves };
  }

  async #cycles(zone: string): Promise<readonly Readonly<CycleLife>[]> {
    const cycles = await this.views.read(WorklistProjection, undefined, (database) =>
      cyclesWithCalendar(database, zone),
    );
    return Promise.all(cycles.map((cycleId) => this.reader.programme(cycleId)));
  }
}

const toldOnce = ({ deadlineId, to }: MoveOfDeadline): string => `${deadlineId} ${to}`;
