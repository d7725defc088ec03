import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { traccia } from '../../apps/cli/src/program.fixture.js';

import { TestServer, ZONE } from '../server.fixture.js';
import { Browser } from './browser.fixture.js';

let server: TestServer;
let admin: Browser;
beforeEach(async () => {
  server = await TestServer.start();
  admin = new Browser(server);
  await admin.begin();
});
afterEach(() => server.end());

const sample = join(import.meta.dirname, '../../docs/people.sample.csv');
const inFolder = (name: string): string => join(server.folder, name);
/** How far the register is; that it is looked at is noted elsewhere. */
const revision = async () => (await admin.get(`registers/${ZONE}-organizzazione`)).body['revision'];

/** The session of the administrator, as a command is given it. */
function session(): string {
  const file = inFolder('session');
  writeFileSync(file, admin.cookie?.split('=')[1] ?? '', { mode: 0o600 });
  return file;
}

const asked = (...words: readonly string[]) =>
  traccia('people', ...words, '--server', server.url, '--session', session());
const setUp = (file: string, ...more: readonly string[]) => asked('set-up', file, ...more);

function written(name: string, ...lines: readonly string[]): string {
  const file = inFolder(name);
  writeFileSync(file, ['Persona;Ruolo;Unità;Dal;Al;Atto;Accesso', ...lines].join('\r\n'));
  return file;
}

/** The code of a person in a file of invitations. */
function codeOf(file: string, personId: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.find((line) => line.startsWith(`${personId}\t`))?.split('\t')[2] ?? '';
}

describe('The first day', () => {
  it('goes from the first administrator over a file of roles to an operator at work', async () => {
    const before = await revision();
    const tried = await setUp(sample);
    expect(tried).toMatchObject({ exitCode: 0 });
    expect(tried.printed).toContainEqual(
      '+ persona nuova\toperatore-up-2\tUPo\t-\tdal 2024-01-01 al 2024-12-31',
    );
    expect(tried.noted).toContain('non è cambiato niente');
    expect(await revision()).toBe(before);

    const invitations = inFolder('inviti.tsv');
    const applied = await setUp(sample, '--apply', '--invitations', invitations);
    expect(applied).toMatchObject({ exitCode: 0 });
    expect(applied.printed).toContain('Ruoli dati: 10; revocati: 0.');
    expect(statSync(invitations).mode & 0o777).toBe(0o600);
    const code = codeOf(invitations, 'operatore-up-1');
    expect(applied.printed.join() + applied.noted).not.toContain(code);

    const operator = new Browser(server, 'operatore-up-1', 'operatore.up.1');
    expect((await operator.accept(code)).status).toBe(200);
    await operator.delete('session');
    const { status, body } = await operator.signIn();
    expect({ status, body }).toMatchObject({ status: 200, body: { role: 'UPo', zone: ZONE } });
    expect((await operator.get(`registers/${ZONE}-organizzazione`)).status).toBe(200);
    expect((await operator.get('accounts')).status).toBe(403);
  });

  it('done again changes nothing, and invites nobody who has a code already', async () => {
    const words = [sample, '--apply', '--invitations', inFolder('inviti.tsv')] as const;
    await setUp(...words);
    const [end, codes] = [await revision(), readFileSync(inFolder('inviti.tsv'), 'utf8')];
    const again = await setUp(...words);
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.printed).toContain('= già nel registro: 10');
    expect(again.printed).toContain('Inviti scritti: 0; 9 hanno già un codice che vale.');
    expect(await revision()).toBe(end);
    expect(readFileSync(inFolder('inviti.tsv'), 'utf8')).toBe(codes);
  });
});

describe('Somebody who leaves', () => {
  it('is out at once, and gets no role from a file', async () => {
    const invitations = inFolder('inviti.tsv');
    const file = written('a.csv', 'uno;UPo;;01/01/2024;;;uno.login');
    await setUp(file, '--apply', '--invitations', invitations);
    const one = new Browser(server, 'uno', 'uno.login');
    await one.accept(codeOf(invitations, 'uno'));
    expect((await one.get('session')).status).toBe(200);
    const left = await admin.ask(
      ...(['POST', `registers/${ZONE}-organizzazione/deactivate-person`] as const),
      { personId: 'uno', kind: 'LEFT', reason: 'Fine del servizio' },
      { 'idempotency-key': crypto.randomUUID() },
    );
    expect(left.status).toBe(200);
    expect(await one.get('session')).toMatchObject({ status: 401, body: { code: 'session-over' } });
    expect(await one.signIn()).toMatchObject({ status: 403 });
    const more = written('b.csv', 'uno;UPo;;01/01/2024;;;', 'uno;SEG;;01/01/2024;;;');
    const refused = await setUp(more, '--apply');
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.noted).toMatch(/riga 3, colonna A «Persona»: uno è fra le persone disattivate/);
    expect((await asked('list', '--zone', ZONE)).printed.join('\n')).toMatch(/^uno +disattivata$/m);
  });
});

