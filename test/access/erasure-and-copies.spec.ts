import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Access } from '#access';
import { Directory, SubjectKeys } from '#people';
import { report } from '../../apps/cli/src/failure.js';
import { tracciaProgram } from '../../apps/cli/src/program.js';
import { RememberedTerminal } from '../../apps/cli/src/terminal.fixture.js';
import { recorded } from '../client.fixture.js';
import { reach } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';

/** One word for each place, none of which stands anywhere else. */
const canary = {
  body: 'CanarinoCopiaQ7x',
  name: 'CanarinoNomeCopiaQ7x',
  login: 'canarino-copia-q7x@ente.example',
} as const;
const person = 'associazione-copia-q7x';
const register = `${ZONE}-organizzazione`;
const sha256 = 'c'.repeat(64);
const reason = 'Richiesta dell’interessato';

let server: TestServer;
let journey: Journey;
let copies: string;
beforeEach(async () => {
  copies = mkdtempSync(join(tmpdir(), 'traccia-copies-'));
  server = await TestServer.start();
  journey = programmeOfYear(server, 2024);
  await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  await put();
  recorded(await server.as('UPc').perform(register, 'open-organisation', { title: 'Zona' }));
});
afterEach(async () => {
  await server.end();
  rmSync(copies, { recursive: true });
});

/** Somebody of whom there is something in each of the files. */
async function put(): Promise<void> {
  await journey.perform(server.admit({ role: 'ETS', personId: person }), 'receive-contribution', {
    ...{ contributionId: 'K-1', body: canary.body, document: { title: 'Osservazioni', sha256 } },
  });
  server.application.get(Directory, { strict: false }).put(ZONE, person, { name: canary.name });
  server.application
    .get(Access, { strict: false })
    .accounts.add({ personId: person, login: canary.login }, undefined);
}

async function erase(): Promise<void> {
  const wish = { personId: person, legalBasis: 'CONSENT_WITHDRAWN', reason };
  recorded(await server.as('DIR').perform(register, 'erase-person', wish));
  await carriedOut();
}

