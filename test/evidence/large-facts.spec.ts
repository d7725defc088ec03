import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JsonObject } from '#event-store';
import { verifierPage } from '#evidence';
import { entryOf, leafHash } from '#ledger';
import { SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import { launchChromium } from '../chromium.fixture.js';
import { factsOf } from '../histories/history-files.js';
import {
  bundleOf,
  copyOf,
  failedSteps,
  removeFolders,
  verified,
  YEAR,
} from './evidence.fixture.js';
import { signAnew } from './signed-anew.fixture.js';

/** More than an entry holds: the program admits five hundred needs of four thousand characters. */
const NEEDS = 300;
const FACTS = 12;
const stream = `cycle-${YEAR.kind === 'cycle' ? YEAR.cycle : ''}`;

describe('The evidence of a fact that is larger than an entry', () => {
  const log = new SealedLog();
  let bundles: Readonly<Record<'cycle' | 'whole', string>>;
  beforeAll(async () => {
    for (const fact of factsOf('demo/livornese-poa-annuale-2024.ndjson').slice(0, FACTS)) {
      const { id, type, metadata } = fact;
      const data = type === 'NeedsImported' ? withManyNeeds(fact.data) : fact.data;
      await log.store.append(stream, [{ id, type, data, metadata }], 'any');
    }
    await log.sealAll();
    bundles = { cycle: await bundleOf(log, YEAR), whole: await bundleOf(log, { kind: 'log' }) };
  });
  afterAll(async () => {
    removeFolders();
    await log.leave();
  });

  const kinds = ['cycle', 'whole'] as const;
  const partOf = (folder: string): string => {
    const [name = ''] = readdirSync(join(folder, 'apart'));
    return join(folder, 'apart', name);
  };
  const findingsOf = (report: Awaited<ReturnType<typeof verified>>) =>
    report.steps.flatMap(({ step, findings }) => findings.map(({ where }) => [step, where]));

  it.each(kinds)('is verified and replayed: %s', async (kind) => {
    const report = await verified(bundles[kind]);
    expect(readdirSync(join(bundles[kind], 'apart'))).toHaveLength(1);
    expect(findingsOf(report)).toEqual([]);
    expect(report.steps.find(({ step }) => step === 'replay')!.outcome).toBe('ok');
    expect(report.standings).toEqual([expect.objectContaining({ stream, facts: FACTS })]);
  });

  it.each(kinds)(
    'is refused with another word in its data, whoever signs for it: %s',
    async (kind) => {
      const copy = copyOf(bundles[kind]);
      const part = partOf(copy);
      writeFileSync(part, readFileSync(part, 'utf8').replace('bisogno 7 ', 'bisogno 8 '));
      signAnew(copy, log.signer);
      const report = await verified(copy);
      expect(failedSteps(report)).toEqual(['root']);
      expect(findingsOf(report)).toEqual([['root', expect.stringContaining('apart/')]]);
      expect(report.exitCode).toBe(12);
      expect(report.steps.find(({ step }) => step === 'replay')!.en).toContain(
        'cannot be replayed',
      );
      for (const name of ['manifest.json', 'manifest.note']) rmSync(join(copy, name));
      expect(failedSteps(await verified(copy))).toContain('root');
    },
  );

  it.each(kinds)(
    'is refused without its data, and with data that no fact names: %s',
    async (kind) => {
      const copy = copyOf(bundles[kind]);
      const other = join(copy, 'apart', `${'0'.repeat(64)}.json`);
      writeFileSync(other, '{}');
      signAnew(copy, log.signer, (manifest) => ({
        ...manifest,
        files: [...manifest.files, { path: `apart/${'0'.repeat(64)}.json`, bytes: 0, sha256: '' }],
      }));
      expect(findingsOf(await verified(copy))).toEqual([
        ['bundle', `apart/${'0'.repeat(64)}.json`],
      ]);
      rmSync(other);
      rmSync(partOf(copy));
      signAnew(copy, log.signer);
      expect(failedSteps(await verified(copy))).toEqual(['root']);
    },
  );

  it('is read by the page, too, and refused with another word', async () => {
    const folder = await bundleOf(log, YEAR, { page: verifierPage() });
    const file = join(folder, 'verify.html');
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ locale: 'it-IT' });
      const verdict = async (): Promise<string | null> => {
        await page.goto(pathToFileURL(file).href);
        await page.waitForSelector('#verdict.good, #verdict.bad');
        return page.textContent('#verdict');
      };
      expect(await verdict()).toBe('✓ Verificata la copia contenuta in questa pagina');
      const html = readFileSync(file, 'utf8');
      writeFileSync(file, html.replace('bisogno 7 ', 'bisogno 8 '));
      expect(await verdict()).toBe('✗ Non verificato');
      expect(await page.textContent('[data-step="root"]')).toContain(
        'non sono i dati che furono sigillati',
      );
    } finally {
      await browser.close();
    }
  });

  it('is another than one whose data is only the name of that data', async () => {
    const large = (await log.events()).find(({ type }) => type === 'NeedsImported')!;
    const sealed = entryOf(large, undefined).bytes;
    const { data } = JSON.parse(Buffer.from(sealed).toString()) as { data: JsonObject };
    const named = entryOf({ ...large, data }, undefined);
    expect(leafHash(named.bytes)).not.toEqual(leafHash(sealed));
  });
});

function withManyNeeds(data: JsonObject): JsonObject {
  const [need] = data['needs'] as readonly JsonObject[];
  const needs = Array.from({ length: NEEDS }, (_, number) => ({
    ...need,
    needId: `N${number}`,
    text: `bisogno ${number} ${'è così '.repeat(40)}`,
  }));
  return { ...data, needs: [...(data['needs'] as readonly JsonObject[]), ...needs] };
}
