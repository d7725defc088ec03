import { Injectable, Logger } from '@nestjs/common';
import { addDays } from '#calendar';
import { Ledger, type LedgerStanding } from '#ledger';
import type { Person } from '#people';
import {
  currentUnit,
  cyclesOf,
  CyclesProjection,
  inboxOf,
  NoticesProjection,
  reads,
  refusedAddressesOf,
  schedeOf,
  SchedeProjection,
  sha256,
  standpointsOf,
  worklistOf,
  WorklistProjection,
  type CycleRow,
  type FallingDue,
  type NoticeRow,
  type Scheda,
  type SchedaRow,
  type Task,
} from '#planning';
import { CycleReader } from '../../../api/cycle-reader.js';
import { FallingDueReader } from '../../../api/falling-due-reader.js';
import { openProposals } from '../../../api/open-proposals.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { Problem } from '../../../http/problem.js';
import type { Job } from '../../../jobs/job.js';
import { Jobs } from '../../../jobs/jobs.js';

/** More tasks than somebody does in a day; the rest is counted. */
const SHOWN_TASKS = 60;
/** The yearly programmes of so many years are one click away. */
const SHOWN_CYCLES = 5;
/** So many of the latest news; the rest is counted. */
const SHOWN_NEWS = 5;
/** So many days ahead a deadline is looked for where nothing is to do. */
const FAR_AHEAD_DAYS = 366;
/** More schede than any unit has. */
const MOST_SCHEDE = 100;

/** A part of the desk: `failed` where it could not be read, undefined where it is not for this person. */
export type Block<Content> = Content | 'failed' | undefined;

/** A scheda of somebody's own unit. */
export interface OwnScheda {
  readonly row: SchedaRow;
  /** What was said when it was returned, while it lies with its unit again. */
  readonly returned: Scheda['lastReturn'] | undefined;
}

/** All that lies on the desk of somebody. */
export interface Desk {
  /** `2026-11-26` in Rome. */
  readonly today: string;
  readonly nowMs: number;
  /** The tasks due first, and how many there are. */
  readonly tasks: Block<{ readonly rows: readonly Task[]; readonly total: number }>;
  readonly schede: Block<readonly OwnScheda[]>;
  /** What they have not read yet, the newest first, and how many there are. */
  readonly news: Block<{ readonly rows: readonly NoticeRow[]; readonly total: number }>;
  /** Addresses of theirs at which they are reached no more. */
  readonly refused: Block<ReturnType<typeof refusedAddressesOf>>;
  /** Long work of theirs that has come to an end, and at which they have not looked since. */
  readonly ended: readonly Job[];
  /** The newest first. */
  readonly cycles: Block<readonly CycleRow[]>;
  /** What falls due next, read only where nothing is to do; null where nothing does. */
  readonly next: Block<FallingDue | null>;
  /** How the chain of all facts stands, for whoever checks it. */
  readonly verification: Block<LedgerStanding>;
  /** Another text when something else lies there. */
  readonly seen: string;
}

/** What stands in a part that may be a list; nothing where it is none. */
export function listIn<Row>(block: Block<readonly Row[]>): readonly Row[] {
  return block === undefined || block === 'failed' ? [] : block;
}

