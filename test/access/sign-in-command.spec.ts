import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { report } from '../../apps/cli/src/failure.js';
import { Questions } from '../../apps/cli/src/sign-in/questions.js';
import { signInCommand } from '../../apps/cli/src/sign-in/sign-in.command.js';
import { traccia } from '../../apps/cli/src/program.fixture.js';
import { RememberedTerminal } from '../../apps/cli/src/terminal.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { Browser, PASSWORD } from './browser.fixture.js';

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.end());

const file = () => join(server.folder, 'sessione');

/** Somebody at a terminal: answers each question when it is asked, as the app shows its codes then. */
async function signIn(
  words: readonly string[],
  answers: Readonly<Record<string, () => string>>,
  learn: (typed: string) => void = () => undefined,
  url = server.url,
) {
  const terminal = new RememberedTerminal();
  const input = new PassThrough();
  const questions = new Questions(
    input,
    (text) => {
      const typed = /chiave: (\w+)/.exec(terminal.noted.join('\n'))?.[1];
      if (typed !== undefined) learn(typed);
      const found = Object.entries(answers).find(([question]) => text.startsWith(question));
      if (found) input.write(`${found[1]()}\n`);
    },
    false,
  );
  let exitCode = 0;
  try {
    const command = signInCommand(terminal, () => questions);
    const all = [...words, '--server', url, '--session-file', file()];
    await command.parseAsync(all, { from: 'user' });
  } catch (error) {
    exitCode = report(error, terminal);
  }
  return { exitCode, printed: terminal.printed, noted: terminal.noted.join('\n') };
}

const first = [
  '--first',
  '--person',
  'amministratore-1',
  '--login',
  'amministratore',
  '--zone',
  ZONE,
];
const enrolment = (code: string, person: Browser) => ({
  'Codice dell’invito': () => code,
  Scegli: () => PASSWORD,
  Ancora: () => PASSWORD,
  'Codice che l’app': () => person.code(),
});

describe('traccia sign-in', () => {
  it('makes the first administrator, and signs them in again, for the commands that want a session', async () => {
    const admin = new Browser(server);
    const answers = enrolment(server.firstCode(), admin);
    const made = await signIn(first, answers, (typed) => {
      admin.learn(typed);
    });
    expect(made).toMatchObject({ exitCode: 0 });
    expect(made.printed).toHaveLength(10); // the recovery codes
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    const list = () =>
      traccia('people', 'list', '--zone', ZONE, '--server', server.url, '--session', file());
    expect((await list()).printed.join('\n')).toMatch(/^amministratore-1 +ADM/m);

    server.clock.pass({ seconds: 60 });
    writeFileSync(file(), 'vecchia', { mode: 0o600 });
    const again = { Password: () => PASSWORD, Codice: () => admin.code() };
    expect(await signIn(['--login', 'amministratore'], again)).toMatchObject({ exitCode: 0 });
    expect(readFileSync(file(), 'utf8')).not.toContain('vecchia');
    expect((await list()).exitCode).toBe(0);
  });

  it('makes the account of an invitation', async () => {
    const admin = new Browser(server);
    await admin.begin();
    await admin.ask(
      ...(['POST', `registers/${ZONE}-organizzazione/grant-role`] as const),
      { personId: 'operatore-1', role: 'UPo', from: '2024-01-01' },
      { 'idempotency-key': crypto.randomUUID() },
    );
    const invited = await admin.post<{ code: string }>('accounts/invitations', {
      ...{ personId: 'operatore-1', login: 'operatore.1' },
    });
    const operator = new Browser(server, 'operatore-1');
    const answers = enrolment(invited.body.code, operator);
    const made = await signIn(['--invitation'], answers, (typed) => {
      operator.learn(typed);
    });
    expect(made).toMatchObject({ exitCode: 0 });
    expect(made.noted).toContain('operatore.1');
    expect(made.noted + made.printed.join()).not.toContain(PASSWORD);
  });

  it('opens the emergency access with the codes of two envelopes, once', async () => {
    await new Browser(server).begin();
    const holders = ['--holder', 'direttore', '--holder', 'segretario', '--data', server.folder];
    const { printed } = await traccia('emergency', 'prepare', ...holders);
    const [one = '', two = ''] = printed.map((line) => line.split('\t')[1] ?? '');
    const words = ['--emergency', '--zone', ZONE, '--reason', 'Nessuno riesce più ad accedere'];
    const codes = (second: string) => ({
      'Codice della prima': () => one,
      'Codice della seconda': () => second,
    });
    const same = await signIn(words, codes(one));
    expect(same).toMatchObject({ exitCode: 1, printed: [] });
    expect(same.noted).not.toContain(one);
    expect(await signIn(words, codes(two))).toMatchObject({ exitCode: 0, printed: [] });
    const secret = readFileSync(file(), 'utf8').trim();
    const browser = new Browser(server);
    browser.cookie = `__Host-traccia=${secret}`;
    expect((await browser.get('session')).body).toMatchObject({ method: 'emergency' });
    expect(await signIn(words, codes(two))).toMatchObject({ exitCode: 1 });
  });

  it('says the same whatever is wrong, writes nothing, and repeats no secret', async () => {
    const wrong = { Password: () => 'una password qualsiasi', Codice: () => '000000' };
    const answer = await signIn(['--login', 'nessuno'], wrong);
    expect(answer).toMatchObject({ exitCode: 1, printed: [] });
    expect(answer.noted).toContain('Non è stato possibile riconoscerti');
    expect(answer.noted).not.toContain('qualsiasi');
    expect(() => statSync(file())).toThrow();
  });

  it('sends no password in clear to another machine, and asks for what is missing', async () => {
    const clear = await signIn(['--login', 'uno'], {}, undefined, 'http://traccia.example');
    expect(clear.noted).toMatch(/non viaggia in chiaro/);
    expect((await signIn([], {})).noted).toMatch(/Manca --login/);
    expect((await signIn(['--first', '--login', 'uno'], {})).noted).toMatch(/--person/);
    const different = {
      ...enrolment(server.firstCode(), new Browser(server)),
      Ancora: () => 'x',
    };
    expect((await signIn(first, different)).noted).toMatch(/non sono uguali/);
  });
});
