import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '#event-store';
import { sha256, streamOf } from '#planning';
import { factsOf, historyFiles } from '../../../../test/histories/history-files.js';
import { traccia } from '../program.fixture.js';

const cycleId = 'livornese-poa-annuale-2024';
const folder = mkdtempSync(join(tmpdir(), 'traccia-rehearse-'));
let store: SqliteEventStore;

beforeAll(async () => {
  store = SqliteEventStore.open({ file: join(folder, 'log.db') });
  const walk = historyFiles().find((file) => file.includes('poa-annuale'))!;
  const facts = factsOf(walk).slice(0, 60);
  await store.append(streamOf(cycleId), facts, 'none');
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** A file that makes a candidate, by what it changes of the first version. */
function candidate(name: string, change: string): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `export default (kit) => {
      const before = kit.known('poa-annuale', 1);
      return {
        ...before,
        version: 2,
        follows: { version: 1, states: {}, inherit: kit.inheriting(before.beginData) },
        ${change}
      };
    };`,
  );
  return file;
}

const rehearse = (name: string, ...more: readonly string[]) =>
  traccia('rehearse', name, '--data', folder, ...more);

describe('traccia rehearse', () => {
  it('says that nothing would change, and ends well', async () => {
    const { exitCode: code, printed } = await rehearse(candidate('uguale', ''));
    expect(printed.join('\n')).toContain('Prova di poa-annuale, versione 2, impronta ');
    expect(printed.join('\n')).toMatch(new RegExp(`${cycleId} +60 +1 +sì +nulla`));
    expect(printed.at(-1)).toBe('Provati 1, cambiano 0.');
    expect(code).toBe(0);
  });

  it('says of a version that is known what it would change: nothing of its own', async () => {
    expect((await rehearse('poa-annuale@1')).exitCode).toBe(0);
    const unknown = await rehearse('poa-annuale@9');
    expect(unknown.noted).toContain('poa-annuale@1');
    expect(unknown.exitCode).toBe(1);
  });

  it('says what would change, cycle by cycle, and ends with 3', async () => {
    const file = candidate(
      'avvisi',
      `documents: { ...before.documents, notices: before.documents.notices.slice(1) },`,
    );
    const { exitCode: code, printed, noted } = await rehearse(file);
    expect(printed.join('\n')).toMatch(/avviso in meno: [a-z-]+ \(\d+ volte nella sua storia\)/);
    expect(noted).toContain('potrebbe continuare');
    expect(code).toBe(3);
  });

  it('says where lives would be stuck, with the code of what cannot be published, and ends with 4', async () => {
    const file = candidate(
      'senza-riunioni',
      'parts: (({ meeting, ...others }) => others)(before.parts),',
    );
    const { exitCode: code, printed } = await rehearse(file);
    expect(printed.join('\n')).toContain('mapping-not-total');
    expect(code).toBe(4);
  });

  it('says that a version does not take over what is recorded, and ends with 4', async () => {
    const taking = (name: string, inherit: string) =>
      rehearse(candidate(name, `follows: { version: 1, states: {}, inherit: ${inherit} },`));
    const thrown = await taking('guasta', '() => { throw new Error("guasto"); }');
    expect(thrown.printed.join('\n')).toContain(
      'non sa riprendere ciò che è già registrato: guasto',
    );
    expect(thrown.exitCode).toBe(4);
    const empty = await taking('vuota', '() => ({})');
    expect(empty.printed.join('\n')).toContain('programmes');
    expect(empty.exitCode).toBe(4);
  });

  it('says at which fact a version breaks, instead of breaking with it', async () => {
    const remember =
      'remember: { ...before.remember, CycleDrafted: () => { throw new Error("rotto"); } },';
    const { exitCode: code, printed } = await rehearse(candidate('rotta', remember));
    expect(printed.join('\n')).toMatch(/si guasta al fatto \d+ .*rotto/);
    expect(code).toBe(4);
  });

  it('prints the same as JSON for a program', async () => {
    const { exitCode: code, printed } = await rehearse(candidate('uguale', ''), '--json');
    expect(JSON.parse(printed.join(''))).toMatchObject({
      ...{ verdict: 'nothing', follows: 1, unmapped: [] },
      lives: [{ cycleId, facts: 60, version: 1, isRunning: true }],
    });
    expect(code).toBe(0);
  });

  it('says why a file is no candidate', async () => {
    const said = async (text: string): Promise<string> => {
      const file = join(folder, `guasto-${sha256(text).slice(0, 8)}.mjs`);
      writeFileSync(file, text);
      const { exitCode: code, noted } = await rehearse(file);
      expect(code).toBe(1);
      return noted;
    };
    expect(await said('export const x = 1;')).toContain('export default');
    expect(await said('export default () => ({});')).toContain('non restituisce una definizione');
    expect(await said('throw new Error("rotto");')).toContain('rotto');
    expect((await rehearse(join(folder, 'manca.mjs'))).noted).toContain('non c’è');
  });

  it('writes nothing into the folder, where a server may be at work', async () => {
    const names = () => readdirSync(folder).filter((name) => name.startsWith('log.db'));
    const bytes = () =>
      names().map((name) => [name, sha256(readFileSync(join(folder, name), 'latin1'))]);
    const before = bytes().filter(([name]) => !name!.endsWith('-shm'));
    await rehearse(candidate('uguale', ''));
    expect(bytes().filter(([name]) => !name!.endsWith('-shm'))).toEqual(before);
    expect(await store.end()).toBeGreaterThan(0);
  });
});
