import { roles, type Role } from '#people';
import { problem, type Client } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';
import { coProgrammazioneWays } from './ways/co-programmazione.ways.fixture.js';
import { poaWays } from './ways/poa-annuale.ways.fixture.js';
import { profiloDiSaluteWays } from './ways/profilo-di-salute.ways.fixture.js';

type View = Readonly<Record<string, unknown>> & {
  readonly states: Readonly<Record<string, unknown>>;
  readonly coProgramming: Readonly<Record<string, unknown>>;
};
interface Listed {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly total: number;
}

const everyRole = Object.keys(roles) as readonly Role[];

let server: TestServer;
let journey: Journey;
let stakeholder: Client;

beforeAll(async () => {
  server = await TestServer.start();
  journey = programmeOfYear(server, 2024);
  await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  await drive(journey, { type: 'QuestionRaised' });
  await drive(journey, { type: 'DeadlineSet' });
  await journey.perform('UPc', 'set-target-approval', { date: '2024-12-20', basis: 'Indirizzi' });
  await journey.perform('UPo', 'receive-contribution', contribution('K-office'));
  stakeholder = server.admit({ role: 'ETS', personId: 'associazione' });
  await journey.perform(stakeholder, 'receive-contribution', contribution('K-own'));
});
afterAll(() => server.end());

const contribution = (contributionId: string): object => ({
  contributionId,
  body: 'Associazione',
  document: { title: 'Osservazioni', sha256: 'b'.repeat(64) },
});

const viewFor = async (client: Client): Promise<View> => {
  const { status, body } = await client.get<View>(journey.path());
  expect(status).toBe(200);
  return body;
};

describe('A cycle', () => {
  const everybodys = [
    ...['title', 'phase', 'labels', 'programmes', 'needs', 'coProgramming'],
    ...['publications', 'prescriptions'],
  ];
  const aboutSchede = ['schede', 'deadlines', 'sessions', 'checkpoints', 'prowebDeposits'];
  const aboutParticipation = ['meetings', 'exemptions'];

  it.each(['UPc', 'UH', 'AUD'] as const)('is shown whole to %s', async (role) => {
    const view = await viewFor(server.as(role));
    const whole = [...everybodys, ...aboutSchede, ...aboutParticipation, 'questions'];
    for (const member of whole) expect(view).toHaveProperty(member);
    expect(Object.keys(view.states).sort()).toEqual([
      ...['application', 'contribution', 'deadline', 'meeting', 'prescription', 'promise'],
      ...['question', 'reminder', 'spreadsheetImport'],
    ]);
  });

  it('is shown to a stakeholder with participation and what they handed in, and no more', async () => {
    const view = await viewFor(stakeholder);
    for (const member of [...everybodys, ...aboutParticipation])
      expect(view).toHaveProperty(member);
    for (const member of [...aboutSchede, 'questions']) expect(view).not.toHaveProperty(member);
    expect(Object.keys(view['contributions'] as object)).toEqual(['K-own']);
    expect(view.states['contribution']).toEqual({ 'K-own': 'received' });
    expect(Object.keys(view.states).sort()).toEqual([
      ...['contribution', 'meeting', 'prescription', 'promise'],
    ]);
  });

  it('is shown to an administrator with what everybody may know, and no more', async () => {
    const view = await viewFor(server.as('ADM'));
    for (const member of everybodys) expect(view).toHaveProperty(member);
    const others = [...aboutSchede, ...aboutParticipation, 'questions', 'contributions'];
    for (const member of others) expect(view).not.toHaveProperty(member);
    expect(view.states).toEqual({ prescription: {}, promise: {} });
  });

  it('says until when co-programming can usefully be decided, while it is not', async () => {
    const other = programmeOfYear(server, 2025);
    await other.perform('UPc', 'draft-cycle', { title: 'POA 2025' });
    const before = await server.as('ETS').get<View>(other.path());
    expect(before.body.coProgramming).not.toHaveProperty('lastUsefulDay');
    await other.perform('UPc', 'set-target-approval', { date: '2025-12-20', basis: 'Indirizzi' });
    const after = await server.as('ETS').get<View>(other.path());
    expect(after.body.coProgramming['lastUsefulDay']).toMatchObject({
      day: '2025-10-17',
      it: '20 giorni di avviso + 10 giorni lavorativi per le sedute + 15 giorni per la relazione + 15 giorni per recepirla nel piano prima del 20 dicembre 2025 (data obiettivo di approvazione); saltati 4 giorni di fine settimana.',
      en: '20 days of notice + 10 working days for the sessions + 15 days for the reasoned report + 15 days to take it up in the plan before 20 December 2025 (target day of approval); skipped 4 days of weekends.',
      derivation: { template: 'co-programming-decision', anchor: { day: '2025-12-20' } },
    });
  });

  it('says so no longer once it is decided', async () => {
    const other = programmeOfYear(server, 2026);
    await reach(other, (root) => root.matches({ preparation: { coProgramming: 'notActivated' } }));
    await other.perform('UPc', 'set-target-approval', { date: '2026-12-20', basis: 'Indirizzi' });
    const { body } = await server.as('ETS').get<View>(other.path());
    expect(body.coProgramming).toHaveProperty('decision', 'not_activated');
    expect(body.coProgramming).not.toHaveProperty('lastUsefulDay');
  });
});

