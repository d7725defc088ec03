import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { EventStore } from '#event-store';
import { filesOfTar } from '#evidence';
import { Ledger } from '#ledger';
import { eventNode } from '../../libs/event-store/src/event-node.fixture.js';
import type { ServerOptions } from '../../apps/server/src/server.js';
import { reach } from '../drivers.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer } from '../server.fixture.js';

const SEALED_WITHIN_MS = 60_000;

/** What is left to chance elsewhere: here it is drawn by counting. */
function drawn(): NonNullable<ServerOptions['keyBytes']> {
  let draws = 0;
  return (size) => {
    draws += 1;
    return createHash('sha512').update(`draw ${draws}`).digest().subarray(0, size);
  };
}

type Files = ReadonlyMap<string, Buffer>;

/** The files of a bundle as a server hands it out. */
async function bundleOf(server: TestServer, query: string): Promise<Files> {
  const { status, body } = await server.as('AUD').download(`/api/v1/evidence${query}`);
  if (status !== 200) throw new Error(`${server.url}: ${JSON.stringify(body)}`);
  const files = new Map<string, Buffer>();
  for await (const { path, chunks } of filesOfTar(inOne(body))) {
    const pieces: Uint8Array[] = [];
    for await (const chunk of chunks) pieces.push(chunk);
    files.set(path, Buffer.concat(pieces));
  }
  return files;
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

describe('The same commands at two servers, one with its log in a file and one with it elsewhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'either-'));
  const ledgerKeyFile = join(folder, 'ledger.key');
  let node: Awaited<ReturnType<typeof eventNode>>;
  let servers: readonly TestServer[];
  let cycleId: string;

  beforeAll(async () => {
    node = await eventNode();
    servers = [undefined, node.address()].map(
      (address) => new TestServer(address, { ledgerKeyFile, keyBytes: drawn() }),
    );
    for (const server of servers) {
      await server.start();
      const journey = programmeOfYear(server, 2024, { numbered: true });
      ({ cycleId } = journey);
      await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
      await server.application.get(Ledger).sealed(journey.position, SEALED_WITHIN_MS);
    }
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.end()));
    await node.dispose();
    rmSync(folder, { recursive: true });
  });

  it('makes the same bundle of the cycle, byte for byte', async () => {
    const [here, there] = await bundlesOf(`?cycle=${cycleId}`);
    expect(here.get('facts.ndjson')!.toString().split('\n').length).toBeGreaterThan(10);
    expect(differing(here, there)).toEqual([]);
  });

  it('makes the same bundle of everything, but for who has taken a bundle away', async () => {
    // That fact has an id by chance, and that of the request, since nobody asks for it twice: it is the only one that may differ, and with
    // it the hashes over it, and whatever names these.
    for (const server of servers)
      await server.application.get(Ledger).sealed(await accessOf(server), SEALED_WITHIN_MS);
    const [here, there] = await bundlesOf('');
    expect(differing(here, there)).toEqual([
      'checkpoint',
      'facts.ndjson',
      'manifest.json',
      'manifest.note',
      expect.stringMatching(/^tile\/0\/000\.p\/\d+$/),
      expect.stringMatching(/^tile\/entries\/000\.p\/\d+$/),
    ]);
    const [ours, theirs] = [here, there].map((files) => factsIn(files)) as [Facts, Facts];
    const other = ours.filter((fact, at) => !isDeepStrictEqual(fact, theirs[at]));
    expect(other.map(({ entry: { stream } }) => stream.replace(/-.*/, ''))).toEqual(['access']);
    const settled = (facts: Facts) =>
      facts.map(({ entry }) => ({ ...entry, id: '', meta: { ...entry.meta, requestId: '' } }));
    expect(settled(theirs)).toEqual(settled(ours));
  });

  async function bundlesOf(query: string): Promise<readonly [Files, Files]> {
    const [here, there] = servers as [TestServer, TestServer];
    return [await bundleOf(here, query), await bundleOf(there, query)];
  }
});

type Facts = readonly {
  readonly entry: { readonly stream: string; readonly id: string; readonly meta: object };
}[];

const factsIn = (files: Files): Facts =>
  files
    .get('facts.ndjson')!
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Facts[number]);

/** The paths of files that are not the same, or only in one. */
const differing = (here: Files, there: Files): readonly string[] =>
  [...new Set([...here.keys(), ...there.keys()])]
    .filter((path) => here.get(path)?.equals(there.get(path) ?? Buffer.alloc(0)) !== true)
    .sort();

/** Where the fact stands in the log that tells of who took something away, once it is there. */
async function accessOf(server: TestServer): Promise<number> {
  const store = server.application.get(EventStore);
  for await (const { events } of store.follow({ filter: { categories: ['access'] } }))
    for (const { position } of events) return position;
  throw new Error('The log has ended');
}
