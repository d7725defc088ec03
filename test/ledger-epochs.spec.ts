import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteEventStore } from '#event-store';
import { filesOfTar } from '#evidence';
import {
  Ledger,
  LedgerFile,
  ledgerHistory,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  signedBy,
  type LedgerFact,
} from '#ledger';
import { report } from '../apps/cli/src/failure.js';
import { tracciaProgram } from '../apps/cli/src/program.js';
import { RememberedTerminal } from '../apps/cli/src/terminal.fixture.js';
import { recorded } from './client.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

const register = `${ZONE}-organizzazione`;

let server: TestServer;
let units = 0;
beforeEach(async () => {
  server = await TestServer.start();
  recorded(await server.as('UPc').perform(register, 'open-organisation', { title: 'Zona' }));
  await decide();
});
afterEach(() => server.end());

async function decide(): Promise<void> {
  const unit = { unitId: `unita-${units++}`, name: 'Anziani', kind: 'SERVIZIO' };
  const more = { belongsTo: 'COMUNE', headPersonId: 'responsabile', from: '2024-01-01' };
  recorded(await server.as('UPc').perform(register, 'add-unit', { ...unit, ...more }));
}

/** Runs `traccia` with these words on the data of the server, and returns what it said. */
async function traccia(...words: readonly string[]) {
  const terminal = new RememberedTerminal();
  let exitCode = 0;
  try {
    const program = tracciaProgram(terminal);
    const at = words[0] === 'verify' ? [] : ['--data', server.folder];
    await program.parseAsync([...words, ...at], { from: 'user' });
  } catch (error) {
    exitCode = report(error, terminal);
  }
  return { exitCode, printed: terminal.printed, noted: terminal.noted.join('\n') };
}

const file = (name: string): string => join(server.folder, name);
const note = async (): Promise<string> =>
  (await fetch(`${server.url}/api/v1/ledger/checkpoint`)).text();
const lastSigned = async () => parseCheckpoint(parseNote(await note()).text);

/** What the log says about its ledger, once the server has stopped. */
async function factsAboutLedger() {
  const store = SqliteEventStore.open({ file: file('log.db') });
  const facts: LedgerFact[] = [];
  for await (const { type, data } of store.read('ledger'))
    facts.push({ type, data } as unknown as LedgerFact);
  const history = (await ledgerHistory(store))!;
  await store.close();
  return { facts, history };
}

