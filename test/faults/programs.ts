import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteEventStore, type EventStore } from '#event-store';
import { EsdbEventStore } from '../../libs/event-store/src/esdb.event-store.js';
import { ServerProcess } from '../bench/server-process.js';

/** Where the log is kept: in the folder of the server, or on an event node. */
export const keepers = ['embedded', 'wire'] as const;
export type Keeper = (typeof keepers)[number];

/** The processes that keep the record together, each of which may be killed. */
export interface Programs {
  /** Where the server is now. */
  readonly url: string;
  /** Kills the one whose turn it is, and starts it again. */
  killNext(): Promise<void>;
  /** Stops them all, and opens what they have left behind. */
  openLog(): Promise<EventStore>;
  /** Ends whatever still runs. */
  end(): Promise<void>;
}

export async function startPrograms(keeper: Keeper, folder: string): Promise<Programs> {
  return keeper === 'embedded' ? startEmbedded(folder) : startOnNode(folder);
}

async function startEmbedded(folder: string): Promise<Programs> {
  let server = await ServerProcess.traccia(folder);
  return {
    get url() {
      return server.url;
    },
    killNext: async () => {
      await server.kill();
      server = await ServerProcess.traccia(folder);
    },
    openLog: async () => {
      await server.stop();
      return SqliteEventStore.open({ file: join(folder, 'log.db') });
    },
    end: () => server.stop(),
  };
}

async function startOnNode(folder: string): Promise<Programs> {
  const nodeFolder = join(folder, 'event-node');
  mkdirSync(nodeFolder);
  let node = await ServerProcess.eventNode(nodeFolder);
  const connectionString = node.url;
  const port = Number(/:(\d+)\?/.exec(connectionString)?.[1]);
  let server = await ServerProcess.traccia(folder, connectionString);
  let kills = 0;
  return {
    get url() {
      return server.url;
    },
    killNext: async () => {
      kills += 1;
      if (kills % 2 === 1) {
        await node.kill();
        node = await ServerProcess.eventNode(nodeFolder, port);
      } else {
        await server.kill();
        server = await ServerProcess.traccia(folder, connectionString);
      }
    },
    openLog: async () => {
      await server.stop();
      return EsdbEventStore.open({ connectionString });
    },
    end: async () => {
      await server.stop();
      await node.stop();
    },
  };
}