describe('A file of roles', () => {
  it('with faults changes nothing, and all of them are told with row and column, in both languages', async () => {
    const file = written(
      'ruoli.csv',
      'operatore-up-1;UPo;;01/01/2024;;;operatore.up.1',
      'Nome Cognome;UPo;;01/01/2024;;;',
      'referente-1;RF;;31/02/2024;;;',
      'revisore;AUD;anziani;01/02/2024;01/01/2024;;rev isore',
      'revisore;UPo;;01/12/2024;;;',
      'revisore;AUD;;01/02/2025;;;',
    );
    const before = await revision();
    const { exitCode, printed, noted } = await setUp(file, '--apply');
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: [] });
    expect(noted).toMatch(/riga 3, colonna A «Persona»: «Nome Cognome» deve avere solo lettere/);
    expect(noted).toMatch(/row 3, column A «Persona»: “Nome Cognome” must have only small/);
    expect(noted).toMatch(/riga 4, colonna D «Dal»: Il giorno 31\/02\/2024 non esiste/);
    expect(noted).toMatch(/riga 4, colonna C «Unità»: Questo ruolo è di un’unità/);
    expect(noted).toMatch(/riga 5, colonna C «Unità»: Questo ruolo vale per tutta la zona/);
    expect(noted).toMatch(/riga 5, colonna E «Al»: La data 2024-01-01 viene prima/);
    expect(noted).toMatch(/riga 5, colonna G «Accesso»: Il nome di accesso ha/);
    expect(noted).toMatch(
      /riga 7, colonna B «Ruolo»: revisore non può avere il ruolo di: Revisore/,
    );
    expect(await revision()).toBe(before);
  });

  it('that asks for what the register will not take changes nothing either', async () => {
    const coordinator = server.as('UPc');

    await setUp(written('a.csv', 'coordinatore;UPc;;01/01/2024;;;'), '--apply');
    const { status } = await coordinator.perform(`${ZONE}-organizzazione`, 'add-unit', {
      ...{ unitId: 'anziani', name: 'Anziani', kind: 'SERVIZIO', belongsTo: 'COMUNE' },
      ...{ headPersonId: 'responsabile-anziani', from: '2024-01-01' },
    });
    expect(status).toBe(200);
    const before = await revision();
    const file = written(
      'b.csv',
      'coordinatore;UPc;;01/01/2024;;;',
      'coordinatore;AUD;;01/01/2025;;;',
      'amministratore-1;ETS;;01/01/2024;;;',
      'responsabile-anziani;UH;anziani;01/01/2024;;;',
      'un-altro;UH;anziani;01/01/2024;;;',
      'referente-1;RF;nessuna;01/01/2024;;;',
      'responsabile-anziani;AUD;;01/01/2030;;;',
    );
    const { exitCode, noted } = await setUp(file, '--apply');
    expect(exitCode).toBe(1);
    expect(noted).toMatch(/riga 3, colonna B «Ruolo»: coordinatore non può avere/);
    expect(noted).toMatch(/riga 4, colonna A «Persona»: Nessuno dà un ruolo a sé stesso/);
    expect(noted).not.toMatch(/riga 5/);
    expect(noted).toMatch(/riga 6, colonna C «Unità»: L’unità anziani è nel registro/);
    expect(noted).toMatch(/riga 7, colonna C «Unità»: L’unità nessuna non è nel registro/);
    expect(noted).toMatch(/riga 8, colonna B «Ruolo»: responsabile-anziani non può/);
    expect(await revision()).toBe(before);
  });

  it('changes days by revoking and granting anew, with a reason, and revokes who is not in it if told so', async () => {
    const first = written('a.csv', 'uno;UPo;;01/01/2024;;;', 'due;UPo;;01/01/2024;;;');
    expect((await setUp(first, '--apply')).exitCode).toBe(0);
    const second = written('b.csv', 'uno;UPo;;01/01/2024;31/12/2024;;');
    const tried = await setUp(second);
    expect(tried.printed).toContainEqual(expect.stringMatching(/^~ cambia\tuno\tUPo.*era: dal/));
    expect(tried.printed).toContainEqual(expect.stringMatching(/^- non è nel file\tdue\tUPo/));
    expect((await setUp(second, '--apply')).noted).toContain('--reason');
    const kept = await setUp(second, '--apply', '--reason', 'Nuovi incarichi');
    expect(kept.printed).toContain('Ruoli dati: 1; revocati: 1.');
    const list = async () => (await asked('list', '--zone', ZONE)).printed.join('\n');
    expect(await list()).toMatch(/^uno +UPo +2024-01-01 +2024-12-31 +ruolo dato$/m);
    expect(await list()).toMatch(/^due +UPo/m);
    const mine = written(
      'c.csv',
      'uno;UPo;;01/01/2024;31/12/2024;;',
      'amministratore-1;ADM;;03/06/2024;;;',
    );
    const gone = await setUp(mine, '--apply', '--revoke-missing', '--reason', 'Nuovi incarichi');
    expect(gone.printed).toContain('Ruoli dati: 0; revocati: 1.');
    expect(await list()).not.toMatch(/^due/m);
  });

  it('that leaves out whoever runs it does not take away their role', async () => {
    const both = written('a.csv', 'uno;UPo;;01/01/2024;;;', 'due;ADM;;01/01/2024;;;');
    await setUp(both, '--apply');
    const none = written('b.csv', 'due;ADM;;01/01/2024;;;');
    const answer = await setUp(none, '--apply', '--revoke-missing', '--reason', 'Nuovi incarichi');
    expect(answer).toMatchObject({ exitCode: 0 });
    expect(answer.printed).toContain('Ruoli dati: 0; revocati: 1.');
    expect((await asked('list', '--zone', ZONE)).printed.join('\n')).toMatch(
      /^amministratore-1 +ADM/m,
    );
  });

  it('with a token gives no role, and invites nobody', async () => {
    const { token } = server.mint({ role: 'ADM', personId: 'amministratore-1' });
    const file = written('a.csv', 'uno;UPo;;01/01/2024;;;uno.login');
    const words = ['people', 'set-up', file, '--server', server.url, '--token', token, '--apply'];
    const before = await revision();
    const refused = await traccia(...words, '--invitations', inFolder('inviti.tsv'));
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.noted).toMatch(/--session/);
    expect(await revision()).toBe(before);
    const tried = await traccia(...words);
    expect(tried.printed).toContain('Ruoli dati: 0; revocati: 0.');
    expect(tried.noted).toContain('token-may-not-decide');
    expect(await revision()).toBe(before);
  });
});

