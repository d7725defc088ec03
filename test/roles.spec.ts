import type { Role } from '#people';
import { everyRow, problem, recorded, type Client } from './client.fixture.js';
import { drive } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

const REGISTER = `${ZONE}-organizzazione`;
const reason = 'Così dispone l’atto';
const from = '2024-01-01';

interface Description {
  readonly paths: Readonly<Record<string, { readonly get?: { readonly security?: unknown } }>>;
}
interface Register {
  readonly states: { readonly person: Readonly<Record<string, string>> };
  readonly roleGrants: Readonly<Record<string, { readonly standing: string }>>;
  readonly persons: Readonly<
    Record<
      string,
      {
        readonly roles: readonly { readonly role: string; readonly why: object }[];
        readonly deactivated?: { readonly kind: string };
        readonly leavesOpen?: object;
      }
    >
  >;
}

let server: TestServer;
let journey: Journey;

beforeEach(async () => {
  server = await TestServer.start();
  journey = programmeOfYear(server, 2024);
  await drive(journey, { type: 'SchedaAssigned' }, 'scheda-1');
  await inRegister('UPc', 'open-organisation', { title: 'Organizzazione della zona' });
});
afterEach(() => server.end());

async function inRegister(as: Role | Client, verb: string, body: object): Promise<void> {
  const client = typeof as === 'string' ? server.as(as) : as;
  recorded(await client.perform(REGISTER, verb, body));
}

const give = (role: Role, more: object = {}) => {
  const { personId } = server.as(role).person;
  const roleGrantId = `${personId}-${role.toLowerCase()}`;
  return inRegister('ADM', 'grant-role', { roleGrantId, personId, role, from, ...more });
};
const register = async (client: Client, query = ''): Promise<Register> =>
  (await client.get<Register>(`/api/v1/registers/${REGISTER}${query}`)).body;

describe('Where the register says who has which role', () => {
  it('nobody reads anything of the zone in another one, whatever is asked', async () => {
    const { body } = await server.as('UPo').get<Description>('/api/v1/openapi.json');
    // What says how the service works is about no zone.
    const ofNoZone =
      /^\/(health|accesso|api\/v1\/(openapi|policy|definitions|functions|sign-in|session|ledger))/;
    const paths = Object.entries(body.paths).flatMap(([path, { get }]) =>
      get && !get.security && !ofNoZone.test(path) ? [path] : [],
    );
    expect(paths.length).toBeGreaterThan(40);
    const asked = paths.map((path) =>
      path
        .replace('{cycleId}', path.includes('/registers/') ? REGISTER : journey.cycleId)
        .replace('{schedaId}', 'scheda-1'),
    );
    await give('ADM');
    for (const role of ['UPo', 'AUD'] as const) {
      for (const path of asked) {
        const reply = await server.as(role).get(path);
        expect({ path, ...problem(reply) }).toMatchObject({
          ...{ path, status: 403, code: 'role-not-held', rule: 'deny/role-not-held' },
        });
      }
    }
    const retry = await server.as('AUD').send('/api/v1/views/retry', '{}');
    expect(problem(retry)).toMatchObject({ status: 403, code: 'role-not-held' });
  });

  it('each reads in the role they were given, until they are deactivated, and again after that', async () => {
    await give('ADM');
    await give('UPo');
    const status = async (): Promise<number> => (await server.as('UPo').get(journey.path())).status;
    expect(await status()).toBe(200);
    const person = { personId: 'operatore', reason };
    await inRegister('ADM', 'deactivate-person', { ...person, kind: 'SUSPENDED' });
    expect(await status()).toBe(401); // whoever is suspended has no session any more
    await inRegister('ADM', 'reactivate-person', person);
    expect(await status()).toBe(200);
    await inRegister('ADM', 'revoke-role', { roleGrantId: 'operatore-upo', reason });
    expect(await status()).toBe(403);
  });

  it('nobody is told what they could do on behalf of somebody in a role they have not', async () => {
    await give('ADM');
    await give('UPo');
    const actions = await server
      .as('UPo')
      .get<{ readonly items: readonly unknown[] }>(journey.path('/actions'));
    expect(actions.body.items).not.toEqual([]);
    const refused = await server.as('UPc').get(journey.path('/actions'), {
      'on-behalf-of': 'direttore',
    });
    expect(problem(refused)).toMatchObject({ code: 'role-not-held' });
  });

  it('what was tried in vain is on record, with the rule', async () => {
    await give('ADM');
    await give('AUD');
    const operator = server.as('UPo');
    const refused = await operator.perform(journey.cycleId, 'add-objective', {
      ...{ objectiveId: 'O9', name: 'Salute' },
    });
    expect(problem(refused)).toMatchObject({
      ...{ status: 403, code: 'role-not-held', rule: 'deny/role-not-held' },
      details: { personId: 'operatore', day: server.clock.day() },
    });
    const rows = await everyRow<{ readonly personId: string; readonly rule: string }>(
      server.as('AUD'),
      '/api/v1/refusals?code=role-not-held',
    );
    expect(rows.map(({ personId, rule }) => [personId, rule])).toEqual([
      ['operatore', 'deny/role-not-held'],
    ]);
  });
});

