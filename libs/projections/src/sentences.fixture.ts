import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SqliteEventStore } from '#event-store';
import type { Appended, EventStore, LogFilter, RecordedEvent } from '#event-store';
import { ProjectionFolder } from './projection-folder.js';
import { Projection } from './projection.js';
import { Projector } from './projector.js';

interface SentencesOptions {
  readonly version?: number;
  readonly previous?: Projection;
  readonly schema?: string;
  /** Called after the rows of a fact are written; what it throws, `apply` throws. */
  readonly then?: (event: RecordedEvent, database: DatabaseSync) => void;
}

const SCHEMA = 'CREATE TABLE sentence (stream TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT';

/**
 * The words of each stream strung together: a fact applied twice, left out or out of order shows.
 * Version 2 writes in capitals.
 */
export class Sentences extends Projection {
  readonly name = 'sentences';
  readonly version: number;
  readonly filter: LogFilter = { categories: ['talk'] };
  readonly schema: string;
  override readonly previous: Projection | undefined;

  constructor(private readonly options: SentencesOptions = {}) {
    super();
    this.version = options.version ?? 1;
    this.schema = options.schema ?? SCHEMA;
    this.previous = options.previous;
  }

  apply(event: RecordedEvent, database: DatabaseSync): void {
    const word = event.data['word'] as string;
    database
      .prepare(
        `INSERT INTO sentence (stream, text) VALUES (?, ?)
         ON CONFLICT (stream) DO UPDATE SET text = text || ' ' || excluded.text`,
      )
      .run(event.stream, this.version === 1 ? word : word.toUpperCase());
    this.options.then?.(event, database);
  }
}

/** What there is to read, stream by stream. */
export function sentences(database: DatabaseSync): Record<string, string> {
  const rows = database.prepare('SELECT stream, text FROM sentence ORDER BY stream').all();
  return Object.fromEntries(rows.map(({ stream, text }) => [String(stream), String(text)]));
}

/** Says words, one fact each, in a stream. */
export function say(store: EventStore, stream: string, ...words: string[]): Promise<Appended> {
  const facts = words.map((word) => ({
    id: randomUUID(),
    type: 'WordSaid',
    data: { word },
    metadata: {},
  }));
  return store.append(stream, facts, 'any');
}

/** Has whoever follows this store be given so many facts at once. */
export function inBatchesOf(facts: number, store: EventStore): void {
  const original = store.follow.bind(store);
  store.follow = (options) => original({ ...options, batch: facts });
}

/** A folder of its own with a log in it, and the projectors that were started there. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'projections-'));
  readonly store = SqliteEventStore.open({ file: join(this.folder, 'log.db') });
  private readonly running = new Set<Projector>();

  follow(projection: Projection, store: EventStore = this.store, folder = this.folder): Projector {
    const projector = new Projector(projection, store, new ProjectionFolder(folder));
    this.running.add(projector);
    projector.start();
    return projector;
  }

  /** As `follow`, and comes back when it has caught up. */
  async followed(...started: Parameters<Place['follow']>): Promise<Projector> {
    const projector = this.follow(...started);
    await projector.ready();
    return projector;
  }

  async stop(projector: Projector): Promise<void> {
    this.running.delete(projector);
    await projector.stop();
  }

  /** The names of the files of projections. */
  files(folder = this.folder): readonly string[] {
    return readdirSync(folder).filter((name) => name.startsWith('sentences'));
  }

  async leave(): Promise<void> {
    await Promise.all([...this.running].map((projector) => this.stop(projector)));
    await this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The projections log what happens to them; in the tests nobody reads it, unless they look here. */
export function quietLogger() {
  jest.spyOn(Logger.prototype, 'log').mockReturnValue();
  jest.spyOn(Logger.prototype, 'error').mockReturnValue();
  return { warn: jest.spyOn(Logger.prototype, 'warn').mockReturnValue() };
}
