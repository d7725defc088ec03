import { everyFact, everyRow, problem, type Client } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

interface Page {
  readonly items: readonly Row[];
  readonly total: number;
  readonly next?: string;
}
interface Row {
  readonly cycleId: string;
  readonly schedaId?: string;
  readonly questionId?: string;
  readonly subject?: { readonly id: string };
  readonly it?: string;
  readonly position?: number;
}

interface List {
  readonly reader: () => Client;
  readonly path: (more?: string) => string;
  readonly key: (row: Row) => unknown;
}

let server: TestServer;
let auditor: Client;
let journey: Journey;

beforeAll(async () => {
  server = await TestServer.start();
  auditor = server.as('AUD');
  journey = programmeOfYear(server, 2024);
  await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  for (let count = 0; count < 6; count++) {
    await drive(journey, { type: 'SchedaAssigned' });
    await drive(journey, { type: 'QuestionRaised' });
    await journey.attempt('AUD', 'open-verification', {});
    await journey.attempt('AUD', 'raise-question', { subject: 'cycle', text: 'Posso?' });
  }
  await drive(journey, { type: 'SchedaSubmitted' });
  await drive(journey, { type: 'QuestionAnswered' });
  for (const year of [2021, 2022, 2023]) {
    await programmeOfYear(server, year).perform('UPc', 'draft-cycle', { title: `POA ${year}` });
  }
  const { position } = await journey.perform('UPc', 'raise-question', {
    questionId: 'ultima',
    subject: 'meeting M1',
    text: 'Chi c’era?',
  });
  // From here on every list shows all of it.
  for (const list of Object.values(lists))
    await everyRow(list.reader(), list.path(`&after=${position}`));
});
afterAll(() => server.end());

/** Every list of the API with cursors: who reads it here, where it is, and what its rows are known by. */
const lists: Readonly<Record<string, List>> = {
  cycles: {
    reader: () => auditor,
    path: (more = '') => `/api/v1/cycles?limit=2${more}`,
    key: ({ cycleId }: Row) => cycleId,
  },
  schede: {
    reader: () => auditor,
    path: (more = '') => journey.path(`/schede?limit=2${more}`),
    key: ({ schedaId }: Row) => schedaId,
  },
  questions: {
    reader: () => auditor,
    path: (more = '') => journey.path(`/questions?limit=2${more}`),
    key: ({ questionId }: Row) => questionId,
  },
  worklist: {
    reader: () => server.as('UPc'),
    path: (more = '') => `/api/v1/worklist?limit=2${more}`,
    key: ({ cycleId, subject, it }: Row) => `${cycleId} ${subject?.id} ${it}`,
  },
  refusals: {
    reader: () => auditor,
    path: (more = '') => `/api/v1/refusals?limit=2${more}`,
    key: ({ position }: Row) => position,
  },
};

describe.each(Object.entries(lists))('the list of %s', (name, { reader, path, key }) => {
  it('shows every row once, page by page, in the order of one large page', async () => {
    const rows = await everyRow<Row>(reader(), path());
    expect(rows.length).toBeGreaterThan(3);
    const { body } = await reader().get<Page>(path().replace('limit=2', 'limit=200'));
    expect(rows).toEqual(body.items);
    expect(new Set(rows.map(key)).size).toBe(rows.length);
    expect(body).toMatchObject({ total: rows.length });
    expect(body).not.toHaveProperty('next');
  });

  it('keeps a cursor good for another time', async () => {
    const { body } = await reader().get<Page>(path());
    const again = () => reader().get<Page>(path(`&cursor=${body.next}`));
    expect((await again()).body).toEqual((await again()).body);
  });

  it('refuses a cursor it has not given', async () => {
    const other = lists[name === 'cycles' ? 'worklist' : 'cycles']!;
    const { body } = await other.reader().get<Page>(other.path());
    for (const cursor of ['abc', 'W10=', body.next]) {
      const reply = await reader().get(path(`&cursor=${cursor}`));
      expect(problem(reply)).toMatchObject({ status: 400, code: 'request-invalid' });
    }
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'after=-1', 'after=x', 'cursor='])(
    'refuses %s',
    async (parameter) => {
      const [address] = path().split('?');
      const reply = await reader().get(`${address}?${parameter}`);
      expect(problem(reply)).toMatchObject({ status: 400, code: 'request-invalid' });
    },
  );
});

