import { everyRow, problem } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear, programmeOfZone } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';
import { document } from './ways/to-approval.wishes.fixture.js';

/**
 * What one year leaves to the next, end to end over the API: the plan that begins from the one before, the
 * promises and whether they were honoured, what became of a contribution.
 */
interface SchedaRow {
  readonly schedaId: string;
  readonly code: string;
  readonly state: string;
  readonly programmeId: string;
}
interface SchedaView {
  readonly content: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly carriedFrom?: { readonly cycleId: string; readonly schedaId: string };
}
interface SinceLastYear {
  readonly lastYear: Readonly<Record<string, unknown>>;
  readonly changes: readonly { readonly field: string; readonly label: string }[];
}
interface CycleView {
  readonly objectives: Readonly<Record<string, { readonly name: string }>>;
  readonly programmes: Readonly<Record<string, { readonly objectiveIds: readonly string[] }>>;
  readonly carryOvers: readonly {
    readonly carried: number;
    readonly notCarried: readonly { readonly schedaId: string; readonly why: string }[];
  }[];
}
interface PromiseRow {
  readonly promiseId: string;
  readonly cycleId: string;
  readonly standing: string;
  readonly text: string;
  readonly due: string | null;
  readonly ended: { readonly inCycleId: string | null; readonly text: string | null } | null;
}

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.end());

const read = async <Body>(path: string): Promise<Body> =>
  (await server.as('AUD').get<Body>(path)).body;

/** A unit writes a scheda and the office checks it. */
async function checked(journey: Journey, schedaId: string): Promise<void> {
  const way = [
    'SchedaAssigned',
    'SchedaRevised',
    'SchedaSubmitted',
    'SchedaTakenInCharge',
  ] as const;
  for (const type of [...way, 'SchedaChecked'] as const) await drive(journey, { type }, schedaId);
}

/** The unit reports on a scheda, and the office accepts. */
async function reported(journey: Journey, schedaId: string, no?: string): Promise<void> {
  const ifMatch = journey.movedAt(schedaId);
  const report = {
    ...{ schedaId, status: 'COMPLETED', doneText: 'Fatto come previsto', measured: [] },
    ...(no === undefined ? { rePropose: true } : { rePropose: false, reProposeReason: no }),
  };
  await journey.perform('UH', 'report-scheda', report, { ifMatch });
  await journey.perform('UPo', 'accept-report', { schedaId });
}