describe('The coordinator', () => {
  it('names contact persons alone, and invites nobody', async () => {
    await setUp(written('a.csv', 'coordinatore;UPc;;01/01/2024;;;'), '--apply');
    const cookie = server.admit({ role: 'UPc' }).credentials.headers()['cookie'];
    const mine = inFolder('coordinatore');
    writeFileSync(mine, cookie?.split('=')[1] ?? '', { mode: 0o600 });
    const asCoordinator = (file: string, ...more: readonly string[]) =>
      traccia('people', 'set-up', file, '--server', server.url, '--session', mine, ...more);
    const contact = written('b.csv', 'referente;RF;anziani;01/01/2024;;;referente.1');
    const invitations = await asCoordinator(contact, '--apply', '--invitations', inFolder('i'));
    expect(invitations).toMatchObject({ exitCode: 1 });
    expect(invitations.noted).toMatch(/Gli inviti li manda chi è: Amministratore di sistema/);
    const named = await asCoordinator(contact, '--apply');
    expect(named.printed).toContain('Ruoli dati: 1; revocati: 0.');
    const other = await asCoordinator(written('c.csv', 'altra;UPo;;01/01/2024;;;'), '--apply');
    expect(other).toMatchObject({ exitCode: 1, printed: [] });
    expect(other.noted).toMatch(/riga 2, colonna B «Ruolo»: Il coordinatore nomina/);
  });

  it('is asked in the place of whoever has no say', async () => {
    const { token } = server.mint({ role: 'ADM', personId: 'un-altro' });
    const words = ['people', 'set-up', sample, '--server', server.url];
    expect(await traccia(...words, '--token', token)).toMatchObject({ exitCode: 1, printed: [] });
    const nobody = await traccia(...words, '--token', '');
    expect(nobody.noted).toMatch(/Indica chi chiede/);
  });
});

describe('traccia people list', () => {
  it('writes who has which role today as CSV, to those who may know it', async () => {
    await setUp(sample, '--apply');
    const { printed } = await asked('list', '--zone', ZONE, '--format', 'csv');
    expect(printed.join('\n')).toMatch(/operatore-up-2;UPo;;;2024-01-01;2024-12-31;ruolo dato/);
    const other = await asked('list', '--zone', 'pisana');
    expect(other).toMatchObject({ exitCode: 1, printed: [] });
  });
});
