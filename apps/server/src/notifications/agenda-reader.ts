import { Injectable } from '@nestjs/common';
import { preferencesOf } from '#notifications';
import type { Person } from '#people';
import {
  AgendaProjection,
  agendaStandpoints,
  deadlineEntries,
  deadlinesInAgenda,
  meetingEntries,
  meetingsInAgenda,
  metOn,
  NoticesProjection,
  SchedaTimesProjection,
  sessionEntries,
  sessionsInAgenda,
  type AgendaEntry,
  type AgendaStandpoint,
  type AgendaStyle,
  type DeadlineInAgenda,
} from '#planning';
import { PublicUrl } from '../access/public-url.js';
import { CycleReader } from '../api/cycle-reader.js';
import { ReadModelReader } from '../api/read-model-reader.js';
import { addressOfAgenda } from './calendar-addresses.js';

/** All that stands in the calendar of somebody. */
export interface Agenda {
  readonly language: AgendaStyle['language'];
  readonly deadlines: readonly AgendaEntry[];
  readonly meetings: readonly AgendaEntry[];
  readonly sessions: readonly AgendaEntry[];
}

/** Reads the calendars of people, each with the days that hold for them and no more than they may know. */
@Injectable()
export class AgendaReader {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly publicUrl: PublicUrl,
  ) {}

  /**
   * What is in the calendar of somebody from a day on; undefined for whoever holds no role any more.
   * @param since `2024-02-20`
   * @param seenAs in whose place, where that is not their own
   */
  async of(
    person: Person,
    since: string,
    language?: AgendaStyle['language'],
    seenAs?: readonly AgendaStandpoint[],
  ): Promise<Agenda | undefined> {
    const { zone } = person;
    const standpoints = seenAs ?? agendaStandpoints(person, await this.reader.organisation(zone));
    if (standpoints.length === 0) return undefined;
    const which = { zone, since };
    const deadlines = await this.views.read(AgendaProjection, undefined, (rows) =>
      deadlinesInAgenda(rows, which),
    );
    const chosen = await this.styleFor(person, deadlines);
    const style = { ...chosen, language: language ?? chosen.language };
    return this.views.read(AgendaProjection, undefined, (rows) => ({
      language: style.language,
      deadlines: deadlineEntries(deadlines, standpoints, style),
      meetings: meetingEntries(meetingsInAgenda(rows, which), standpoints, style),
      sessions: sessionEntries(sessionsInAgenda(rows, which), standpoints, style),
    }));
  }

  /**
   * In the language they have chosen for what they are told.
   * @param deadlines those of which it is to be said on which day they were met
   */
  async styleFor(
    { zone, personId }: Pick<Person, 'zone' | 'personId'>,
    deadlines: readonly DeadlineInAgenda[] = [],
  ): Promise<AgendaStyle> {
    const { language } = await this.views.read(NoticesProjection, undefined, (rows) =>
      preferencesOf(rows, zone, personId),
    );
    return {
      language,
      addressOf: addressOfAgenda(this.publicUrl.origin),
      ...(deadlines.length > 0 && { metOn: await this.#metOn(deadlines) }),
    };
  }

  /** On which day each of some deadlines was met, as far as it was. */
  async #metOn(deadlines: readonly DeadlineInAgenda[]): Promise<NonNullable<AgendaStyle['metOn']>> {
    const on = this.reader.today();
    const cycles = [...new Set(deadlines.map(({ cycleId }) => cycleId))];
    const met = await this.views.read(
      SchedaTimesProjection,
      undefined,
      (rows) => new Map(cycles.map((cycleId) => [cycleId, metOn(rows, { cycleId, on })])),
    );
    return (cycleId, deadlineId) => met.get(cycleId)?.get(deadlineId);
  }
}
