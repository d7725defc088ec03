import { etag, problem, recorded } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';
import { completeContent } from './ways/to-approval.wishes.fixture.js';

let server: TestServer;
let journey: Journey;
let year = 2_000;
let schedaId: string;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.end());

beforeEach(async () => {
  journey = programmeOfYear(server, year++);
  await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  [schedaId = ''] = journey.partsOf('scheda').keys();
});

interface SchedaView {
  readonly content: Readonly<Record<string, unknown>>;
}

const read = (id = schedaId) => server.as('RF').get<SchedaView>(journey.path(`/schede/${id}`));

const write = (description: string, ifMatch: number | undefined, id = schedaId) =>
  journey.attempt('RF', 'revise-scheda', { schedaId: id, changes: { description } }, { ifMatch });

describe('a scheda', () => {
  it('has an ETag, which its next change carries and replaces', async () => {
    const seen = etag(await read());
    const reply = await write('Assistenza a casa', seen);
    expect(recorded(reply).facts).toMatchObject([{ type: 'SchedaRevised' }]);
    const now = await read();
    expect(etag(now)).toBe(etag(reply));
    expect(etag(now)).toBeGreaterThan(seen);
    expect(now.body.content).toMatchObject({ description: 'Assistenza a casa' });
  });

  it('keeps its ETag while the cycle moves on around it', async () => {
    const seen = etag(await read());
    await drive(journey, { type: 'QuestionRaised' });
    await drive(journey, { type: 'SchedaAssigned' });
    expect(etag(await read())).toBe(seen);
    recorded(await write('Assistenza a casa', seen));
  });

  it('that has moved says who moved it, when and how, and stays as they left it', async () => {
    const seen = etag(await read());
    recorded(await write('Di chi è arrivato prima', seen));
    const answer = problem(await write('Di chi è arrivato dopo', seen));
    expect(answer).toMatchObject({
      status: 409,
      code: 'scheda-moved',
      details: { revision: journey.revision },
    });
    expect(answer.it.detail).toContain('referente');
    expect(JSON.stringify(answer.details)).toContain('referente');
    expect((await read()).body.content).toMatchObject({ description: 'Di chi è arrivato prima' });
  });

  it('cannot be changed by somebody who does not say what they saw', async () => {
    const reply = await write('Alla cieca', undefined);
    expect(problem(reply)).toMatchObject({ status: 428, code: 'if-match-needed' });
    expect((await read()).body.content).not.toHaveProperty('description');
  });

  it('takes one of many changes made upon the same sight', async () => {
    const seen = etag(await read());
    const clients = Array.from({ length: 10 }, (_, index) => {
      const changes = { description: `Versione ${index}` };
      const body = { schedaId, changes };
      return server.as('RF').perform(journey.cycleId, 'revise-scheda', body, { ifMatch: seen });
    });
    const replies = await Promise.all(clients);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = replies.filter(({ status }) => status !== 200).map(problem);
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['scheda-moved']));
  });
});

describe('many people on many schede', () => {
  it('do not disturb each other', async () => {
    for (let count = 0; count < 30; count++) await drive(journey, { type: 'SchedaAssigned' });
    const ids = [...journey.partsOf('scheda').keys()];
    const replies = await Promise.all(
      ids.map((id) =>
        server
          .as('RF')
          .perform(
            journey.cycleId,
            'revise-scheda',
            { schedaId: id, changes: { ...completeContent, recipients: id } },
            { ifMatch: journey.movedAt(id) },
          ),
      ),
    );
    const revisions = replies.map(recorded).map(({ revision }) => revision);
    expect(new Set(revisions).size).toBe(ids.length);
    expect(Math.max(...revisions)).toBe(journey.revision + ids.length);
    const { body } = await server.as('AUD').get(journey.path('/replay'));
    expect(body).toMatchObject({ matches: true });
  });
});
