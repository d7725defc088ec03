import { join } from 'node:path';
import { SqliteEventStore } from '#event-store';
import { LedgerFile, recordLedgerFact, type ExternalSeal } from '#ledger';
import { tracciaProgram } from '../../apps/cli/src/program.js';
import { TestServer } from '../server.fixture.js';

let server: TestServer;

beforeEach(async () => {
  server = await TestServer.start();
  await server.stop();
});

afterEach(() => server.end());

/** Records a seal in the log of the stopped server; told twice, it is there once. */
async function record(alter: (seal: ExternalSeal) => ExternalSeal = (seal) => seal): Promise<void> {
  const file = new LedgerFile(join(server.folder, 'ledger.db'));
  const store = SqliteEventStore.open({ file: join(server.folder, 'log.db') });
  const seal: ExternalSeal = {
    ...{ size: file.size, root: Buffer.from(file.root()).toString('base64'), kind: 'witness' },
    ...{ reference: 'revisori.example/w1', sha256: '0'.repeat(64), evidence: '' },
    at: '2024-06-03T08:00:00.000Z',
  };
  const nowMs = (): number => server.clock.nowMs();
  const fact = { type: 'ExternalSealRecorded', data: alter(seal) } as const;
  for (let told = 0; told < 2; told++) await recordLedgerFact({ store, nowMs, policy: 'x' }, fact);
  file.close();
  await store.close();
}

async function anchors(): Promise<{ readonly lines: string[]; readonly failure: string }> {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const program = tracciaProgram({ print, note: print, interactive: false });
  try {
    await program.parseAsync(['ledger', 'anchors', '--data', server.folder], { from: 'user' });
    return { lines, failure: '' };
  } catch (error) {
    return { lines, failure: String(error) };
  }
}

describe('traccia ledger anchors', () => {
  it('says when there are none', async () => {
    expect(await anchors()).toEqual({
      lines: ['Nessuna radice è ancora custodita fuori.'],
      failure: '',
    });
  });

  it('lists what is kept outside, once each, and that the log is still what it was', async () => {
    await record();
    const { lines, failure } = await anchors();
    expect(failure).toBe('');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^2024-06-03T08:00:00\.000Z\ttestimone\t\d+ fatti\trevisori.*combacia$/u,
    );
  });

  it.each<[string, (seal: ExternalSeal) => ExternalSeal]>([
    ['non combacia', (seal) => ({ ...seal, root: Buffer.alloc(32).toString('base64') })],
    ['oltre il registro', (seal) => ({ ...seal, size: seal.size + 100 })],
  ])('fails when it says «%s»', async (outcome, alter) => {
    await record();
    await record(alter);
    const { lines, failure } = await anchors();
    expect(lines.map((line) => line.split('\t').at(-1))).toEqual(['combacia', outcome]);
    expect(failure).toContain('1 di 2 radici');
  });
});
