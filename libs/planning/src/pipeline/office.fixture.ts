import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { SqliteEventStore, type EventStore, type RecordedEvent } from '#event-store';
import type { Person, Role } from '#people';
import { Workflows } from '#workflow';
import type { Answer, Recorded, Refused } from '../command/answer.js';
import type { CycleCommand } from '../command/cycle-command.js';
import type { Verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import { addProgramme } from '../cycle/add-programme.js';
import { cycleName, streamOf } from '../cycle/cycle-id.js';
import { inClear } from '../personal-data/sealing.js';
import { draftCycle } from '../cycle/draft-cycle.js';
import { holdKickoff } from '../cycle/hold-kickoff.js';
import { openCycle } from '../cycle/open-cycle.js';
import { assignScheda } from '../scheda/assign-scheda.js';
import { definitions } from '../definitions/index.js';
import type { Body } from '../testing.fixture.js';
import { Clock } from './clock.js';
import { sha256 } from './command-identity.js';
import { Lives } from './lives.js';
import { Pipeline } from './pipeline.js';
import { RecordedClock } from './recorded-clock.js';
import { refusalsOf } from './refusal-log.js';
import { Snapshots } from './snapshots.js';

export const cycleId = 'livornese-poa-annuale-2024';

export const workflows = new Workflows<LifeData>(definitions, sha256);

/** A clock in the hands of a test. It begins on the morning of 10 January 2024 and stands still. */
export class TestClock extends Clock {
  now = Date.UTC(2024, 0, 10, 8);

  nowMs(): number {
    return this.now;
  }

  /** Goes on by so many days. */
  pass(days: number): void {
    this.now += days * 86_400_000;
  }
}

/** Who asks, under which id, having seen what. */
export interface Asking {
  readonly as?: Role;
  readonly personId?: string;
  readonly unitId?: string;
  readonly zone?: string;
  readonly cycleId?: string;
  readonly commandId?: string;
  readonly ifMatch?: number;
  readonly onBehalfOf?: string;
  /** How they come, if not as somebody who has just proved who they are. */
  readonly comes?: Pick<Person, 'authMethod' | 'authenticatedAtMs' | 'scopes'>;
}

/** The write side as the server puts it together, without the server. */
export class Office {
  readonly snapshots: Snapshots;
  readonly lives: Lives;
  readonly pipeline: Pipeline;

  constructor(
    readonly store: EventStore,
    snapshotsFile: string,
    readonly clock = new TestClock(),
  ) {
    this.snapshots = new Snapshots(snapshotsFile);
    this.lives = new Lives(store, workflows, this.snapshots);
    this.pipeline = new Pipeline({
      store,
      workflows,
      lives: this.lives,
      snapshots: this.snapshots,
      clock: new RecordedClock(clock),
      seals: inClear,
    });
  }

  /** Asks as somebody who may, unless the test says who. */
  ask<Wish extends CycleCommand>(
    verb: Verb<Wish>,
    body: Body<Wish>,
    asking: Asking = {},
  ): Promise<Answer> {
    const { as = verb.who[0]?.role ?? 'UPc', commandId = randomUUID() } = asking;
    const { personId = `persona-${as.toLowerCase()}`, cycleId: about = cycleId, ifMatch } = asking;
    const { zone = cycleName(about)?.zone ?? 'livornese' } = asking;
    const { unitId = as === 'UH' || as === 'RF' ? 'anziani' : undefined } = asking;
    const person: Person = {
      personId,
      role: as,
      zone,
      ...(unitId !== undefined && { unitId }),
      ...(asking.comes ?? { authMethod: 'passkey', authenticatedAtMs: this.clock.nowMs() }),
    };
    const command = plainToInstance(verb.command, body);
    command.envelope = {
      commandId,
      cycleId: about,
      person,
      ...(ifMatch !== undefined && { ifMatch }),
      ...(asking.onBehalfOf !== undefined && { onBehalfOf: asking.onBehalfOf }),
    };
    return this.pipeline.perform(verb, command);
  }

  /** Asks, and expects the facts to be recorded. */
  async record<Wish extends CycleCommand>(
    verb: Verb<Wish>,
    body: Body<Wish>,
    asking?: Asking,
  ): Promise<Recorded> {
    const answer = await this.ask(verb, body, asking);
    if (answer.kind === 'recorded') return answer;
    throw new Error(`${verb.name} was refused: ${JSON.stringify(answer.refusal)}`);
  }

  /** Asks, and expects a refusal. */
  async refused<Wish extends CycleCommand>(
    verb: Verb<Wish>,
    body: Body<Wish>,
    asking?: Asking,
  ): Promise<Refused> {
    const answer = await this.ask(verb, body, asking);
    if (answer.kind === 'refused') return answer;
    throw new Error(`${verb.name} was recorded`);
  }

  /** Brings a cycle to its preparation, with the programme P1 and the scheda S1 of the unit `anziani`. */
  async prepare(of = cycleId): Promise<void> {
    const asking = { cycleId: of };
    await this.record(draftCycle, { title: 'POA 2024' }, asking);
    await this.record(openCycle, opening, asking);
    await this.record(holdKickoff, kickoff, asking);
    await this.record(
      addProgramme,
      { programmeId: 'P1', name: 'Anziani', objectiveIds: [] },
      asking,
    );
    await this.record(assignScheda, scheda('S1'), asking);
  }

  /** The facts of the cycle, as the log has them. */
  facts(of = cycleId): Promise<readonly RecordedEvent[]> {
    return allOf(this.store.read(streamOf(of)));
  }

  /** The refusals of the zone, as the log has them. */
  refusals(zone = 'livornese'): Promise<readonly RecordedEvent[]> {
    return allOf(this.store.read(refusalsOf(zone)));
  }
}

export const opening = {
  caseFile: {
    identifier: 'fascicolo-2024',
    ownerAdministration: 'Zona livornese',
    otherAdministrations: [],
    subject: 'POA 2024',
  },
  responsiblePersonId: 'coordinatore',
};

export const kickoff = {
  attendance: [{ unitId: 'anziani', personId: 'responsabile', presence: 'present' }],
  trainingOnProweb: true,
  materials: [],
} as const;

/** A scheda of the programme P1 for the unit `anziani`. */
export const scheda = (schedaId: string) => ({
  schedaId,
  programmeId: 'P1',
  unitId: 'anziani',
  personId: 'responsabile',
  title: `Scheda ${schedaId}`,
});

async function allOf<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A folder with a log, and offices over it, for each test of the surrounding block. */
export function offices(): {
  /** An office over the log of this test. */
  open(): Office;
  /** An office over another store. */
  over(store: EventStore): Office;
  /** Closes everything: the next office finds only what is in the files. */
  restart(): Promise<void>;
  readonly clock: TestClock;
  readonly store: EventStore;
  readonly folder: string;
} {
  let folder: string;
  let store: EventStore;
  let clock: TestClock;
  let opened: Office[];
  const close = async (): Promise<void> => {
    for (const { snapshots } of opened) snapshots.close();
    opened = [];
    await store.close();
  };
  const openStore = (): EventStore => SqliteEventStore.open({ file: join(folder, 'log.db') });
  const over = (log: EventStore): Office => {
    const office = new Office(log, join(folder, 'snapshots.db'), clock);
    opened.push(office);
    return office;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'planning-'));
    store = openStore();
    clock = new TestClock();
    opened = [];
  });
  afterEach(async () => {
    await close();
    rmSync(folder, { recursive: true });
  });
  return {
    open: () => over(store),
    over,
    restart: async () => {
      await close();
      store = openStore();
    },
    get clock() {
      return clock;
    },
    get store() {
      return store;
    },
    get folder() {
      return folder;
    },
  };
}
