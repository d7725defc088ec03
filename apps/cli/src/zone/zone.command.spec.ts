import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessFile, Accounts, Invitations } from '#access';
import { traccia } from '../program.fixture.js';

let data: string;
/** The server holds the file open all the while. */
let server: AccessFile;
let invitations: Invitations;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'traccia-zone-'));
  server = AccessFile.open(join(data, 'access.db'));
  const accounts = new Accounts(server);
  accounts.add({ personId: 'amministratore', login: 'amministratore' }, undefined);
  invitations = new Invitations(server, accounts);
});
afterEach(() => {
  server.close();
  rmSync(data, { recursive: true });
});

const begin = (zone: string) => traccia('zone', 'begin', '--zone', zone, '--data', data);

describe('traccia zone begin', () => {
  it('prints a code for that zone, alone on the output, which the running server knows', async () => {
    const { exitCode, printed, noted } = await begin('pisana');
    expect({ exitCode, lines: printed.length }).toEqual({ exitCode: 0, lines: 1 });
    const [code = ''] = printed;
    expect(invitations.find(code)).toMatchObject({ purpose: 'zone', zone: 'pisana' });
    expect(noted).toContain('--first --person <id> --login <nome> --zone pisana');
    expect(noted).not.toContain(code);
  });

  it('leaves the code in no file', async () => {
    const [code = ''] = (await begin('pisana')).printed;
    const written = readdirSync(data).map((name) => readFileSync(join(data, name), 'latin1'));
    for (const each of [code, code.replaceAll('-', '')])
      expect(written.join('')).not.toContain(each);
  });

  it('voids the one that was made before for the zone, and none of another', async () => {
    const [first = ''] = (await begin('pisana')).printed;
    const [other = ''] = (await begin('senese')).printed;
    const [again = ''] = (await begin('pisana')).printed;
    expect([first, other, again].map((code) => invitations.find(code)?.zone)).toEqual([
      ...[undefined, 'senese', 'pisana'],
    ]);
  });

  it.each(['', 'Pisana', 'zona-pisana', 'pisana;', 'a'.repeat(41)])(
    'makes none for %j',
    async (zone) => {
      const answer = await begin(zone);
      expect(answer).toMatchObject({ exitCode: 1, printed: [] });
      expect(answer.noted).toMatch(/senza trattini/);
      expect(invitations.ofZones()).toEqual([]);
    },
  );

  it('makes none while nobody has an account: the first zone begins with the code of the first start', async () => {
    new Accounts(server).remove('amministratore');
    const answer = await begin('pisana');
    expect(answer).toMatchObject({ exitCode: 1, printed: [] });
    expect(answer.noted).toMatch(/quando parte/);
    expect(invitations.ofZones()).toEqual([]);
  });
});