/** Waits until this instance has nothing of them: neither entry, nor account, nor key. */
async function carriedOut(): Promise<void> {
  const directory = server.application.get(Directory, { strict: false });
  const keys = server.application.get(SubjectKeys, { strict: false });
  await until(
    () =>
      directory.get(ZONE, person) === undefined &&
      keys.keysOf(`person/${ZONE}/${person}`).length === 0 &&
      found().length === 0,
  );
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Which of the canaries stand in clear in some file of the data folder, whatever it is called. */
function found(): readonly string[] {
  const files = readdirSync(server.folder, { recursive: true, withFileTypes: true });
  const bytes = files
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  return Object.values(canary).filter((word) => bytes.some((file) => file.includes(word)));
}

/** Runs `traccia` with these words, and returns what it said and its exit code. */
async function traccia(...words: readonly string[]) {
  const terminal = new RememberedTerminal();
  let exitCode = 0;
  try {
    await tracciaProgram(terminal).parseAsync(words, { from: 'user' });
  } catch (error) {
    exitCode = report(error, terminal);
  }
  return { exitCode, noted: terminal.noted.join('\n') };
}

const log = (): string => join(copies, 'log.db');
const backup = (...more: readonly string[]) =>
  traccia('backup', '--data', server.folder, '--to', log(), ...more);
const restore = (...more: readonly string[]) =>
  traccia('restore', '--from', log(), '--data', server.folder, '--confirm-older', ...more);
const copyOfPersonalData = (): string =>
  join(copies, readdirSync(copies).find((name) => name.startsWith('personal-data-')) ?? '');

/** What is shown of them, everywhere it could be. */
async function shown(): Promise<string> {
  const paths = ['', '/contributions', '/facts?limit=500'].map((path) => journey.path(path));
  const answers = await Promise.all(
    [...paths, '/api/v1/people'].map((path) => server.as('UPc').get(path)),
  );
  return JSON.stringify(answers.map(({ body }) => body));
}

describe('Somebody who was erased', () => {
  it('does not come back with an older copy of the log: the facts are older, the keys are gone', async () => {
    await backup();
    await erase();
    await server.stop();
    const restored = await restore();
    expect(restored).toMatchObject({
      exitCode: 0,
      noted: expect.stringMatching(
        /manca una cancellazione di dati personali: il server la eseguirà/,
      ) as unknown,
    });
    await server.start();
    await carriedOut();
    const now = await shown();
    for (const word of Object.values(canary)) expect(now).not.toContain(word);
    expect(now).toMatch(/\[cancellato il [\d-]+ da direttore/);
    expect((await server.as('AUD').get(journey.path('/replay'))).body).toMatchObject({
      matches: true,
    });
  });

  it('does not come back with older copies of everything: each file is erased again at the start', async () => {
    await backup('--personal-data-to', copies);
    for (const key of ['keys.kek', 'access.key']) {
      copyFileSync(join(server.folder, key), join(copies, key));
    }
    await erase();
    await server.stop();
    // The disk of the personal data is lost; the keys come from where somebody had put them.
    for (const name of readdirSync(server.folder)) {
      if (/^(people|keys|access)\./.test(name)) rmSync(join(server.folder, name));
    }
    for (const key of ['keys.kek', 'access.key']) {
      copyFileSync(join(copies, key), join(server.folder, key));
    }
    const restored = await restore('--personal-data-from', copyOfPersonalData());
    expect(restored).toMatchObject({
      exitCode: 0,
      noted: expect.stringMatching(/people\.db.*keys\.db.*access\.db/) as unknown,
    });
    // So they were in the copy, and would be back.
    expect(found()).toEqual([canary.name, canary.login]);
    await server.start();
    await carriedOut();
    const now = await shown();
    for (const word of Object.values(canary)) expect(now).not.toContain(word);
    await server.stop();
    expect(found()).toEqual([]);
    await server.start();
    expect(found()).toEqual([]);
  });

  it.each(['people.db', 'keys.db', 'access.db'])(
    'does not come back with an older copy of %s alone',
    async (name) => {
      await backup('--personal-data-to', copies);
      copyFileSync(join(server.folder, 'keys.kek'), join(copies, 'keys.kek'));
      await erase();
      await server.stop();
      for (const suffix of ['', '-wal', '-shm']) {
        rmSync(join(server.folder, name + suffix), { force: true });
      }
      copyFileSync(join(copyOfPersonalData(), name), join(server.folder, name));
      if (name === 'keys.db') {
        copyFileSync(join(copies, 'keys.kek'), join(server.folder, 'keys.kek'));
      }
      await server.start();
      await carriedOut();
      const now = await shown();
      for (const word of Object.values(canary)) expect(now).not.toContain(word);
    },
  );
});

describe('Whoever was not erased', () => {
  it('is back with the copies: name, account, and what they had sent', async () => {
    await backup('--personal-data-to', copies);
    copyFileSync(join(server.folder, 'keys.kek'), join(copies, 'keys.kek'));
    await server.stop();
    for (const name of readdirSync(server.folder)) {
      if (/^(people|keys)\./.test(name)) rmSync(join(server.folder, name));
    }
    copyFileSync(join(copies, 'keys.kek'), join(server.folder, 'keys.kek'));
    const restored = await restore('--personal-data-from', copyOfPersonalData());
    expect(restored.noted).not.toMatch(/cancellazioni|access\.db/);
    await server.start();
    const now = await shown();
    expect(now).toContain(canary.body);
    expect(now).toContain(canary.name);
  });
});

describe('A copy of the personal data', () => {
  it('is for its owner alone, apart from the log, and without the keys of the keys', async () => {
    const made = await backup('--personal-data-to', copies);
    expect(made.exitCode).toBe(0);
    const copy = copyOfPersonalData();
    expect(made.noted).toContain(copy);
    expect(readdirSync(copy).toSorted()).toEqual(['access.db', 'keys.db', 'people.db']);
    expect(statSync(copy).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(copy)) {
      expect(statSync(join(copy, name)).mode & 0o777).toBe(0o600);
    }
    expect(readFileSync(log(), 'latin1')).not.toContain(canary.name);
  });

  it('is kept thirty days at most, and nothing else is deleted', async () => {
    const old = join(copies, 'personal-data-2024-01-01T00-00-00-000Z');
    const kept = ['personal-data-di-una-volta', 'log-2024-01-01T00-00-00-000Z'];
    for (const folder of [old, `${old}.partial`, ...kept.map((name) => join(copies, name))]) {
      mkdirSync(folder);
    }
    const made = await backup('--personal-data-to', copies, '--keep-days', '7');
    expect(made.noted).toContain('personal-data-2024-01-01T00-00-00-000Z ha più di 7 giorni');
    expect(existsSync(old) || existsSync(`${old}.partial`)).toBe(false);
    for (const name of kept) expect(existsSync(join(copies, name))).toBe(true);
    expect(readdirSync(copies).filter((name) => /^personal-data-\d/.test(name))).toHaveLength(1);
  });

  it('is not kept for longer, nor for no day', async () => {
    for (const days of ['0', '31', '-1', 'sempre']) {
      const { exitCode, noted } = await backup('--personal-data-to', copies, '--keep-days', days);
      expect(exitCode).not.toBe(0);
      expect(noted).toContain(`il valore «${days}» non è ammesso`);
    }
    expect(readdirSync(copies)).toEqual([]);
  });

  it('is not made without being asked for, which is said', async () => {
    expect((await backup()).noted).toMatch(/non sono nella copia/);
  });

  it('puts back nothing over what is there, and is refused where there is none', async () => {
    await backup('--personal-data-to', copies);
    await server.stop();
    const restored = await restore('--personal-data-from', copyOfPersonalData());
    expect(restored.noted).toMatch(/ci sono già tutti i file/);
    const refused = await restore('--personal-data-from', server.folder + '/views');
    expect(refused).toMatchObject({
      exitCode: 1,
      noted: expect.stringMatching(/non c’è una copia dei dati personali/) as unknown,
    });
  });
});
