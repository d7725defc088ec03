import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiTokens } from '#people';
import { verbs, wholePolicy } from '#planning';
import { traccia } from './program.fixture.js';

describe('traccia token', () => {
  let data: string;
  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'traccia-cli-'));
  });
  afterEach(() => rm(data, { recursive: true }));

  const mint = (...more: readonly string[]) =>
    traccia(
      ...['token', 'mint', '--data', data, '--person', 'responsabile-uf-01', '--role', 'UH'],
      ...['--zone', 'livornese', '--unit', 'uf-01', '--scope', 'read,submit-scheda', ...more],
    );

  /** Who the server would take the bearer of a token for. */
  function identify(token: string) {
    const tokens = ApiTokens.open(join(data, 'access.db'));
    try {
      return tokens.identify(token);
    } finally {
      tokens.close();
    }
  }

  it('mint prints a token that the server knows, alone on the output', async () => {
    const { exitCode, printed, noted } = await mint();
    expect(exitCode).toBe(0);
    expect(printed).toHaveLength(1);
    const [token = ''] = printed;
    expect(identify(token)).toEqual({
      personId: 'responsabile-uf-01',
      role: 'UH',
      zone: 'livornese',
      unitId: 'uf-01',
      authMethod: 'api-token',
      scopes: ['read', 'submit-scheda'],
    });
    expect(noted).toContain('per: read, submit-scheda');
    expect(noted).not.toContain(token);
    expect(await readFile(join(data, 'access.db'), 'latin1')).not.toContain(token);
  });

  it('list shows who, what and until when, and no secret', async () => {
    const { printed } = await mint('--note', 'prova', '--days', '30');
    const [token = ''] = printed;
    const list = (await traccia('token', 'list', '--data', data)).printed.join('\n');
    expect(list).toMatch(
      /responsabile-uf-01\tUH\tlivornese\tuf-01\tread,submit-scheda\tvalido\t.*\tmai\tprova/,
    );
    expect(list).not.toContain(token);
  });

  it('revoke ends a token, and its state stays in the list', async () => {
    const { printed } = await mint();
    const [token = ''] = printed;
    const id = token.split('_')[1] ?? '';
    expect(await traccia('token', 'revoke', id, '--data', data)).toMatchObject({ exitCode: 0 });
    expect(identify(token)).toBeUndefined();
    const list = await traccia('token', 'list', '--data', data);
    expect(list.printed.join('\n')).toContain('revocato');
  });

  it('revoke of an unknown id fails and repeats nothing of it', async () => {
    const { printed } = await mint();
    const [token = ''] = printed;
    const { exitCode, noted } = await traccia('token', 'revoke', token, '--data', data);
    expect(exitCode).toBe(1);
    expect(noted).not.toContain(token);
    expect(identify(token)).toBeDefined();
  });

  it('mint says in Italian what is wrong with a role, a person or the days', async () => {
    expect(await mint('--role', 'SINDACO')).toMatchObject({
      exitCode: 1,
      printed: [],
      noted: expect.stringMatching(/Il ruolo non esiste/),
    });
    expect((await mint('--person', 'Nome Cognome')).noted).toMatch(/persona/);
    expect((await mint('--days', 'tanti')).noted).toMatch(/da 1 a 365/);
  });
});

describe('traccia token mint, asked for what it may be used for,', () => {
  const mint = (role: string, ...scope: readonly string[]) =>
    traccia('token', 'mint', '--person', 'x', '--role', role, '--zone', 'livornese', ...scope);

  it('has no answer of its own: somebody says', async () => {
    expect(await mint('UPo')).toMatchObject({
      exitCode: 2,
      noted: expect.stringMatching(/Manca l’opzione «--scope <usi>»/),
    });
    expect((await mint('UPo', '--scope', ' , ')).noted).toMatch(/Di’ a che cosa serve/);
  });

  it.each([
    ['UPo', 'read,sing', /«sing» non è un comando/],
    ['UPo', 'toString', /«toString» non è un comando/],
    ['UPc', 'read,approve-plan', /non è un comando/],
    ['ADM', 'grant-role', /«grant-role» è un atto che decide: nessun token/],
    ['UPo', 'keep-directory', /«keep-directory» non spetta al ruolo UPo/],
    ['AUD', 'command,raise-question', /«raise-question» non spetta al ruolo AUD/],
  ])('makes no token of %s for %s', async (role, scope, why) => {
    const { exitCode, printed, noted } = await mint(role, '--scope', scope);
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: [] });
    expect(noted).toMatch(why);
  });
});

describe('traccia', () => {
  it('says in Italian what is missing or unknown, and exits with 2', async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['token', 'mint'], /Manca l’opzione «--person <id>»/],
      [['token', 'revoke'], /Manca l’argomento «id»/],
      [['token', 'mint', '--person'], /All’opzione «--person <id>» manca il valore/],
      [['pippo'], /Il comando «pippo» non esiste/],
      [['policy', '--pippo'], /L’opzione «--pippo» non esiste/],
      [['policy', 'pippo'], /argomenti di troppo/],
      [['policy', '--format', 'xml'], /il valore «xml» non è ammesso/],
    ];
    for (const [words, sentence] of cases) {
      const { exitCode, noted } = await traccia(...words);
      expect({ words, exitCode }).toEqual({ words, exitCode: 2 });
      expect(noted).toMatch(sentence);
    }
  });

  it('shows its help in Italian', async () => {
    const { exitCode, printed } = await traccia('token', 'mint', '--help');
    expect(exitCode).toBe(0);
    expect(printed.join('\n')).toMatch(/Uso: traccia token mint \[opzioni\]/);
    expect(printed.join('\n')).not.toMatch(/default|Options/);
  });

  it('policy writes a line for all that can be done and read, with the rules that allow it', async () => {
    const { printed } = await traccia('policy', '--format', 'csv');
    expect(printed).toHaveLength(wholePolicy(verbs).length + 1);
    expect(printed).toContainEqual(expect.stringMatching(/^read\/history,.*read\/history\/AUD/));
    expect(printed).toContainEqual(
      expect.stringMatching(/^operate\/retry-views,.*retry-views\/ADM/),
    );
    expect(printed).toContainEqual(
      expect.stringMatching(/^submit-scheda,.*submit-scheda\/UH\/own-unit/),
    );
  });

  it('demo refuses a folder that holds something', async () => {
    const { exitCode, noted } = await traccia('demo', '--data', import.meta.dirname);
    expect(exitCode).toBe(1);
    expect(noted).toMatch(/non è vuota/);
  });
});
