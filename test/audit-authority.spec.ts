import type { Role } from '#people';
import { problem, recorded, type Client, type CommandOptions } from './client.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

const REGISTER = 'livornese-organizzazione';
const from = '2024-01-01';
const forDirector = { onBehalfOf: 'direttore' };

interface Answered {
  readonly verdict: string;
  readonly tables: readonly {
    readonly rows: readonly Readonly<Record<string, unknown>>[];
  }[];
}

/** What the auditor is told of authority, of facts that commands have recorded in their order. */
describe('Whether somebody acted without authority', () => {
  let server: TestServer;
  /** Drafted before the register said who has which role: by one who has it, and by one who has none. */
  let ofCoordinator: Journey;
  let ofSomebody: Journey;

  const inRegister = async (as: Role, verb: string, body: object): Promise<void> => {
    recorded(await server.as(as).perform(REGISTER, verb, body));
  };
  const give = async (role: Role): Promise<void> => {
    const { personId } = server.as(role).person;
    await inRegister('ADM', 'grant-role', { roleGrantId: `ruolo-${role}`, personId, role, from });
  };
  const asked = async (journey: Journey) => {
    const { body } = await server
      .as('AUD')
      .get<Answered>(journey.path('/audit/questions/authority'));
    const [delegated, withoutRole, attempts] = body.tables.map(({ rows }) => rows);
    return { verdict: body.verdict, delegated, withoutRole, attempts };
  };
  const setDeadline = (client: Client, deadlineId: string, options: CommandOptions = {}) => {
    const due = server.clock.day(30);
    const deadline = { deadlineId, kind: 'APPROVAL', due, basis: 'OFFICE' };
    return client.perform(ofCoordinator.cycleId, 'set-deadline', deadline, options);
  };

  beforeAll(async () => {
    server = await TestServer.start();
    ofCoordinator = programmeOfYear(server, 2024);
    await ofCoordinator.perform('UPc', 'draft-cycle', { title: 'Programma 2024' });
    ofSomebody = programmeOfYear(server, 2025);
    const somebody = server.admit({ role: 'UPc', personId: 'avventizio' });
    await ofSomebody.perform(somebody, 'draft-cycle', { title: 'Programma 2025' });
  });
  afterAll(() => server.end());

  it('is not known while the register keeps no roles', async () => {
    expect(await asked(ofCoordinator)).toMatchObject({ verdict: 'not-known', delegated: [] });
  });

  it('is found of whoever had not the role, and not of whoever had it, once the register says so', async () => {
    await inRegister('UPc', 'open-organisation', { title: 'Organizzazione della zona' });
    for (const role of ['ADM', 'UPc', 'UPo', 'DIR', 'AUD'] as const) await give(role);
    expect(await asked(ofCoordinator)).toMatchObject({ verdict: 'in-order', withoutRole: [] });
    expect(await asked(ofSomebody)).toMatchObject({
      verdict: 'findings',
      withoutRole: [{ type: 'CycleDrafted', by: 'avventizio', role: 'UPc' }],
    });
  });

  it('is in order of what was done under a delegation within its days, and tells it', async () => {
    await inRegister('DIR', 'grant-delegation', {
      ...{ delegationId: 'ferie', toPersonId: 'operatore', kind: 'SOSTITUZIONE' },
      ...{ validFrom: server.clock.day(), validTo: server.clock.day(1) },
    });
    recorded(await setDeadline(server.as('UPo'), 'D1', forDirector));
    expect(await asked(ofCoordinator)).toMatchObject({
      verdict: 'in-order',
      delegated: [
        {
          ...{ type: 'DeadlineSet', by: 'operatore', onBehalfOf: 'direttore' },
          ...{ delegationId: 'ferie', fault: null },
        },
      ],
    });
  });

  it('is in order also where it was tried after the last day, and tells that it was tried', async () => {
    server.clock.pass({ days: 2 });
    const { code } = problem(await setDeadline(server.as('UPo'), 'D2', forDirector));
    const { verdict, delegated, attempts } = await asked(ofCoordinator);
    expect({ verdict, delegated: delegated?.length }).toEqual({
      verdict: 'in-order',
      delegated: 1,
    });
    expect(attempts).toMatchObject([{ personId: 'operatore', verb: 'set-deadline', code }]);
  });
});
