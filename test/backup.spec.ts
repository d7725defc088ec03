import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Attachments } from '#attachments';
import { logDigest, SqliteEventStore } from '#event-store';
import { report } from '../apps/cli/src/failure.js';
import { tracciaProgram } from '../apps/cli/src/program.js';
import { RememberedTerminal } from '../apps/cli/src/terminal.fixture.js';
import { reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

let folder: string;
let server: TestServer;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'traccia-backup-'));
  server = new TestServer();
});
afterEach(async () => {
  await server.end();
  rmSync(folder, { recursive: true });
});

/** Runs `traccia` with these words, and returns what it said and its exit code. */
async function traccia(...words: readonly string[]) {
  const terminal = new RememberedTerminal();
  let exitCode = 0;
  try {
    await tracciaProgram(terminal).parseAsync(words, { from: 'user' });
  } catch (error) {
    exitCode = report(error, terminal);
  }
  return { exitCode, printed: terminal.printed, noted: terminal.noted.join('\n') };
}

const copy = (name = 'backup.db'): string => join(folder, name);
const backup = (name?: string) => traccia('backup', '--data', server.folder, '--to', copy(name));
const restore = (...more: readonly string[]) =>
  traccia('restore', '--from', copy(), '--data', server.folder, ...more);

/** A cycle that is drafted; its server goes on running. */
async function drafted(): Promise<Journey> {
  await server.start();
  const journey = programmeOfYear(server, 2024);
  await reach(journey, (root) => root.matches({ preparation: 'drafting' }));
  return journey;
}

/** One fact more. */
const goOn = (journey: Journey) =>
  journey.perform('UPo', 'raise-question', {
    ...{ questionId: `domanda-${journey.revision}`, subject: 'cycle', text: 'Quanti residenti?' },
  });

const replay = async (journey: Journey): Promise<unknown> =>
  (await server.as('AUD').get(journey.path('/replay'))).body;

const asideIn = (path: string): readonly string[] =>
  readdirSync(path).filter((name) => name.startsWith('log-replaced-'));

async function factsOf(file: string): Promise<number> {
  const store = SqliteEventStore.open({ file });
  try {
    return (await logDigest(store.readStored())).facts;
  } finally {
    await store.close();
  }
}

describe('A backup of an office at work', () => {
  it('says what it holds, and brings it back: what was recorded later is put aside', async () => {
    const journey = await drafted();
    const then = journey.revision;
    const made = await backup();
    await goOn(journey);
    expect(made).toMatchObject({ exitCode: 0 });
    expect(made.printed).toEqual([
      expect.stringMatching(/^Fatti: \d+$/),
      expect.stringMatching(/^Posizione dell’ultimo fatto: \d+$/),
      expect.stringMatching(/^SHA-256 dell’ultimo fatto: [0-9a-f]{64}$/),
      expect.stringMatching(/^Impronta SHA-256 di tutti i fatti: [0-9a-f]{64}$/),
    ]);
    await server.stop();

    const refused = await restore();
    expect(refused).toMatchObject({ exitCode: 1, printed: [] });
    expect(refused.noted).toMatch(/La copia è più vecchia .* mancherebbe 1 evento, dalla/);
    expect(refused.noted).toMatch(/cycle-livornese-poa-annuale-2024/);
    expect(refused.noted).toMatch(/--confirm-older/);
    expect(asideIn(server.folder)).toEqual([]);

    const restored = await restore('--confirm-older');
    expect(restored).toMatchObject({ exitCode: 0, printed: made.printed });
    expect(existsSync(join(server.folder, 'views'))).toBe(false);
    const [aside = ''] = asideIn(server.folder);
    expect(restored.noted).toContain(aside);
    // The first one opens the ledger.
    expect(await factsOf(join(server.folder, aside))).toBe(1 + then + 2);

    await server.start();
    expect(await replay(journey)).toMatchObject({ matches: true, facts: then + 1 });
    const { body } = await server.as('UPc').get<object>('/api/v1/cycles');
    expect(body).toMatchObject({ total: 1 });
  });

  it('is restored without asking where the log holds nothing else', async () => {
    const journey = await drafted();
    await backup();
    await server.stop();
    expect(await restore()).toMatchObject({ exitCode: 0 });
    for (const name of readdirSync(server.folder).filter((file) => file.startsWith('log')))
      rmSync(join(server.folder, name));
    expect(await restore()).toMatchObject({ exitCode: 0, noted: '' });
    await server.start();
    expect(await replay(journey)).toMatchObject({ matches: true });
  });

  it('that is newer than the log is restored without asking', async () => {
    const journey = await drafted();
    await backup('older.db');
    await goOn(journey);
    await backup();
    await server.stop();
    copyFileSync(copy('older.db'), join(server.folder, 'log.db'));
    expect(await restore()).toMatchObject({ exitCode: 0 });
    await server.start();
    expect(await replay(journey)).toMatchObject({ facts: journey.revision + 1, matches: true });
  });
});

