import { addDays } from '#calendar';
import { everyFact, problem, type ShownFact } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear, programmeOfZone } from './programme.fixture.js';
import { TestServer, UNIT } from './server.fixture.js';
import { checked, preparing, tree, unitOf } from './personas/plans.fixture.js';

interface Proposal {
  readonly proposal: string;
  readonly open: boolean;
  readonly moves: readonly { readonly key: string; readonly from: string; readonly it: string }[];
}
interface Forecast {
  readonly items: readonly {
    readonly key: string | null;
    readonly then: string | null;
    readonly now: { readonly due: string } | null;
  }[];
  readonly lastUsefulDay: { readonly now: object | null; readonly then: object | null };
  readonly estimate: object | null;
}

let server: TestServer;
let journey: Journey;
let target: string;

const reason = 'La Regione ha spostato la data';
const get = async <Body>(path: string, as: 'UPc' | 'AUD' = 'UPc'): Promise<Body> =>
  (await server.as(as).get<Body>(journey.path(path))).body;
const proposal = (): Promise<Proposal> => get('/deadlines/proposal');
const forecast = (body: object, as: 'UPc' | 'AUD' | 'ETS' = 'AUD') =>
  server.as(as).send<Forecast>(journey.path('/forecast'), JSON.stringify(body));
/** Whether the coordinator has a proposal to answer on their list. */
const mustAnswer = async (as: 'UPc' | 'UPo' = 'UPc'): Promise<boolean> => {
  const { body } = await server
    .as(as)
    .get<{ readonly items: readonly { readonly it: string }[]; readonly total: number }>(
      '/api/v1/worklist?limit=200',
    );
  expect(body.items).toHaveLength(body.total);
  return body.items.some(({ it: what }) => what === 'Rispondere alla proposta di scadenze');
};
const endOfLog = async (): Promise<number> =>
  (await get<{ readonly revision: number }>('')).revision;

beforeAll(async () => {
  server = await TestServer.start();
  journey = programmeOfYear(server, 2024);
  await journey.perform('UPc', 'draft-cycle', { title: 'POA 2024' });
  target = server.clock.day(150);
  await journey.perform('UPc', 'set-target-approval', { date: target, basis: 'Indirizzi' });
  await journey.perform('UPc', 'set-calendar', {});
});
afterAll(() => server.end());