describe('a filter', () => {
  const rows = (path: string) => everyRow<Row & Record<string, unknown>>(auditor, path);

  it.each(['state', 'unitId', 'programmeId'])(
    'of the schede by %s finds those that have it, and no other',
    async (field) => {
      const all = await rows(journey.path('/schede?'));
      for (const value of new Set(all.map((row) => String(row[field])))) {
        const found = await rows(journey.path(`/schede?${field}=${value}`));
        expect(found).toEqual(all.filter((row) => row[field] === value));
      }
      expect(await rows(journey.path(`/schede?${field}=nessuno`))).toEqual([]);
    },
  );

  it('of the schede by a piece of the title does not mind capitals and accents', async () => {
    const all = await rows(journey.path('/schede?'));
    expect(await rows(journey.path('/schede?text=DOMICILIÀRE'))).toEqual(all);
    expect(await rows(journey.path('/schede?text=%25'))).toEqual([]);
  });

  it.each([
    ['state', 'answered', undefined],
    ['subject', 'meeting M1', 'meeting M2'],
  ])('of the questions by %s finds those that have it, and no other', async (field, yes, no) => {
    const all = await rows(journey.path('/questions?'));
    const found = await rows(journey.path(`/questions?${field}=${yes}`));
    expect(found).toHaveLength(1);
    expect(found).toEqual(all.filter((row) => row[field] === yes));
    if (no !== undefined) expect(await rows(journey.path(`/questions?${field}=${no}`))).toEqual([]);
  });

  it.each([
    ['verb', 'raise-question', 'close-verification'],
    ['code', 'not-allowed', 'not-now'],
    ['personId', 'revisore', 'direttore'],
  ])('of the refusals by %s finds those that have it, and no other', async (field, yes, no) => {
    const all = await rows('/api/v1/refusals?');
    const found = await rows(`/api/v1/refusals?${field}=${yes}`);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(all.filter((row) => row[field] === yes));
    expect(await rows(`/api/v1/refusals?${field}=${no}`)).toEqual([]);
  });
});

describe('a person who has just written', () => {
  it('finds it in the list when they ask for its position', async () => {
    for (let count = 0; count < 20; count++) {
      await drive(journey, { type: 'QuestionRaised' });
      const { questionId } = journey.last('QuestionRaised');
      const path = journey.path(`/questions?limit=200&after=${journey.position}`);
      const { body } = await auditor.get<Page>(path);
      expect(body.items.at(-1)?.questionId).toBe(questionId);
    }
  });
});

describe('the past', () => {
  interface View {
    readonly revision: number;
    readonly lastRecordedAt: string;
  }
  const cycle = (point = '') => auditor.get<View>(past.path(point));
  let past: Journey;
  /** The cycle as it was seen after each command, in order. */
  const seen: View[] = [];

  beforeAll(async () => {
    past = programmeOfYear(server, 2019);
    const stops = ['draft', 'kickoff', 'preparation', 'verification', 'approval', 'inForce'];
    for (const stop of stops) {
      await reach(past, (root) => root.matches(stop));
      seen.push((await cycle()).body);
      // Several facts of a command share an instant; the next command comes later.
      server.clock.pass({ seconds: 10 });
    }
  });

  it('of a cycle is what was seen then, by revision and by instant', async () => {
    for (const view of seen) {
      expect((await cycle(`?revision=${view.revision}`)).body).toEqual(view);
      expect((await cycle(`?at=${view.lastRecordedAt}`)).body).toEqual(view);
      const between = new Date(Date.parse(view.lastRecordedAt) + 5_000).toISOString();
      expect((await cycle(`?at=${between}`)).body).toEqual(view);
    }
  });

  it('of a cycle is there for every revision, and only then', async () => {
    for (let revision = 0; revision <= past.revision; revision++) {
      expect((await cycle(`?revision=${revision}`)).body).toMatchObject({ revision });
    }
    expect((await cycle(`?revision=${past.revision + 1}`)).body).toMatchObject({
      revision: past.revision,
    });
    expect(problem(await cycle('?at=2024-01-01T00:00:00Z')).code).toBe('cycle-not-found');
  });

  it('knows an instant by its zone', async () => {
    const [first] = seen;
    const rome = new Date(Date.parse(first!.lastRecordedAt) + 7_200_000).toISOString();
    const at = encodeURIComponent(rome.replace('Z', '+02:00'));
    expect((await cycle(`?at=${at}`)).body).toEqual(first);
    expect(problem(await cycle('?at=2024-06-03T10:00:00')).status).toBe(400);
  });

  it('of a scheda is its text as it was', async () => {
    const [id = ''] = journey.partsOf('scheda').keys();
    const path = (point: string) => journey.path(`/schede/${id}${point}`);
    await drive(journey, { type: 'SchedaRevised' }, id);
    const before = journey.revision;
    const recipients = () => journey.last('SchedaRevised').changes['recipients'];
    const then = recipients();
    await drive(journey, { type: 'SchedaRevised' }, id);
    expect(recipients()).not.toBe(then);
    expect((await auditor.get(path(''))).body).toMatchObject({
      content: { recipients: recipients() },
    });
    expect((await auditor.get(path(`?revision=${before}`))).body).toMatchObject({
      content: { recipients: then },
    });
    expect(problem(await auditor.get(path('?revision=1'))).code).toBe('scheda-not-found');
  });

  it('is told fact by fact', async () => {
    const facts = await everyFact(auditor, past.cycleId, 7);
    expect(facts.map(({ type }) => type)).toEqual(past.facts.map(({ type }) => type));
    expect(facts.map(({ revision }) => revision)).toEqual(past.facts.map((_, index) => index));
  });
});
