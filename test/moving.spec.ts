import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventNode, type EventNode } from '#event-node';
import { SqliteEventStore } from '#event-store';
import { report } from '../apps/cli/src/failure.js';
import { tracciaProgram } from '../apps/cli/src/program.js';
import { RememberedTerminal } from '../apps/cli/src/terminal.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';
import { organizzazioneWays } from './ways/organizzazione.ways.fixture.js';

let folder: string;
let node: EventNode;
let server: TestServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'traccia-moving-'));
  node = await startEventNode({ dataFolder: join(folder, 'node'), port: 0 });
  server = new TestServer();
});
afterEach(async () => {
  await server.end();
  await node.stop();
  rmSync(folder, { recursive: true });
});

const embedded = (name: string): string => `embedded:${join(folder, name)}`;
const onNode = (): string => `esdb://127.0.0.1:${node.port}?tls=false`;

/** Runs `traccia copy`, and returns what it said and its exit code. */
async function copy(from: string, to: string, ...more: readonly string[]) {
  const terminal = new RememberedTerminal();
  let exitCode = 0;
  try {
    const words = ['copy', '--from', from, '--to', to, ...more];
    await tracciaProgram(terminal).parseAsync(words, { from: 'user' });
  } catch (error) {
    exitCode = report(error, terminal);
  }
  return { exitCode, printed: terminal.printed, noted: terminal.noted.join('\n') };
}

/** A cycle under way and a register, whose server is then stopped. */
async function workedOn(): Promise<Journey> {
  await server.start();
  const organisation = new Journey(server, 'livornese-organizzazione', organizzazioneWays);
  const journey = programmeOfYear(server, 2024);
  await reach(journey, (root) => root.matches({ preparation: 'drafting' }));
  await drive(journey, { type: 'SchedaRevised' });
  await drive(organisation, { type: 'UnitAdded' });
  await server.stop();
  return journey;
}

describe('traccia copy', () => {
  it('moves the log of an office to a server and back: the same facts, the same states', async () => {
    const journey = await workedOn();
    const there = await copy(`embedded:${server.folder}`, onNode());
    expect(there).toMatchObject({ exitCode: 0 });
    expect(there.noted).toMatch(/Copiati \d+ fatti, \d+ al secondo\./);
    const hash = '[0-9a-f]{64}';
    expect(there.printed).toEqual([
      expect.stringMatching(/^Fatti: \d+, uguale$/),
      expect.stringMatching(new RegExp(`^Impronta SHA-256 di tutti i fatti: ${hash}, uguale$`)),
      expect.stringMatching(
        new RegExp(`^Stati riletti \\(cicli 1, registri 1\\), impronta SHA-256: ${hash}, uguale$`),
      ),
    ]);
    const back = await copy(onNode(), embedded('back'));
    expect(back).toMatchObject({ exitCode: 0, printed: there.printed });

    const moved = new TestServer(onNode());
    moved.clock.pass({ seconds: (server.clock.nowMs() - moved.clock.nowMs()) / 1_000 });
    await moved.start();
    try {
      const { body } = await moved.as('AUD').get(journey.path('/replay'));
      expect(body).toMatchObject({ matches: true, facts: journey.facts.length });
    } finally {
      await moved.end();
    }
  });

  it('goes on with --resume, and without it refuses what is there', async () => {
    await workedOn();
    const from = `embedded:${server.folder}`;
    const first = await copy(from, onNode());
    const again = await copy(from, onNode());
    expect(again).toMatchObject({ exitCode: 1, printed: [] });
    expect(again.noted).toMatch(/contiene già dei fatti .*--resume/);
    const resumed = await copy(from, onNode(), '--resume');
    expect(resumed).toMatchObject({ exitCode: 0, printed: first.printed });
    expect(resumed.noted).toMatch(/Copiati 0 fatti, .*; \d+ c’erano già\./);
  });

  it('refuses a target with other facts, and writes nothing there', async () => {
    await workedOn();
    const other = join(folder, 'other');
    const store = (): SqliteEventStore => SqliteEventStore.open({ file: join(other, 'log.db') });
    expect((await copy(onNode(), embedded('other'))).exitCode).toBe(0); // nothing yet
    const strange = store();
    const event = { id: '00000000-0000-4000-8000-000000000001', type: 'Noted' };
    await strange.append('cycle-x', [{ ...event, data: {}, metadata: {} }], 'none');
    await strange.close();
    const { exitCode, noted } = await copy(
      ...([`embedded:${server.folder}`, embedded('other'), '--resume'] as const),
    );
    expect({ exitCode, noted }).toMatchObject({
      exitCode: 1,
      noted: expect.stringMatching(/non è l’inizio di quello di partenza/),
    });
    const after = store();
    expect(await after.end()).toBe(1);
    await after.close();
  });

  it('refuses a folder that a server is using', async () => {
    await workedOn();
    await server.start();
    const { exitCode, noted } = await copy(`embedded:${server.folder}`, onNode());
    expect(exitCode).toBe(1);
    expect(noted).toMatch(/Un altro processo sta già usando la cartella/);
  });

  it('says what is wrong with a place, without repeating an address that may hold a password', async () => {
    const nowhere = await copy(embedded('nowhere'), onNode());
    expect(nowhere).toMatchObject({
      exitCode: 1,
      noted: expect.stringMatching(/non c’è un registro/),
    });
    const unknown = await copy(embedded('nowhere'), 'http://utente:segreto@server');
    expect(unknown.exitCode).toBe(1);
    const malformed = await copy('esdb://utente:segreto@', embedded('to'));
    expect(malformed.exitCode).toBe(1);
    expect(unknown.noted + malformed.noted).not.toContain('segreto');
    expect((await copy('server', embedded('to'))).noted).toMatch(/embedded:CARTELLA/);
  });

  it('says what to do when a server does not answer', async () => {
    await workedOn();
    const address = onNode();
    await node.stop();
    const { exitCode, noted } = await copy(`embedded:${server.folder}`, address);
    expect(exitCode).toBe(1);
    // The client says one or the other, as it is first refused or first out of patience.
    expect(noted).toMatch(
      /(non risponde|non ha risposto in tempo): verificare .*riprendi con --resume/s,
    );
    await server.start(); // nobody holds the folder any more
  });

  it('says when a state cannot be replayed, although the facts are the same', async () => {
    const store = SqliteEventStore.open({ file: join(server.folder, 'log.db') });
    const event = { id: '00000000-0000-4000-8000-000000000001', type: 'CycleDrafted' };
    await store.append('cycle-x', [{ ...event, data: {}, metadata: {} }], 'none');
    await store.close();
    const { exitCode, noted } = await copy(`embedded:${server.folder}`, onNode());
    expect(exitCode).toBe(1);
    expect(noted).toMatch(/Lo stato di cycle-x non si può rileggere/);
  });
});