describe('The deadlines of a cycle', () => {
  it('say how the day of each was found, in both languages, the next one first', async () => {
    const { items, lastUsefulDay } = await get<{
      readonly items: readonly { readonly due: string; readonly it: string; readonly en: string }[];
      readonly lastUsefulDay: { readonly day: string };
    }>('/deadlines');
    expect(items.map(({ due }) => due)).toEqual(items.map(({ due }) => due).toSorted());
    expect(items[0]).toMatchObject({
      ...{ kind: 'CO_PROGRAMMING_DECISION', basis: 'OFFICE', state: 'running' },
      ...{ due: lastUsefulDay.day, label: { en: 'Decision on co-programming' } },
      it: expect.stringMatching(
        /^20 giorni di avviso \+ 10 giorni lavorativi per le sedute/,
      ) as string,
      en: expect.stringMatching(/^20 days of notice \+ 10 working days for the sessions/) as string,
    });
  });

  it('wait for somebody when the target day has moved: none moves by itself', async () => {
    const before = await get<{ readonly deadlines: object }>('');
    expect(await mustAnswer()).toBe(false);
    await journey.perform('UPc', 'set-target-approval', {
      ...{ date: addDays(target, 28), basis: 'Atto regionale', reason },
    });
    const after = await get<{ readonly deadlines: object; readonly openProposal: boolean }>('');
    expect(after.deadlines).toEqual(before.deadlines);
    expect(after.openProposal).toBe(true);
    const { open, moves } = await proposal();
    expect(open).toBe(true);
    expect(await mustAnswer()).toBe(true);
    expect(await mustAnswer('UPo')).toBe(false);
    expect(moves[0]).toMatchObject({
      key: 'co-programming-decision',
      it: expect.stringMatching(/^data obiettivo di approvazione: da .* a .*: 20 giorni/) as string,
    });
  });

  it('move as was shown, with a reason, and not as was not', async () => {
    const shown = await proposal();
    const other = { proposal: '0'.repeat(64), reason };
    const refused = await journey.attempt('DIR', 'accept-deadline-proposal', other);
    expect(problem(refused)).toMatchObject({ status: 409, code: 'proposal-changed' });
    const { facts } = await journey.perform('DIR', 'accept-deadline-proposal', {
      ...{ proposal: shown.proposal, reason },
    });
    expect(facts).toHaveLength(1 + shown.moves.length);
    expect(await proposal()).toMatchObject({ open: false, moves: [] });
    expect(await get('')).toMatchObject({ openProposal: false });
    expect(await mustAnswer()).toBe(false);
  });

  it('wait, too, when the office closes on one of their days, and stay if it is declined', async () => {
    const { items } = await get<{ readonly items: readonly { readonly due: string }[] }>(
      '/deadlines',
    );
    const register = 'livornese-organizzazione';
    const office = server.as('UPc');
    await office.perform(register, 'open-organisation', { title: 'Organizzazione della zona' });
    const [{ due } = { due: '' }] = items;
    const closure = { closureId: 'disinfestazione', from: due, to: due, why: 'Disinfestazione' };
    await office.perform(register, 'add-office-closure', closure);
    const shown = await proposal();
    expect(shown).toMatchObject({ open: true, moves: [{ from: due }] });
    expect(await mustAnswer()).toBe(true);
    expect(shown.moves[0]?.it).toMatch(/^calendario cambiato, ora si salta anche /);
    await journey.perform('UPc', 'decline-deadline-proposal', {
      ...{ proposal: shown.proposal, reason: 'Decide la direzione da casa' },
    });
    expect(await proposal()).toMatchObject({ open: false, proposal: shown.proposal });
    expect(await mustAnswer()).toBe(false);
    await office.perform(register, 'withdraw-office-closure', {
      ...{ closureId: 'disinfestazione', reason: 'Rinviata' },
    });
    expect(await proposal()).toMatchObject({ open: false, moves: [] });
  });
});

describe('What falls due', () => {
  interface Due {
    readonly items: readonly {
      readonly cycleId: string;
      readonly due: string;
      readonly daysLeft: number;
      readonly it: string;
      readonly lateness: string | null;
    }[];
    readonly total: number;
    readonly on: string;
  }
  const due = async (as: 'UPc' | 'ETS' | 'UH', query = ''): Promise<Due> =>
    (await server.as(as).get<Due>(`/api/v1/deadlines${query}`)).body;

  it('is told of all the cycles of a zone, the earliest first, as far ahead as is asked', async () => {
    const other = programmeOfYear(server, 2026);
    await other.perform('UPc', 'draft-cycle', { title: 'POA 2026' });
    const soon = server.clock.day(3);
    const proposed = { kind: 'PROPOSAL', due: soon, basis: 'OFFICE' };
    await other.perform('UPc', 'set-deadline', { deadlineId: 'D-2026', ...proposed });
    const all = await due('UPc', '?days=366');
    expect(new Set(all.items.map(({ cycleId }) => cycleId)).size).toBe(2);
    expect(all.items.map((each) => each.due)).toEqual(all.items.map((each) => each.due).toSorted());
    expect(all.items[0]).toMatchObject({
      ...{ due: soon, daysLeft: 3, kind: 'PROPOSAL', lateness: 'open', standing: 'running' },
      ...{ en: 'Proposal to the conference', schede: null },
    });
    expect((await due('UPc', '?days=2')).items).toEqual([]);
    expect((await due('UPc', '?days=3')).total).toBe(1);
    // The proposal is nothing of a unit's.
    expect((await due('UH', '?days=3')).items).toEqual([]);
    await other.perform('UPc', 'waive-deadline', { deadlineId: 'D-2026', reason });
    expect((await due('UPc', '?days=3')).items).toEqual([]);
  });

  it('is nothing of another zone, and of no number of days that is none', async () => {
    const { body } = await server.as('UPc', 'pisana').get<Due>('/api/v1/deadlines?days=366');
    expect(body.items).toEqual([]);
    expect((await server.as('UPc').get('/api/v1/deadlines?days=-1')).status).toBe(400);
  });
});

