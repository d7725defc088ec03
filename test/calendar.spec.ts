import { problem, recorded, type Client } from './client.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

interface Calendar {
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  readonly version: string;
  readonly total: number;
  readonly items: readonly { readonly day: string; readonly kind: string; readonly law?: string }[];
}

describe('The days on which an office does not work', () => {
  const register = `${ZONE}-organizzazione`;
  let server: TestServer;
  let office: Client;

  const calendar = async (query = '', as = office): Promise<Calendar> =>
    (await as.get<Calendar>(`/api/v1/calendar${query}`)).body;
  const inRegister = async (verb: string, body: object) =>
    recorded(await server.as('ADM').perform(register, verb, body));

  beforeAll(async () => {
    server = await TestServer.start();
    office = server.as('UPo');
  });
  afterAll(() => server.end());

  it('are those of the country, each with its law, where the zone keeps no register', async () => {
    const { items, ...rest } = await calendar('?from=2024-04-22&to=2024-05-01');
    expect(rest).toMatchObject({ zone: ZONE, from: '2024-04-22', to: '2024-05-01', total: 4 });
    const sunday = { it: 'domenica', en: 'Sunday', law: 'L. 27 maggio 1949, n. 260, art. 2' };
    expect(items).toEqual([
      {
        ...{ day: '2024-04-25', kind: 'national', it: 'Liberazione', en: 'Liberation Day' },
        law: 'L. 27 maggio 1949, n. 260, art. 2',
      },
      {
        ...{ day: '2024-04-27', kind: 'saturday', it: 'sabato', en: 'Saturday' },
        law: 'L. 23 dicembre 1994, n. 724, art. 22, c. 1',
      },
      { day: '2024-04-28', kind: 'sunday', ...sunday },
      {
        ...{ day: '2024-05-01', kind: 'national', it: 'Festa del lavoro', en: 'Labour Day' },
        law: 'L. 27 maggio 1949, n. 260, art. 2',
      },
    ]);
  });

  it('are those of this year where no day is said, and of one year where one is', async () => {
    expect(await calendar()).toMatchObject({ from: '2024-01-01', to: '2024-12-31' });
    const { items } = await calendar('?from=2027-01-01');
    expect(items).toContainEqual(
      expect.objectContaining({ day: '2027-10-04', law: 'L. 8 ottobre 2025, n. 151, art. 1' }),
    );
  });

  it('are also the feast of its municipality and its closures, once the register says so', async () => {
    const period = '?from=2024-05-20&to=2024-08-16';
    const before = await calendar(period);
    await inRegister('open-organisation', { title: 'Organizzazione della zona' });
    await inRegister('set-office-seat', { municipality: 'livorno' });
    const closure = { from: '2024-08-12', to: '2024-08-16', why: 'Chiusura estiva' };
    await inRegister('add-office-closure', closure);
    const after = await calendar(period);
    const known = new Set(before.items.map(({ day }) => day));
    expect(after.items.filter(({ day }) => !known.has(day))).toEqual([
      expect.objectContaining({ day: '2024-05-22', kind: 'patron' }),
      ...['12', '13', '14', '16'].map((day) => ({
        ...{ day: `2024-08-${day}`, kind: 'closure', it: 'Chiusura estiva' },
        en: 'Office closed: Chiusura estiva',
      })),
    ]);
    expect(after.version).not.toBe(before.version);
  });

  it('are those of another office for the people of another zone', async () => {
    const other = server.as('UPo', 'altra');
    const { zone, items } = await calendar('?from=2024-05-20&to=2024-05-24', other);
    expect([zone, items]).toEqual(['altra', []]);
  });

  it.each([
    ['from=1999-12-31', '?from'],
    ['from=2024-02-30', '?from'],
    ['from=2024-05-02&to=2024-05-01', '?to'],
    ['from=2024-01-01&to=2034-12-31', '?to'],
  ])('are not told for %s', async (query, field) => {
    const reply = await office.get(`/api/v1/calendar?${query}`);
    expect(problem(reply)).toMatchObject({
      ...{ status: 400, code: 'request-invalid' },
      problems: [expect.objectContaining({ field })],
    });
  });
});