describe('The contributions', () => {
  it.each(['UPc', 'UPo', 'DIR', 'SEG', 'AUD', 'UH', 'RF'] as const)(
    'are all shown to %s',
    async (role) => {
      const { body } = await server.as(role).get<Listed>(journey.path('/contributions'));
      expect(body.total).toBe(journey.partsOf('contribution').size);
      expect(body.items).toMatchObject([
        ...Array.from({ length: body.total - 2 }, () => ({})),
        { contributionId: 'K-office', receivedBy: 'operatore', state: 'received' },
        { contributionId: 'K-own', receivedBy: 'associazione', body: 'Associazione' },
      ]);
    },
  );

  it('are shown to a stakeholder only as far as they handed them in', async () => {
    const { body } = await stakeholder.get<Listed>(journey.path('/contributions'));
    expect(body).toMatchObject({ total: 1, items: [{ contributionId: 'K-own' }] });
    const other = server.admit({ role: 'ETS', personId: 'un-altro' });
    expect((await other.get(journey.path('/contributions'))).body).toEqual({ items: [], total: 0 });
  });

  it('are not shown to an administrator, who reads why in words', async () => {
    const refused = problem(await server.as('ADM').get(journey.path('/contributions')));
    expect(refused).toMatchObject({ status: 403, code: 'not-allowed' });
    expect(refused.it.detail).toContain('Leggere i contributi');
    expect(refused.it.detail).toContain('Amministratore di sistema');
    expect(refused.en.detail).toContain('Read the contributions');
  });
});

