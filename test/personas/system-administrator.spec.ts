import type { Role } from '#people';
import { everyRow, problem, recorded } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { preparing, submitted, unitOf } from './plans.fixture.js';

/*
 * The day of whoever keeps the system. What of it is proven elsewhere:
 *
 *   A unit merged or closed leaves no orphan schede        test/substitution.spec.ts
 *   Units from a file, rehearsed, imported, taken back     test/spreadsheets.spec.ts
 *   Old histories are read by every later program          test/histories.spec.ts
 *   Read models made again from the log                    test/rebuild-read-models.spec.ts
 *   How the views stand, and retrying what was parked      test/views.spec.ts
 *   No verb is for an administrator; what they may read    test/access.spec.ts
 *
 * Not of the API: backup and restore with their check against an external head; the log of administrators'
 * access; roles from a file (tokens are given out on the machine itself).
 */
const REGISTER = `${ZONE}-organizzazione`;
const units = ['anziani', 'minori'];
const reason = 'Riorganizzazione';

interface OrganisationView {
  readonly units: Readonly<
    Record<
      string,
      { readonly name: string; readonly headPersonId: string; readonly currentUnitId: string }
    >
  >;
}

let server: TestServer;
let journey: Journey;
let position: number;

beforeAll(async () => {
  server = await TestServer.start();
  await inRegister('open-organisation', { title: 'Organizzazione della zona' });
  for (const unitId of units) {
    const { personId: headPersonId } = unitOf(server, unitId).head.person;
    await inRegister('add-unit', {
      ...{ unitId, name: `Unità ${unitId}`, kind: 'UNITA_FUNZIONALE', belongsTo: 'AUSL' },
      ...{ headPersonId, from: '2024-01-01' },
    });
  }
  journey = programmeOfYear(server, 2024);
  await preparing(journey);
  for (const [index, unitId] of ['anziani', 'minori', 'anziani'].entries()) {
    await submitted(journey, { schedaId: `S-${index}`, unit: unitOf(server, unitId) });
  }
});
afterAll(() => server.end());

async function inRegister(verb: string, body: object): Promise<void> {
  ({ position } = recorded(await server.as('UPc').perform(REGISTER, verb, body)));
}

const organisation = async (query = '', role: Role = 'ADM'): Promise<OrganisationView> =>
  (await server.as(role).get<OrganisationView>(`/api/v1/registers/${REGISTER}${query}`)).body;
const nameOn = async (...asked: Parameters<typeof organisation>): Promise<string | undefined> =>
  (await organisation(...asked)).units['anziani']?.name;

describe('A unit is renamed', () => {
  let facts: readonly object[];
  const factsOfSchede = async (): Promise<readonly object[]> =>
    (await server.as('AUD').get<{ items: readonly object[] }>(journey.path('/schede/S-0/facts')))
      .body.items;

  it('by the coordinator with a reason: nobody has to call whoever keeps the system', async () => {
    facts = await factsOfSchede();
    const from = server.clock.day(7);
    const renaming = { unitId: 'anziani', name: 'Non autosufficienza', from };
    const byAdministrator = await server.as('ADM').perform(REGISTER, 'rename-unit', renaming);
    expect(problem(byAdministrator).code).toBe('not-allowed');
    const unexplained = await server.as('UPc').perform(REGISTER, 'rename-unit', renaming);
    expect(problem(unexplained).code).toBe('reason-needed');
    await inRegister('rename-unit', { ...renaming, reason });
  });

  it('from a day on: until then, and in what was, it has the old name', async () => {
    expect(await nameOn('')).toBe('Unità anziani');
    server.clock.pass({ days: 7 });
    expect(await nameOn('')).toBe('Non autosufficienza');
    expect(await nameOn(`?on=${server.clock.day(-1)}`)).toBe('Unità anziani');
    expect(await nameOn('?revision=2', 'AUD')).toBe('Unità anziani');
  });

  it('and no scheda is an orphan: each has its unit, with its head, in the register', async () => {
    const known = (await organisation()).units;
    const rows = await everyRow<{ readonly unitId: string; readonly headPersonId: string }>(
      server.as('UPc'),
      journey.path(`/schede?limit=200&after=${position}`),
    );
    expect(rows.map(({ unitId }) => unitId).sort()).toEqual(['anziani', 'anziani', 'minori']);
    for (const { unitId, headPersonId } of rows) {
      expect(known[unitId]).toMatchObject({ currentUnitId: unitId, headPersonId });
    }
  });

  it('and nothing of what was recorded about its schede is written anew', async () => {
    expect(await factsOfSchede()).toEqual(facts);
    const { body } = await server.as('AUD').get(`/api/v1/registers/${REGISTER}/facts`);
    expect(body).toMatchObject({
      items: [
        ...[{}, {}, {}],
        {
          ...{ type: 'UnitRenamed', reason },
          data: { oldName: 'Unità anziani', newName: 'Non autosufficienza' },
        },
      ],
    });
  });
});
