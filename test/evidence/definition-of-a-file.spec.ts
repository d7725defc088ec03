import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteEventStore, type JsonObject } from '#event-store';
import type { Scope } from '#evidence';
import { definitions, definitionsWith, sha256, type LifeData } from '#planning';
import {
  definitionText,
  migrationOf,
  replay,
  Workflows,
  type DefinitionReference,
} from '#workflow';
import { traccia } from '../../apps/cli/src/program.fixture.js';
import { SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import { factsOf, type KeptFact } from '../histories/history-files.js';
import { bundleOf, copyOf, newFolder, removeFolders } from './evidence.fixture.js';

const MIGRATED = 'livornese-poa-annuale-2024';
const BEGUN = 'livornese-poa-annuale-2025';
const scopeOf = (cycle: string): Scope => ({ kind: 'cycle', cycle, stream: `cycle-${cycle}` });
/** Facts before the migration. */
const BEFORE = 40;

const SECOND = `export default ({ known, inheriting }) => {
  const before = known('poa-annuale', 1);
  return {
    ...before,
    version: 2,
    documents: { ...before.documents, noticeDays: 30 },
    follows: { version: 1, states: {}, inherit: inheriting(before.beginData) },
  };
};`;

/** A log of two cycles under a definition that a file has brought: one went over to it, one began under it. */
describe('Cycles under a definition that a file has brought', () => {
  const log = new SealedLog();
  let file: string;
  let bundles: Readonly<Record<'migrated' | 'begun' | 'whole', string>>;
  let digest: string;

  beforeAll(async () => {
    file = join(newFolder(), 'seconda.mjs');
    writeFileSync(file, SECOND);
    const installed = await definitionsWith([file], definitions);
    const workflows = new Workflows<LifeData>(installed, sha256);
    const facts = factsOf(`demo/${MIGRATED}.ndjson`).slice(0, BEFORE);
    const later = workflows.newest('poa-annuale')!.reference;
    digest = later.digest;
    await record(MIGRATED, [...facts, await migrated(workflows, facts)]);
    await record(BEGUN, [begunUnder(facts[0]!, later)]);
    await log.sealAll();
    const parts = {
      definitions: installed.map((definition) => {
        const { id, version } = definition;
        return { id, version, text: definitionText(definition) };
      }),
    };
    bundles = {
      migrated: await bundleOf(log, scopeOf(MIGRATED), parts),
      begun: await bundleOf(log, scopeOf(BEGUN), parts),
      whole: await bundleOf(log, { kind: 'log' }, parts),
    };
  });
  afterAll(async () => {
    removeFolders();
    await log.leave();
  });

  async function record(cycle: string, facts: readonly KeptFact[]): Promise<void> {
    for (const { id, type, data, metadata } of facts)
      await log.store.append(`cycle-${cycle}`, [{ id, type, data, metadata }], 'any');
  }

  async function migrated(
    workflows: Workflows<LifeData>,
    facts: readonly KeptFact[],
  ): Promise<KeptFact> {
    const life = (await replay(workflows, facts))!;
    const migration = migrationOf(life, life.workflow.successions[0]!)!;
    const { metadata } = facts.at(-1)!;
    return {
      ...{ revision: facts.length, id: '00000000-0000-4000-8000-000000000001' },
      ...{ type: 'DefinitionMigrated', metadata },
      data: { ...migration, act: 'DD 1/2024' } as unknown as JsonObject,
    };
  }

  function begunUnder(first: KeptFact, definition: DefinitionReference): KeptFact {
    const { id, version } = definition;
    return {
      ...{ ...first, id: '00000000-0000-4000-8000-000000000002' },
      data: { ...first.data, cycleId: BEGUN, definition: { ...definition } },
      metadata: { ...first.metadata, definition: { id, version } },
    };
  }

  it.each(['migrated', 'begun', 'whole'] as const)(
    'are replayed with that file, and without it said to be none that can be: %s',
    async (name) => {
      const folder = bundles[name];
      const path = 'definitions/poa-annuale.2.json';
      expect(sha256(readFileSync(join(folder, path), 'utf8'))).toBe(digest);
      const known = await traccia('verify', folder, '--definitions', file);
      expect([known.exitCode, known.printed.join('\n')]).toEqual([
        0,
        expect.stringContaining('✓ 7. Regole e quattro occhi'),
      ]);
      expect(known.printed.join('\n')).toContain('(poa-annuale.v2)');
      const unknown = await traccia('verify', folder);
      const [, sentence = ''] = /^– 7\. Regole e quattro occhi: (.*)$/m.exec(
        unknown.printed.join('\n'),
      )!;
      const [cycle, at] = name === 'begun' ? [BEGUN, 0] : [MIGRATED, BEFORE];
      expect(sentence).toMatch(new RegExp(`^Da cycle-${cycle} ${at} \\(`));
      expect(sentence).toContain('seguono poa-annuale versione 2, che questo programma non ha');
      expect(unknown.exitCode).toBe(0); // nothing is wrong by that: all the other steps were done
    },
  );

  it('are refused where the bundle lacks the definition, or holds another', async () => {
    for (const alter of [
      (path: string) => {
        rmSync(path);
      },
      (path: string) => {
        writeFileSync(path, '{}');
      },
    ]) {
      const copy = copyOf(bundles.migrated);
      alter(join(copy, 'definitions/poa-annuale.2.json'));
      const { exitCode, printed } = await traccia('verify', copy);
      expect([exitCode, printed.join('\n')]).toEqual([
        17,
        expect.stringMatching(/segue .*definitions\/poa-annuale\.2\.json/),
      ]);
    }
  });

  it('are no reason for a file that is none, nor for another version than theirs', async () => {
    const other = join(newFolder(), 'altra.mjs');
    writeFileSync(other, SECOND.replace('noticeDays: 30', 'noticeDays: 31'));
    const altered = await traccia('verify', bundles.migrated, '--definitions', other);
    expect([altered.exitCode, altered.noted]).toEqual([17, expect.stringContaining('Passo 7')]);
    const none = await traccia('verify', bundles.migrated, '--definitions', `${other}.mjs`);
    expect([none.exitCode, none.noted]).toEqual([1, expect.stringContaining('non c’è')]);
  });

  it('are copied whole, read again with that file, and named where they are not', async () => {
    const [from, one, two] = [newFolder(), newFolder(), newFolder()];
    const source = SqliteEventStore.open({ file: join(from, 'log.db') });
    for await (const { stream, id, type, data, metadata } of log.store.readAll())
      await source.append(stream, [{ id, type, data, metadata }], 'any');
    await source.close();
    const words = ['copy', '--from', `embedded:${from}`, '--to'];
    const without = await traccia(...words, `embedded:${one}`);
    expect([without.exitCode, without.printed]).toEqual([
      0,
      [
        `Fatti: ${BEFORE + 2}, uguale`,
        expect.stringContaining('uguale'),
        expect.stringContaining('(cicli 0, registri 0)'),
        expect.stringContaining(`cycle-${MIGRATED} segue poa-annuale versione 2`),
        expect.stringContaining(`cycle-${BEGUN} segue poa-annuale versione 2`),
      ],
    ]);
    const known = await traccia(...words, `embedded:${two}`, '--definitions', file);
    expect(known.printed).toHaveLength(3);
    expect(known.printed[2]).toContain('(cicli 2, registri 0)');
    expect(await factsIn(one)).toEqual(await factsIn(from));
    expect(await factsIn(two)).toEqual(await factsIn(from));
  });
});

async function factsIn(folder: string): Promise<readonly unknown[]> {
  const store = SqliteEventStore.open({ file: join(folder, 'log.db') });
  try {
    const facts: unknown[] = [];
    for await (const { stream, revision, id, type, data, metadata } of store.readAll())
      facts.push({ stream, revision, id, type, data, metadata });
    return facts;
  } finally {
    await store.close();
  }
}
