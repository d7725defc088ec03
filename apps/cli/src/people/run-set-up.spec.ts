import type { RoleGrantView } from '../access/access-views.js';
import { TracciaProblem } from '../traccia-problem.js';
import type { PerformOptions, Performed } from '../traccia-client.js';
import type { WholeRow } from './people-file.js';
import { patiently, runSetUp, type SetUpClient, type SetUpParts } from './run-set-up.js';
import type { SetUpPlan } from './set-up-plan.js';

interface Sent {
  readonly verb: string;
  readonly body: object;
  readonly commandId: string | undefined;
}

/** A server that says yes unless it is told otherwise. */
class Server implements SetUpClient {
  readonly sent: Sent[] = [];
  judge: (verb: string, body: object) => TracciaProblem | undefined = () => undefined;

  perform(
    cycleId: string,
    verb: string,
    body: object,
    { commandId }: PerformOptions = {},
  ): Promise<Performed> {
    const problem = this.judge(verb, body);
    if (problem) return Promise.reject(problem);
    this.sent.push({ verb, body, commandId });
    return Promise.resolve({ cycleId, facts: [], revision: 0, position: 0, repeated: false });
  }
}

const refusal = (code: string) =>
  new TracciaProblem(409, { code, rule: code, it: { detail: 'No' } });
const row = (personId: string): WholeRow => ({
  row: 2,
  values: { personId, role: 'UPo', from: '2024-01-01', to: undefined, login: 'uno.login' },
});
const old: RoleGrantView = {
  ...{ roleGrantId: 'vecchio', personId: 'due', from: '2023-01-01', grantedBy: 'sistemista' },
  role: 'UPo',
};
const plan: SetUpPlan = {
  toGrant: [{ kind: 'grant', row: row('uno'), isNewPerson: true }],
  toChange: [{ kind: 'change', row: row('due'), grants: [old] }],
  toRevoke: [{ kind: 'revoke', grant: { ...old, roleGrantId: 'fuori' }, leaves: true }],
  unchanged: 0,
};

let server: Server;
beforeEach(() => {
  server = new Server();
});
const parts = (more: Partial<SetUpParts['organisation']> = {}, personId = 'sistemista') => ({
  ...{ client: server, self: { personId }, reason: 'Nuovi incarichi' },
  organisation: {
    ...{ registerId: 'livornese-organizzazione', revision: 9, on: '2024-06-03' },
    ...more,
  },
});

describe('A set-up that is run', () => {
  it('revokes, changes and grants, and sends nothing of logins or of what is empty', async () => {
    expect(await runSetUp(plan, parts())).toEqual({ granted: 2, revoked: 2, refused: [] });
    const reason = 'Nuovi incarichi';
    const role = { role: 'UPo', from: '2024-01-01' };
    expect(server.sent.map(({ verb, body }) => [verb, body])).toEqual([
      ['revoke-role', { roleGrantId: 'fuori', reason }],
      ['revoke-role', { roleGrantId: 'vecchio', reason }],
      ['grant-role', { personId: 'due', ...role }],
      ['grant-role', { personId: 'uno', ...role }],
    ]);
  });

  it('sends the same under the same ids while the register stands as it stood', async () => {
    const idsOf = async (given: ReturnType<typeof parts>) => {
      server.sent.length = 0;
      await runSetUp(plan, given);
      return server.sent.map(({ commandId }) => commandId);
    };
    const ids = await idsOf(parts());
    expect(new Set(ids).size).toBe(4);
    expect(await idsOf(parts())).toEqual(ids);
    for (const other of [
      parts({ revision: 10 }),
      parts({ on: '2024-06-04' }),
      parts({ registerId: 'pisana-organizzazione' }),
      parts({}, 'un-altro'),
    ]) {
      expect(ids).not.toContain((await idsOf(other))[0]);
    }
  });

  it('goes on after a refusal, tells it, and does not grant in the place of what was not revoked', async () => {
    server.judge = (_verb, body) =>
      'roleGrantId' in body && body.roleGrantId === 'vecchio'
        ? refusal('last-administrator')
        : undefined;
    const report = await runSetUp(plan, parts());
    expect(report).toMatchObject({ granted: 1, revoked: 1 });
    expect(report.refused).toMatchObject([
      { what: 'riga 2', problem: { code: 'last-administrator' } },
    ]);
  });

  it('stops at what is no refusal', async () => {
    server.judge = () => new TracciaProblem(503, { code: 'store-unavailable' });
    await expect(runSetUp(plan, parts())).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(server.sent).toEqual([]);
  });
});

describe('Patience', () => {
  it('waits as long as the server says when it is asked too often, and for nothing else', async () => {
    const waits: number[] = [];
    const pause = (ms: number): Promise<void> => {
      waits.push(ms);
      return Promise.resolve();
    };
    const answers = [new TracciaProblem(429, { code: 'too-many-requests', seconds: 12 }), 'yes'];
    const ask = () => {
      const answer = answers.shift();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    expect(await patiently(ask, pause)).toBe('yes');
    expect(waits).toEqual([12_000]);
    const other = () => Promise.reject(refusal('own-role'));
    await expect(patiently(other, pause)).rejects.toMatchObject({ code: 'own-role' });
    expect(waits).toHaveLength(1);
  });
});