describe('The register of the organisation', () => {
  beforeEach(async () => {
    await inRegister('UPc', 'add-unit', {
      ...{ unitId: 'anziani', name: 'Anziani', kind: 'SERVIZIO', belongsTo: 'COMUNE' },
      ...{ headPersonId: 'responsabile', from },
    });
    for (const role of ['ADM', 'UPc', 'UPo', 'DIR', 'AUD'] as const) await give(role);
    await give('RF', { unitId: 'anziani' });
    await inRegister('UH', 'grant-delegation', {
      ...{ delegationId: 'ferie', toPersonId: 'operatore', kind: 'SOSTITUZIONE' },
      ...{ unitId: 'anziani', validFrom: server.clock.day(), validTo: server.clock.day(9) },
    });
  });

  it('shows who has which role, and why, to those who answer for it', async () => {
    for (const role of ['UPc', 'DIR', 'AUD', 'ADM'] as const) {
      const { persons, roleGrants } = await register(server.as(role));
      expect(Object.keys(persons).toSorted()).toEqual([
        ...['amministratore', 'coordinatore', 'direttore', 'operatore'],
        ...['referente', 'responsabile', 'revisore'],
      ]);
      expect(persons['responsabile']?.roles).toEqual([
        { role: 'UH', unitId: 'anziani', from, why: { headOf: 'anziani' } },
      ]);
      expect(roleGrants['referente-rf']).toMatchObject({ standing: 'active' });
    }
  });

  it('shows everybody else their own', async () => {
    for (const [role, personId] of [
      ['UPo', 'operatore'],
      ['RF', 'referente'],
      ['UH', 'responsabile'],
    ] as const) {
      const { persons, roleGrants } = await register(server.as(role));
      expect(Object.keys(persons)).toEqual([personId]);
      expect(Object.keys(roleGrants)).toEqual(
        role === 'UH' ? [] : [`${personId}-${role.toLowerCase()}`],
      );
    }
  });

  it('tells how a grant stands on a day', async () => {
    const standingOn = async (day: string): Promise<string | undefined> =>
      (await register(server.as('AUD'), `?on=${day}`)).roleGrants['operatore-upo']?.standing;
    expect(await standingOn('2023-12-31')).toBe('toCome');
    expect(await standingOn(from)).toBe('active');
    await inRegister('ADM', 'revoke-role', { roleGrantId: 'operatore-upo', reason });
    expect(await standingOn(from)).toBe('revoked');
  });

  it('tells of somebody deactivated what they leave open', async () => {
    for (const personId of ['responsabile', 'operatore']) {
      await inRegister('ADM', 'deactivate-person', { personId, kind: 'LEFT', reason });
    }
    const { persons, roleGrants, states } = await register(server.as('AUD'));
    expect(states.person).toEqual({ responsabile: 'deactivated', operatore: 'deactivated' });
    expect(persons['responsabile']).toMatchObject({
      roles: [],
      deactivated: { kind: 'LEFT', by: 'amministratore' },
      leavesOpen: {
        ...{ unitIds: ['anziani'], roleGrantIds: [] },
        ...{ delegationsFrom: ['ferie'], delegationsTo: [] },
      },
    });
    expect(persons['operatore']?.leavesOpen).toEqual({
      ...{ unitIds: [], roleGrantIds: ['operatore-upo'] },
      ...{ delegationsFrom: [], delegationsTo: ['ferie'] },
    });
    expect(roleGrants['operatore-upo']?.standing).toBe('suspended');
    expect(persons['referente']).not.toHaveProperty('leavesOpen');
  });
});

