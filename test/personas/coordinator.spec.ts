import { createHash } from 'node:crypto';
import { everyRow, problem, recorded, type Client } from '../client.fixture.js';
import { reach } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { completeContent, document } from '../ways/to-approval.wishes.fixture.js';
import {
  checked,
  preparing,
  onScheda,
  reported,
  submitted,
  tree,
  unitOf,
  type Unit,
  type Written,
} from './plans.fixture.js';

/*
 * The day of the coordinator of the planning office, with the numbers of the zone: 5 objectives, 21
 * programmes, 130 schede of ten units. What of it is proven elsewhere:
 *
 *   Nothing to begin from before the units have reported        test/between-years.spec.ts
 *   What was reported late is carried over later, and once      test/between-years.spec.ts
 *   The other unit keeps its day when one gets more time        test/between-years.spec.ts
 *   A deadline extended after it was missed                     test/unhappy-paths.spec.ts
 *   The meeting held three weeks ago: late reason, both dates   test/unhappy-paths.spec.ts
 *   The same among what was recorded late                       test/reports.spec.ts
 *   Every paragraph of a chapter with its sources               test/reports.spec.ts
 *   What a chapter says of each meeting and of a no             libs/planning: *-chapter.spec.ts
 *   The counts of the progress, once more from the facts        test/reports.spec.ts
 *
 * Not of the API: the page itself and how many clicks it takes; the one mail to the head whose deadline was
 * moved; the PDF of the chapters, tagged for a screen reader.
 */
const HEARD_FROM = 'Comitato di partecipazione';
const SCHEDE = 130;
const units = Array.from({ length: 10 }, (_, index) => `unita-${index}`);
const { programmes, source } = tree;

interface CycleView {
  readonly objectives: Readonly<Record<string, object>>;
  readonly programmes: Readonly<Record<string, { readonly objectiveIds: readonly string[] }>>;
  readonly needs: Readonly<Record<string, object>>;
  readonly carryOvers: readonly [
    { readonly carried: number; readonly notCarried: readonly NotCarried[] },
  ];
}
interface NotCarried {
  readonly schedaId: string;
  readonly code: string;
  readonly why: string;
  readonly text?: string;
}
interface SchedaRow {
  readonly schedaId: string;
  readonly code: string;
  readonly programmeId: string;
  readonly unitId: string;
  readonly headPersonId: string;
}
interface SchedaView extends SchedaRow {
  readonly content: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly contentHash: string;
  readonly carriedFrom: Pick<SchedaView, 'schedaId' | 'version' | 'contentHash'> & {
    readonly cycleId: string;
  };
}
interface Today {
  readonly on: string;
  readonly all: { readonly total: number; readonly byState: Readonly<Record<string, number>> };
  readonly byUnit: readonly {
    readonly id: string;
    readonly total: number;
    readonly byState: Readonly<Record<string, number>>;
  }[];
  readonly deadlines: readonly { readonly deadlineId: string; readonly daysLeft: number }[];
  readonly urgent: readonly {
    readonly deadlineId: string;
    readonly unitId: string | null;
    readonly daysLeft: number;
    readonly schede: readonly { readonly schedaId: string }[];
  }[];
}
interface Chapter {
  readonly text: string;
  readonly sha256: string;
}

let server: TestServer;
let coordinator: Client;
let heads: readonly Unit[];
let last: Journey;
let next: Journey;

/** The scheda of a number: the units and the programmes take turns. */
function written(number: number): Written {
  return {
    schedaId: `S-${number}`,
    unit: heads[number % units.length]!,
    title: `Attività ${number}`,
    programmeId: programmes[number % programmes.length]!.programmeId,
    content: number % 2 === 0 ? {} : { needIds: ['N-1'], noNeedReason: null },
  };
}
const everyScheda = Array.from({ length: SCHEDE }, (_, index) => index + 1);