describe('A restore', () => {
  it('of another log asks first', async () => {
    await drafted();
    await server.stop();
    const other = SqliteEventStore.open({ file: copy() });
    const event = { id: '00000000-0000-4000-8000-000000000001', type: 'Noted' };
    for (let n = 0; n < 300; n++)
      await other.append(`note-${n}`, [{ ...event, data: {}, metadata: {} }], 'none');
    await other.close();
    const { exitCode, noted } = await restore();
    expect(exitCode).toBe(1);
    expect(noted).toMatch(/sono diversi: mancherebbero \d+ eventi/);
  });

  it('in the place of a damaged log asks first: it may hold more', async () => {
    await drafted();
    await backup();
    await server.stop();
    writeFileSync(join(server.folder, 'log.db'), 'rovinato');
    const refused = await restore();
    expect(refused.exitCode).toBe(1);
    expect(refused.noted).toMatch(/è danneggiato, e non si può dire .*--confirm-older/s);
    expect(await restore('--confirm-older')).toMatchObject({ exitCode: 0 });
    expect(asideIn(server.folder)).toHaveLength(1);
    await server.start();
  });

  it('is refused while a server uses the folder', async () => {
    await drafted();
    await backup();
    const { exitCode, noted } = await restore('--confirm-older');
    expect(exitCode).toBe(1);
    expect(noted).toMatch(/Un altro processo sta già usando la cartella/);
  });

  it.each([
    ['is damaged', 'rovinata', /è danneggiato: il file non comincia come un archivio SQLite/],
    ['is not there', undefined, /La copia .* non c’è/],
  ])('is refused where the copy %s, and nothing is touched', async (_what, bytes, why) => {
    await drafted();
    await server.stop();
    if (bytes !== undefined) writeFileSync(copy(), bytes);
    const before = readdirSync(server.folder);
    const { exitCode, noted } = await restore('--confirm-older');
    expect(exitCode).toBe(1);
    expect(noted).toMatch(why);
    expect(readdirSync(server.folder)).toEqual(before);
  });
});

