import { cycleName } from '#planning';
import { problem } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';
import { coProgrammazioneWays } from './ways/co-programmazione.ways.fixture.js';
import { notActivated } from './ways/co-programming-days.fixture.js';
import { document } from './ways/to-approval.wishes.fixture.js';

/** Co-programming in a procedure of its own, end to end over the API, and a programme that waits for it. */
const reason = 'Così ha chiesto il territorio';
const lateReason = 'Registrato a cose fatte';
let server: TestServer;
let year = 1_960;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.end());

/** A programme in preparation, and a procedure of the same zone and year. */
function begin(): { readonly programme: Journey; readonly procedure: Journey } {
  const programme = programmeOfYear(server, year++);
  const { zone, year: ofYear } = cycleName(programme.cycleId)!;
  const cycleId = `${zone}-co-programmazione-${ofYear}`;
  return { programme, procedure: new Journey(server, cycleId, coProgrammazioneWays) };
}

const drafting = (programme: Journey): Promise<void> =>
  reach(programme, (root) => root.matches({ preparation: { drafting: 'underWay' } }));

async function refusal(
  journey: Journey,
  role: Parameters<Journey['attempt']>[0],
  verb: string,
  body: object,
): Promise<string> {
  return problem(await journey.attempt(role, verb, body)).code;
}

const view = async (journey: Journey, role: 'AUD' | 'ETS' = 'AUD') =>
  (await server.as(role).get<Readonly<Record<string, unknown>>>(journey.path())).body;

const notice = {
  url: 'https://www.example.org/avviso',
  requirements: 'Iscrizione al RUNTS',
  occurredOn: '2024-03-01',
  lateReason,
};

describe('a notice of fifteen days', () => {
  it('is refused, then allowed with a derogation that cites the local regulation', async () => {
    const { procedure } = begin();
    await reach(procedure, (root) => root.matches('started'));
    const short = { ...notice, closesOn: '2024-03-16' };
    const refused = problem(await procedure.attempt('UPo', 'publish-notice', short));
    expect(refused).toMatchObject({
      status: 422,
      code: 'notice-too-short',
      details: { days: 15, needed: 20 },
      law: 'LR Toscana 65/2020 art. 10',
    });
    const derogation = 'Regolamento zonale sulla co-programmazione n. 12/2021, art. 7';
    await procedure.perform('UPo', 'publish-notice', { ...short, derogation });
    expect(await view(procedure)).toMatchObject({
      phase: 'onNotice',
      notice: { publishedOn: '2024-03-01', closesOn: '2024-03-16', derogation },
    });
  });
});

describe('a notice that comes before the act of start', () => {
  it('is refused, and one of the day itself is not', async () => {
    const { procedure } = begin();
    await reach(procedure, (root) => root.matches('started'));
    const long = { ...notice, closesOn: '2024-03-21' };
    const refused = problem(
      await procedure.attempt('UPo', 'publish-notice', { ...long, occurredOn: '2024-02-27' }),
    );
    expect(refused).toMatchObject({
      status: 422,
      code: 'notice-before-start',
      details: { startedOn: '2024-02-28' },
    });
    await procedure.perform('UPo', 'publish-notice', { ...long, occurredOn: '2024-02-28' });
  });
});

