import { randomUUID } from 'node:crypto';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { AskedJob, Job, JobFailure, JobFile, JobState, JobStep } from './job.js';

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA trusted_schema = OFF;
  CREATE TABLE IF NOT EXISTS job (
    place INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    at TEXT NOT NULL,
    scheda_ids TEXT NOT NULL, -- JSON
    zone TEXT NOT NULL,
    person_id TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    share REAL NOT NULL DEFAULT 0,
    step TEXT, -- JSON
    begun INTEGER NOT NULL DEFAULT 0,
    interrupted INTEGER NOT NULL DEFAULT 0,
    failure TEXT,
    file TEXT -- JSON
  ) STRICT;
  CREATE INDEX IF NOT EXISTS job_of_state ON job (state, place);
  CREATE INDEX IF NOT EXISTS job_of_person ON job (zone, person_id, place);
  CREATE TABLE IF NOT EXISTS seen ( -- what came of them, by whoever asked
    job_id TEXT PRIMARY KEY
  ) STRICT, WITHOUT ROWID;
`;

/** So often the program may end in the middle of a job; it may be the job that ends it. */
export const MOST_INTERRUPTIONS = 3;

type Row = Readonly<Record<string, SQLOutputValue>>;

/** The jobs on disk (`jobs.db`): whoever has the data folder is alone with it. */
export class JobsFile {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(schema);
  }

  close(): void {
    this.#database.close();
  }

  /** Puts a job at the end of the queue. */
  add(
    asked: AskedJob,
    who: { readonly zone: string; readonly personId: string },
    now: string,
  ): Job {
    const jobId = randomUUID();
    this.#database
      .prepare(
        `INSERT INTO job (job_id, kind, cycle_id, at, scheda_ids, zone, person_id, state, asked_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?)`,
      )
      .run(
        ...[jobId, asked.kind, asked.cycleId, asked.at, JSON.stringify(asked.schedaIds)],
        ...[who.zone, who.personId, now],
      );
    const job = this.of(jobId);
    if (job === undefined) throw new Error(`The job ${jobId} was not kept`);
    return job;
  }

  of(jobId: string): Job | undefined {
    const row = this.#database.prepare('SELECT * FROM job WHERE job_id = ?').get(jobId);
    return row && jobOf(row);
  }

  /** The jobs of a zone, the latest first. @param personId undefined: of everybody */
  list(zone: string, { personId, most }: { readonly personId?: string; readonly most: number }) {
    return this.#database
      .prepare(
        `SELECT * FROM job WHERE zone = :zone AND (:person IS NULL OR person_id = :person)
         ORDER BY place DESC LIMIT :most`,
      )
      .all({ zone, person: personId ?? null, most })
      .map(jobOf);
  }

  /** What has come to an end that they have not seen, the latest first; of one cancelled by themselves they know. */
  ended({ zone, personId }: { readonly zone: string; readonly personId: string }, most: number) {
    return this.#database
      .prepare(
        `SELECT * FROM job WHERE zone = :zone AND person_id = :person AND state IN ('done', 'failed')
         AND job_id NOT IN (SELECT job_id FROM seen) ORDER BY ended_at DESC LIMIT :most`,
      )
      .all({ zone, person: personId, most })
      .map(jobOf);
  }

  /** Whoever asked for it has seen what came of it. */
  see(jobId: string): void {
    this.#database.prepare(`INSERT OR IGNORE INTO seen (job_id) VALUES (?)`).run(jobId);
  }

  /** The one that has waited for longest. */
  next(): Job | undefined {
    const row = this.#database
      .prepare(`SELECT * FROM job WHERE state = 'waiting' ORDER BY place LIMIT 1`)
      .get();
    return row && jobOf(row);
  }

  /** How many wait or run: of everybody, or of one person of a zone. */
  open(of?: { readonly zone: string; readonly personId: string }): number {
    const row = this.#database
      .prepare(
        `SELECT count(*) AS open FROM job WHERE state IN ('waiting', 'running', 'stopping')
         AND (:zone IS NULL OR (zone = :zone AND person_id = :person))`,
      )
      .get({ zone: of?.zone ?? null, person: of?.personId ?? null });
    return Number(row?.['open']);
  }

  /** How many stand before one that waits, the one that runs among them. */
  before(jobId: string): number {
    const row = this.#database
      .prepare(
        `SELECT count(*) AS before FROM job WHERE state IN ('waiting', 'running', 'stopping')
         AND place < (SELECT place FROM job WHERE job_id = ?)`,
      )
      .get(jobId);
    return Number(row?.['before']);
  }

  begin(jobId: string, now: string): void {
    this.#database
      .prepare(
        `UPDATE job SET state = 'running', started_at = ?, begun = begun + 1, share = 0, step = NULL,
         failure = NULL, ended_at = NULL WHERE job_id = ?`,
      )
      .run(now, jobId);
    this.#database.prepare(`DELETE FROM seen WHERE job_id = ?`).run(jobId);
  }

  advance(jobId: string, share: number, step: JobStep): void {
    this.#database
      .prepare(`UPDATE job SET share = ?, step = ? WHERE job_id = ?`)
      .run(share, JSON.stringify(step), jobId);
  }

  /** It has come to its end, or goes back into the queue. */
  settle(
    jobId: string,
    state: JobState,
    now: string,
    { file, failure }: { readonly file?: JobFile; readonly failure?: JobFailure } = {},
  ): void {
    this.#database
      .prepare(
        `UPDATE job SET state = :state, ended_at = :ended, file = coalesce(:file, file),
         failure = :failure, share = CASE WHEN :state = 'done' THEN 1 ELSE share END
         WHERE job_id = :job`,
      )
      .run({
        ...{ job: jobId, state, failure: failure ?? null },
        ended: state === 'waiting' || state === 'stopping' ? null : now,
        file: file === undefined ? null : JSON.stringify(file),
      });
  }

  /** What ran when the program ended waits again: first of all, since it keeps its place. @returns their ids */
  interrupted(now: string): readonly string[] {
    this.#database
      .prepare(`UPDATE job SET state = 'cancelled', ended_at = ? WHERE state = 'stopping'`)
      .run(now);
    this.#database
      .prepare(
        `UPDATE job SET interrupted = interrupted + 1,
         state = CASE WHEN interrupted + 1 >= :most THEN 'failed' ELSE 'waiting' END,
         failure = CASE WHEN interrupted + 1 >= :most THEN 'interrupted' ELSE NULL END,
         ended_at = CASE WHEN interrupted + 1 >= :most THEN :now ELSE NULL END
         WHERE state = 'running'`,
      )
      .run({ most: MOST_INTERRUPTIONS, now });
    return this.#database
      .prepare(`SELECT job_id FROM job WHERE state = 'waiting' AND interrupted > 0`)
      .all()
      .map((row) => String(row['job_id']));
  }

  /** The jobs whose file was made before an instant and is still there. */
  madeBefore(instant: string): readonly Job[] {
    return this.#database
      .prepare(`SELECT * FROM job WHERE state = 'done' AND ended_at < ?`)
      .all(instant)
      .map(jobOf);
  }
}

/** Written by this class alone: the values are what it wrote. */
function jobOf(row: Row): Job {
  const text = (name: string): string => row[name] as string;
  const maybe = (name: string): string | undefined => (row[name] as string | null) ?? undefined;
  const step = maybe('step');
  const file = maybe('file');
  return {
    jobId: text('job_id'),
    kind: text('kind') as Job['kind'],
    cycleId: text('cycle_id'),
    at: text('at'),
    schedaIds: JSON.parse(text('scheda_ids')) as readonly string[],
    zone: text('zone'),
    personId: text('person_id'),
    state: text('state') as JobState,
    askedAt: text('asked_at'),
    startedAt: maybe('started_at'),
    endedAt: maybe('ended_at'),
    share: Number(row['share']),
    step: step === undefined ? undefined : (JSON.parse(step) as JobStep),
    begun: Number(row['begun']),
    interrupted: Number(row['interrupted']),
    failure: maybe('failure') as JobFailure | undefined,
    file: file === undefined ? undefined : (JSON.parse(file) as JobFile),
  };
}
