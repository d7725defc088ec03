import { livornoRegister } from '../apps/cli/src/import/register-data.js';
import { runRegisterImport } from '../apps/cli/src/import/run-import.js';
import { TracciaClient } from '../apps/cli/src/traccia-client.js';
import { everyRow, problem, recorded, type Client } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

interface Row {
  readonly coDesignRowId: string;
  readonly state: string;
  readonly stateText?: string;
  readonly holder: { readonly text: string };
  readonly subjects: readonly { readonly text: string; readonly role: string }[];
  readonly schede: readonly object[];
  readonly endsOn: string | null;
  readonly amountEur?: string;
}

const REGISTER = 'livornese-registro-di-zona';
/** The rows «In corso» that end within 2024. */
const ten = 'CP03 CP07 CP21 CP26 CP27 CP32 CP33 CP34 CP35 CP36'.split(' ');

let server: TestServer;
let office: Client;
let programme: Journey;

beforeAll(async () => {
  server = await TestServer.start();
  office = server.as('UPc');
});
afterAll(() => server.end());

const path = (rest = ''): string => `/api/v1/registers/${REGISTER}${rest}`;
const importAll = () =>
  runRegisterImport(
    new TracciaClient(server.url, server.mint({ role: 'UPc' }).token),
    REGISTER,
    livornoRegister,
  );
const rows = (query = ''): Promise<readonly Row[]> =>
  everyRow<Row>(office, path(`/co-design-rows?limit=15&after=${position}${query}`));
const ids = async (query: string): Promise<readonly string[]> =>
  (await rows(query)).map(({ coDesignRowId }) => coDesignRowId);
let position = 0;
const does = async (verb: string, body: object): Promise<void> => {
  ({ position } = recorded(await office.perform(REGISTER, verb, body)));
};
const refusal = async (verb: string, body: object): Promise<string> =>
  problem(await office.perform(REGISTER, verb, body)).code;

describe('The forty rows of the register of co-design', () => {
  it('come in from the document in one go, their nulls as questions', async () => {
    const { facts, questions, alreadyThere } = await importAll();
    expect({ alreadyThere, rows: facts - questions }).toEqual({
      alreadyThere: 0,
      rows: 1 + 40 + 3 + 6,
    });
    const open = await everyRow<{ readonly subject: string }>(
      office,
      path('/questions?state=open&limit=200'),
    );
    expect(open).toHaveLength(questions);
    expect(open.filter(({ subject }) => subject === 'co-design-row CP15').length).toBe(2);
  });

  it('change nothing when they are imported again', async () => {
    const before = (await office.get(path())).body;
    expect(await importAll()).toMatchObject({ facts: 0, questions: 0 });
    expect((await office.get(path())).body).toEqual(before);
  });

  it('are listed page by page, with the words of the document beside the codes', async () => {
    const all = await rows();
    expect(all).toHaveLength(40);
    expect(all.filter(({ holder }) => holder.text === 'Comuni della Zona Livornese')).toHaveLength(
      7,
    );
    expect(await ids('&state=concluded')).toHaveLength(14);
    expect(await ids('&state=planned')).toEqual(['CP13', 'CP15', 'CP37', 'CP38', 'CP39']);
    expect(all[1]).toMatchObject({ coDesignRowId: 'CP02', stateText: 'concluso' });
    expect(await ids('&cup=J44H22000260006')).toEqual(['CP13']);
  });

  it('warn of the ten that are ongoing and end within the year', async () => {
    expect(await ids('&on=2024-01-01&expiringWithinDays=365')).toEqual(ten);
    expect(await ids('&on=2024-01-01&needsReview=true')).toEqual([]);
    // A bare year ends with its last day, a month with its own.
    expect(await ids('&on=2024-07-01&needsReview=true')).toEqual(['CP03', 'CP07', 'CP26']);
    expect(await ids('&on=2024-12-31&needsReview=true')).toEqual(['CP03', 'CP07', 'CP26']);
    expect(await ids('&on=2025-01-01&needsReview=true')).toEqual(ten);
    expect((await rows('&on=2025-01-01&needsReview=true')).map(({ state }) => state)).toEqual(
      ten.map(() => 'ongoing'),
    );
  });

  it('leave the list when somebody looks, and come back on the day they were put off to', async () => {
    await does('record-expiry-review', {
      ...{ coDesignRowId: 'CP27', finding: 'In proroga tecnica', reviewAgainOn: '2025-03-31' },
    });
    await does('change-co-design-state', { coDesignRowId: 'CP26', to: 'concluded' });
    const left = ten.filter((id) => id !== 'CP26' && id !== 'CP27');
    expect(await ids('&on=2025-01-01&needsReview=true')).toEqual(left);
    expect(await ids('&on=2025-03-31&needsReview=true')).toContain('CP27');
  });
});

