import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessFile, EmergencyCodes } from '#access';
import { traccia } from '../program.fixture.js';

let data: string;
/** The server holds the file open all the while. */
let server: AccessFile;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'traccia-emergency-'));
  server = AccessFile.open(join(data, 'access.db'));
});
afterEach(() => {
  server.close();
  rmSync(data, { recursive: true });
});

const emergency = (...words: readonly string[]) => traccia('emergency', ...words, '--data', data);
const prepare = (...more: readonly string[]) =>
  emergency('prepare', '--holder', 'direttore', '--holder', 'segretario', ...more);
const codesIn = (printed: readonly string[]) => printed.map((line) => line.split('\t')[1] ?? '');
const reason = 'Nessuno riesce più ad accedere';
const open = (codes: readonly string[]) =>
  new EmergencyCodes(server).open({ codes: [codes[0] ?? '', codes[1] ?? ''], reason });

describe('traccia emergency prepare', () => {
  it('prints two codes for two persons, once, which open the access at the running server', async () => {
    const { exitCode, printed, noted } = await prepare();
    expect(exitCode).toBe(0);
    expect(printed.map((line) => line.split('\t')[0])).toEqual(['direttore', 'segretario']);
    const codes = codesIn(printed);
    for (const code of codes) expect(noted).not.toContain(code);
    expect(open(codes).holderIds).toEqual(['direttore', 'segretario']);
  });

  it('leaves no code in any file', async () => {
    const codes = codesIn((await prepare()).printed);
    const written = readdirSync(data).map((name) => readFileSync(join(data, name), 'latin1'));
    for (const code of codes) expect(written.join('')).not.toContain(code);
  });

  it('does not void what is in envelopes, unless that is said', async () => {
    const codes = codesIn((await prepare()).printed);
    const again = await prepare();
    expect(again).toMatchObject({ exitCode: 1, printed: [] });
    expect(again.noted).toMatch(/buste di direttore e segretario.*--replace/s);
    const replaced = codesIn((await prepare('--replace')).printed);
    expect(() => open(codes)).toThrow();
    expect(open(replaced)).toBeDefined();
  });

  it.each([
    ['one person', ['--holder', 'direttore'], /due volte/],
    ['three', ['--holder', 'a', '--holder', 'b', '--holder', 'c'], /due volte/],
    ['the same one twice', ['--holder', 'a', '--holder', 'a'], /due persone diverse/],
    ['a name', ['--holder', 'a', '--holder', 'Nome Cognome'], /lettere minuscole/],
  ])('refuses %s, and prepares nothing', async (_what, holders, sentence) => {
    const answer = await emergency('prepare', ...holders);
    expect(answer).toMatchObject({ exitCode: 1, printed: [] });
    expect(answer.noted).toMatch(sentence);
    expect(new EmergencyCodes(server).state().isPrepared).toBe(false);
  });

  it('makes no other file than that of the server: its codes would open nothing', async () => {
    const elsewhere = join(data, 'altrove');
    const words = ['emergency', 'prepare', '--holder', 'a', '--holder', 'b', '--data', elsewhere];
    expect((await traccia(...words)).noted).toMatch(/Non c’è il file degli accessi/);
    const access = await traccia(...words, '--access', join(data, 'access.db'));
    expect(access.exitCode).toBe(0);
  });
});

describe('traccia emergency console-code', () => {
  it('prints a code that opens the access with that of one envelope, once', async () => {
    const [sealed = ''] = codesIn((await prepare()).printed);
    const { printed, noted } = await emergency('console-code');
    expect(printed).toHaveLength(1);
    expect(noted).not.toContain(printed[0]);
    const codes = [sealed, printed[0] ?? ''];
    expect(open(codes).holderIds).toEqual(['direttore', 'console']);
    expect(() => open(codes)).toThrow();
  });

  it('makes none while nothing is prepared', async () => {
    const answer = await emergency('console-code');
    expect(answer).toMatchObject({ exitCode: 1, printed: [] });
    expect(answer.noted).toMatch(/non è preparato/);
  });
});

describe('traccia emergency state and disable', () => {
  it('say who has the envelopes and never what is in them, and void the codes', async () => {
    expect((await emergency('state')).printed[0]).toMatch(/^Non preparato/);
    const codes = codesIn((await prepare()).printed);
    const state = (await emergency('state')).printed.join();
    expect(state).toMatch(/^Preparato il \d{4}-\d{2}-\d{2}: buste di direttore e segretario\.$/);
    for (const code of codes) expect(state).not.toContain(code);
    expect((await emergency('disable')).exitCode).toBe(0);
    expect(() => open(codes)).toThrow();
    expect((await emergency('state')).printed[0]).toMatch(/^Non preparato/);
  });
});
