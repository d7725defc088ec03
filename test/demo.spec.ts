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
  const demo = async (eventStore: string): Promise<string> => {
    const options = ['--data', join(folder, eventStore), '--event-store', eventStore];
    const { stdout } = await run(process.execPath, [traccia, 'demo', ...options], {
      maxBuffer: 10_000_000,
    });
    return stdout;
  };
  const lastLineOf = (stdout: string): Readonly<Record<string, unknown>> =>
    JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Readonly<Record<string, unknown>>;

  let stdout: string;
  let overTheWire: string;
  beforeAll(async () => {
    [stdout, overTheWire] = await Promise.all([demo('embedded'), demo('wire')]);
  }, 300_000);

  it('drives the POA 2024 from kickoff to closing, opens 2025 from it, and replays it from zero', () => {
    const last = lastLineOf(stdout);
    expect(Object.keys(last)).toEqual([
      'cycle',
      'phase',
      'facts',
      'schede',
      'refusals',
      'replayed',
      'next',
      'mails',
      'spring',
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
    expect(last['mails']).toBe(657);
    expect(last['spring']).toEqual({ reminders: 16, calendarEntries: 13 });
    const told = stdout.replaceAll(/\s+/g, ' ');
    const phases = [
      ...['Partecipazione', 'Co-programmazione', 'Verifica', 'Approvazione'],
      ...['Pubblicazione', 'Monitoraggio', 'Revisione', 'Prescrizione', 'Rendiconto', 'POA 2025'],
      ...['Scadenze 2025', 'Avvisi per posta', 'Promemoria delle scadenze, per posta'],
    ];
    for (const phase of phases) {
      expect(told).toContain(`== ${phase}`);
    }
  });

  it('tells who got how many mails, the bodies that were invited among them', () => {
    const lines = stdout.slice(stdout.indexOf('== Avvisi per posta')).split('\n');
    const columns = lines
      .find((line) => line.endsWith('tutti'))
      ?.trim()
      .split(/\s+/);
    const numbersOf = (stage: string) =>
      lines.find((line) => line.trim().startsWith(stage))?.match(/[\d·]+/g);
    const bodies = columns?.indexOf('enti') ?? -1;
    expect(columns?.[0]).toBe('UPc');
    // Three meetings with one body each; two sessions of the organ, and a third in the revision.
    expect(numbersOf('Partecipazione')?.[bodies]).toBe('3');
    expect(numbersOf('Approvazione')?.[bodies]).toBe('2');
    expect(numbersOf('In tutto')?.[bodies]).toBe('6');
    expect(numbersOf('In tutto')?.at(-1)).toBe(String(lastLineOf(stdout)['mails']));
    // The bodies have no part in the drafting.
    expect(numbersOf('Redazione')?.[bodies]).toBe('·');
  });

  it('lets the mornings of the year after come, and tells who was reminded of what, and how long before', () => {
    const lines = stdout.slice(stdout.indexOf('== Promemoria delle scadenze')).split('\n');
    const columns = lines[1]?.trim().split(/\s+/);
    expect(columns).toEqual(['UPc', 'UH', 'RF', 'DIR', 'tutti']);
    const told = (which: string) =>
      lines
        .find((line) => line.trim().startsWith('SCHEDE_SUBMITTED') && line.includes(which))
        ?.match(/(?<= )[\d·]+(?= |$)/g)
        ?.slice(-5);
    // Twenty heads, and whoever fills in for each; then their coordinator, and a week later the director.
    for (const which of ['14 giorni prima', '7 giorni prima', '2 giorni prima', 'stesso'])
      expect(told(which)).toEqual(['·', '20', '20', '·', '40']);
    expect(told('1 giorno dopo')).toEqual(['1', '20', '20', '·', '41']);
    expect(told('7 giorni dopo')).toEqual(['·', '20', '20', '1', '41']);
  });

  it('reads its calendar back with a parser by others, and finds each deadline on its day', () => {
    expect(stdout).toContain('riletto con ical.js: 13 scadenze su 13');
  });

  it('ends alike when its log is on an event node', () => {
    const last = lastLineOf(overTheWire);
    expect(last).toEqual({ ...lastLineOf(stdout), seconds: last['seconds'] });
  });
});