describe('A deadline that is met', () => {
  interface Shown {
    readonly items: readonly {
      readonly deadlineId: string;
      readonly state: string;
      readonly metOn: string | null;
      readonly owedAgain?: boolean;
    }[];
  }

  it('is shown so, with the day on which it was, also in its calendar; one that is not, is not', async () => {
    const other = programmeOfZone(server, 'pisana', 2028);
    const decided = (root: Journey['root']): boolean =>
      root.matches({ preparation: { coProgramming: 'notActivated' } });
    await reach(other, (root) => root.matches('preparation'));
    const office = other.somebody('UPc');
    const due = server.clock.day(30);
    for (const kind of ['CO_PROGRAMMING_DECISION', 'SCHEDE_SUBMITTED'])
      await other.perform('UPc', 'set-deadline', { deadlineId: kind, kind, due, basis: 'OFFICE' });
    const shown = async () =>
      Object.fromEntries(
        (await office.get<Shown>(other.path('/deadlines'))).body.items.map((each) => [
          each.deadlineId,
          each,
        ]),
      );
    const running = { state: 'running', metOn: null };
    expect(await shown()).toMatchObject({ CO_PROGRAMMING_DECISION: running });
    await reach(other, decided);
    const facts = await everyFact(other.somebody('AUD'), other.cycleId);
    const decision = facts.find(({ type }) => type === 'CoProgrammingNotActivated');
    // What a fact shows besides its data stands beside it.
    const { occurredOn: metOn } = decision as ShownFact & { readonly occurredOn: string };
    expect(await shown()).toMatchObject({
      CO_PROGRAMMING_DECISION: { state: 'met', metOn },
      SCHEDE_SUBMITTED: running,
    });
    const calendarOf = async (deadlineId: string): Promise<string> =>
      String((await office.download(other.path(`/deadlines/${deadlineId}/calendar`))).body);
    expect(await calendarOf('CO_PROGRAMMING_DECISION')).toContain('Rispettata il');
    expect(await calendarOf('SCHEDE_SUBMITTED')).not.toContain('Rispettata');
  });

  it('is not met any more once a scheda came back, and falls due for whoever has it again', async () => {
    const other = programmeOfYear(server, 2029);
    const deadlineId = 'D-trasmissione';
    const set = { deadlineId, kind: 'SCHEDE_SUBMITTED', due: server.clock.day(9), basis: 'OFFICE' };
    for (const type of ['SchedaAssigned', 'SchedaRevised'] as const)
      await drive(other, { type }, 'S-1');
    await other.perform('UPc', 'set-deadline', set);
    const stands = async () => {
      const { items } = (await server.as('UPc').get<Shown>(other.path('/deadlines'))).body;
      const due = async (as: 'UH' | 'UPc') =>
        (await server.as(as).get<Shown>('/api/v1/deadlines')).body.items
          .filter((each) => each.deadlineId === deadlineId)
          .map(({ owedAgain }) => owedAgain);
      const { state, metOn } = items.find((each) => each.deadlineId === deadlineId)!;
      return { state, isMet: metOn !== null, head: await due('UH'), office: await due('UPc') };
    };
    const owed = { state: 'running', isMet: false };
    expect(await stands()).toEqual({ ...owed, head: [false], office: [false] });
    for (const type of ['SchedaSubmitted', 'SchedaTakenInCharge'] as const)
      await drive(other, { type }, 'S-1');
    const met = { state: 'met', isMet: true, head: [], office: [] };
    expect(await stands()).toEqual(met);
    await drive(other, { type: 'SchedaReturned' }, 'S-1');
    expect(await stands()).toEqual({ ...owed, head: [true], office: [true] });
    for (const type of ['SchedaRevised', 'SchedaSubmitted'] as const)
      await drive(other, { type }, 'S-1');
    expect(await stands()).toEqual(met);
  });
});

