import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const traccia = join(import.meta.dirname, '../dist/apps/cli/src/main.js');

/** The main job, as `npm run demo` does it: the built command line, the built server, the public API. */
describe('The demonstration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'traccia-demo-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('drives the POA 2024 from kickoff to closing, opens 2025 from it, and replays it from zero', async () => {
    const { stdout } = await run(process.execPath, [traccia, 'demo', '--data', folder], {
      maxBuffer: 10_000_000,
    });
    const lines = stdout.trimEnd().split('\n');
    const last = JSON.parse(lines.at(-1) ?? '') as Readonly<Record<string, unknown>>;
    expect(Object.keys(last)).toEqual([
      'cycle',
      'phase',
      'facts',
      'schede',
      'refusals',
      'replayed',
      'next',
      'seconds',
    ]);
    expect(last).toMatchObject({
      cycle: 'livornese-poa-annuale-2024',
      phase: 'closed',
      schede: 133,
      replayed: true,
      next: { cycle: 'livornese-poa-annuale-2025', carried: 115, notCarried: 18 },
    });
    expect(last['facts']).toBeGreaterThan(1_000);
    expect(last['refusals']).toBeGreaterThan(10);
    const told = stdout.replaceAll(/\s+/g, ' ');
    const phases = [
      ...['Partecipazione', 'Co-programmazione', 'Verifica', 'Approvazione'],
      ...['Pubblicazione', 'Monitoraggio', 'Revisione', 'Prescrizione', 'Rendiconto', 'POA 2025'],
    ];
    for (const phase of phases) {
      expect(told).toContain(`== ${phase}`);
    }
  }, 120_000);
});
