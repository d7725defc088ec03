import { createReadStream, mkdirSync, rmSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { writtenFile } from '#attachments';
import { StoreUnavailable } from '#event-store';
import { FrozenVersionMissing } from '#plan-document';
import { Clock } from '#planning';
import type { Person } from '#people';
import { AlteredDefinition, FactNotAccepted, UnknownDefinition } from '#workflow';
import { Changes } from '../web/live/changes.js';
import type { AskedJob, Job, JobFailure, JobFile, JobStep } from './job.js';
import { JobWork, NoPlanThen } from './job-work.js';
import { JobsFile } from './jobs-file.js';

/** So many may wait or run: of everybody, and of one person. */
const MOST_OPEN = 20;
const MOST_OPEN_OF_ONE = 3;
/** How far it has come is written down no more often. */
const ADVANCE_MS = 150;
const SWEEP_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Where jobs are kept. */
export class JobSettings {
  constructor(
    /** The folder of `jobs.db` and of the files that jobs have made. */
    readonly folder: string,
    /** For so many days a file is kept. */
    readonly days: number,
  ) {}
}

/** Somebody has asked for as much as can wait. */
export class TooManyJobs extends Error {
  override readonly name = 'TooManyJobs';

  constructor(
    readonly most: number,
    /** Whether these are all their own. */
    readonly isOwn: boolean,
  ) {
    super(`${most} jobs wait already`);
  }
}

class Stopped extends Error {
  override readonly name = 'Stopped';
}

/**
 * Long work, one piece after another: what was asked for survives the end of the program, and is begun anew then. The
 * same facts and instant give the same bytes, so that nothing is lost by that but time.
 */
@Injectable()
export class Jobs implements OnModuleInit, OnModuleDestroy {
  readonly #logger = new Logger(Jobs.name);
  readonly #file: JobsFile;
  readonly #changes = new Map<string, Set<Changes>>();
  #running: { readonly jobId: string; stop: 'cancelled' | 'ending' | undefined } | undefined;
  #loop: Promise<void> | undefined;
  #isEnding = false;
  #sweeping: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly settings: JobSettings,
    private readonly work: JobWork,
    private readonly clock: Clock,
  ) {
    mkdirSync(settings.folder, { recursive: true, mode: 0o700 });
    this.#file = new JobsFile(join(settings.folder, 'jobs.db'));
  }

  /** What was under way when the program ended is begun again. */
  onModuleInit(): void {
    const again = this.#file.interrupted(this.#now());
    if (again.length > 0) this.#logger.warn(`Begun again after a standstill: ${again.join(', ')}`);
    this.#sweep();
    this.#sweeping = setInterval(() => {
      this.#sweep();
    }, SWEEP_MS).unref();
    this.#go();
  }

  async onModuleDestroy(): Promise<void> {
    this.#isEnding = true;
    clearInterval(this.#sweeping);
    if (this.#running) this.#running.stop ??= 'ending';
    await this.#loop;
    this.#file.close();
  }

  /** For so many days a file is kept. */
  get days(): number {
    return this.settings.days;
  }

  /** Puts work into the queue. Who may have it was asked before. @throws TooManyJobs */
  ask(asked: AskedJob, { zone, personId }: Person): Job {
    if (this.#file.open({ zone, personId }) >= MOST_OPEN_OF_ONE) {
      throw new TooManyJobs(MOST_OPEN_OF_ONE, true);
    }
    if (this.#file.open() >= MOST_OPEN) throw new TooManyJobs(MOST_OPEN, false);
    const job = this.#file.add(asked, { zone, personId }, this.#now());
    this.#go();
    return job;
  }

  /** A job of this person; undefined for those of others as for those that there are not. */
  of(jobId: string, { zone, personId }: Person): Job | undefined {
    const job = this.#file.of(jobId);
    return job?.zone === zone && job.personId === personId ? job : undefined;
  }

  /** Their own, the latest first. */
  own({ zone, personId }: Person, most = 50): readonly Job[] {
    return this.#file.list(zone, { personId, most });
  }

  /** Their own that have come to an end, and whose end they have not seen, the latest first. */
  ended({ zone, personId }: Person, most = 5): readonly Job[] {
    return this.#file.ended({ zone, personId }, most);
  }

  /** Whoever asked for it looks at it: once it has come to its end they need not be told any more. */
  see({ jobId, state }: Job): void {
    if (state === 'done' || state === 'failed') this.#file.see(jobId);
  }

  /** Those of everybody in a zone, for whoever keeps the service in order: that they are there. */
  all(zone: string, most = 100): readonly Job[] {
    return this.#file.list(zone, { most });
  }

  /** How many come before one that waits. */
  before(jobId: string): number {
    return this.#file.before(jobId);
  }

  /** Lets go of one that waits, or has one that runs end. @returns whether there was anything to let go of */
  cancel(job: Job): boolean {
    if (job.state === 'waiting') this.#file.settle(job.jobId, 'cancelled', this.#now());
    else if (job.state === 'running') {
      this.#file.settle(job.jobId, 'stopping', this.#now());
      if (this.#running?.jobId === job.jobId) this.#running.stop = 'cancelled';
    } else return false;
    this.#tell(job.jobId);
    return true;
  }

  /** Puts one that failed or was cancelled into the queue again, from the beginning. @throws TooManyJobs */
  resume(job: Job, person: Person): boolean {
    if (job.state !== 'failed' && job.state !== 'cancelled') return false;
    if (this.#file.open(person) >= MOST_OPEN_OF_ONE) throw new TooManyJobs(MOST_OPEN_OF_ONE, true);
    this.#file.settle(job.jobId, 'waiting', this.#now());
    this.#tell(job.jobId);
    this.#go();
    return true;
  }

  /** The bytes of what a job made. */
  open(job: Job): Readable {
    return createReadStream(this.#path(job));
  }

  /** Told whenever a job is to be seen anew; let go of what is given back by {@link forget}. */
  watched(jobId: string): Changes {
    const changes = new Changes();
    const its = this.#changes.get(jobId) ?? new Set();
    its.add(changes);
    this.#changes.set(jobId, its);
    return changes;
  }

  forget(jobId: string, changes: Changes): void {
    const its = this.#changes.get(jobId);
    its?.delete(changes);
    if (its?.size === 0) this.#changes.delete(jobId);
  }

  /** Until nothing waits or runs any more. */
  async settled(): Promise<void> {
    await this.#loop;
  }

  #now(): string {
    return new Date(this.clock.nowMs()).toISOString();
  }

  #path({ jobId }: Job): string {
    return join(this.settings.folder, jobId);
  }

  #tell(jobId: string): void {
    for (const changes of this.#changes.get(jobId) ?? []) changes.tell();
  }

  #go(): void {
    this.#loop ??= this.#all().finally(() => {
      this.#loop = undefined;
      // What was asked for while the last one came to its end.
      if (!this.#isEnding && this.#file.next() !== undefined) this.#go();
    });
  }

  async #all(): Promise<void> {
    // Whoever asked is answered first.
    await new Promise<void>((resolve) => setImmediate(resolve));
    for (;;) {
      if (this.#isEnding) return;
      const job = this.#file.next();
      if (job === undefined) return;
      await this.#one(job);
    }
  }

  async #one(job: Job): Promise<void> {
    const { jobId } = job;
    const running = { jobId, stop: undefined as 'cancelled' | 'ending' | undefined };
    this.#running = running;
    this.#file.begin(jobId, this.#now());
    this.#tell(jobId);
    let advancedMs = -Infinity;
    const told = (share: number, step: JobStep): void => {
      if (running.stop !== undefined) throw new Stopped();
      if (performance.now() - advancedMs < ADVANCE_MS) return;
      advancedMs = performance.now();
      this.#file.advance(jobId, share, step);
      this.#tell(jobId);
    };
    const unfinished = `${this.#path(job)}.part`;
    try {
      const file = await this.#written(job, unfinished, told);
      await rename(unfinished, this.#path(job));
      this.#file.settle(jobId, 'done', this.#now(), { file });
    } catch (error) {
      await rm(unfinished, { force: true });
      if (running.stop === 'cancelled') this.#file.settle(jobId, 'cancelled', this.#now());
      else if (running.stop === 'ending') this.#file.settle(jobId, 'waiting', this.#now());
      else {
        const failure = failureOf(error);
        this.#logger.error(`The job ${jobId} (${job.kind}) failed: ${String(error)}`);
        this.#file.settle(jobId, 'failed', this.#now(), { failure });
      }
    } finally {
      this.#running = undefined;
      this.#tell(jobId);
    }
  }

  async #written(
    job: Job,
    path: string,
    told: (share: number, step: JobStep) => void,
  ): Promise<JobFile> {
    const work = await this.work.begin(job, told);
    const isDocument = ['poa-pdf', 'poa-html', 'schede-pdf'].includes(job.kind);
    const written = await writtenFile(path, work.pieces, (bytes) => {
      // Of what nobody knows the length, what is written is told and no share of it.
      const share = work.bytes === undefined ? 0 : bytes / work.bytes;
      if (!isDocument) told(share, { what: 'bytes', number: bytes });
    });
    if (written.bytes === 0) throw new NoPlanThen(job.cycleId);
    const { name, mediaType } = work;
    return { name, mediaType, ...written };
  }

  /** Removes files that were kept long enough, and what an end in the middle left behind. */
  #sweep(): void {
    const until = new Date(this.clock.nowMs() - this.settings.days * DAY_MS).toISOString();
    for (const job of this.#file.madeBefore(until)) {
      rmSync(this.#path(job), { force: true });
      this.#file.settle(job.jobId, 'expired', job.endedAt ?? this.#now());
    }
  }

  /** Whether the file of a job is there, whatever its row says. */
  isThere(job: Job): boolean {
    return (
      job.state === 'done' && statSync(this.#path(job), { throwIfNoEntry: false }) !== undefined
    );
  }
}

function failureOf(error: unknown): JobFailure {
  if (error instanceof NoPlanThen) return 'no-plan';
  if (error instanceof StoreUnavailable) return 'log-away';
  if (
    error instanceof FrozenVersionMissing ||
    error instanceof AlteredDefinition ||
    error instanceof UnknownDefinition ||
    error instanceof FactNotAccepted
  ) {
    return 'not-whole';
  }
  return (error as { readonly code?: string }).code === 'ENOSPC' ? 'no-room' : 'unknown';
}
