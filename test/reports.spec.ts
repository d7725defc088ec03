import { createHash } from 'node:crypto';
import { daysBetween } from '#calendar';
import { poaAnnualeV1, type DataOf, type PlanningFact } from '#planning';
import { transition, type AnyMachineSnapshot } from 'xstate';
import { everyFact, everyRow, problem, type ShownFact } from './client.fixture.js';
import { drive } from './drivers.fixture.js';
import { year } from './histories/year.js';
import { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { beginning } from './paths.js';
import { TestServer, UNIT, ZONE } from './server.fixture.js';
import { registroDiZonaWays } from './ways/registro-di-zona.ways.fixture.js';

type Row = Readonly<Record<string, unknown>>;
interface Source {
  readonly cycleId: string;
  readonly eventId: string;
  readonly revision: number;
  readonly type: string;
}
interface Chapter {
  readonly text: string;
  readonly sha256: string;
  readonly revision: number;
  readonly paragraphs: readonly { readonly text: string; readonly sources: readonly Source[] }[];
}

let server: TestServer;
let journey: Journey;
/** Everything that was recorded: what the reports are computed from once more, the plain way. */
let facts: readonly ShownFact[];

beforeAll(async () => {
  server = await TestServer.start();
  journey = programmeOfYear(server, 2024);
  for (const heard of year) await drive(journey, heard);
  await journey.perform('UPo', 'raise-question', {
    ...{ questionId: 'tardi', subject: 'cycle', text: 'Chi firma?' },
    ...{ occurredOn: '2024-05-01', lateReason: 'Trovata nel registro cartaceo' },
  });
  facts = await everyFact(server.as('AUD'), journey.cycleId);
});
afterAll(() => server.end());

/** A report once its view has seen everything. */
async function report<Body = Row>(path: string, query = ''): Promise<Body> {
  const after = `after=${journey.position}`;
  const { status, body } = await server
    .as('AUD')
    .get<Body>(journey.path(`/reports/${path}?${after}${query}`));
  expect({ path, status }).toEqual({ path, status: 200 });
  return body;
}

const every = <Type extends PlanningFact['type']>(type: Type) =>
  facts
    .filter((fact) => fact.type === type)
    .map((fact) => ({ ...fact, data: fact.data as unknown as DataOf<Type> }));

/** Where each scheda has been, as XState alone reads the facts about it. */
function statesOfSchede(): ReadonlyMap<string, readonly string[]> {
  const machine = poaAnnualeV1.parts['scheda']!.machine;
  const standings = new Map<string, AnyMachineSnapshot>();
  const visited = new Map<string, string[]>();
  for (const { type, data } of facts) {
    const id = data['schedaId'];
    if (typeof id !== 'string' || !(machine.events as readonly string[]).includes(type)) continue;
    const before = standings.get(id) ?? beginning(machine);
    const [after] = transition(machine, before, { type }) as [AnyMachineSnapshot, unknown];
    standings.set(id, after);
    const moved = after.value !== before.value || type === 'SchedaReassigned';
    if (moved) visited.set(id, [...(visited.get(id) ?? []), after.value as string]);
  }
  return visited;
}

describe('The progress', () => {
  it('counts every scheda where it stands, in all and under each programme and unit', async () => {
    const { all, byProgramme, byUnit } = await report<{
      readonly all: Row;
      readonly byProgramme: readonly Row[];
      readonly byUnit: readonly Row[];
    }>('progress');
    const states = [...statesOfSchede().values()].map((visited) => visited.at(-1) ?? '');
    const counts: Record<string, number> = {};
    for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
    expect(all).toMatchObject({ total: states.length, byState: counts });
    for (const groups of [byProgramme, byUnit]) {
      expect(groups.reduce((sum, { total }) => sum + (total as number), 0)).toBe(states.length);
    }
  });

  it('counts under objectives as often as a programme serves one', async () => {
    const { byObjective, underSeveralObjectives } = await report<{
      readonly byObjective: readonly { readonly id: string | null; readonly total: number }[];
      readonly underSeveralObjectives: number;
    }>('progress');
    const { body: cycle } = await server.as('AUD').get<{
      readonly programmes: Readonly<Record<string, { readonly objectiveIds: readonly string[] }>>;
    }>(journey.path());
    const schede = await everyRow<{ readonly programmeId: string }>(
      server.as('AUD'),
      journey.path('/schede?limit=200'),
    );
    const served = schede.map(({ programmeId }) => cycle.programmes[programmeId]!.objectiveIds);
    for (const { id, total } of byObjective) {
      const its = served.filter((ids) => (id === null ? ids.length === 0 : ids.includes(id)));
      expect({ id, total }).toEqual({ id, total: its.length });
    }
    expect(underSeveralObjectives).toBe(served.filter(({ length }) => length > 1).length);
  });
});

describe('The dwell times', () => {
  const rows = () =>
    everyRow<{
      readonly schedaId: string;
      readonly returns: number;
      readonly reasons: Readonly<Record<string, number>>;
      readonly states: readonly {
        readonly state: string;
        readonly stays: number;
        readonly ms: number;
      }[];
    }>(server.as('AUD'), journey.path(`/reports/dwell-times?limit=2&after=${journey.position}`));

  it('count as many stays in each state as the machine alone goes through', async () => {
    const visited = statesOfSchede();
    const seen = await rows();
    expect(seen.map(({ schedaId }) => schedaId).sort()).toEqual([...visited.keys()].sort());
    for (const { schedaId, states } of seen) {
      const stays: Record<string, number> = {};
      for (const each of states) stays[each.state] = (stays[each.state] ?? 0) + each.stays;
      const expected: Record<string, number> = {};
      for (const state of visited.get(schedaId) ?? []) expected[state] = (expected[state] ?? 0) + 1;
      expect({ schedaId, stays }).toEqual({ schedaId, stays: expected });
    }
  });

  it('add up, scheda by scheda, to the time since it was assigned', async () => {
    const nowMs = server.clock.nowMs();
    for (const { schedaId, states } of await rows()) {
      const [first] = facts.filter(({ data }) => data['schedaId'] === schedaId);
      const { recordedAt } = first as unknown as { readonly recordedAt: string };
      const spent = states.reduce((sum, { ms }) => sum + ms, 0);
      expect(spent).toBe(nowMs - Date.parse(recordedAt));
    }
  });

  it('count every return with its reasons', async () => {
    for (const { schedaId, returns, reasons } of await rows()) {
      const its = every('SchedaReturned').filter(({ data }) => data.schedaId === schedaId);
      const counts: Record<string, number> = {};
      for (const reason of its.flatMap(({ data }) => data.reasons)) {
        counts[reason] = (counts[reason] ?? 0) + 1;
      }
      expect({ schedaId, returns, reasons }).toEqual({
        ...{ schedaId, returns: its.length, reasons: counts },
      });
    }
  });
});

describe('The lateness', () => {
  it('keeps every change of every deadline', async () => {
    const { deadlines } = await report<{
      readonly deadlines: readonly { readonly history: readonly { readonly revision: number }[] }[];
    }>('lateness');
    const changes = facts.filter(({ type }) => type.startsWith('Deadline'));
    const told = deadlines.flatMap(({ history }) => history.map(({ revision }) => revision));
    expect(told.toSorted((one, other) => one - other)).toEqual(
      changes.map(({ revision }) => revision),
    );
  });

  it('is as it was on the day asked for', async () => {
    expect(await report('lateness', '&on=2024-01-01')).toMatchObject({ total: 0, deadlines: [] });
    expect(await report('lateness')).toMatchObject({ on: server.clock.day() });
  });

  it.each(['on=ieri', 'kind=NIENTE', 'lateness=presto', 'cursor=x'])(
    'cannot be asked with %s',
    async (query) => {
      const answer = await server.as('AUD').get(journey.path(`/reports/lateness?${query}`));
      expect(problem(answer)).toMatchObject({ status: 400, code: 'request-invalid' });
    },
  );
});

describe('The money and the gaps', () => {
  it('are those of the contents of the schede that did not go out', async () => {
    const out = new Set(['withdrawn', 'leftOut', 'dropped', 'annulled']);
    const contents: {
      readonly needIds?: readonly string[];
      readonly indicators?: readonly object[];
      readonly resources?: readonly { readonly amount?: string }[];
    }[] = [];
    for (const [schedaId, visited] of statesOfSchede()) {
      if (out.has(visited.at(-1) ?? '')) continue;
      const { body } = await server
        .as('AUD')
        .get<{ readonly content: object }>(journey.path(`/schede/${schedaId}`));
      contents.push(body.content);
    }
    const amounts = contents.flatMap(({ resources = [] }) =>
      resources.flatMap(({ amount }) => amount ?? []),
    );
    const cents = amounts.reduce((sum, amount) => sum + BigInt(amount.replace('.', '')), 0n);
    const total = cents.toString().padStart(3, '0');
    expect(await report('money')).toMatchObject({
      amount: amounts.length === 0 ? null : `${total.slice(0, -2)}.${total.slice(-2)}`,
      schedeWithoutResources: contents.filter(({ resources = [] }) => resources.length === 0)
        .length,
    });
    const lacking = (field: 'needIds' | 'indicators' | 'resources') =>
      contents.filter((content) => (content[field] ?? []).length === 0).length;
    expect(await report('gaps')).toMatchObject({
      now: {
        ...{ schede: contents.length, withoutNeed: lacking('needIds') },
        ...{ withoutIndicator: lacking('indicators'), withoutResources: lacking('resources') },
      },
    });
  });

  it('were frozen at each approval, version by version', async () => {
    const { approvals } = await report<{ readonly approvals: readonly { schede: number }[] }>(
      'gaps',
    );
    const deliberations = every('DeliberationRecorded').filter(({ data }) =>
      data.outcome.startsWith('approved'),
    );
    expect(approvals).toHaveLength(deliberations.length);
    expect(approvals.reduce((sum, { schede }) => sum + schede, 0)).toBe(
      every('SchedaApproved').length,
    );
  });
});

describe('What went out, what was prescribed, what was late', () => {
  it('is every fact that took something out, once', async () => {
    const types = [
      ...['SchedaLeftOut', 'SchedaWithdrawn', 'SchedaExcused', 'SchedaDropped', 'SchedaAnnulled'],
      'AmendmentDropped',
    ];
    const { items, approvals } = await report<{
      readonly items: readonly { readonly source: Source }[];
      readonly approvals: readonly { readonly differences: readonly object[] }[];
    }>('left-out-and-changes');
    expect(items.map(({ source }) => source.revision)).toEqual(
      facts.filter(({ type }) => types.includes(type)).map(({ revision }) => revision),
    );
    expect(approvals.flatMap(({ differences }) => differences)).toEqual([]);
  });

  it('is every prescription the organ gave, and how many stand how', async () => {
    const { total, open, met, accepted } = await report('prescriptions');
    expect(total).toBe(every('PrescriptionSet').length);
    expect((open as number) + (met as number) + (accepted as number)).toBe(total);
  });

  it('is every fact recorded more than three days after it happened, and every correction', async () => {
    const { late, corrected } = await report<{
      readonly late: { readonly items: readonly Row[] };
      readonly corrected: { readonly total: number };
    }>('late-and-corrected');
    const days = daysBetween('2024-05-01', server.clock.day());
    expect(late.items.at(-1)).toMatchObject({
      ...{ type: 'QuestionRaised', occurredOn: '2024-05-01', days },
      ...{ by: 'operatore', lateReason: 'Trovata nel registro cartaceo' },
    });
    const corrections = ['RecordCorrected', 'TextRedacted'];
    expect(corrected.total).toBe(facts.filter(({ type }) => corrections.includes(type)).length);
  });
});

describe.each(['participation', 'co-programming'])('The chapter on %s', (name) => {
  const chapter = () => report<Chapter>(`chapters/${name}`);

  it('rests on facts that are there, each by the id of its event', async () => {
    const sources = (await chapter()).paragraphs.flatMap((paragraph) => paragraph.sources);
    expect(sources.length).toBeGreaterThan(3);
    for (const { cycleId, eventId, revision, type } of sources) {
      if (cycleId !== journey.cycleId) continue;
      expect(facts[revision]).toMatchObject({ id: eventId, type });
    }
  });

  it('has the fingerprint of its text, in which every paragraph stands', async () => {
    const { text, sha256, paragraphs } = await chapter();
    expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
    for (const paragraph of paragraphs) expect(text).toContain(paragraph.text);
  });

  it('is the same text as long as nothing is recorded that it tells', async () => {
    const before = await chapter();
    await drive(journey, { type: 'QuestionRaised' });
    const after = await chapter();
    expect(after.text).toBe(before.text);
    expect(after.revision).toBe(before.revision + 1);
    facts = await everyFact(server.as('AUD'), journey.cycleId);
  });
});

it('The chapter on participation calls heard whom the matrix calls covered', async () => {
  const { text } = await report<Chapter>('chapters/participation');
  const { body } = await server.as('AUD').get<{
    readonly categories: readonly { readonly label: string; readonly standing: string }[];
  }>(journey.path(`/coverage?after=${journey.position}`));
  for (const { label, standing } of body.categories) {
    const said = {
      covered: `- ${label}: ascoltata (`,
      heard: `- ${label}: ascoltata, ma il verbale non è registrato.`,
      exempted: `- ${label}: esonerata.`,
      none: `- ${label}: non risulta ascoltata.`,
    };
    expect(text).toContain(said[standing as keyof typeof said]);
  }
});

describe('The rows of co-design about to end', () => {
  const row = (coDesignRowId: string, to: string) => ({
    ...{ coDesignRowId, holder: { text: 'Comune' }, activity: 'Centro affidi' },
    ...{ subjects: [{ text: 'ETS', role: 'generic' }], state: 'ongoing' },
    period: { from: '2024-01-01', to, precision: 'day' },
  });

  it('are none while the zone has no register', async () => {
    expect(await report('register-expiring')).toMatchObject({
      ...{ days: 90, expiring: { items: [], total: 0 }, toReview: { items: [], total: 0 } },
    });
  });

  it('are those whose period ends within the days asked for, and those whose is over', async () => {
    const register = new Journey(server, `${ZONE}-registro-di-zona`, registroDiZonaWays);
    await register.perform('UPc', 'open-zone-register', { title: 'Registro' });
    const rows = [row('CP01', '2024-06-01'), row('CP02', '2024-06-30'), row('CP03', '2024-12-31')];
    for (const each of rows) await register.perform('UPo', 'add-co-design-row', { row: each });
    const ids = async (query: string) => {
      const { body: answer } = await server.as('UPc').get<{
        readonly expiring: { readonly items: readonly Row[] };
        readonly toReview: { readonly items: readonly Row[] };
      }>(journey.path(`/reports/register-expiring?after=${register.position}&on=2024-06-03&${query}`));
      const idsOf = (rows: readonly Row[]) => rows.map(({ coDesignRowId }) => coDesignRowId);
      return [idsOf(answer.expiring.items), idsOf(answer.toReview.items)];
    };
    expect(await ids('days=30')).toEqual([['CP02'], ['CP01']]);
    expect(await ids('days=365')).toEqual([['CP02', 'CP03'], ['CP01']]);
  });
});

describe('A head of a unit', () => {
  const asHead = (unitId: string, path: string) =>
    server
      .admit({ role: 'UH', personId: `responsabile-${unitId}`, unitId })
      .get<Row & { readonly all: Row }>(journey.path(`/reports/${path}`));

  it('is told of the own unit, and of no other', async () => {
    const { byUnit } = await report<{ readonly byUnit: readonly { id: string; total: number }[] }>(
      'progress',
    );
    const own = byUnit.find(({ id }) => id === UNIT)?.total ?? 0;
    expect((await asHead(UNIT, 'progress')).body.all).toMatchObject({ total: own });
    expect((await asHead('di-nessuno', 'progress')).body.all).toMatchObject({ total: 0 });
    expect((await asHead('di-nessuno', `progress?unitId=${UNIT}`)).body.all).toMatchObject({
      total: 0,
    });
    for (const path of ['dwell-times', 'lateness', 'left-out-and-changes']) {
      expect((await asHead('di-nessuno', path)).body).toMatchObject({ total: 0, items: [] });
    }
  });

  it.each([
    ['prescriptions', 'conference-reports'],
    ['chapters/participation', 'conference-reports'],
    ['late-and-corrected', 'reports'],
    ['register-expiring', 'reports'],
  ])('is not told of %s', async (path, reading) => {
    const refused = problem(await asHead(UNIT, path));
    expect(refused).toMatchObject({ status: 403, rule: `deny/read/${reading}` });
  });
});
