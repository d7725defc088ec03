import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Injectable, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import { EventStore } from '#event-store';
import type { RecordedEvent } from '#event-store';
import { Projection } from './projection.js';
import { ProjectionUnavailable } from './projection-unavailable.js';
import { Projections } from './projections.js';
import { ProjectionsModule } from './projections.module.js';
import { Place, quietLogger, say, Sentences, sentences } from './sentences.fixture.js';

const PATIENCE = { timeoutMs: 10_000 };

/** Counts the facts, whatever they say. */
class Count extends Projection {
  readonly name: string = 'count';
  readonly version = 1;
  readonly filter = {};
  readonly schema: string = 'CREATE TABLE count (position INTEGER PRIMARY KEY) STRICT';

  apply({ position }: RecordedEvent, database: DatabaseSync): void {
    database.prepare('INSERT INTO count (position) VALUES (?)').run(position);
  }
}

/** Nobody can make its tables. */
class Broken extends Count {
  override readonly name = 'broken';
  override readonly schema = 'CREATE TABEL';
}

@Injectable()
class Talks implements OnModuleInit {
  constructor(private readonly projections: Projections) {}

  onModuleInit(): void {
    this.projections.start([new Broken(), new Count(), new Sentences()]);
  }

  said(): Record<string, string> {
    return this.projections.of(Sentences).read(sentences);
  }
}

@Module({ providers: [Talks] })
class TalksModule {}

let place: Place;
let app: TestingModule;

quietLogger();

beforeEach(async () => {
  place = new Place();
  await say(place.store, 'talk-a', 'one', 'two');

  @Module({})
  class LogModule {}
  const log = {
    module: LogModule,
    global: true,
    providers: [{ provide: EventStore, useValue: place.store }],
    exports: [EventStore],
  };
  const views = ProjectionsModule.forRoot({ folder: join(place.folder, 'views') });
  app = await Test.createTestingModule({ imports: [log, views, TalksModule] }).compile();
  await app.init();
});

afterEach(async () => {
  await app.close();
  await place.leave();
});

describe('the projections of a process', () => {
  it('are started by the modules that have them and read through their class', async () => {
    await app.get(Projections).of(Sentences).ready();
    expect(app.get(Talks).said()).toEqual({ 'talk-a': 'one two' });
  });

  it('do not stand in each other’s way: one is broken, the others follow', async () => {
    const projections = app.get(Projections);
    const end = await place.store.end();
    await projections.of(Count).reached(end, PATIENCE);
    await projections.of(Sentences).reached(end, PATIENCE);
    expect(projections.isReady).toBe(false);
    expect(() => projections.of(Broken).read(() => 'anything')).toThrow(ProjectionUnavailable);
    expect(await projections.lag()).toMatchObject([
      { name: 'broken', caughtUp: false, failure: expect.stringContaining('TABEL') },
      { name: 'count', caughtUp: true, failure: undefined, logEnd: end },
      { name: 'sentences', caughtUp: true, failure: undefined, logEnd: end },
    ]);
  });

  it('are ready when all of them are', async () => {
    const projections = new Projections(place.store, join(place.folder, 'others'));
    projections.start([new Count(), new Sentences()]);
    expect(projections.isReady).toBe(false);
    await projections.ready();
    expect(projections.isReady).toBe(true);
    await projections.stop();
  });

  it('have a name each, and must be started to be read', () => {
    const projections = app.get(Projections);
    expect(() => {
      projections.start([new Count()]);
    }).toThrow('There are two projections called count');
    class Unknown extends Count {}
    expect(() => projections.of(Unknown)).toThrow('No module started the projection Unknown');
  });

  it('stop with the application', async () => {
    await app.close();
    expect(() => app.get(Projections).of(Sentences).read(sentences)).toThrow(ProjectionUnavailable);
  });
});
