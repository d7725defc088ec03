import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EventStore, SqliteEventStore, type RecordedEvent } from '#event-store';
import { idOfStream, streamOf, type PartKind } from '#planning';
import { drive } from '../drivers.fixture.js';
import { Journey } from '../journey.fixture.js';
import { pathsThrough, walksThrough, type Path } from '../paths.js';
import { TestServer } from '../server.fixture.js';
import { everyWays } from '../ways/every-ways.js';
import type { Ways } from '../journey.fixture.js';
import { folder, keepFacts, type KeptFact } from './history-files.js';

const run = promisify(execFile);
const traccia = join(import.meta.dirname, '../../dist/apps/cli/src/main.js');

/** Records every history anew: those of the demonstration, and of every definition walks that tell all. */
export async function recordHistories(
  fingerprintOf: (facts: readonly KeptFact[]) => Promise<string>,
): Promise<void> {
  const histories = new Map([...(await ofTheDemonstration()), ...(await ofEveryDefinition())]);
  for (const part of new Set([...histories.keys()].map((file) => file.split('/')[0]!))) {
    rmSync(join(folder, part), { recursive: true, force: true });
    mkdirSync(join(folder, part));
  }
  const fingerprints: Record<string, string> = {};
  for (const [file, facts] of histories) {
    keepFacts(file, facts);
    fingerprints[file] = await fingerprintOf(facts);
  }
  writeFileSync(join(folder, 'fingerprints.json'), `${JSON.stringify(fingerprints, null, 2)}\n`);
}

type Histories = Map<string, readonly KeptFact[]>;

/** The demonstration as it runs, every cycle and register of it. */
async function ofTheDemonstration(): Promise<Histories> {
  const data = mkdtempSync(join(tmpdir(), 'traccia-demo-'));
  try {
    await run(process.execPath, [traccia, 'demo', '--data', data], { maxBuffer: 10_000_000 });
    const store = SqliteEventStore.open({ file: join(data, 'log.db') });
    const histories: Histories = new Map();
    for await (const event of store.readAll({ filter: { categories: ['cycle', 'register'] } })) {
      const file = `demo/${idOfStream(event.stream)}.ndjson`;
      histories.set(file, [...(histories.get(file) ?? []), kept(event)]);
    }
    await store.close();
    return histories;
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** For each definition so many walks that every type of fact is told. */
async function ofEveryDefinition(): Promise<Histories> {
  const server = await TestServer.start();
  try {
    const histories: Histories = new Map();
    let number = 0;
    for (const ways of everyWays) {
      const untold = new Set(typesOf(ways));
      for (const { path, id } of walksOf(ways)) {
        if (!path.some(({ heard: { type } }) => untold.has(type))) continue;
        number += 1;
        const journey = Journey.recorded(server, ways, number);
        journey.carriesOver = true;
        if (id !== undefined) journey.reserved.add(id);
        for (const { heard } of path) await drive(journey, heard, id);
        for (const { type } of journey.facts) untold.delete(type);
        histories.set(
          `${ways.definition.id}.v${ways.definition.version}/walk-${number}.ndjson`,
          await factsIn(server, journey),
        );
      }
    }
    return histories;
  } finally {
    await server.end();
  }
}

/** The longest walks first: they tell the most. */
function walksOf(ways: Ways): readonly { readonly path: Path; readonly id?: string }[] {
  const { root, parts } = ways.definition;
  const walks = walksThrough(root, ways.alongside).map((path) => ({ path }));
  const ofParts = Object.entries(parts).flatMap(([kind, { machine }]) =>
    pathsThrough(machine).map((path) => ({ path, id: `recorded-${kind as PartKind}` })),
  );
  return [...walks, ...ofParts].sort((one, other) => other.path.length - one.path.length);
}

function typesOf({ definition: { root, parts } }: Ways): readonly string[] {
  return [root, ...Object.values(parts).map(({ machine }) => machine)].flatMap((machine) =>
    (machine.events as readonly string[]).filter((type) => !type.startsWith('xstate.')),
  );
}

async function factsIn(server: TestServer, { cycleId }: Journey): Promise<readonly KeptFact[]> {
  const store = server.application.get(EventStore, { strict: false });
  const facts: KeptFact[] = [];
  for await (const event of store.read(streamOf(cycleId))) facts.push(kept(event));
  return facts;
}

function kept({ id, revision, type, data, metadata }: RecordedEvent): KeptFact {
  return { revision, id, type, data, metadata };
}
