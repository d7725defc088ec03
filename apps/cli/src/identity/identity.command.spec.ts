import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessFile, Oidc } from '#access';
import { report } from '../failure.js';
import { traccia } from '../program.fixture.js';
import { RememberedTerminal } from '../terminal.fixture.js';
import { identityCommand } from './identity.command.js';

const issuer = 'https://login.ente.example/realms/dipendenti';
const FISCAL_CODE = 'AAAAAA00A00A000A';

let data: string;
let file: AccessFile;
let identities: Oidc['identities'];

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'traccia-identity-'));
  file = AccessFile.open(join(data, 'access.db'));
  const parts = { providers: [], redirectUri: () => '', endSession: () => undefined };
  ({ identities } = new Oidc({ file, ...parts }));
  const provider = {
    ...{ id: 'spid-cie', issuer, name: { it: 'Entra con SPID', en: 'Sign in with SPID' } },
    ...{ clientId: 'traccia', clientAuthentication: { method: 'none' }, linkClaim: 'fiscalNumber' },
  };
  const another = { ...provider, id: 'azienda', issuer: 'https://azienda.example' };
  const { linkClaim: _none, ...withoutClaim } = another;
  writeFileSync(join(data, 'oidc.json'), JSON.stringify({ issuers: [provider, withoutClaim] }));
});
afterEach(() => {
  file.close();
  rmSync(data, { recursive: true });
});

const identity = (...words: readonly string[]) => traccia('identity', ...words, '--data', data);
const oidc = () => ['--oidc', join(data, 'oidc.json')];

/** The same with something on standard input. */
async function withInput(input: string, ...words: readonly string[]) {
  const terminal = new RememberedTerminal();
  let exitCode = 0;
  try {
    const command = identityCommand(terminal, () => Promise.resolve(input));
    await command.parseAsync([...words, '--data', data], { from: 'user' });
  } catch (error) {
    exitCode = report(error, terminal);
  }
  return {
    exitCode,
    printed: terminal.printed,
    said: [...terminal.printed, ...terminal.noted].join(),
  };
}

describe('traccia identity link', () => {
  it('prints a code with which whoever signs in becomes known as the person', async () => {
    const { printed, noted } = await identity('link', '--person', 'operatore-up');
    const [code = ''] = printed;
    expect(noted).not.toContain(code);
    const who = { issuer, subject: 's-1' };
    const invitation = identities.invitationOf(code);
    expect(await identities.recognise(who, { invitation })).toMatchObject({
      personId: 'operatore-up',
    });
    expect(() => identities.invitationOf(code)).toThrow();
  });

  it('of a provider, expects the value on standard input, which stands nowhere', async () => {
    const words = ['link', '--person', 'operatore-up', '--issuer', 'spid-cie', ...oidc()];
    const { exitCode, said } = await withInput(`${FISCAL_CODE}\n`, ...words);
    expect({ exitCode, said }).toMatchObject({
      exitCode: 0,
      said: expect.stringContaining('fiscalNumber'),
    });
    expect(said).not.toContain(FISCAL_CODE);
    expect(readFileSync(join(data, 'access.db'), 'latin1')).not.toContain(FISCAL_CODE);
    const claim = { name: 'fiscalNumber', value: `TINIT-${FISCAL_CODE}` };
    const found = await identities.recognise({ issuer, subject: 's-2' }, { claim });
    expect(found.personId).toBe('operatore-up');
  });

  it.each([
    ['a name', ['--person', 'Nome Cognome'], /lettere minuscole/],
    ['an unknown provider', ['--person', 'a', '--issuer', 'altro'], /spid-cie, azienda/],
    ['one without a claim', ['--person', 'a', '--issuer', 'azienda'], /linkClaim/],
    ['nothing on standard input', ['--person', 'a', '--issuer', 'spid-cie'], /nessun valore/],
  ])('refuses %s', async (_what, words, sentence) => {
    const { exitCode, printed, said } = await withInput(' ', 'link', ...words, ...oidc());
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: [] });
    expect(said).toMatch(sentence);
  });
});

describe('traccia identity list and unlink', () => {
  const link = async (personId: string, subject: string) => {
    const invitation = identities.invitationOf(identities.invite(personId));
    await identities.recognise({ issuer, subject }, { invitation });
  };

  it('show the links of a person without what the provider calls them', async () => {
    await link('operatore-up', 'nome-presso-il-provider');
    const { printed } = await identity('list', '--person', 'operatore-up');
    expect(printed[1]).toMatch(/^1\thttps:\/\/login\.ente\.example\/realms\/dipendenti\tinvito\t/);
    expect(printed.join()).not.toContain('nome-presso-il-provider');
    const other = ['list', '--person', 'operatore-up', '--issuer', 'azienda', ...oidc()];
    expect((await identity(...other)).printed).toHaveLength(1);
  });

  it('end a link of that person and of nobody else', async () => {
    await link('operatore-up', 's-1');
    expect((await identity('unlink', '1', '--person', 'un-altra')).exitCode).toBe(1);
    expect(identities.list('operatore-up')).toHaveLength(1);
    expect((await identity('unlink', '1', '--person', 'operatore-up')).exitCode).toBe(0);
    expect(await identities.find({ issuer, subject: 's-1' })).toBeUndefined();
    expect((await identity('unlink', '1', '--person', 'operatore-up')).exitCode).toBe(1);
  });
});