beforeAll(async () => {
  server = await TestServer.start();
  coordinator = server.as('UPc');
  heads = units.map((unitId) => unitOf(server, unitId));
  last = programmeOfYear(server, 2024);
  await last.perform('UPc', 'draft-cycle', { title: 'POA 2024' });
  await last.perform('UPo', 'import-tree', tree);
  await last.perform('UPo', 'import-needs', {
    ...{ edition: '2024', themes: ['Cronicità'], source },
    needs: [{ needId: 'N-1', kind: 'critical', text: 'Fragilità', theme: 'Cronicità' }],
  });
  await preparing(last);
  await last.perform('UPo', 'schedule-meeting', {
    ...{ meetingId: 'M-1', title: 'Primo incontro', counterpart: 'COMITATO_PARTECIPAZIONE' },
    ...{ date: server.clock.day(), startTime: '15:00', channel: 'MIXED' },
    venue: 'Sala consiliare',
  });
  await last.perform('UPo', 'record-meeting-held', {
    ...{ meetingId: 'M-1', categories: ['UTENTI'], attendance: [HEARD_FROM] },
    contents: ['La bozza del piano'],
  });
  await last.perform('UPo', 'record-minutes', { meetingId: 'M-1', document });
  await last.perform('DIR', 'decide-co-programming', {
    ...{ decision: 'not_activated', motivation: 'TIGHT_SCHEDULE' },
    text: 'I tempi non lasciano spazio a un avviso di venti giorni.',
    ...{ deferredTo: 'POA 2025', deferralDue: server.clock.day(300) },
  });
  for (const number of everyScheda) await checked(last, written(number));
  await reach(last, (root) => root.matches('inForce'));
  await last.perform('UPc', 'start-final-report', {});
  for (const number of everyScheda.slice(0, 120)) await reported(last, written(number));
  for (const number of everyScheda.slice(120, 126)) {
    await reported(last, written(number), 'Il finanziamento è concluso');
  }
  const reason = 'Unità senza personale';
  for (const number of everyScheda.slice(126)) {
    await onScheda(last, coordinator, 'excuse-scheda', `S-${number}`, { reason });
  }
  next = programmeOfYear(server, 2025);
}, 300_000);
afterAll(() => server.end());

const read = async <Body>(path: string): Promise<Body> => (await coordinator.get<Body>(path)).body;
const schede = (): Promise<readonly SchedaRow[]> =>
  everyRow(coordinator, next.path(`/schede?limit=200&after=${next.position}`));

describe('As coordinator I open the POA 2025 from the 2024 one', () => {
  it('in one action: 5 objectives, 21 programmes and the schede that are to go on', async () => {
    const draft = { fromCycleId: last.cycleId, title: 'POA 2025' };
    const { facts } = await next.perform('UPc', 'draft-from-previous', draft);
    expect(facts).toHaveLength(2 + 120 + 1);
    const view = await read<CycleView>(next.path());
    expect(Object.keys(view.objectives)).toHaveLength(5);
    expect(Object.keys(view.programmes)).toHaveLength(21);
    expect(await schede()).toHaveLength(120);
  });

  it('with the list of what was not carried over, and why', async () => {
    const [carryOver] = (await read<CycleView>(next.path())).carryOvers;
    expect(carryOver.carried).toBe(120);
    const stayed = new Map(carryOver.notCarried.map((one) => [one.schedaId, one]));
    expect([...stayed.keys()].sort()).toEqual(
      everyScheda
        .slice(120)
        .map((number) => `S-${number}`)
        .sort(),
    );
    expect(stayed.get('S-121')).toMatchObject({
      why: 'NOT_RE_PROPOSED',
      text: 'Il finanziamento è concluso',
    });
    expect(stayed.get('S-130')).toMatchObject({ why: 'EXCUSED' });
  });

  it('without a broken link: programme, objective, unit, head, and the scheda each began as', async () => {
    const view = await read<CycleView>(next.path());
    const rows = await schede();
    expect(new Set(rows.map(({ code }) => code)).size).toBe(120);
    const origins = new Set<string>();
    for (const { schedaId, programmeId, unitId, headPersonId } of rows) {
      const objectiveIds = view.programmes[programmeId]?.objectiveIds ?? [];
      expect(objectiveIds.map((id) => id in view.objectives)).toEqual([true]);
      const unit = heads.find((one) => one.unitId === unitId);
      expect(headPersonId).toBe(unit?.head.person.personId);
      const { content, carriedFrom } = await read<SchedaView>(next.path(`/schede/${schedaId}`));
      // The needs of the profile of another year do not come along; a submission asks for new ones.
      expect(content).not.toHaveProperty('needIds');
      const { cycleId, schedaId: origin, version, contentHash } = carriedFrom;
      const before = await read<SchedaView>(`/api/v1/cycles/${cycleId}/schede/${origin}`);
      expect(before).toMatchObject({ version, contentHash, programmeId, unitId });
      origins.add(origin);
    }
    expect(origins.size).toBe(120);
    expect(await read(next.path('/replay'))).toMatchObject({ matches: true });
  });
});