describe('the programme of a new year', () => {
  let last: Journey;
  let next: Journey;

  beforeAll(async () => {
    last = programmeOfYear(server, 2024);
    next = programmeOfYear(server, 2025);
    await reach(last, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
    for (const id of ['S-1', 'S-2', 'S-3', 'S-4']) await checked(last, id);
    await reach(last, (root) => root.matches('inForce'));
  });

  it('cannot begin from one on which nobody has reported yet', async () => {
    const draft = { fromCycleId: last.cycleId, title: 'POA 2025' };
    const refused = problem(await next.attempt('UPc', 'draft-from-previous', draft));
    expect(refused).toMatchObject({ status: 422, code: 'nothing-to-carry-over' });
  });

  it('begins from the one before in one action, with nothing lost on the way', async () => {
    await last.perform('UPc', 'start-final-report', {});
    await reported(last, 'S-1');
    await reported(last, 'S-2', 'Il progetto è concluso');
    await reported(last, 'S-3');
    const draft = { fromCycleId: last.cycleId, title: 'POA 2025' };
    await next.perform('UPc', 'draft-from-previous', draft);

    const [before, now] = [await read<CycleView>(last.path()), await read<CycleView>(next.path())];
    expect(Object.keys(now.objectives)).toEqual(Object.keys(before.objectives).toSorted());
    expect(Object.keys(now.programmes)).toEqual(Object.keys(before.programmes).toSorted());
    const linked = Object.values(now.programmes).flatMap(({ objectiveIds }) => objectiveIds);
    expect(linked.filter((id) => !now.objectives[id])).toEqual([]);
    const [carryOver] = now.carryOvers;
    expect(carryOver).toMatchObject({ carried: 2 });
    const stayed = carryOver?.notCarried ?? [];
    expect(stayed.find(({ schedaId }) => schedaId === 'S-2')).toMatchObject({
      why: 'NOT_RE_PROPOSED',
      text: 'Il progetto è concluso',
    });
    expect(stayed.find(({ schedaId }) => schedaId === 'S-4')).toMatchObject({
      why: 'NOT_REPORTED',
    });

    const list = next.path(`/schede?limit=200&after=${next.position}`);
    const schede = await everyRow<SchedaRow>(server.as('AUD'), list);
    expect(schede).toHaveLength(2);
    expect(schede.every(({ state }) => state === 'carriedOver')).toBe(true);
    expect(schede.every(({ code }) => code.startsWith('2025-'))).toBe(true);
    expect(schede.every(({ programmeId }) => programmeId in now.programmes)).toBe(true);
    const sources = await Promise.all(
      schede.map(({ schedaId }) => read<SchedaView>(next.path(`/schede/${schedaId}`))),
    );
    expect(sources.map(({ carriedFrom }) => carriedFrom?.schedaId)).toEqual(['S-1', 'S-3']);
    expect(await read(next.path('/replay'))).toMatchObject({ matches: true });
  });

  it('is on the worklist of the units, once the work on the schede can begin', async () => {
    await reach(next, (root) => root.matches('preparation'));
    const rows = await everyRow<{ cycleId: string; en: string }>(
      server.as('UH'),
      `/api/v1/worklist?limit=200&after=${next.position}`,
    );
    const work = rows.filter(({ cycleId }) => cycleId === next.cycleId).map(({ en }) => en);
    expect(work).toEqual(['Look through and submit', 'Look through and submit']);
  });

  it('shows a unit what is different from last year, and takes its scheda when it is complete', async () => {
    const [scheda] = next.all('SchedaCarriedOver');
    const { schedaId = '' } = scheda ?? {};
    const since = (): Promise<SinceLastYear> => read(next.path(`/schede/${schedaId}/last-year`));
    expect((await since()).changes.map(({ label }) => label)).toEqual([
      ...['Tipo', 'Inizio', 'Fine', 'Precisione del periodo'],
    ]);
    const unfinished = problem(
      await next.attempt('UH', 'submit-scheda', { schedaId }, { ifMatch: next.movedAt(schedaId) }),
    );
    expect(unfinished).toMatchObject({
      code: 'scheda-invalid',
      details: {
        problems: [{ field: '/start' }, { field: '/end' }, { field: '/periodPrecision' }],
      },
    });
    const changes = { start: '2025-01-01', end: '2025-12-31', periodPrecision: 'year' };
    const seen = () => ({ ifMatch: next.movedAt(schedaId) });
    await next.perform('UH', 'revise-scheda', { schedaId, changes }, seen());
    await next.perform('UH', 'submit-scheda', { schedaId }, seen());
    expect(await read<SchedaView>(next.path(`/schede/${schedaId}`))).toMatchObject({ version: 2 });
    expect((await since()).changes.map(({ field }) => field)).toEqual(['kind', 'start', 'end']);
  });

  it('takes in later what was reported late, and once', async () => {
    await reported(last, 'S-4');
    const late = { fromCycleId: last.cycleId, schede: [{ schedaId: 'S-4' }] };
    await next.perform('UPo', 'carry-over-schede', late);
    const [carryOver] = (await read<CycleView>(next.path())).carryOvers;
    expect(carryOver).toMatchObject({ carried: 3 });
    expect(carryOver?.notCarried.some(({ schedaId }) => schedaId === 'S-4')).toBe(false);
    const again = problem(await next.attempt('UPo', 'carry-over-schede', late));
    expect(again.code).toBe('scheda-already-carried');
    const [record] = next.facts.slice(-1);
    expect(record?.type).toBe('CarryOverRecorded');
  });

  it('says nothing of last year of a scheda that is new', async () => {
    await drive(next, { type: 'SchedaAssigned' }, 'S-new');
    expect(await read(next.path('/schede/S-new/last-year'))).toEqual({
      carriedFrom: null,
      changes: [],
    });
  });
});

describe('a cycle that was abandoned', () => {
  it('leaves its tree to the next year, and a scheda that was checked when the office names it', async () => {
    const [last, next] = [programmeOfYear(server, 2061), programmeOfYear(server, 2062)];
    await reach(last, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
    await checked(last, 'S-1');
    await last.perform('DIR', 'abandon-cycle', { reason: 'La zona si fonde con un’altra' });
    const [from, to] = [last.cycleId, 'POA 2062'];
    await next.perform('UPc', 'draft-from-previous', { fromCycleId: from, title: to });
    const [before, now] = [await read<CycleView>(last.path()), await read<CycleView>(next.path())];
    expect(Object.keys(now.programmes)).toEqual(Object.keys(before.programmes));
    expect(now.carryOvers[0]?.carried).toBe(0);
    const asked = { fromCycleId: from, schede: [{ schedaId: 'S-1' }] };
    expect(problem(await next.attempt('UPo', 'carry-over-schede', asked)).code).toBe(
      'reason-needed',
    );
    const reason = 'Il lavoro era fatto';
    await next.perform('UPo', 'carry-over-schede', { ...asked, reason });
    const { schedaId } = next.last('SchedaCarriedOver');
    expect(await read<SchedaView>(next.path(`/schede/${schedaId}`))).toMatchObject({
      carriedFrom: { cycleId: from, schedaId: 'S-1', notApproved: true },
    });
  });
});

describe('co-programming that was put off', () => {
  const promises = async (journey: Journey): Promise<readonly PromiseRow[]> =>
    everyRow(journey.somebody('ETS'), journey.path(`/promises?limit=200&after=${position()}`));
  let years: readonly Journey[];
  const position = (): number => Math.max(...years.map((journey) => journey.position));

  it('shows red in two cycles when its day is over, and kept once a later cycle has done it', async () => {
    const [first, second, third] = [2034, 2035, 2036].map((year) =>
      programmeOfZone(server, 'pisana', year),
    );
    if (!first || !second || !third) throw new Error('Three years are needed');
    years = [first, second, third];
    await reach(first, (root) => root.matches('preparation'));
    const due = server.clock.day(200);
    await first.perform('DIR', 'decide-co-programming', {
      decision: 'not_activated',
      motivation: 'TIGHT_SCHEDULE',
      text: 'La tempistica serrata non consente di pubblicare un avviso di venti giorni.',
      deferredTo: 'Prossimo piano integrato di salute',
      deferralDue: due,
    });
    const { promiseId } = first.last('PromiseMade');
    await second.perform('UPc', 'draft-cycle', { title: 'POA 2035' });
    const standing = { promiseId, cycleId: first.cycleId, due };
    for (const journey of [first, second]) {
      expect(await promises(journey)).toMatchObject([{ ...standing, standing: 'open' }]);
    }

    server.clock.pass({ days: 201 });
    for (const journey of [first, second]) {
      expect(await promises(journey)).toMatchObject([{ ...standing, standing: 'overdue' }]);
    }
    const overdue = `/api/v1/promises?limit=200&standing=overdue&after=${position()}`;
    const red = await everyRow<PromiseRow>(first.somebody('DIR'), overdue);
    expect(red.map((promise) => promise.promiseId)).toContain(promiseId);
    const before = await everyRow<PromiseRow>(first.somebody('DIR'), `${overdue}&on=${due}`);
    expect(before.map((promise) => promise.promiseId)).not.toContain(promiseId);

    await reach(third, (root) => root.matches('preparation'));
    await third.perform('DIR', 'decide-co-programming', {
      decision: 'activated',
      act: 'Decreto 7',
    });
    await first.perform('DIR', 'keep-promise', {
      promiseId,
      text: 'Co-programmazione attivata con il decreto 7',
      inCycleId: third.cycleId,
    });
    for (const journey of [first, third]) {
      expect(await promises(journey)).toMatchObject([
        { ...standing, standing: 'kept', ended: { inCycleId: third.cycleId } },
      ]);
    }
    expect(await promises(second)).toEqual([]);
  });

  it('and activated after all in the same year is promised no more', async () => {
    const journey = programmeOfZone(server, 'lucchese', 2044);
    years = [...years, journey];
    await reach(journey, (root) => root.matches('preparation'));
    await drive(journey, { type: 'CoProgrammingNotActivated' });
    await drive(journey, { type: 'CoProgrammingActivated' });
    expect(await promises(journey)).toMatchObject([{ standing: 'withdrawn' }]);
  });

  it('is for those who may read promises', async () => {
    const refused = problem(await server.as('ADM').get('/api/v1/promises'));
    expect(refused).toMatchObject({ status: 403, code: 'not-allowed' });
    const nowhere = problem(
      await server.as('AUD').get('/api/v1/cycles/pisana-poa-annuale-2034/promises'),
    );
    expect(nowhere).toMatchObject({ status: 404, code: 'cycle-not-found' });
    const noDay = problem(await server.as('AUD').get('/api/v1/promises?on=domani'));
    expect(noDay).toMatchObject({ status: 400 });
  });
});

describe('a stakeholder', () => {
  it('learns what became of a contribution: the meeting, the answer, the place in the plan', async () => {
    const journey = programmeOfYear(server, 2046);
    await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
    const { schedaId, code } = journey.last('SchedaAssigned');
    const { meetingId, title } = journey.last('MeetingScheduled');
    const theirs = { contributionId: 'C-1', body: 'Consulta', meetingId, document };
    await journey.perform('ETS', 'receive-contribution', theirs);
    const answer = { contributionId: 'C-1', answer: 'PARTLY', text: 'Accolto il primo punto' };
    await journey.perform('UPo', 'answer-contribution', answer);
    const place = { contributionId: 'C-1', schedaId, text: 'Descrizione, primo punto' };
    await journey.perform('UPo', 'place-contribution', place);
    const { body } = await server
      .as('ETS')
      .get<{ items: readonly { contributionId: string }[] }>(journey.path('/contributions'));
    const mine = body.items.find(({ contributionId }) => contributionId === 'C-1');
    expect(mine).toMatchObject({
      answerText: 'Accolto il primo punto',
      meeting: { title },
      places: [{ text: 'Descrizione, primo punto', schedaCode: code }],
    });
    const other = server.admit({ role: 'ETS', personId: 'altro-portatore' });
    const theirsNot = await other.get<{ items: readonly object[] }>(journey.path('/contributions'));
    expect(theirsNot.body.items).toEqual([]);
  });
});

describe('a deadline', () => {
  interface Task {
    readonly cycleId: string;
    readonly due: string | null;
    readonly dueKind: string | null;
  }

  it('is extended for one unit after it was missed: it alone has more time, and the trail says so', async () => {
    const journey = programmeOfYear(server, 2047);
    await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
    const minori = server.admit({ role: 'UH', personId: 'responsabile-minori', unitId: 'minori' });
    const { programmeId } = journey.last('SchedaAssigned');
    await journey.perform('UPc', 'assign-scheda', {
      ...{ schedaId: 'S-minori', programmeId, unitId: 'minori', title: 'Affido' },
      personId: 'responsabile-minori',
    });
    const due = server.clock.day(-1);
    const deadline = { deadlineId: 'D-1', kind: 'SCHEDE_SUBMITTED', due, basis: 'OFFICE' };
    await journey.perform('UPc', 'set-deadline', deadline);
    const to = server.clock.day(10);
    await journey.perform('UPc', 'extend-deadline', {
      ...{ deadlineId: 'D-1', to, unitId: 'minori' },
      reason: 'La responsabile è rientrata ieri',
    });
    const dues = async (client = server.as('UH')): Promise<readonly (string | null)[]> => {
      const path = `/api/v1/worklist?limit=200&cycleId=${journey.cycleId}&after=${journey.position}`;
      const tasks = await everyRow<Task>(client, path);
      return tasks.filter(({ dueKind }) => dueKind === 'SCHEDE_SUBMITTED').map((task) => task.due);
    };
    expect(new Set(await dues())).toEqual(new Set([due]));
    expect(new Set(await dues(minori))).toEqual(new Set([to]));
    expect(await read(journey.path())).toMatchObject({
      deadlines: {
        'D-1': {
          due,
          forUnits: { minori: to },
          history: [{ from: due, to, late: true, by: 'coordinatore', unitId: 'minori' }],
        },
      },
    });
  });
});