describe('A person', () => {
  /** What is done, by all sorts of people, in a life of each definition. */
  const done = [
    [
      poaWays,
      [
        ...([
          'MeetingHeld',
          'MinutesApproved',
          'ContributionAnswered',
          'CategoryExempted',
        ] as const),
        ...(['PromiseMade', 'PrescriptionMet', 'PlanPublished', 'ProgressRecorded'] as const),
      ],
    ],
    [
      coProgrammazioneWays,
      [
        ...(['CycleDrafted', 'CoProgrammingOpened', 'NoticePublished', 'NoticeClosed'] as const),
        ...(['CoProgrammingSessionHeld', 'CoProgrammingReportIssued'] as const),
      ],
    ],
    [
      profiloDiSaluteWays,
      [
        ...(['CycleDrafted', 'ThemeReviewed', 'EditionProposed', 'EditionAdopted'] as const),
        'EditionFrozen',
      ],
    ],
  ] as const;
  let lives: readonly Journey[];
  /** Every query, and whether it waits until what it is answered from has seen some fact. */
  let queries: readonly (readonly [path: string, waits: boolean])[];
  let people: ReadonlySet<string>;

  beforeAll(async () => {
    people = new Set(everyRole.map((role) => server.as(role).person.personId));
    lives = done.map(([ways]) => Journey.inZone(server, ways, ZONE, 2027));
    for (const [index, [, types]] of done.entries()) {
      for (const type of types) await drive(lives[index]!, { type });
    }
    const { body } = await server
      .as('ADM')
      .get<{ readonly paths: Readonly<Record<string, { readonly get?: object }>> }>(
        '/api/v1/openapi.json',
      );
    queries = Object.entries(body.paths)
      .filter(([path, { get }]) => get !== undefined && !path.endsWith('openapi.json'))
      .map(([path, { get }]) => [path, JSON.stringify(get).includes('"name":"after"')]);
  });

  /** The ids of persons in an answer, each with the name of the member it stands in. */
  function personsIn(body: unknown, member = ''): readonly string[] {
    if (typeof body === 'string') return people.has(body) ? [`${member}: ${body}`] : [];
    if (body === null || typeof body !== 'object') return [];
    return Object.entries(body).flatMap(([name, value]) =>
      personsIn(value, Array.isArray(body) ? member : name),
    );
  }

  it('is named to a stakeholder nowhere, unless it is they or who is responsible', async () => {
    const seen = new Set<string>();
    for (const [path, waits] of queries) {
      for (const life of lives) {
        const [schedaId = 'S-1'] = life.kinds.includes('scheda')
          ? life.partsOf('scheda').keys()
          : [];
        const address = path
          .replace('{cycleId}', life.cycleId)
          .replace('{schedaId}', schedaId)
          .replace('{id}/{version}', 'poa-annuale/1')
          .concat(waits ? `?after=${life.position}` : '');
        const { status, body } = await server.as('ETS').get<unknown>(address);
        const others = personsIn(body).filter(
          (each) =>
            !each.startsWith('responsiblePersonId: ') && !each.endsWith('portatore-di-interesse'),
        );
        expect({ address, others }).toEqual({ address, others: [] });
        if (status === 200) seen.add(path);
        if (!path.includes('{cycleId}')) break;
      }
    }
    const readable = ['', '/contributions', '/coverage', '/promises'];
    expect([...seen]).toEqual(
      expect.arrayContaining(readable.map((rest) => `/api/v1/cycles/{cycleId}${rest}`)),
    );
  });

  it('who proposed and decided an exemption is named to those who work on the schede', async () => {
    const [programme] = lives;
    const { body } = await server
      .as('UH')
      .get(programme!.path(`/coverage?after=${programme!.position}`));
    expect(personsIn(body)).toEqual(expect.arrayContaining(['by: coordinatore', 'by: direttore']));
  });
});

describe('What was', () => {
  const past = ['?revision=3', '?at=2024-06-03T08:01:00Z'];

  it.each(past)('is shown with %s to those who read the history', async (query) => {
    for (const role of ['UPc', 'UPo', 'DIR', 'SEG', 'AUD'] as const) {
      expect((await server.as(role).get(journey.path(query))).status).toBe(200);
    }
  });

  it.each(past)('is not shown with %s to the others, of a cycle or a scheda', async (query) => {
    for (const role of ['UH', 'RF', 'ETS', 'ADM'] as const) {
      const refused = await server.as(role).get(journey.path(query));
      expect(problem(refused)).toMatchObject({ status: 403, rule: 'deny/read/history' });
    }
    const [id] = journey.partsOf('scheda').keys();
    const refused = await server.as('UH').get(journey.path(`/schede/${id}${query}`));
    expect(problem(refused)).toMatchObject({ status: 403, rule: 'deny/read/history' });
  });

  it('is asked by a revision or by an instant, not by both', async () => {
    const [id] = journey.partsOf('scheda').keys();
    for (const path of [journey.path(), journey.path(`/schede/${id}`)]) {
      const both = await server.as('AUD').get(`${path}?revision=3&at=2024-06-03T08:01:00Z`);
      expect(problem(both)).toMatchObject({
        status: 400,
        problems: [
          { field: '?at', it: 'non può stare insieme a un altro momento: indicane uno solo' },
        ],
      });
    }
  });

  it.each([
    '2024-06-03T10:01:00%2B02:00',
    '2024-06-03T08:01:00.123456Z',
    '2024-02-29T23:59:59Z',
    '2999-01-01T00:00:00Z',
  ])('may be asked at %s', async (at) => {
    const { status } = await server.as('AUD').get(journey.path(`?at=${at}`));
    expect([200, 404]).toContain(status);
  });

  it.each([
    '2024-W12-3T12:00Z',
    '2024-080T12:00Z',
    '2024-080T12:00:00Z',
    '2024-06-03T12:00:00,5Z',
    '2024-06-03T12:00Z',
    '2024-06-03T12:00:00',
    '2024-06-03T24:00:00Z',
    '2024-06-03T12:00:61Z',
    '2024-06-03T12:00:00%2B25:00',
    '2023-02-29T12:00:00Z',
    '9999-12-31T23:59:59-23:00',
    '2024-06-03',
    '',
  ])('may not be asked at %s', async (at) => {
    const refused = problem(await server.as('AUD').get(journey.path(`?at=${at}`)));
    expect(refused).toMatchObject({ status: 400, code: 'request-invalid' });
  });
});