describe('As coordinator I see at 08:00 who is late', () => {
  const today = (client = coordinator, query = ''): Promise<Today> =>
    client
      .get<Today>(next.path(`/reports/today?after=${next.position}${query}`))
      .then(({ body }) => body);
  const sum = (counts: readonly number[]): number => counts.reduce((one, other) => one + other, 0);
  /** The schede of the unit that is in time, and of the one that has done nothing. */
  const inTime = () => heads[1]!;
  const behind = () => heads[2]!;

  beforeAll(async () => {
    await preparing(next);
    const deadlines = [
      { deadlineId: 'D-schede', kind: 'SCHEDE_SUBMITTED', due: server.clock.day(3) },
      { deadlineId: 'D-proposta', kind: 'PROPOSAL', due: server.clock.day(30) },
    ];
    for (const deadline of deadlines) {
      await next.perform('UPc', 'set-deadline', { ...deadline, basis: 'OFFICE' });
    }
    const rows = (await schede()).filter(({ unitId }) => unitId === inTime().unitId);
    const { start, end, periodPrecision, noNeedReason } = completeContent;
    const changes = {
      ...{ start: start.replace('2024', '2025'), end: end.replace('2024', '2025') },
      ...{ periodPrecision, noNeedReason },
    };
    for (const { schedaId } of rows) {
      await onScheda(next, inTime().head, 'revise-scheda', schedaId, { changes });
      await onScheda(next, inTime().head, 'submit-scheda', schedaId);
    }
    // Ten that are new; with those carried over they are 130 again.
    for (const number of everyScheda.slice(120)) {
      const { unit: _unit, ...scheda } = written(number);
      await submitted(next, { ...scheda, unit: inTime(), content: {} });
    }
    server.clock.pass({ days: 5 });
  });

  it('on one page: 130 schede by state and unit, and the days to each deadline', async () => {
    const { on, all, byUnit, deadlines } = await today();
    expect(on).toBe(server.clock.day());
    expect(all).toMatchObject({ total: SCHEDE, byState: { submitted: 22, carriedOver: 108 } });
    expect(sum(Object.values(all.byState))).toBe(SCHEDE);
    expect(sum(byUnit.map(({ total }) => total))).toBe(SCHEDE);
    expect(byUnit.find(({ id }) => id === inTime().unitId)).toMatchObject({
      byState: { submitted: 22 },
    });
    expect(deadlines).toMatchObject([
      { deadlineId: 'D-schede', daysLeft: -2, schede: { missing: 108, onTime: 22 } },
      { deadlineId: 'D-proposta', daysLeft: 25 },
    ]);
  });

  it('and the three most urgent gaps, each with the id under which something can be done about it', async () => {
    const { urgent } = await today();
    expect(urgent).toHaveLength(3);
    for (const { deadlineId, unitId, daysLeft, schede: owed } of urgent) {
      expect({ daysLeft, count: owed.length }).toEqual({ daysLeft: -2, count: 12 });
      expect(unitId).not.toBe(inTime().unitId);
      const [first] = owed;
      for (const [kind, id, verb] of [
        ['deadline', deadlineId, 'extend-deadline'],
        ['scheda', first?.schedaId, 'reassign-scheda'],
      ]) {
        const { items } = await read<{ readonly items: readonly object[] }>(
          next.path(`/actions?kind=${kind}&id=${id}`),
        );
        expect(items).toContainEqual(expect.objectContaining({ verb, possible: true }));
      }
    }
  });

  it('of one unit where I ask for it; a head sees the own unit', async () => {
    const { unitId, head } = behind();
    expect(await today(coordinator, `&unitId=${unitId}`)).toMatchObject({ all: { total: 12 } });
    expect(await today(head)).toMatchObject({
      ...{ all: { total: 12 }, byUnit: [{ id: unitId }] },
      urgent: [{ unitId, daysLeft: -2 }, { deadlineId: 'D-proposta' }],
    });
  });

  it('and I give one unit more time: the reason, both dates, who and when are in the trail', async () => {
    const to = server.clock.day(10);
    const extension = { deadlineId: 'D-schede', to, unitId: behind().unitId };
    const refused = await next.attempt('UPc', 'extend-deadline', extension);
    expect(problem(refused)).toMatchObject({ status: 422, code: 'reason-needed' });
    const reason = 'La sede è rimasta senza rete';
    const { facts } = await next.perform('UPc', 'extend-deadline', { ...extension, reason });
    const pressing = await today(behind().head);
    expect(pressing.urgent).toMatchObject([{ unitId: behind().unitId, daysLeft: 10 }, {}]);
    const { body } = await server
      .as('AUD')
      .get<{ readonly items: readonly object[] }>(next.path(`/facts?from=${facts[0]?.revision}`));
    expect(body.items).toMatchObject([
      {
        type: 'DeadlineExtended',
        data: { ...extension, from: server.clock.day(-2) },
        actor: { personId: 'coordinatore', role: 'UPc' },
        recordedAt: expect.stringContaining(server.clock.day()) as string,
        reason,
      },
    ]);
  });
});