describe('A target day that is brought forward', () => {
  interface Shown {
    readonly lastUsefulDay: object | null;
    readonly items: readonly {
      readonly deadlineId: string;
      readonly kind: string;
      readonly due: string;
      readonly state: string;
      readonly impossible: { readonly due: string } | null;
    }[];
  }

  it('shows where it leaves no time, and asks before anything moves', async () => {
    const other = programmeOfYear(server, 2031);
    const office = server.as('UPc');
    const shown = async () => (await office.get<Shown>(other.path('/deadlines'))).body;
    const decision = async () =>
      (await shown()).items.find(({ kind }) => kind === 'CO_PROGRAMMING_DECISION');
    await other.perform('UPc', 'draft-cycle', { title: 'POA 2031' });
    // Also where the calendar is counted from a day that the cycle does not aim at itself.
    await other.perform('UPc', 'set-calendar', { approvalOn: server.clock.day(150) });
    expect(await shown()).toMatchObject({ lastUsefulDay: { isOver: false } });
    const before = await decision();
    expect(before).toMatchObject({ state: 'running', impossible: null });
    await other.perform('UPc', 'set-target-approval', {
      ...{ date: server.clock.day(30), basis: 'Indirizzi', reason },
    });
    expect(await shown()).toMatchObject({ lastUsefulDay: { isOver: true } });
    const after = await decision();
    expect(after).toMatchObject({ due: before?.due, impossible: { why: 'over' } });
    const { body } = await office.get<Proposal>(other.path('/deadlines/proposal'));
    const to = after?.impossible?.due ?? '';
    expect(to < server.clock.day(0)).toBe(true);
    expect(body.moves.find(({ key }) => key === 'co-programming-decision')).toMatchObject({
      ...{ to, impossible: { why: 'over', due: to } },
    });
    await other.perform('UPc', 'accept-deadline-proposal', { proposal: body.proposal, reason });
    expect(await decision()).toMatchObject({ due: to, impossible: null });
  });
});