describe('Before a role is lent or granted', () => {
  interface Conflicts {
    readonly items: readonly {
      readonly verb: string;
      readonly subject: object;
      readonly code: string;
    }[];
  }
  const conflicts = async (query: string) => {
    const path = `/api/v1/registers/${REGISTER}/delegation-conflicts?${query}&after=${journey.position}`;
    const { body } = await server.as('DIR').get<Conflicts>(path);
    return body.items.map(({ verb, subject, code }) => ({ verb, subject, code }));
  };
  const scheda = { kind: 'scheda', id: 'scheda-1' };

  it('the register tells what somebody could not check any more', async () => {
    for (const role of ['ADM', 'UPo', 'DIR'] as const) await give(role);
    expect(await conflicts('to=operatore&from=responsabile')).toEqual([
      { verb: 'check-scheda', subject: scheda, code: 'would-be-own' },
    ]);
    expect(await conflicts('to=operatore&from=altra')).toEqual([]);
  });

  it('and what they wrote themselves, if they are to check', async () => {
    await drive(journey, { type: 'SchedaSubmitted' }, 'scheda-1');
    expect(await conflicts('to=responsabile&role=UPo')).toEqual([
      { verb: 'check-scheda', subject: scheda, code: 'own-scheda' },
    ]);
    expect(await conflicts('to=operatore&role=UPo')).toEqual([]);
  });

  it('a rehearsal warns of the same, in both languages, and records nothing', async () => {
    interface Rehearsed {
      readonly facts: readonly { readonly type: string }[];
      readonly warnings: readonly object[];
    }
    const rehearsed = async (client: Client, cycleId: string, verb: string, body: object) => {
      const lives = cycleId === REGISTER ? 'registers' : 'cycles';
      const reply = await client.send<Rehearsed>(
        `/api/v1/${lives}/${cycleId}/${verb}/rehearsal`,
        JSON.stringify(body),
      );
      return { status: reply.status, ...reply.body };
    };
    for (const role of ['ADM', 'UPc', 'UPo'] as const) await give(role);
    for (const role of ['UH', 'RF'] as const) await give(role, { unitId: 'anziani' });
    const wish = {
      ...{ delegationId: 'ferie', toPersonId: 'operatore', kind: 'SOSTITUZIONE' },
      ...{ unitId: 'anziani', validFrom: '2024-06-01', validTo: '2024-07-01' },
    };
    const sentence = expect.stringMatching(/responsabile/) as unknown;
    const warning = {
      ...{ personId: 'operatore', cycleId: journey.cycleId, verb: 'check-scheda' },
      ...{ subject: scheda, code: 'would-be-own', it: sentence, en: sentence },
    };
    const head = server.as('UH');
    const { body: cycle } = await server
      .as('UPc')
      .get<{ readonly programmes: object }>(journey.path());
    const [programmeId] = Object.keys(cycle.programmes);
    const before = journey.revision;
    expect(await rehearsed(head, REGISTER, 'grant-delegation', wish)).toMatchObject({
      ...{ status: 200, facts: [{ type: 'DelegationGranted' }], warnings: [warning] },
    });
    const elsewhere = { ...wish, verbs: ['answer-question'] };
    expect(await rehearsed(head, REGISTER, 'grant-delegation', elsewhere)).toMatchObject({
      ...{ status: 200, warnings: [] },
    });
    // Nothing is there of it: now it is granted, and whoever assigns is warned in turn.
    await inRegister(head, 'grant-delegation', wish);
    const assigned = await rehearsed(server.as('UPc'), journey.cycleId, 'assign-scheda', {
      ...{ schedaId: 'scheda-2', programmeId },
      ...{ unitId: 'anziani', personId: 'responsabile', title: 'Trasporto sociale' },
    });
    expect(assigned).toMatchObject({
      facts: [{ type: 'SchedaAssigned' }],
      warnings: [{ ...warning, subject: { kind: 'scheda', id: 'scheda-2' } }],
    });
    expect(journey.revision).toBe(before);
    await drive(journey, { type: 'SchedaSubmitted' }, 'scheda-1');
    const role = { personId: 'responsabile', role: 'UPo', from: '2024-06-01' };
    expect(await rehearsed(server.as('ADM'), REGISTER, 'grant-role', role)).toMatchObject({
      ...{ status: 200, facts: [{ type: 'RoleGranted' }] },
      warnings: [{ personId: 'responsabile', subject: scheda, code: 'own-scheda' }],
    });
  });

  it('a rehearsal is refused as the command would be, and leaves no refusal behind', async () => {
    const rehearse = (role: Role, verb: string, body: object) =>
      server.as(role).send(`/api/v1/registers/${REGISTER}/${verb}/rehearsal`, JSON.stringify(body));
    const wish = { personId: 'operatore', role: 'UPo', from: '2024-06-01' };
    const problems = [
      [await rehearse('ETS', 'grant-role', wish), 403, 'not-allowed'],
      [await rehearse('ADM', 'ask-the-oracle', wish), 404, 'verb-unknown'],
      [await rehearse('ADM', 'import-units', wish), 404, 'verb-takes-file'],
      [await rehearse('ADM', 'grant-role', { role: 'UPo' }), 400, 'request-invalid'],
      [await rehearse('ADM', 'grant-role', [wish]), 400, 'request-invalid'],
    ] as const;
    for (const [reply, status, code] of problems) {
      expect(problem(reply)).toMatchObject({ status, code });
    }
    const { body } = await server.as('AUD').get<{ total: number }>('/api/v1/refusals');
    expect(body.total).toBe(0);
  });

  it('finds no other register, and is not for stakeholders', async () => {
    const other = await server
      .as('DIR')
      .get(`/api/v1/registers/${ZONE}-registro-di-zona/delegation-conflicts`);
    expect(problem(other)).toMatchObject({ status: 404, code: 'cycle-not-found' });
    const refused = await server
      .as('ETS')
      .get(`/api/v1/registers/${REGISTER}/delegation-conflicts`);
    expect(problem(refused)).toMatchObject({ status: 403, code: 'not-allowed' });
  });
});