/** A copy, and two decisions that it does not know. */
let signed = '';
async function outlived(): Promise<void> {
  const { exitCode } = await traccia('backup', '--to', file('copia.db'));
  expect(exitCode).toBe(0);
  await decide();
  await decide();
  signed = await note();
  await server.stop();
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

const restore = (...more: readonly string[]) =>
  traccia('restore', '--from', file('copia.db'), ...more);

describe('A copy in a folder where nothing is left', () => {
  const loseAll = (): void => {
    const lost = readdirSync(server.folder).filter((name) => /^(log|ledger)\.db/.test(name));
    for (const name of lost) rmSync(file(name));
  };
  const backup = (name: string) => traccia('backup', '--to', file(name));
  const restoreFrom = (name: string) => traccia('restore', '--from', file(name));

  it('brings back what was signed: work goes on, and an older log is still refused', async () => {
    await backup('vecchia.db');
    await decide();
    const signed = await note();
    const made = await backup('copia.db');
    expect(made.noted).toContain(file('copia.ledger.db'));
    await server.stop();

    loseAll();
    expect(await restoreFrom('copia.db')).toMatchObject({ exitCode: 0, noted: '' });
    const ledger = new LedgerFile(file('ledger.db'));
    const notes = [...ledger.checkpoints()].map((each) => each.note);
    ledger.close();
    expect(notes).toContain(signed);
    await server.start();
    await decide();
    await server.application.get(Ledger, { strict: false }).audit();
    await server.stop();

    const lost = readdirSync(server.folder).filter((name) => name.startsWith('log.db'));
    for (const name of lost) rmSync(file(name));
    copyFileSync(file('vecchia.db'), file('log.db'));
    await expect(server.start()).rejects.toMatchObject({ code: 'log-shorter' });
  });

  it('is refused where the seals beside it speak of more than it holds, and nothing is touched', async () => {
    await backup('vecchia.db');
    await decide();
    await backup('copia.db');
    await server.stop();
    loseAll();
    copyFileSync(file('copia.ledger.db'), file('vecchia.ledger.db'));
    const before = readdirSync(server.folder);
    const { exitCode, noted } = await restoreFrom('vecchia.db');
    expect(exitCode).toBe(1);
    expect(noted).toMatch(/mancherebb/);
    expect(readdirSync(server.folder)).toEqual(before);
  });

  it('without its seals is put back, and says that what was signed is not known any more', async () => {
    await backup('copia.db');
    await server.stop();
    loseAll();
    rmSync(file('copia.ledger.db'));
    const { exitCode, noted } = await restoreFrom('copia.db');
    expect(exitCode).toBe(0);
    expect(noted).toMatch(/non ci sono i sigilli/);
    await server.start();
    await decide();
  });

  it('overwrites no seals of another copy', async () => {
    await backup('copia.db');
    rmSync(file('copia.db'));
    const { exitCode, noted } = await backup('copia.db');
    expect(exitCode).toBe(1);
    expect(noted).toMatch(/copia\.ledger\.db c’è già/);
    expect(existsSync(file('copia.db'))).toBe(false);
  });
});

describe('A copy that is older than what was sealed', () => {
  beforeEach(outlived);

  it('is put back only when that is said, and then begins an epoch that tells of the loss', async () => {
    expect(await restore()).toMatchObject({ exitCode: 1 });
    const { exitCode, noted } = await restore('--confirm-older', '--reason', 'Disco rotto');
    expect(exitCode).toBe(0);
    expect(noted).toContain('/registro/2');
    const { facts, history } = await factsAboutLedger();
    expect(facts.map(({ type }) => type)).toEqual(['LedgerOpened', 'EpochOpened']);
    expect(facts[1]?.data).toMatchObject({ lostCount: 2, reason: 'Disco rotto' });
    await server.start();
    await decide();
    expect((await lastSigned()).origin).toBe(history.origin);
    expect((await lastSigned()).origin).toMatch(/\/registro\/2$/);
    expect(existsSync(file('ledger-1.db'))).toBe(true);
    await server.application.get(Ledger, { strict: false }).audit();
  });

  it('leaves evidence that tells of the loss, and that a seal of before does not call whole', async () => {
    const before = join(server.folder, 'held.note');
    writeFileSync(before, signed);
    await restore('--confirm-older', '--reason', 'Disco rotto');
    await server.start();
    await decide();
    const { body } = await server.as('AUD').download('/api/v1/evidence');
    const bundle = file('fascicolo');
    for await (const { path, chunks } of filesOfTar(inOne(body))) {
      mkdirSync(dirname(join(bundle, path)), { recursive: true });
      const pieces: Uint8Array[] = [];
      for await (const chunk of chunks) pieces.push(chunk);
      writeFileSync(join(bundle, path), Buffer.concat(pieces));
    }
    const alone = await traccia('verify', bundle);
    expect([alone.exitCode, alone.printed.at(-1)]).toEqual([
      0,
      'Verificato, con una perdita dichiarata di 2 fatti.',
    ]);
    const held = await traccia('verify', bundle, '--held', before);
    expect(held.exitCode).toBe(5);
    expect(held.printed.join('\n')).toMatch(/«Disco rotto».*PERDUTI: 2\./);
  });

  it('is refused also where the log is gone, since the seals are not', async () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file(`log.db${suffix}`), { force: true });
    const { exitCode, noted } = await restore();
    expect(exitCode).toBe(1);
    expect(noted).toContain('mancherebbero 2 fatti');
    expect(existsSync(file('log.db'))).toBe(false);
  });

  it('that somebody has put there by hand does not start, until the loss is declared', async () => {
    for (const suffix of ['-wal', '-shm']) rmSync(file(`log.db${suffix}`), { force: true });
    renameSync(file('copia.db'), file('log.db'));
    await expect(server.start()).rejects.toMatchObject({ code: 'log-shorter' });
    const told = await traccia(
      'ledger',
      'new-epoch',
      '--reason',
      'Disco rotto',
      '--operator',
      'ced',
    );
    expect(told).toMatchObject({ exitCode: 0, printed: [expect.stringMatching(/\/registro\/2$/)] });
    const { facts } = await factsAboutLedger();
    const epoch = facts.at(-1)?.data as { previousCheckpoint: string; survivingSize: number };
    expect(epoch).toMatchObject({ lostCount: 2, operator: 'ced' });
    const { size } = parseCheckpoint(parseNote(epoch.previousCheckpoint).text);
    expect(epoch.survivingSize).toBe(size - 2);
    await server.start();
    await decide();
    expect((await lastSigned()).size).toBeGreaterThan(epoch.survivingSize);
  });

  it('loses nothing when it is the newest, and stays in its epoch', async () => {
    await traccia('backup', '--to', file('nuova.db'));
    const { exitCode } = await traccia('restore', '--from', file('nuova.db'));
    expect(exitCode).toBe(0);
    await server.start();
    expect((await lastSigned()).origin).toMatch(/\/registro\/1$/);
  });
});