describe('an application', () => {
  it('that comes after the last day is refused in words; one that came in time is not', async () => {
    const { procedure } = begin();
    await reach(procedure, (root) => root.matches('onNotice'));
    const wish = { body: 'Associazione', protocol: '40/2024', lateReason };
    await drive(procedure, { type: 'NoticeClosed' });
    const late = problem(
      await procedure.attempt('UPo', 'receive-application', { ...wish, occurredOn: '2024-03-22' }),
    );
    expect(late).toMatchObject({ code: 'application-too-late' });
    expect(late.it.detail).toContain('L’avviso è scaduto il 2024-03-21');
    await procedure.perform('UPo', 'receive-application', {
      ...wish,
      applicationId: 'D-1',
      occurredOn: '2024-03-21',
    });
    expect(await refusal(procedure, 'UPo', 'not-admit-application', { applicationId: 'D-1' })).toBe(
      'reason-needed',
    );
    await procedure.perform('UPo', 'not-admit-application', {
      applicationId: 'D-1',
      reason: 'Non è iscritta al RUNTS',
    });
    expect(await view(procedure)).toMatchObject({
      applications: {
        'D-1': { body: 'Associazione', protocol: '40/2024', reason: 'Non è iscritta al RUNTS' },
      },
      states: { application: { 'D-1': 'notAdmitted' } },
    });
    expect(
      await refusal(procedure, 'UPo', 'record-co-programming-session', {
        theme: 'Casa',
        attendance: ['Associazione'],
      }),
    ).toBe('body-not-admitted');
  });

  it('is on the list of the office until it is admitted or not', async () => {
    const { procedure } = begin();
    await reach(procedure, (root) => root.matches('noticeClosed'));
    const { position } = await procedure.perform('UPo', 'receive-application', {
      applicationId: 'D-1',
      body: 'Cooperativa',
      protocol: '41/2024',
      occurredOn: '2024-03-20',
      lateReason,
    });
    const tasks = async (after: number): Promise<readonly unknown[]> => {
      const path = `/api/v1/worklist?cycleId=${procedure.cycleId}&after=${after}`;
      const { body } = await server.as('UPo').get<{ readonly items: readonly Task[] }>(path);
      return body.items.map(({ subject, it: what }) => [subject.kind, subject.label, what]);
    };
    interface Task {
      readonly subject: { readonly kind: string; readonly label: string };
      readonly it: string;
    }
    const judging = ['application', 'Cooperativa', 'Ammettere o non ammettere il candidato'];
    expect(await tasks(position)).toContainEqual(judging);
    const admitted = await procedure.perform('UPo', 'admit-application', { applicationId: 'D-1' });
    expect(await tasks(admitted.position)).not.toContainEqual(judging);
  });
});

describe('a programme that waits for a procedure', () => {
  it('cannot be verified until the report is published and taken over, and then goes on', async () => {
    const { programme, procedure } = begin();
    await drafting(programme);
    const decision = {
      decision: 'activated',
      act: 'Decreto 7/2024',
      procedureCycleId: procedure.cycleId,
    };
    expect(await refusal(programme, 'DIR', 'decide-co-programming', decision)).toBe(
      'procedure-not-found',
    );
    await reach(procedure, (root) => root.matches('started'));
    await programme.perform('DIR', 'decide-co-programming', decision);
    await drive(programme, { type: 'ParticipationCompleted' });
    expect(await refusal(programme, 'UPc', 'open-verification', {})).toBe(
      'co-programming-undecided',
    );
    const conclusion = { procedureCycleId: procedure.cycleId };
    expect(await refusal(programme, 'UPo', 'conclude-co-programming', conclusion)).toBe(
      'procedure-not-published',
    );

    await reach(procedure, (root) => root.matches('inSession'));
    await procedure.perform('ETS', 'receive-contribution', {
      contributionId: 'C-1',
      body: 'Cooperativa sociale',
      document,
    });
    await procedure.perform('UPo', 'answer-contribution', {
      contributionId: 'C-1',
      answer: 'ACCEPTED',
      text: 'Accolto: il servizio si estende',
    });
    const { body: handedIn } = await server
      .as('ETS')
      .get<{ items: readonly object[] }>(procedure.path('/contributions'));
    expect(handedIn.items).toContainEqual(
      expect.objectContaining({
        contributionId: 'C-1',
        answerText: 'Accolto: il servizio si estende',
      }),
    );
    await reach(procedure, (root) => root.matches('reported'));
    expect(await refusal(programme, 'UPo', 'conclude-co-programming', conclusion)).toBe(
      'procedure-not-published',
    );
    await reach(procedure, (root) => root.matches('published'));
    await programme.perform('UPo', 'conclude-co-programming', conclusion);
    expect(await view(programme)).toMatchObject({
      coProgramming: {
        decision: 'activated',
        act: 'Decreto 7/2024',
        startedOn: server.clock.day(),
        procedureCycleId: procedure.cycleId,
        report: document,
        reportUrl: 'https://www.example.org/relazione',
      },
    });
    await programme.perform('UPc', 'open-verification', {});
    const { body } = await server
      .as('AUD')
      .get<{ items: readonly { type: string; lookedAt?: object }[] }>(programme.path('/facts'));
    const concluded = body.items.find(({ type }) => type === 'CoProgrammingConcluded');
    expect(concluded).toMatchObject({ lookedAt: { [procedure.cycleId]: procedure.revision } });
  });

  it('goes on without it when the procedure is given up, with the reasons of a no', async () => {
    const { programme, procedure } = begin();
    await drafting(programme);
    await drive(programme, { type: 'CoProgrammingReferred' });
    const { cycleId } = procedure;
    await server.as('DIR').perform(cycleId, 'give-up-co-programming', { reason });
    expect(
      await refusal(programme, 'UPo', 'conclude-co-programming', { procedureCycleId: cycleId }),
    ).toBe('procedure-not-published');
    await programme.perform('DIR', 'decide-co-programming', notActivated);
    expect(
      await refusal(programme, 'DIR', 'decide-co-programming', {
        decision: 'activated',
        act: 'Decreto 8/2024',
        procedureCycleId: cycleId,
      }),
    ).toBe('procedure-given-up');
    await drive(programme, { type: 'ParticipationCompleted' });
    await programme.perform('UPc', 'open-verification', {});
  });
});

