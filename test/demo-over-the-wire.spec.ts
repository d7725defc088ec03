import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, categoryOf, SqliteEventStore, type EventStore } from '#event-store';
import { runDemo, type DemoResult } from '../apps/cli/src/demo/run-demo.js';
import { startServer } from '../apps/server/src/server.js';
import { EsdbEventStore } from '../libs/event-store/src/esdb.event-store.js';
import { eventNode } from '../libs/event-store/src/event-node.fixture.js';
import { TestClock } from './clock.fixture.js';

/** What the demonstration left behind. */
interface Played {
  readonly result: Omit<DemoResult, 'seconds'>;
  /** Every fact and refusal in the order of the log, in canonical form. */
  readonly log: readonly string[];
}

const silent = { print: () => undefined, note: () => undefined, interactive: false };

/**
 * Plays the demonstration with nothing left to chance: command ids are numbers, keys are
 * counted out, with each of them a second
 * passes, and one thing happens after another.
 * @param ledgerKeyFile the key that the ledger is named after
 * @param eventStore address of the server that keeps the log, if not a file of the folder
 */
async function play(
  dataFolder: string,
  ledgerKeyFile: string,
  eventStore?: string,
): Promise<DemoResult> {
  const clock = new TestClock();
  clock.pass({ days: 365 }); // the story is told when its year is over
  let commands = 0;
  let draws = 0;
  return runDemo(dataFolder, silent, {
    startServer: (folder) =>
      startServer({
        ...{ dataFolder: folder, eventStore, clock, host: '127.0.0.1', port: 0 },
        ...{ rateLimits: 'off', duties: 'off', ledgerKeyFile },
        keyBytes: (size) => {
          draws += 1;
          return createHash('sha512').update(`draw ${draws}`).digest().subarray(0, size);
        },
      }),
    sendsMail: false,
    lanes: 1,
    newCommandId: () => {
      clock.pass({ seconds: 1 });
      commands += 1;
      return `00000000-0000-7000-8000-${String(commands).padStart(12, '0')}`;
    },
    nowMs: () => clock.nowMs(),
  });
}

/**
 * All that a log holds, but for what a store says of itself: at which position it keeps what, and since when. And
 * but for who came in and who read: such a fact has an id by chance, since nobody asks for it twice. And but for
 * what became of notices: when a mail server takes what is no matter of the story.
 */
async function logOf(store: EventStore): Promise<readonly string[]> {
  const lines: string[] = [];
  try {
    for await (const { stream, revision, id, type, data, metadata } of store.readAll()) {
      if (['access', 'mailbox'].includes(categoryOf(stream))) continue;
      lines.push(canonicalJson({ stream, revision, id, type, data, metadata }));
    }
  } finally {
    await store.close();
  }
  return lines;
}

describe('The demonstration', () => {
  const folders: string[] = [];
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'traccia-demo-'));
    folders.push(made);
    return made;
  };
  const ledgerKeyFile = join(folder(), 'ledger.key');
  afterAll(() => {
    for (const made of folders) rmSync(made, { recursive: true });
  });

  const embedded = async (): Promise<Played> => {
    const dataFolder = folder();
    const { seconds: _, ...result } = await play(dataFolder, ledgerKeyFile);
    return {
      result,
      log: await logOf(SqliteEventStore.open({ file: join(dataFolder, 'log.db') })),
    };
  };
  const overTheWire = async (): Promise<Played> => {
    const node = await eventNode();
    try {
      const { seconds: _, ...result } = await play(folder(), ledgerKeyFile, node.address());
      const store = EsdbEventStore.open({ connectionString: node.address() });
      return { result, log: await logOf(store) };
    } finally {
      await node.dispose();
    }
  };

  it('records the same facts byte for byte in a file and on an event node, and ends alike', async () => {
    const here = await embedded();
    const there = await overTheWire();
    expect(here.log.length).toBeGreaterThan(1_000);
    expect(there.result).toEqual(here.result);
    expect(there.log).toEqual(here.log);
  }, 240_000);
});
