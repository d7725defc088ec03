import { readTable } from '#spreadsheet';
import { factsColumns } from '#audit';
import { everyFact, problem } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear, programmeOfZone } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

interface Fact {
  readonly position: number;
  readonly eventId: string;
  readonly cycleId: string | null;
  readonly type: string;
  readonly actor: string | null;
  readonly verb: string | null;
  readonly reason: string | null;
  readonly act: string | null;
  readonly occurredOn: string;
}
interface Listed {
  readonly items: readonly Fact[];
  readonly next?: string;
}

let server: TestServer;
let journey: Journey;
let elsewhere: Journey;

beforeAll(async () => {
  server = await TestServer.start();
  journey = programmeOfYear(server, 2024);
  await reach(journey, (root) => root.can({ type: 'KickoffHeld' }));
  await journey.perform('UPc', 'set-deadline', {
    ...{ deadlineId: 'schede', kind: 'SCHEDE_SUBMITTED', due: '2027-06-30', basis: 'OFFICE' },
  });
  await journey.perform('DIR', 'extend-deadline', {
    ...{ deadlineId: 'schede', to: '2027-07-15', act: 'Determina n. 12/2027' },
    reason: 'Proroga chiesta dalle unità perché mancano i dati di attività',
  });
  elsewhere = programmeOfZone(server, 'pisana', 2024);
  await drive(elsewhere, { type: 'CycleDrafted' });
});
afterAll(() => server.end());

const path = '/api/v1/audit/facts';

/** What is listed, page by page. */
async function list(query: string, as = server.as('AUD')): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  let cursor = '';
  for (;;) {
    const { status, body } = await as.get<Listed>(`${path}?limit=7&${query}${cursor}`);
    expect({ query, status }).toEqual({ query, status: 200 });
    facts.push(...body.items);
    if (body.next === undefined) return facts;
    cursor = `&cursor=${body.next}`;
  }
}

describe('The index of facts', () => {
  it('has every fact of a cycle, in both orders', async () => {
    const recorded = (await everyFact(server.as('AUD'), journey.cycleId)).map(({ id }) => id);
    const oldest = await list(`order=oldest-first&cycleId=${journey.cycleId}`);
    expect(oldest.map(({ eventId }) => eventId)).toEqual(recorded);
    const newest = await list(`cycleId=${journey.cycleId}`);
    expect(newest.map(({ eventId }) => eventId)).toEqual([...recorded].reverse());
  });

  it.each<[string, string, Partial<Fact>]>([
    ['why, in any words of it', 'reason=MANCANO%20proroga', { type: 'DeadlineExtended' }],
    ['the act', 'act=12%2F2027', { act: 'Determina n. 12/2027' }],
    ['who and what', 'actor=direttore&type=DeadlineExtended', { verb: 'extend-deadline' }],
    ['the verb', 'verb=set-deadline', { type: 'DeadlineSet' }],
  ])('is asked by %s', async (_by, query, expected) => {
    const found = await list(query);
    expect(found.length).toBeGreaterThan(0);
    for (const fact of found) expect(fact).toMatchObject(expected);
  });

  it('has attempts that were refused and reads as well', async () => {
    expect(
      (
        await journey.attempt('ETS', 'raise-question', {
          ...{ questionId: 'x', subject: 'cycle', text: 'Di chi?' },
        })
      ).status,
    ).toBe(403);
    expect(await list('verb=raise-question&type=CommandRefused')).toMatchObject([
      { actor: 'portatore-di-interesse', cycleId: null },
    ]);
    const reads = await list('type=ReadRecorded&verb=read%2Faudit');
    expect(reads.length).toBeGreaterThan(3);
  });

  it('keeps zones apart', async () => {
    expect(await list(`cycleId=${elsewhere.cycleId}`)).toEqual([]);
    const theirs = await list('', server.as('AUD', 'pisana'));
    expect(theirs.map(({ cycleId }) => cycleId)).toContain(elsewhere.cycleId);
    expect(theirs.map(({ cycleId }) => cycleId)).not.toContain(journey.cycleId);
  });

  it('is for the auditor and the director alone', async () => {
    for (const role of ['UPc', 'UPo', 'UH', 'RF', 'SEG', 'ETS', 'ADM'] as const) {
      for (const each of [path, `${path}/export`]) {
        expect({ role, status: (await server.as(role).get(each)).status }).toEqual({
          ...{ role, status: 403 },
        });
      }
    }
    expect((await server.as('DIR').get(path)).status).toBe(200);
  });

  it.each(['cursor=abc', 'from=ieri', 'order=up', 'actor=Mario%20Rossi', 'nothing=1'])(
    'takes no %s',
    async (query) => {
      expect(problem(await server.as('AUD').get(`${path}?${query}`))).toMatchObject({
        ...{ status: 400, code: 'request-invalid' },
      });
    },
  );
});

describe('The export of the index', () => {
  const exported = async (query: string): Promise<Buffer> => {
    const { status, body } = await server.as('AUD').download(`${path}/export?${query}`);
    expect({ query, status }).toEqual({ query, status: 200 });
    return body;
  };
  const ofCycle = (): string => `order=oldest-first&cycleId=${journey.cycleId}`;

  it('is the list, line by line', async () => {
    // The usual client takes every kind of JSON for one value.
    const answer = await fetch(`${server.url}${path}/export?format=ndjson&${ofCycle()}`, {
      headers: server.as('AUD').credentials.headers(),
    });
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const lines = (await answer.text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as Fact)).toEqual(await list(ofCycle()));
  });

  it.each(['csv', 'xlsx'])('is the list as %s, which spreadsheets read', async (format) => {
    const reading = await readTable(await exported(`format=${format}&${ofCycle()}`), {
      ...{ columns: factsColumns, sheet: 'Fatti' },
    });
    if (reading.outcome === 'refused') throw new Error(JSON.stringify(reading.faults));
    const listed = await list(ofCycle());
    expect(reading.table.rows.map(({ values }) => [values.eventId, values.occurredOn])).toEqual(
      listed.map(({ eventId, occurredOn }) => [eventId, occurredOn]),
    );
  });

  it('leaves a trace before its first byte', async () => {
    await exported('format=csv');
    const { body } = await server.as('AUD').get<{
      readonly items: readonly { readonly data: object }[];
    }>('/api/v1/access-report/accesses?limit=10');
    expect(body.items.map(({ data }) => data)).toContainEqual(
      expect.objectContaining({
        ...{ route: 'GET /api/v1/audit/facts/export', outcome: 'shown', format: 'csv' },
      }),
    );
  });
});