describe('A backup', () => {
  it('overwrites no file, and needs a log and a folder', async () => {
    await drafted();
    writeFileSync(copy('there.db'), '');
    expect((await backup('there.db')).noted).toMatch(/c’è già/);
    expect((await backup('no/such/folder.db')).noted).toMatch(/La cartella .* non c’è/);
    const nowhere = await traccia('backup', '--data', folder, '--to', copy());
    expect(nowhere).toMatchObject({ exitCode: 1, noted: expect.stringMatching(/log.db non c’è/) });
  });

  it('holds the files of documents where it is told where to, and says where it does not', async () => {
    const journey = await drafted();
    const bytes = Buffer.from('%PDF-1.7 delibera');
    const response = await fetch(`${server.url}/api/v1/cycles/${journey.cycleId}/attachments`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'traccia-file-name': 'delibera.pdf',
        'sec-fetch-site': 'same-origin',
        ...server.as('UPo').credentials.headers(),
      },
      body: new Uint8Array(bytes),
    });
    const { sha256 } = (await response.json()) as { readonly sha256: string };
    expect((await backup('told.db')).noted).toContain('--attachments-to');
    const files = join(folder, 'attachments');
    const words = ['backup', '--data', server.folder, '--to', copy(), '--attachments-to', files];
    expect((await traccia(...words)).noted).toContain('Documenti conservati: 1');
    expect(readFileSync(join(files, 'livornese', sha256)).equals(bytes)).toBe(true);
    const kept = join(server.folder, 'attachments', 'livornese', sha256);
    writeFileSync(kept, 'x');
    const again = (name: string, ...more: readonly string[]) =>
      traccia(...words.with(4, copy(name)), ...more);
    const damaged = await again('damaged.db');
    expect(damaged).toMatchObject({ exitCode: 1 });
    expect(damaged.noted).toContain(`sono danneggiati`);
    expect(damaged.noted).toContain(sha256);
    rmSync(kept);
    const missing = await again('missing.db');
    expect(missing.exitCode).toBe(1);
    expect(missing.noted).toMatch(new RegExp(`mancano, e nessuno li ha cancellati: .*${sha256}`));
    expect(missing.noted).not.toContain('danneggiati');
    // The copy has it still, in both cases.
    expect(readFileSync(join(files, 'livornese', sha256)).equals(bytes)).toBe(true);

    const deleting = ['attachments', 'delete', '--data', server.folder, '--zone', 'livornese'];
    const reason = ['--sha256', sha256, '--reason', 'Richiesta di cancellazione n. 3'];
    expect(await traccia(...deleting, ...reason)).toMatchObject({ exitCode: 0 });
    const deleted = await again('deleted.db');
    expect(deleted).toMatchObject({ exitCode: 0 });
    expect(deleted.noted).toContain('Documenti conservati: 0');
    expect(existsSync(join(files, 'livornese', sha256))).toBe(false);
  });

  it('takes nothing from the copy of the documents where their folder was lost, and none into itself', async () => {
    await drafted();
    const files = join(folder, 'attachments');
    const words = ['backup', '--data', server.folder, '--to', copy(), '--attachments-to', files];
    expect((await traccia(...words)).exitCode).toBe(0);
    mkdirSync(join(files, 'livornese'));
    const held = join(files, 'livornese', 'a'.repeat(64));
    writeFileSync(held, 'x');
    // Of a folder that the server has begun anew.
    const anew = mkdtempSync(join(folder, 'anew-'));
    new Attachments({
      ...{ folder: anew, mostBytes: 1, antivirus: undefined, nowMs: () => 0 },
    }).close();
    const lost = [...words.with(4, copy('lost.db')), '--attachments', anew];
    const refused = await traccia(...lost);
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.noted).toMatch(/1 di 1.*\[attachments-copy-would-lose\]/s);
    // Of none at all.
    const none = [...words.with(4, copy('none.db')), '--attachments', join(folder, 'none')];
    const nothing = await traccia(...none);
    expect(nothing).toMatchObject({ exitCode: 1 });
    expect(nothing.noted).toMatch(/ne contiene 1: controlla/);
    const itself = words.with(4, copy('itself.db')).with(6, join(server.folder, 'attachments'));
    const inPlace = await traccia(...itself);
    expect(inPlace).toMatchObject({ exitCode: 1 });
    expect(inPlace.noted).toContain('[attachments-copy-in-place]');
    expect(existsSync(held)).toBe(true);
    // All that was asked besides was done; and what is meant is done.
    expect(existsSync(copy('lost.db'))).toBe(true);
    const meant = [...lost.with(4, copy('meant.db')), '--confirm-fewer-attachments'];
    expect(await traccia(...meant)).toMatchObject({ exitCode: 0 });
    expect(existsSync(held)).toBe(false);
  });
});