describe('As coordinator I print the chapters on participation and on co-programming', () => {
  const chapter = (name: string): Promise<Chapter> =>
    read(last.path(`/reports/chapters/${name}?after=${last.position}`));

  it('with date, place, channel and categories of every meeting', async () => {
    const { text } = await chapter('participation');
    const [held] = last.all('MeetingHeld').filter(({ meetingId }) => meetingId === 'M-1');
    const [year, month, day] = (held?.heldOn ?? '').split('-');
    for (const said of [
      ...['Primo incontro', `${day}/${month}/${year}`, 'ore 15:00', 'Sala consiliare'],
      ...['Modalità: mista', 'Categorie ascoltate: Utenti', HEARD_FROM, document.sha256],
    ]) {
      expect(text).toContain(said);
    }
  });

  it('with the reasons for not co-programming and what it is put off to', async () => {
    const { text } = await chapter('co-programming');
    expect(text).toContain('I tempi non lasciano spazio a un avviso di venti giorni.');
    expect(text).toContain('Rinviata a: «POA 2025»');
  });

  it('and the fingerprint of what I printed is in the trail', async () => {
    const { text, sha256 } = await chapter('participation');
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    const register = `${ZONE}-registro-di-zona`;
    const perform = async (verb: string, body: object) =>
      recorded(await coordinator.perform(register, verb, body));
    await perform('open-zone-register', { title: 'Registro' });
    const { position } = await perform('register-document', {
      ...{ kind: 'allegato', title: 'Capitolo sulla partecipazione', edition: '2024', sha256 },
    });
    const path = `/api/v1/registers/${register}/documents/${sha256}?after=${position}`;
    expect(await read(path)).toMatchObject({
      items: [{ type: 'DocumentRegistered', title: 'Capitolo sulla partecipazione' }],
    });
  });
});
