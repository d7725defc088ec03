import { join } from 'node:path';
import { SqliteEventStore, type EventStore } from '#event-store';
import {
  definitions,
  inClear,
  Lives,
  Pipeline,
  RecordedClock,
  sha256,
  Snapshots,
  SystemClock,
  verbByName,
  type Clock,
  type LifeData,
  type Verb,
} from '#planning';
import { Workflows } from '#workflow';

/** The write side of Traccia on a data folder, put together as the server does it, without the server. */
export interface Office {
  readonly folder: string;
  readonly store: EventStore;
  readonly workflows: Workflows<LifeData>;
  readonly snapshots: Snapshots;
  readonly lives: Lives;
  readonly pipeline: Pipeline;
  close(): Promise<void>;
}

export function openOffice(folder: string, clock: Clock = new SystemClock()): Office {
  const store = SqliteEventStore.open({ file: join(folder, 'log.db') });
  const workflows = new Workflows<LifeData>(definitions, sha256);
  const snapshots = new Snapshots(join(folder, 'snapshots.db'));
  const lives = new Lives(store, workflows, snapshots);
  const recorded = new RecordedClock(clock);
  return {
    folder,
    store,
    workflows,
    snapshots,
    lives,
    pipeline: new Pipeline({
      ...{ store, workflows, lives, snapshots },
      ...{ clock: recorded, seals: inClear },
    }),
    close: async () => {
      await store.close();
      snapshots.close();
    },
  };
}

/** @throws Error when there is no such verb */
export function verbNamed(name: string): Verb {
  const verb = verbByName.get(name);
  if (!verb) throw new Error(`there is no verb ${name}`);
  return verb;
}