describe('What a row did not say', () => {
  it('is filled in later, with what it rests on, and its question answered', async () => {
    const basis = 'Determina 1234/2024';
    const subjects = [{ text: 'Fondazione Caritas Livorno ETS', role: 'partner' }];
    await does('complete-co-design-row', {
      ...{ coDesignRowId: 'CP13', subjects, amountEur: '1000000.00', act: basis, basis },
    });
    const answer = 'Importo, atto e soggetti sono nella riga';
    await does('answer-question', { questionId: 'Q-CP13-mancanti', answer, basis });
    const row = (await rows()).find(({ coDesignRowId }) => coDesignRowId === 'CP13');
    expect(row).toMatchObject({ subjects, amountEur: '1000000.00', state: 'planned' });
    const open = await everyRow<{ readonly questionId: string }>(
      office,
      path(`/questions?state=open&limit=200&after=${position}`),
    );
    expect(open.map(({ questionId }) => questionId)).not.toContain('Q-CP13-mancanti');
  });

  it('is never put in the place of what it did say', async () => {
    const again = { coDesignRowId: 'CP13', amountEur: '2.00', basis: 'Un’altra voce' };
    expect(await refusal('complete-co-design-row', again)).toBe('already-said');
  });

  it('may be of which row it is the renewal', async () => {
    await does('renew-co-design-row', { coDesignRowId: 'CP32', renewedBy: 'CP37' });
    const { body } = await office.get<{
      readonly coDesignRows: Readonly<Record<string, { readonly renewedBy: string | null }>>;
    }>(path());
    expect(body.coDesignRows['CP32']?.renewedBy).toBe('CP37');
  });
});

