import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AccessFile } from './access-file.js';
import { Accounts } from './accounts/accounts.js';
import { Invitations } from './accounts/invitations.js';
import { forgetPerson, isForgotten } from './forget-person.js';
import { Sessions } from './sessions/sessions.js';

let folder: string;
let file: AccessFile;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forget-'));
  file = AccessFile.open(join(folder, 'access.db'));
});
afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

const bytes = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');

describe('A person who is forgotten', () => {
  it('is in no byte of any file any more, and the others are as they were', () => {
    const accounts = new Accounts(file);
    const sessions = new Sessions(file);
    for (const personId of ['canarino', 'operatore']) {
      accounts.add({ personId, login: `${personId}@ente.example` }, undefined);
      sessions.begin({
        ...{ personId, zone: 'livornese', role: 'UPo', unitId: undefined },
        ...{ method: 'passkey', authenticatedAtMs: file.nowMs() },
        origin: { userAgent: 'Firefox', address: '127.0.0.1' },
      });
    }
    new Invitations(file, accounts).invite({ personId: 'canarino-2', login: 'altro' });
    expect(bytes()).toContain('canarino@ente.example');
    expect(isForgotten(file, 'fatto-1')).toBe(false);
    forgetPerson(file, 'canarino', 'fatto-1');
    forgetPerson(file, 'canarino-2', 'fatto-2');
    expect(isForgotten(file, 'fatto-1')).toBe(true);
    expect(bytes()).not.toContain('canarino');
    expect(accounts.byPerson('operatore')?.login).toBe('operatore@ente.example');
    expect(sessions.list('operatore')).toHaveLength(1);
  });

  it('is looked for in every table that names persons', () => {
    const database = new DatabaseSync(join(folder, 'access.db'), { readOnly: true });
    const named = database
      .prepare(
        `SELECT t.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
         WHERE t.type = 'table' AND c.name IN ('person_id', 'holder_id') ORDER BY t.name`,
      )
      .all()
      .map(({ name }) => name);
    database.close();
    expect(named).toEqual([
      ...['account', 'emergency_code', 'invitation', 'oidc_expected_claim', 'oidc_identity'],
      ...['oidc_invitation', 'passkey', 'pending_step', 'recovery_code', 'recovery_request'],
      ...['session', 'totp'],
    ]);
  });
});
