import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { SqliteEventStore, type EventStore, type NewEvent } from '#event-store';
import type { Person, Role } from '#people';
import {
  definitions,
  inClear,
  Lives,
  Pipeline,
  RecordedClock,
  sha256,
  Snapshots,
  streamOf,
  verbByName,
  yearlyProgramme,
  type Clock,
  type LifeData,
  type Recorded,
} from '#planning';
import { Workflows } from '#workflow';
import { Moments } from './moment/moments.js';

export const CYCLE = 'livornese-poa-annuale-2024';
export const STREAM = streamOf(CYCLE);
export const workflows = new Workflows<LifeData>(definitions, sha256);

/** What a test says of a command besides its wish. */
interface Asking {
  readonly as?: Role;
  readonly personId?: string;
  readonly onBehalfOf?: string;
  readonly ifMatch?: number;
}

/** The write side on a log of its own, with a clock in the hands of the test, and its past. */
export class Office {
  readonly folder = mkdtempSync(join(tmpdir(), 'traccia-history-'));
  readonly store: EventStore = SqliteEventStore.open({ file: join(this.folder, 'log.db') });
  readonly snapshots = new Snapshots(join(this.folder, 'snapshots.db'));
  readonly lives = new Lives(this.store, workflows, this.snapshots);
  readonly moments = new Moments(this.store, this.lives, workflows);
  nowMs = Date.UTC(2024, 0, 10, 8);
  readonly #pipeline = new Pipeline({
    ...{ store: this.store, workflows, lives: this.lives, snapshots: this.snapshots },
    clock: new RecordedClock({ nowMs: () => this.nowMs } satisfies Clock),
    seals: inClear,
  });

  /** Ten in the morning of a day, UTC: what is done from now on is recorded then. */
  on(day: string): this {
    this.nowMs = Date.parse(`${day}T10:00:00Z`);
    return this;
  }

  /** Does something, and answers with its facts; whoever may does it, unless the test says who. */
  async record(name: string, wish: object, asking: Asking = {}): Promise<Recorded> {
    const verb = verbByName.get(name);
    if (!verb) throw new Error(`there is no verb ${name}`);
    const { as = verb.who[0]?.role ?? 'UPc', personId = `persona-${as.toLowerCase()}` } = asking;
    const person: Person = {
      ...{ personId, role: as, zone: 'livornese' },
      ...((as === 'UH' || as === 'RF') && { unitId: 'anziani' }),
      ...{ authMethod: 'passkey', authenticatedAtMs: this.nowMs },
    };
    const command = plainToInstance(verb.command, wish);
    const { onBehalfOf, ifMatch } = asking;
    command.envelope = {
      ...{ commandId: randomUUID(), cycleId: CYCLE, person },
      ...(onBehalfOf !== undefined && { onBehalfOf }),
      ...(ifMatch !== undefined && { ifMatch }),
    };
    const answer = await this.#pipeline.perform(verb, command);
    if (answer.kind !== 'recorded') throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** A cycle in preparation, with a programme to put schede under; opened on 10 January 2024. */
  async prepare(): Promise<this> {
    this.on('2024-01-10');
    await this.record('draft-cycle', { title: 'POA 2024' });
    await this.record('open-cycle', {
      caseFile: {
        identifier: 'fascicolo-2024',
        ownerAdministration: 'Zona livornese',
        otherAdministrations: [],
        subject: 'POA 2024',
      },
      responsiblePersonId: 'persona-upc',
    });
    await this.record('hold-kickoff', {
      attendance: [{ unitId: 'anziani', personId: 'persona-uh', presence: 'present' }],
      ...{ trainingOnProweb: true, materials: [] },
    });
    await this.record('add-programme', { programmeId: 'P1', name: 'Anziani', objectiveIds: [] });
    return this;
  }

  /** A scheda of the unit `anziani`. */
  async assign(schedaId: string): Promise<Recorded> {
    return this.record('assign-scheda', {
      ...{ schedaId, programmeId: 'P1', unitId: 'anziani', personId: 'persona-uh' },
      title: `Scheda ${schedaId}`,
    });
  }

  /** Writes in a scheda, on top of what it says now. */
  async revise(schedaId: string, changes: object, more: object = {}): Promise<Recorded> {
    const life = yearlyProgramme(await this.lives.current(STREAM));
    const ifMatch = life?.data.schede[schedaId]?.moved.revision ?? -1;
    return this.record('revise-scheda', { schedaId, changes, ...more }, { as: 'UH', ifMatch });
  }

  /** Facts as they are, of a history that is kept. */
  async keep(stream: string, facts: readonly NewEvent[]): Promise<void> {
    for (let from = 0; from < facts.length; from += 100) {
      const expected = from === 0 ? 'none' : from - 1;
      await this.store.append(stream, facts.slice(from, from + 100), expected);
    }
  }

  async close(): Promise<void> {
    await this.store.close();
    this.snapshots.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