describe('An id every object has', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'finds nothing: %s',
    async (id) => {
      const client = server.as('AUD');
      for (const rest of [`/schede/${id}`, `/schede/${id}/facts`]) {
        const answer = problem(await client.get(journey.path(rest)));
        expect(answer).toMatchObject({ status: 404, code: 'scheda-not-found' });
      }
      expect((await client.get(`/api/v1/cycles/${id}`)).status).toBe(404);
      expect((await client.get(`/api/v1/definitions/${id}/1`)).status).toBe(404);
      for (const kind of ['scheda', 'meeting', 'contribution', 'deadline', 'question']) {
        const { status } = await server
          .as('UPc')
          .get(journey.path(`/actions?kind=${kind}&id=${id}`));
        expect(status).toBeLessThan(500);
      }
    },
  );

  it.each(['after', 'from', 'revision', 'limit'])(
    'and a number too large for a position is refused: %s',
    async (name) => {
      const path = journey.path(name === 'after' ? '/schede' : name === 'from' ? '/facts' : '');
      const { status } = await server.as('AUD').get(`${path}?${name}=100000000000000000000`);
      expect(status).toBe(400);
    },
  );
});

describe('The lists', () => {
  it.each(['schede', 'progress', 'questions', 'coverage', 'contributions', 'facts'])(
    'of %s are not found for a cycle that does not exist',
    async (list) => {
      const answer = await server
        .as('AUD')
        .get(`/api/v1/cycles/livornese-poa-annuale-1999/${list}`);
      expect(problem(answer)).toMatchObject({ status: 404, code: 'cycle-not-found' });
    },
  );

  it('of cycles may be of a year or of a phase', async () => {
    const other = programmeOfYear(server, 2030);
    const { position } = await other.perform('UPc', 'draft-cycle', { title: 'POA 2030' });
    const cyclesWith = async (query: string): Promise<readonly unknown[]> => {
      const { body } = await server
        .as('UPc')
        .get<Listed>(`/api/v1/cycles?after=${position}&${query}`);
      return body.items.map(({ cycleId }) => cycleId);
    };
    expect(await cyclesWith('year=2030')).toEqual([other.cycleId]);
    expect(await cyclesWith('year=2031')).toEqual([]);
    expect(await cyclesWith('phase=preparation')).toContain(journey.cycleId);
    expect(await cyclesWith('phase=preparation')).not.toContain(other.cycleId);
    const wrong = await server.as('UPc').get('/api/v1/cycles?year=MMXXX');
    expect(wrong.status).toBe(400);
  });

  it('of work and of refusals may be of one cycle', async () => {
    const other = programmeOfYear(server, 2031);
    await other.perform('UPc', 'draft-cycle', { title: 'POA 2031' });
    await other.attempt('ADM', 'open-cycle', {
      responsiblePersonId: 'coordinatore',
      caseFile: {
        identifier: '1/2031',
        ownerAdministration: 'Ente',
        otherAdministrations: [],
        subject: 'POA',
      },
    });
    const { position } = await other.perform('UPc', 'raise-question', {
      questionId: 'Q-after',
      subject: 'cycle',
      text: 'Chi firma?',
    });
    for (const [list, role] of [
      ['worklist', 'UPc'],
      ['refusals', 'AUD'],
    ] as const) {
      const path = `/api/v1/${list}?after=${position}&cycleId=`;
      const { body } = await server.as(role).get<Listed>(path + other.cycleId);
      expect(body.items.length).toBeGreaterThan(0);
      expect(new Set(body.items.map(({ cycleId }) => cycleId))).toEqual(new Set([other.cycleId]));
      const none = await server.as(role).get<Listed>(`${path}livornese-poa-annuale-1999`);
      expect(none.body).toEqual({ items: [], total: 0 });
    }
  });
});