describe('a procedure', () => {
  it('is shown to a stakeholder with its acts, and without the applications and sessions', async () => {
    const { procedure } = begin();
    await reach(procedure, (root) => root.matches('published'));
    const stakeholder = await view(procedure, 'ETS');
    expect(stakeholder).toMatchObject({
      ...{ act: 'Determina 9/2024', startedOn: '2024-02-28', phase: 'published' },
      ...{ reportIssuedOn: server.clock.day(), reportPublishedOn: server.clock.day() },
    });
    for (const hidden of ['applications', 'sessions', 'questions', 'deadlines']) {
      expect(stakeholder).not.toHaveProperty(hidden);
    }
    expect(Object.keys(stakeholder['states'] as object)).toEqual(['contribution']);
  });

  it('is listed among the cycles of its definition, with who is responsible for it', async () => {
    const { procedure } = begin();
    await reach(procedure, (root) => root.matches('started'));
    const path = `/api/v1/cycles?definition=co-programmazione&after=${procedure.position}&limit=200`;
    const { body } = await server
      .as('UPc')
      .get<{ items: readonly { cycleId: string; definition: { id: string } }[] }>(path);
    expect(new Set(body.items.map(({ definition }) => definition.id))).toEqual(
      new Set(['co-programmazione']),
    );
    const listed = body.items.find(({ cycleId }) => cycleId === procedure.cycleId);
    expect(listed).toMatchObject({ phase: 'started', responsiblePersonId: 'coordinatore' });
  });

  it('knows nothing of what only a programme has', async () => {
    const { procedure } = begin();
    await reach(procedure, (root) => root.matches('started'));
    expect(await refusal(procedure, 'UPc', 'open-verification', {})).toBe('not-of-this-definition');
  });
});

describe('The views', () => {
  it('have understood every fact', async () => {
    interface Views {
      readonly items: readonly { readonly name: string; readonly parkedCount: number }[];
    }
    const { body } = await server.as('AUD').get<Views>('/api/v1/views');
    expect(body.items.filter(({ parkedCount }) => parkedCount > 0)).toEqual([]);
  });
});