describe('The key of the ledger', () => {
  it('is changed: the log says so, and one checkpoint carries both signatures', async () => {
    await server.stop();
    const before = readFileSync(file('ledger.key'), 'utf8');
    const told = await traccia('ledger', 'rotate-key', '--reason', 'Cambio di custode');
    expect(told.exitCode).toBe(0);
    const { facts, history } = await factsAboutLedger();
    const { from, to } = facts.at(-1)!.data as { from: string; to: string };
    expect(facts.at(-1)).toMatchObject({ type: 'LedgerKeyRotated', data: { from, to } });
    const both = [from, to].map(parseVerifierKey);
    const printed = `${told.printed.join('\n')}\n`;
    expect(signedBy(parseNote(printed), both)).toHaveLength(2);
    expect(history.key).toEqual(both[1]);
    expect(readFileSync(file('ledger.key'), 'utf8')).not.toBe(before);
    expect(readdirSync(server.folder).filter((name) => name.startsWith('ledger.key'))).toEqual([
      'ledger.key',
    ]);
    await server.start();
    await decide();
    expect(signedBy(parseNote(await note()), both).map(({ key }) => key)).toEqual([both[1]]);
    await server.application.get(Ledger, { strict: false }).audit();
  });

  it('that was signed with before opens nothing any more', async () => {
    await server.stop();
    copyFileSync(file('ledger.key'), file('old.key'));
    await traccia('ledger', 'rotate-key', '--reason', 'Cambio di custode');
    renameSync(file('old.key'), file('ledger.key'));
    await expect(server.start()).rejects.toMatchObject({ code: 'key-other' });
  });

  it('is changed again where it was interrupted', async () => {
    await server.stop();
    copyFileSync(file('ledger.key'), file('old.key'));
    await traccia('ledger', 'rotate-key', '--reason', 'Cambio di custode');
    renameSync(file('ledger.key'), file('ledger.key.next'));
    renameSync(file('old.key'), file('ledger.key'));
    await expect(server.start()).rejects.toMatchObject({ code: 'rotation-unfinished' });
    expect((await traccia('ledger', 'rotate-key', '--reason', 'Di nuovo')).exitCode).toBe(0);
    expect((await factsAboutLedger()).facts).toHaveLength(2);
    await server.start();
  });
});

describe('Whoever looks at the ledger', () => {
  it('sees its name, its key and what is sealed, while the server works', async () => {
    const { size } = await lastSigned();
    const { exitCode, printed } = await traccia('ledger', 'show');
    expect(exitCode).toBe(0);
    expect(printed.join('\n')).toContain(`Fatti sigillati: ${size}`);
  });

  it('reads everything again from the bytes of the log, and sees that a byte is another one', async () => {
    expect(await traccia('ledger', 'audit')).toMatchObject({ exitCode: 0 });
    await server.stop();
    const database = new DatabaseSync(file('log.db'));
    database.exec('DROP TRIGGER event_refuses_update');
    database.exec("UPDATE event SET data = replace(data, 'Anziani', 'Giovani')");
    database.close();
    const told = await traccia('ledger', 'audit');
    expect(told.exitCode).toBe(1);
    expect(told.noted).toContain('log-other');
    await expect(server.start()).rejects.toMatchObject({ code: 'log-other' });
  });
});
