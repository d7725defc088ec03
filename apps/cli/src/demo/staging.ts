import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuidV7 } from 'uuid';
import { romeInstantMs } from '#calendar';
import { ChildProgram } from './child-program.js';
import { StoryClock } from './story-clock.js';
import { days } from './story-days.js';

/** How the demonstration is put on: its server, and all that would be different another time. */
export interface Staging {
  /**
   * Starts the server on a data folder.
   * @param relay where it hands its mail over, `smtp://127.0.0.1:2525`; undefined where it sends none
   * @param duties what it does by itself: `notices`, or `on` for the deadlines as well
   */
  readonly startServer: (
    dataFolder: string,
    relay: string | undefined,
    duties: 'notices' | 'on',
  ) => Promise<StagedServer>;
  /** Whether the notices go out by mail, to a mail server of the demonstration. */
  readonly sendsMail: boolean;
  /** How many units work at the same time. One gives the facts in the same order every time. */
  readonly lanes: number;
  readonly newCommandId: () => string;
  readonly nowMs: () => number;
  /** Where the story may let days pass: the clock of its server. */
  readonly clock?: StoryClock;
}

/** A running server, with whatever was started for it. */
export interface StagedServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Where the log of the demonstration is: in the data folder, or on an event node of its own. */
export const eventStores = ['embedded', 'wire'] as const;
export type StagedEventStore = (typeof eventStores)[number];

/** The folder of the event node, in the data folder of the demonstration. */
export const NODE_FOLDER = 'event-node';

/**
 * As offices have it: real processes, and ids that nobody had before. The time is that of the story, on the morning
 * when its year is over and put together from its documents.
 */
export function asInOffices(eventStore: StagedEventStore): Staging {
  const clock = new StoryClock(romeInstantMs(days.nextYear, '09:00'));
  const start = eventStore === 'embedded' ? startServer : startServerOnNode;
  return {
    startServer: (...what) => start(clock, ...what),
    sendsMail: true,
    lanes: 8,
    newCommandId: uuidV7,
    nowMs: clock.nowMs,
    clock,
  };
}

/** The built programs, beside the one that is running. */
const serverProgram = fileURLToPath(new URL('../../../server/src/main.js', import.meta.url));
const tracciaProgram = fileURLToPath(new URL('../main.js', import.meta.url));
const turnedClock = new URL('turned-clock.js', import.meta.url);

async function startServer(
  clock: StoryClock,
  dataFolder: string,
  relay: string | undefined,
  duties: 'notices' | 'on',
  eventStore = '',
): Promise<StagedServer> {
  const server = await ChildProgram.start({
    name: 'Il server',
    script: serverProgram,
    environment: {
      TRACCIA_DATA: dataFolder,
      TRACCIA_PORT: '0',
      TRACCIA_HOST: '127.0.0.1',
      TRACCIA_EVENTSTORE: eventStore,
      // While the year is put together its days are long over: with the deadlines, each would be missed.
      TRACCIA_DUTIES: duties,
      ...(relay !== undefined && {
        TRACCIA_SMTP: relay,
        TRACCIA_MAIL_FROM: 'Traccia <traccia@zona-livornese.example>',
        TRACCIA_PUBLIC_URL: 'https://traccia.zona-livornese.example',
      }),
      // A year of an office in a minute.
      TRACCIA_RATE_LIMITS: '1000',
    },
    preloaded: `${turnedClock.href}?ahead=${clock.aheadMs}`,
    log: join(dataFolder, 'server.log'),
    listensAt: /(https?:\/\/\S+)/,
  });
  const unfollow = clock.follow((aheadMs) => server.tell({ aheadMs }));
  return {
    url: server.address,
    stop: () => {
      unfollow();
      return server.stop();
    },
  };
}

/** An event node, and a server that keeps its log there, over the network. */
async function startServerOnNode(
  clock: StoryClock,
  dataFolder: string,
  ...[relay, duties]: [relay: string | undefined, duties: 'notices' | 'on']
): Promise<StagedServer> {
  const nodeFolder = join(dataFolder, NODE_FOLDER);
  mkdirSync(nodeFolder, { recursive: true });
  const node = await ChildProgram.start({
    name: 'Il nodo degli eventi',
    script: tracciaProgram,
    arguments: ['event-node', '--port', '0', '--data', nodeFolder],
    log: join(nodeFolder, 'node.log'),
    listensAt: /(127\.0\.0\.1:\d+)/,
  });
  const address = `esdb://${node.address}?tls=false`;
  const server = await startServer(clock, dataFolder, relay, duties, address);
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await node.stop();
    },
  };
}