describe('A forecast', () => {
  it('says when what would be due, for whoever may read, and writes nothing', async () => {
    const before = await endOfLog();
    const { status, body } = await forecast({ shiftDays: 14 });
    expect(status).toBe(200);
    const submitted = body.items.find(({ key }) => key === 'schede-submitted');
    expect(submitted?.then).toBe(addDays(submitted?.now?.due ?? '', 14));
    expect(body.lastUsefulDay.then).not.toBeNull();
    expect(await endOfLog()).toBe(before);
    expect(await get('')).toMatchObject({ openProposal: false });
  });

  it('says what would be impossible, and why', async () => {
    const { body } = await forecast({ targetApprovalOn: server.clock.day(30) });
    expect(body.lastUsefulDay).toMatchObject({ now: { isOver: false }, then: { isOver: true } });
    expect(body.items.find(({ key }) => key === 'co-programming-decision')).toMatchObject({
      ...{ change: 'moves', now: { standing: 'running', byHand: false } },
      impossible: { why: 'over', en: expect.stringContaining('is already over') as string },
    });
  });

  it('knows what a person has set, and how they have moved it', async () => {
    const deadlineId = 'D-lettera';
    const due = server.clock.day(60);
    const set = { deadlineId, kind: 'OTHER', due, basis: 'OFFICE' };
    await journey.perform('UPc', 'set-deadline', set);
    const to = addDays(due, 3);
    await journey.perform('UPc', 'extend-deadline', { deadlineId, to, reason: 'Neve.' });
    const { body } = await forecast({ shiftDays: 14 });
    expect(body.items.find((each) => each.now?.due === to)).toMatchObject({
      ...{ deadlineId, key: null, then: to, change: 'stays', shiftDays: 0 },
      now: { standing: 'running', byHand: true, moved: 'extended' },
      it: expect.stringMatching(
        /^fissata dall’ufficio; prorogata di 3 giorni al.*: Neve\.$/,
      ) as string,
    });
  });

  it('is met once somebody says so, where no other fact would, and is work for the office until then', async () => {
    const deadlineId = 'D-conservazione';
    const [due, kind] = [server.clock.day(40), 'PRESERVATION_TRANSFER'];
    const set = { deadlineId, kind, due, basis: 'LAW', act: 'CAD art. 44 c. 1-bis' };
    await journey.perform('DIR', 'set-deadline', set);
    const shown = async () => {
      const { items } = await get<{ readonly items: readonly { readonly deadlineId: string }[] }>(
        '/deadlines',
      );
      return items.find((each) => each.deadlineId === deadlineId);
    };
    const asked = async (): Promise<boolean> => {
      const { items } = (
        await server.as('UPo').get<{
          readonly items: readonly { readonly subject: { readonly id: string } }[];
        }>('/api/v1/worklist?limit=200')
      ).body;
      return items.some(({ subject }) => subject.id === deadlineId);
    };
    expect(await shown()).toMatchObject({ state: 'running', metOn: null });
    expect(await asked()).toBe(true);
    const notTheirs = await journey.attempt('DIR', 'record-deadline-met', { deadlineId });
    expect(problem(notTheirs)).toMatchObject({ status: 403, code: 'not-allowed' });
    const tomorrow = { deadlineId, occurredOn: server.clock.day(1) };
    const tooSoon = await journey.attempt('UPo', 'record-deadline-met', tomorrow);
    expect(problem(tooSoon)).toMatchObject({ status: 422, code: 'not-yet-happened' });
    await journey.perform('UPo', 'record-deadline-met', { deadlineId });
    expect(await shown()).toMatchObject({ state: 'met', metOn: server.clock.day() });
    expect(await asked()).toBe(false);
    const again = await journey.attempt('UPo', 'record-deadline-met', { deadlineId });
    expect(problem(again)).toMatchObject({ status: 409, code: 'not-now' });
  });

  it('supposes a day or a shift, not both, and of what is known', async () => {
    const both = await forecast({ targetApprovalOn: target, shiftDays: 1 });
    expect(problem(both)).toMatchObject({ status: 400, code: 'request-invalid' });
    expect(problem(await forecast({ kickoffShiftDays: 7 }))).toMatchObject({
      ...{ status: 422, code: 'kickoff-needed' },
    });
    expect(problem(await forecast({}, 'ETS'))).toMatchObject({ status: 403, code: 'not-allowed' });
  });

  it('rests on no earlier year where there is none, and says on how many where there are', async () => {
    expect((await forecast({})).body.estimate).toBeNull();
    const earlier = programmeOfYear(server, 2023);
    await earlier.perform('UPc', 'draft-cycle', { title: 'POA 2023' });
    await earlier.perform('UPc', 'import-tree', tree);
    await preparing(earlier);
    await checked(earlier, { schedaId: 'S-1', unit: unitOf(server, UNIT) });
    const { body } = await server
      .as('AUD')
      .send<Forecast>(journey.path(`/forecast?after=${earlier.position}`), '{}');
    expect(body.estimate).toMatchObject({ cycles: 1, schede: 1, medianDays: 0, mostDays: 0 });
  });
});
