import { createHash, randomUUID } from 'node:crypto';
import { roles, type Role } from '#people';
import { problem, recorded } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';
import { organizzazioneWays } from './ways/organizzazione.ways.fixture.js';
import { registroDiZonaWays } from './ways/registro-di-zona.ways.fixture.js';

/** What somebody asked to have hidden is in no answer any more; what it proves can still be proved. */
const text = 'Assistenza domiciliare alla signora del terzo piano';
const sha256 = createHash('sha256').update(text).digest('hex');
const hidden = `[testo oscurato · sha256 ${sha256}]`;
const SCHEDA = 'S-redacted';

let server: TestServer;
let journey: Journey;

interface Fact {
  readonly id: string;
  readonly revision: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly redacted?: readonly object[];
}

interface Query {
  readonly parameters?: readonly { readonly name: string }[];
}

const auditor = () => server.as('AUD');
const facts = async (path: string): Promise<readonly Fact[]> =>
  (await auditor().get<{ readonly items: readonly Fact[] }>(journey.path(path))).body.items;

beforeAll(async () => {
  server = await TestServer.start();
  journey = programmeOfYear(server, 2024);
  await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  await drive(journey, { type: 'SchedaAssigned' }, SCHEDA);
  await drive(journey, { type: 'SchedaRevised' }, SCHEDA);
  await journey.perform(
    'RF',
    'revise-scheda',
    { schedaId: SCHEDA, changes: { title: text, description: text } },
    { ifMatch: journey.movedAt(SCHEDA) },
  );
});
afterAll(() => server.end());

describe('A text that was redacted', () => {
  let before: number;
  const redact = async (pointer: string) => {
    const { id: eventId } = journey.facts.findLast(({ type }) => type === 'SchedaRevised')!;
    const reason = 'Lo chiede l’interessata';
    const body = { eventId, pointer, legalBasis: 'GDPR art. 17 par. 1 lett. d', reason };
    return journey.attempt('DIR', 'redact-text', body);
  };

  beforeAll(async () => {
    before = journey.revision;
    for (const pointer of ['/changes/title', '/changes/description']) await redact(pointer);
  });

  it.each([
    ['the scheda', `/schede/${SCHEDA}`],
    ['its history', `/schede/${SCHEDA}/facts`],
    ['what changed in it', `/schede/${SCHEDA}/changes?from=1&to=2`],
    ['the list of schede', '/schede'],
    ['the history of the cycle', '/facts?limit=500'],
    ['the cycle', ''],
  ])('is not in %s: its fingerprint is', async (_what, path) => {
    const after = path === '/schede' ? `?after=${journey.position}` : '';
    const { body } = await auditor().get(journey.path(path + after));
    expect(JSON.stringify(body)).not.toContain(text);
    if (path !== '') expect(JSON.stringify(body)).toContain(hidden);
  });

  it('is not there either when the cycle is asked for as it was before', async () => {
    const { body } = await auditor().get(journey.path(`/schede/${SCHEDA}?revision=${before}`));
    expect(body).toMatchObject({ title: hidden, content: { title: hidden, description: hidden } });
  });

  it('is not in the worklist of its unit', async () => {
    const query = `?cycleId=${journey.cycleId}&after=${journey.position}`;
    const { body } = await server.as('UH').get(`/api/v1/worklist${query}`);
    expect(JSON.stringify(body)).toContain(hidden);
    expect(JSON.stringify(body)).not.toContain(text);
  });

  it('is told by its fact, which says by which other it was hidden', async () => {
    const about = await facts(`/schede/${SCHEDA}/facts`);
    const redactions = (await facts('/facts?limit=500')).filter(
      ({ type }) => type === 'TextRedacted',
    );
    expect(about.at(-1)).toMatchObject({
      type: 'SchedaRevised',
      redacted: redactions.map(({ revision, data }) => ({
        where: 'data',
        pointer: data['pointer'],
        byRevision: revision,
      })),
    });
  });

  it('leaves the log as it was: what is replayed is what is decided on', async () => {
    const { body } = await auditor().get(journey.path('/replay'));
    expect(body).toMatchObject({ matches: true, revision: journey.revision });
  });

  it('gives way to what is written next, whose fingerprint is of what is really there', async () => {
    await journey.perform(
      'RF',
      'revise-scheda',
      { schedaId: SCHEDA, changes: { title: 'Assistenza domiciliare' } },
      { ifMatch: journey.movedAt(SCHEDA) },
    );
    const { body } = await auditor().get(journey.path(`/schede/${SCHEDA}`));
    expect(body).toMatchObject({
      title: 'Assistenza domiciliare',
      content: { title: 'Assistenza domiciliare', description: hidden },
    });
  });

  it('is redacted once, by the director alone', async () => {
    const { id: eventId } = journey.facts.find(({ type }) => type === 'QuestionRaised')!;
    const body = { eventId, pointer: '/text', legalBasis: 'GDPR art. 17', reason: 'Richiesta' };
    expect(problem(await journey.attempt('UPc', 'redact-text', body)).code).toBe('not-allowed');
    await journey.perform('DIR', 'redact-text', body);
    expect(problem(await journey.attempt('DIR', 'redact-text', body)).code).toBe('text-redacted');
  });
});