describe('The money of the register and of the programme', () => {
  it('is listed where it may be counted twice, to the cent', async () => {
    programme = programmeOfYear(server, 2024);
    await reach(programme, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
    await drive(programme, { type: 'SchedaAssigned' }, 'S-1');
    const cup = 'J71H23000040001'; // of row CP07
    await programme.perform(
      'RF',
      'revise-scheda',
      {
        schedaId: 'S-1',
        changes: {
          resources: [{ source: 'STATO', fund: `SEUS, CUP ${cup}`, amount: '356240.01' }],
        },
      },
      { ifMatch: programme.movedAt('S-1') },
    );
    const scheda = { cycleId: programme.cycleId, schedaId: 'S-1' };
    await does('link-co-design-to-scheda', { coDesignRowId: 'CP07', scheda });
    await does('link-funded-project', {
      ...{ fundedProjectId: 'FP-SEUS', schede: [scheda], coDesignRowIds: [] },
    });
    const { body } = await office.get(path(`/amounts-used-twice?after=${programme.position}`));
    expect(body).toEqual({
      total: 2,
      items: [
        expect.objectContaining({ kind: 'same-cup', cup, linked: false }),
        expect.objectContaining({
          ...{ kind: 'more-than-the-project', fundedProjectId: 'FP-SEUS' },
          ...{ amountEur: '356240.00', linkedEur: '356240.01', excessEur: '0.01' },
        }),
      ],
    });
  });

  it('is not part of a project any more once the two are unlinked', async () => {
    const reason = 'SEUS non passa da questa scheda';
    const scheda = { cycleId: programme.cycleId, schedaId: 'S-1' };
    const links = { fundedProjectId: 'FP-SEUS', schede: [scheda], coDesignRowIds: [], reason };
    await does('unlink-funded-project', links);
    await does('unlink-co-design-from-scheda', { coDesignRowId: 'CP07', scheda, reason });
    const linked = await rows();
    expect(linked.find(({ coDesignRowId }) => coDesignRowId === 'CP07')?.schede).toEqual([]);
    const projects = await everyRow<{ readonly fundedProjectId: string }>(
      office,
      path(`/funded-projects?after=${position}`),
    );
    expect(projects.find(({ fundedProjectId }) => fundedProjectId === 'FP-SEUS')).toMatchObject({
      schede: [],
    });
    const twice = await office.get(path('/amounts-used-twice'));
    expect(twice.body).toMatchObject({ total: 1, items: [{ kind: 'same-cup', linked: false }] });
    expect(problem(await office.perform(REGISTER, 'unlink-funded-project', links))).toMatchObject({
      ...{ status: 404, code: 'link-not-found' },
    });
  });
});

describe('An act of programming', () => {
  it('past its period is shown as such, and still is the parent plan of a cycle', async () => {
    const { body } = await office.get<{
      readonly documents: Readonly<Record<string, { readonly expired: boolean }>>;
    }>(path('?on=2024-02-20'));
    expect(body.documents).toMatchObject({
      pis: { expired: true, period: { from: '2020', to: '2022' } },
      'profilo-di-salute-2024': { expired: false },
    });
    const plan = { planId: 'pis', name: 'Piano integrato di salute' };
    expect(problem(await programme.attempt('UPc', 'link-parent-plan', plan)).code).toBe(
      'expired-plan-needs-note',
    );
    const note = 'Il documento non cita proroghe';
    await programme.perform('UPc', 'link-parent-plan', { ...plan, toYear: 2030, note });
    expect(programme.last('ParentPlanLinked')).toMatchObject({ toYear: 2022, expired: true, note });
  });

  it('is found by its fingerprint wherever it is cited', async () => {
    const sha256 = 'c'.repeat(64);
    const title = 'Profilo di salute 2024';
    await does('register-document', { kind: 'profilo', title, sha256, edition: '2024' });
    const attached = await programme.perform('UPo', 'attach-health-profile', {
      ...{ edition: '2024', title, document: { title, sha256 } },
    });
    const { body } = await office.get(path(`/documents/${sha256}?after=${attached.position}`));
    expect(body).toMatchObject({
      total: 2,
      items: [
        { cycleId: REGISTER, type: 'DocumentRegistered', title },
        { cycleId: programme.cycleId, type: 'HealthProfileAttached', pointer: '/document' },
      ],
    });
    expect(problem(await office.get(path('/documents/ABC'))).status).toBe(400);
  });
});

describe('The register', () => {
  it.each(['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD'] as const)('is read by %s', async (as) => {
    for (const list of ['', '/co-design-rows', '/funded-projects', '/amounts-used-twice']) {
      expect((await server.as(as).get(path(list))).status).toBe(200);
    }
  });

  it.each(['ETS', 'ADM'] as const)('is not read by %s', async (as) => {
    for (const list of ['', '/co-design-rows', '/funded-projects', '/amounts-used-twice']) {
      expect(problem(await server.as(as).get(path(list))).code).toBe('not-allowed');
    }
  });

  it('does not exist for another zone, nor as a register of another kind', async () => {
    for (const list of ['', '/co-design-rows', `/documents/${'a'.repeat(64)}`]) {
      expect(problem(await server.as('UPc', 'pisana').get(path(list))).status).toBe(404);
    }
    const other = `/api/v1/registers/${programme.cycleId}/co-design-rows`;
    expect(problem(await office.get(other)).status).toBe(404);
  });
});
