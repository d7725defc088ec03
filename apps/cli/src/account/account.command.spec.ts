import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessFile, Accounts, Invitations } from '#access';
import { traccia } from '../program.fixture.js';

let data: string;
/** The server holds the file open all the while. */
let server: AccessFile;
let invitations: Invitations;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'traccia-account-'));
  server = AccessFile.open(join(data, 'access.db'));
  invitations = new Invitations(server, new Accounts(server));
});
afterEach(() => {
  server.close();
  rmSync(data, { recursive: true });
});

const invite = (person: string, login: string) =>
  traccia('account', 'invite', '--person', person, '--login', login, '--data', data);

describe('traccia account invite', () => {
  it('prints a code for the account of a person, alone on the output', async () => {
    const { exitCode, printed, noted } = await invite('operatore-1', 'operatore');
    expect({ exitCode, lines: printed.length }).toEqual({ exitCode: 0, lines: 1 });
    expect(invitations.find(printed[0] ?? '')).toMatchObject({
      ...{ purpose: 'account', owner: { personId: 'operatore-1', login: 'operatore' } },
    });
    expect(noted).not.toContain(printed[0]);
  });

  it('makes none for who has an account, or for what is no id or login', async () => {
    new Accounts(server).add({ personId: 'operatore-1', login: 'operatore' }, undefined);
    for (const [person, login, says] of [
      ['operatore-1', 'un.altro', /ha già un account/],
      ['un-altro', 'operatore', /ha già un account/],
      ['Nome Cognome', 'nome', /identificativo della persona/],
      ['nome', 'Nome Cognome!', /nome di accesso/],
    ] as const) {
      const answer = await invite(person, login);
      expect(answer).toMatchObject({ exitCode: 1, printed: [] });
      expect(answer.noted).toMatch(says);
    }
  });
});