describe('Words that one command wrote into several facts', () => {
  const words = 'Il calendario lo chiede la signora del terzo piano';

  it('are hidden in all of them, in one action', async () => {
    const approvalOn = server.clock.day(200);
    const { facts: set } = await journey.perform('UPc', 'set-calendar', {
      ...{ approvalOn, reason: words },
    });
    expect(set.length).toBeGreaterThan(2);
    const redactions = await journey.perform('DIR', 'redact-text', {
      ...{ eventId: set[1]!.id, where: 'envelope', pointer: '/reason' },
      ...{ legalBasis: 'GDPR art. 17', reason: 'Richiesta' },
    });
    expect(redactions.facts).toHaveLength(set.length);
    const { body } = await auditor().get(journey.path(`/facts?limit=500`));
    expect(JSON.stringify(body)).not.toContain(words);
    expect(await auditor().get(journey.path('/replay'))).toMatchObject({ body: { matches: true } });
  });
});

describe('Unmistakable texts, redacted wherever they stand', () => {
  const mark = 'Parola inconfondibile';
  const reason = `${mark} del motivo`;
  /** Who says something, by which verb, and where in its first fact the texts stand besides the reason. */
  type Said = readonly (readonly [Role, string, object, readonly string[]])[];

  /** Everything is said, redacted, and sent once more as it was sent the first time. */
  async function sayAndRedact(life: Journey, said: Said): Promise<void> {
    for (const [role, verb, body, pointers] of said) {
      const commandId = randomUUID();
      const say = () => life.attempt(role, verb, { ...body, reason }, { commandId });
      const [first] = recorded(await say()).facts;
      const places = [
        ...pointers.map((pointer) => ({ pointer, where: 'data' })),
        { pointer: '/reason', where: 'envelope' },
      ];
      for (const place of places) {
        const why = { legalBasis: 'GDPR art. 17', reason: 'Richiesta' };
        await life.perform('DIR', 'redact-text', { eventId: first!.id, ...place, ...why });
      }
      const again = recorded(await say());
      expect({ verb, ...again, shows: JSON.stringify(again).includes(mark) }).toMatchObject({
        ...{ verb, repeated: true, shows: false },
        facts: [{ id: first!.id }],
      });
    }
  }

  /** Expects the mark in no answer to a query about a life; answers where its fingerprint is instead. */
  async function pathsThatHide(life: Journey): Promise<ReadonlySet<string>> {
    const { body: description } = await server
      .as('ADM')
      .get<{ readonly paths: Readonly<Record<string, { readonly get?: Query }>> }>(
        '/api/v1/openapi.json',
      );
    const hiding = new Set<string>();
    for (const [path, { get }] of Object.entries(description.paths)) {
      // What was sealed is proved by its very bytes: docs/decisions/evidence.md says what follows from that.
      if (!get || path === '/api/v1/evidence') continue;
      // The read models have seen it all, and the page is as long as it can be.
      const wanted = { after: life.position, limit: 200 };
      const query = Object.entries(wanted)
        .filter(([name]) => get.parameters?.some((parameter) => parameter.name === name))
        .map(([name, value]) => `${name}=${value}`);
      const address = path
        .replace('{cycleId}', life.cycleId)
        .replace('{schedaId}', SCHEDA)
        .replace('{sha256}', sha256)
        .replace('{id}/{version}', 'poa-annuale/1')
        .concat(query.length > 0 ? `?${query.join('&')}` : '');
      for (const role of Object.keys(roles) as Role[]) {
        const { body } = await server.as(role).get(address);
        const shown = Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body);
        expect({ address, role, shows: shown.includes(mark) }).toEqual({
          ...{ address, role, shows: false },
        });
        if (shown.includes('[testo oscurato')) hiding.add(path);
      }
    }
    return hiding;
  }

  it('are in no answer about a cycle, whoever asks, nor in that to the command they came with', async () => {
    const about = { deadlineId: 'D-redacted', promiseId: 'P-redacted' };
    await sayAndRedact(journey, [
      [
        'UPc',
        'make-promise',
        { promiseId: about.promiseId, text: `${mark} promessa`, to: `${mark} a chi` },
        ['/text', '/to'],
      ],
      ['DIR', 'break-promise', { promiseId: about.promiseId }, []],
      ['UPc', 'keep-promise', { promiseId: about.promiseId, text: `${mark} mantenuta` }, ['/text']],
      [
        'UPc',
        'set-deadline',
        {
          ...{ deadlineId: about.deadlineId, kind: 'SCHEDE_SUBMITTED' },
          ...{ due: '2024-11-01', basis: 'OFFICE' },
        },
        [],
      ],
      ['UPc', 'extend-deadline', { deadlineId: about.deadlineId, to: '2024-11-02' }, []],
      [
        'UPc',
        'raise-question',
        { subject: 'cycle', text: `${mark} domanda`, guess: `${mark} ipotesi` },
        ['/text', '/guess'],
      ],
      [
        'UPc',
        'schedule-meeting',
        {
          ...{ meetingId: 'M-redacted', title: `${mark} incontro`, counterpart: 'ALTRO' },
          ...{ date: '2024-11-20', channel: 'ONLINE' },
        },
        ['/title'],
      ],
    ]);
    // Where they were looked for, they had stood.
    expect([...(await pathsThatHide(journey))]).toEqual(
      expect.arrayContaining(
        ['', '/coverage', '/facts', '/promises', '/questions', '/reports/lateness'].map(
          (rest) => `/api/v1/cycles/{cycleId}${rest}`,
        ),
      ),
    );
  });

  it('are in no answer about the register of the zone either', async () => {
    const register = Journey.inZone(server, registroDiZonaWays, ZONE, 0);
    await drive(register, { type: 'ZoneRegisterOpened' });
    const row = {
      ...{ coDesignRowId: 'CP-redacted', state: 'planned', activity: `${mark} attività` },
      ...{ holder: { text: `${mark} titolare` }, stateText: `${mark} stato` },
      subjects: [{ text: `${mark} soggetto`, role: 'generic' }],
    };
    const document = { documentId: 'D-redacted', kind: 'pis', sha256 };
    await sayAndRedact(register, [
      [
        'UPo',
        'add-co-design-row',
        { row },
        ['/activity', '/holder/text', '/stateText', '/subjects/0/text'],
      ],
      [
        'UPo',
        'complete-co-design-row',
        { coDesignRowId: 'CP-redacted', basis: `${mark} fonte`, amountEur: '1.00' },
        ['/basis'],
      ],
      [
        'UPo',
        'add-funded-project',
        { fundedProjectId: 'FP-redacted', name: `${mark} nome`, funder: `${mark} finanziatore` },
        ['/name', '/funder'],
      ],
      [
        'UPo',
        'change-funded-project',
        { fundedProjectId: 'FP-redacted', description: `${mark} descrizione` },
        ['/changes/description'],
      ],
      [
        'UPo',
        'set-reporting-deadline',
        {
          ...{ fundedProjectId: 'FP-redacted', reportingId: 'R-redacted' },
          ...{ text: `${mark} rendiconto`, due: '2024-12-31' },
        },
        ['/text'],
      ],
      [
        'UPo',
        'register-document',
        { ...document, title: `${mark} titolo`, body: `${mark} ente` },
        ['/title', '/body'],
      ],
      [
        'UPo',
        'raise-question',
        { subject: 'co-design-row CP-redacted', text: `${mark} domanda` },
        ['/text'],
      ],
    ]);
    expect([...(await pathsThatHide(register))]).toEqual(
      expect.arrayContaining(
        [
          ...['', '/facts', '/questions', '/co-design-rows', '/funded-projects'],
          '/documents/{sha256}',
        ].map((rest) => `/api/v1/registers/{cycleId}${rest}`),
      ),
    );
  });

  it('nor in one about the organisation, not even where a unit was renamed since', async () => {
    const register = Journey.inZone(server, organizzazioneWays, ZONE, 0);
    await drive(register, { type: 'OrganisationOpened' });
    const unitId = 'oscurata';
    await sayAndRedact(register, [
      [
        'UPc',
        'add-unit',
        {
          ...{ unitId, name: `${mark} unità`, kind: 'SERVIZIO', belongsTo: 'AUSL' },
          from: '2024-01-01',
        },
        ['/name'],
      ],
      ['UPc', 'rename-unit', { unitId, name: `${mark} nuova`, from: '2024-02-01' }, ['/newName']],
      ['UPc', 'rename-unit', { unitId, name: 'Unità', from: '2024-03-01' }, []],
    ]);
    expect([...(await pathsThatHide(register))]).toEqual(
      expect.arrayContaining(['', '/facts'].map((rest) => `/api/v1/registers/{cycleId}${rest}`)),
    );
  });
});