/** Reads what lies on a desk. What cannot be read hides nothing else. */
@Injectable()
export class DeskReader {
  readonly #logger = new Logger(DeskReader.name);

  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly due: FallingDueReader,
    private readonly ledger: Ledger,
    private readonly jobs: Jobs,
  ) {}

  async read(person: Person): Promise<Desk> {
    const today = this.reader.today();
    const nowMs = this.reader.nowMs();
    const cycles = await this.#block(() => this.#cycles(person));
    const shown = listIn(cycles);
    const [tasks, schede, news, refused, verification] = await Promise.all([
      this.#block(() => this.#tasks(person, today)),
      this.#block(() => this.#schede(person, today, shown)),
      this.#block(() => this.#news(person, nowMs)),
      this.#block(() => this.#refused(person)),
      this.#block(() => this.#verification(person)),
    ]);
    const isFree = tasks !== undefined && tasks !== 'failed' && tasks.total === 0;
    const next = isFree ? await this.#block(() => this.#next(person, today)) : undefined;
    const phases = shown.map(({ cycleId, phase }) => [cycleId, phase]);
    const standings =
      schede === 'failed' ? schede : schede?.map(({ row }) => [row.schedaId, row.state, row.title]);
    const ended = this.jobs.ended(person);
    const seen = sha256(
      JSON.stringify([
        today,
        tasks,
        standings,
        news,
        refused,
        phases,
        next,
        ended.map(({ jobId }) => jobId),
      ]),
    ).slice(0, 16);
    return {
      ...{ today, nowMs, tasks, schede, news, refused, ended, cycles, next, verification, seen },
    };
  }

  async #block<Content>(read: () => Promise<Content>): Promise<Block<Content>> {
    try {
      return await read();
    } catch (error) {
      // What they may not read is not on their desk.
      if (error instanceof Problem && error.status === 403) return undefined;
      this.#logger.error(`A part of a desk could not be read: ${String(error)}`);
      return 'failed';
    }
  }

  async #tasks(person: Person, today: string) {
    const proposals = await openProposals(this.views, this.reader, person.zone, undefined);
    return this.views.read(WorklistProjection, undefined, (database) =>
      worklistOf(database, person, { limit: SHOWN_TASKS, today, proposals }),
    );
  }

  /** The schede of the units of whoever is bound to some, in the cycles that go on. */
  async #schede(
    person: Person,
    today: string,
    cycles: readonly CycleRow[],
  ): Promise<Block<readonly OwnScheda[]>> {
    const organisation = await this.reader.organisation(person.zone);
    const [own] = standpointsOf(person, organisation);
    if (!own?.units || !reads(person.role, 'schede')) return undefined;
    const units = own.units;
    const found: OwnScheda[] = [];
    for (const { cycleId, phase } of cycles) {
      if (phase === 'closed') continue;
      const { data } = await this.reader.programme(cycleId);
      const rows = await this.views.read(SchedeProjection, undefined, (database) =>
        units.flatMap((unitId) => {
          const query = { cycleId, today, unitId: currentUnit(organisation, unitId) };
          return schedeOf(database, { ...query, limit: MOST_SCHEDE }).rows;
        }),
      );
      for (const row of rows) {
        const isBack = row.state.toLowerCase().endsWith('returned');
        const returned = isBack ? data.schede[row.schedaId]?.lastReturn : undefined;
        found.push({ row, returned });
      }
    }
    return found;
  }

  async #news(person: Person, nowMs: number) {
    await this.reader.mustRead(person, 'worklist');
    const { zone, personId: recipientId } = person;
    const query = { zone, recipientId, nowMs, state: 'unread', limit: SHOWN_NEWS } as const;
    return this.views.read(NoticesProjection, undefined, (database) => inboxOf(database, query));
  }

  async #refused(person: Person) {
    await this.reader.mustRead(person, 'worklist');
    const { zone, personId } = person;
    return this.views.read(NoticesProjection, undefined, (database) =>
      refusedAddressesOf(database, zone, personId),
    );
  }

  /** The latest first; none for whoever may not look at them. */
  async #cycles({ zone, role }: Person): Promise<Block<readonly CycleRow[]>> {
    if (!reads(role, 'cycle')) return undefined;
    const { rows } = await this.views.read(CyclesProjection, undefined, (database) =>
      cyclesOf(database, { zone, definition: 'poa-annuale', limit: SHOWN_CYCLES }),
    );
    return rows;
  }

  async #next(person: Person, today: string): Promise<FallingDue | null> {
    const [next] = await this.due.for(person, addDays(today, FAR_AHEAD_DAYS), undefined);
    return next ?? null;
  }

  async #verification(person: Person): Promise<Block<LedgerStanding>> {
    if (person.role !== 'AUD') return undefined;
    await this.reader.mustRead(person, 'audit');
    return this.ledger.standing();
  }
}
