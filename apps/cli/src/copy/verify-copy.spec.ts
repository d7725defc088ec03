import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '#event-store';
import { CommandFailed } from '../failure.js';
import { RememberedTerminal } from '../terminal.fixture.js';
import { verifyCopy } from './verify-copy.js';

let folder: string;
let from: SqliteEventStore;
let to: SqliteEventStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'traccia-cli-'));
  [from, to] = ['from', 'to'].map((name) =>
    SqliteEventStore.open({ file: join(folder, `${name}.db`) }),
  ) as [SqliteEventStore, SqliteEventStore];
});
afterEach(async () => {
  await from.close();
  await to.close();
  rmSync(folder, { recursive: true });
});

const id = '00000000-0000-4000-8000-000000000001';
const note = (store: SqliteEventStore, stream: string, text: string) =>
  store.append(stream, [{ id, type: 'Noted', data: { text }, metadata: {} }], 'none');

async function verified(): Promise<{ readonly failed: boolean; readonly printed: string[] }> {
  const terminal = new RememberedTerminal();
  const failure: unknown = await verifyCopy(from, to, terminal).catch((error: unknown) => error);
  if (failure !== undefined) expect(failure).toBeInstanceOf(CommandFailed);
  return { failed: failure !== undefined, printed: terminal.printed };
}

describe('After a copy', () => {
  it('two logs with the same facts are told to be the same', async () => {
    for (const store of [from, to]) await note(store, 'question-1', 'uguale');
    const { failed, printed } = await verified();
    expect(failed).toBe(false);
    expect(printed).toHaveLength(3);
    expect(printed[0]).toBe('Fatti: 1, uguale');
    expect(printed.join('\n')).not.toContain('DIVERSO');
  });

  it('a fact more is told, and fails', async () => {
    await note(from, 'question-1', 'uno');
    const { failed, printed } = await verified();
    expect(failed).toBe(true);
    expect(printed[0]).toBe('Fatti: DIVERSO, partenza 1, arrivo 0');
  });

  it('other bytes are told, and fail', async () => {
    await note(from, 'question-1', 'uno');
    await note(to, 'question-1', 'due');
    const { failed, printed } = await verified();
    expect(failed).toBe(true);
    expect(printed[0]).toBe('Fatti: 1, uguale');
    expect(printed[1]).toMatch(/^Impronta SHA-256 di tutti i fatti: DIVERSO/);
  });
});
