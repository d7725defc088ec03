import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSealedFacts, ORIGIN, sealFacts, writeFacts } from '../bench/sealed-facts.js';

const FACTS = 40_000;
/** Of each: together far more than the heap below has left beside the program itself. */
const TEXT_BYTES = 4_000;
const HEAP_MB = 160;

describe('The evidence of a large log, in a process with a small heap', () => {
  const folder = mkdtempSync(join(tmpdir(), 'large-'));
  beforeAll(async () => {
    const log = openSealedFacts(folder);
    await writeFacts(log.store, FACTS, undefined, TEXT_BYTES);
    await sealFacts(log);
    await log.close();
  }, 300_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** What the built program does, in a process whose heap cannot grow beyond that. */
  function run(what: string) {
    const script = join(import.meta.dirname, '../bench/take-evidence.js');
    const words = [`--max-old-space-size=${HEAP_MB}`, script, what, folder, ORIGIN];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
    return { status, stdout, stderr };
  }

  it('is made and taken away whole: it holds neither the facts nor the bundle', () => {
    const { status, stdout, stderr } = run('take');
    expect([status, stderr]).toEqual([0, '']);
    const { facts, bytes, peakBytes } = JSON.parse(stdout) as Record<string, number>;
    expect(facts).toBe(FACTS);
    // What it needed outside of its heap was no bundle, either.
    expect(peakBytes).toBeLessThan(bytes!);
  }, 300_000);

  it('could not be, if it held them', () => {
    const { status, stderr } = run('hold');
    expect(status).not.toBe(0);
    expect(stderr).toContain('heap out of memory');
  }, 300_000);
});
