import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import {
  bundleOf,
  copyOf,
  failedSteps,
  recordedYear,
  removeFolders,
  verified,
  YEAR,
} from './evidence.fixture.js';
import { signAnew } from './signed-anew.fixture.js';

describe('The bundle of a recorded year', () => {
  const log = new SealedLog();
  let cycle: string;
  let whole: string;
  beforeAll(async () => {
    await recordedYear(log);
    await log.sealAll();
    cycle = await bundleOf(log, YEAR);
    whole = await bundleOf(log, { kind: 'log' });
  });
  afterAll(async () => {
    removeFolders();
    await log.leave();
  });

  it('of a cycle is verified step by step, and tells its decisions and where it ended', async () => {
    const report = await verified(cycle);
    expect(report.steps.map(({ step, outcome, findings }) => [step, outcome, findings])).toEqual([
      ['signature', 'ok', []],
      ['root', 'ok', []],
      ['canonical', 'ok', []],
      ['order', 'ok', []],
      ['prefix', 'not-done', []],
      ['time', 'not-done', []],
      ['replay', 'ok', []],
      ['bundle', 'ok', []],
    ]);
    expect(report.exitCode).toBe(0);
    expect(report.facts).toBeGreaterThan(500);
    expect(report.facts).toBeLessThan(report.size);
    expect(report.decisions.length).toBeGreaterThan(10);
    expect(report.decisions.every(({ who, at }) => who !== '?' && at !== '')).toBe(true);
    expect(report.standings).toEqual([
      expect.objectContaining({ stream: YEAR.kind === 'cycle' && YEAR.stream, state: 'closed' }),
    ]);
  });

  it('of everything is verified from the bytes of every fact', async () => {
    const report = await verified(whole);
    expect(failedSteps(report)).toEqual([]);
    expect(report.facts).toBe(report.size);
    expect(report.standings).toHaveLength(2);
  });

  it('is the same bytes whenever it is written', async () => {
    const again = await bundleOf(log, YEAR);
    expect(contentsOf(again)).toEqual(contentsOf(cycle));
  });

  it('is refused once any of its files has one other bit', async () => {
    const byKind = new Map(filesIn(cycle).map((path) => [path.replace(/\/[^/]*$/, ''), path]));
    expect(byKind.size).toBeGreaterThan(10);
    for (const path of byKind.values()) {
      const file = join(cycle, path);
      const bytes = readFileSync(file);
      const altered = Buffer.from(bytes);
      altered[Math.floor(bytes.length / 2)]! ^= 1;
      writeFileSync(file, altered);
      const outcome = await verified(cycle, { replaying: undefined }).then(
        ({ exitCode }) => exitCode,
        (error: unknown) => String(error),
      );
      writeFileSync(file, bytes);
      expect([path, outcome]).not.toEqual([path, 0]);
    }
  });

  it('is refused without its index, whatever else is there', async () => {
    for (const folder of [cycle, whole]) {
      const copy = copyOf(folder);
      for (const name of ['manifest.json', 'manifest.note']) rmSync(join(copy, name));
      const report = await verified(copy, { replaying: undefined });
      expect(failedSteps(report)).toContain('bundle');
      expect(report.exitCode).not.toBe(0);
    }
  });

  it('is refused without the page that verifies it, or what signs that', async () => {
    for (const missing of [
      ['verify.html'],
      ['verify.html.note'],
      ['verify.html', 'verify.html.note'],
    ]) {
      const copy = copyOf(cycle);
      for (const name of missing) rmSync(join(copy, name));
      expect(failedSteps(await verified(copy, { replaying: undefined }))).toEqual(['bundle']);
    }
  });

  it('is refused with a tile above the leaves that is not worked out from them, even where the index was signed anew', async () => {
    const tile = filesIn(whole).find((path) => path.startsWith('tile/1/'))!;
    for (const folder of [cycle, whole]) {
      const copy = copyOf(folder);
      const bytes = readFileSync(join(copy, tile));
      bytes[5]! ^= 1;
      writeFileSync(join(copy, tile), bytes);
      signAnew(copy, log.signer);
      const report = await verified(copy, { replaying: undefined });
      expect(report.steps.flatMap(({ findings }) => findings)).toEqual([
        expect.objectContaining({ where: tile, en: 'are not the hashes that are worked out' }),
      ]);
      expect(report.exitCode).toBe(18);
    }
  });

  it('is refused with a file less, and with one more', async () => {
    const copy = copyOf(cycle);
    writeFileSync(join(copy, 'facts-2.ndjson'), '');
    expect(failedSteps(await verified(copy))).toEqual(['bundle']);
    rmSync(join(copy, 'facts-2.ndjson'));
    rmSync(join(copy, 'documents.json'));
    expect(failedSteps(await verified(copy))).toEqual(['bundle']);
  });
});

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();

const contentsOf = (folder: string): readonly (readonly [string, string])[] =>
  filesIn(folder).map((path) => [path, readFileSync(join(folder, path), 'latin1')]);
