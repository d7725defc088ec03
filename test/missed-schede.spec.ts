import { setTimeout as pause } from 'node:timers/promises';
import { everyFact, type ShownFact } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

type Kind = 'SCHEDE_SUBMITTED' | 'SCHEDE_CHECKED' | 'FINAL_REPORT';

/** With the duties on: what is missed is recorded by the program itself, and told. */
describe('A deadline about schede whose day is over', () => {
  let server: TestServer;
  let due: string;
  let year = 2024;

  const drafting = (root: Journey['root']): boolean =>
    root.matches({ preparation: { drafting: 'underWay' } });
  /** A programme that somebody brings to where it stands, and then is given a deadline. */
  const cycle = async (
    kind: Kind,
    bring: (journey: Journey) => Promise<void>,
  ): Promise<Journey> => {
    const journey = programmeOfYear(server, year++);
    await bring(journey);
    await journey.perform('UPc', 'set-deadline', {
      ...{ deadlineId: 'D1', kind, due, basis: 'OFFICE' },
    });
    return journey;
  };
  const inDraft = (journey: Journey) => reach(journey, drafting);
  const facts = (journey: Journey, type: string): Promise<readonly ShownFact[]> =>
    everyFact(server.as('AUD'), journey.cycleId).then((all) =>
      all.filter((fact) => fact.type === type),
    );
  const until = async (
    journey: Journey,
    type: string,
    number = 1,
  ): Promise<readonly ShownFact[]> => {
    for (;;) {
      const found = await facts(journey, type);
      if (found.length >= number) return found;
      await pause(20);
    }
  };
  const toldOn = async (journey: Journey, number: number, offsetDays: number) =>
    (await until(journey, 'ReminderSent', number))
      .filter(({ data }) => data['offsetDays'] === offsetDays)
      .map(({ data }) => [
        data['level'],
        (data['told'] as readonly { readonly role: string }[]).map(({ role }) => role),
      ]);

  let allInDraft: Journey;
  let notBegun: Journey;
  let noScheda: Journey;
  let allWithdrawn: Journey;
  let allChecked: Journey;
  let oneExtended: Journey;

  beforeAll(async () => {
    server = await TestServer.start({ duties: 'on' });
    due = server.clock.day(1);
    allInDraft = await cycle('SCHEDE_CHECKED', inDraft);
    noScheda = await cycle('SCHEDE_SUBMITTED', (journey) =>
      reach(journey, (root) => root.matches('preparation')),
    );
    expect(noScheda.partsOf('scheda').size).toBe(0);
    allWithdrawn = await cycle('SCHEDE_CHECKED', async (journey) => {
      await inDraft(journey);
      for (const id of journey.partsOf('scheda').keys())
        await drive(journey, { type: 'SchedaWithdrawn' }, id);
    });
    allChecked = await cycle('SCHEDE_CHECKED', async (journey) => {
      await inDraft(journey);
      for (const id of journey.partsOf('scheda').keys())
        for (const type of [
          ...(['SchedaRevised', 'SchedaSubmitted'] as const),
          ...(['SchedaTakenInCharge', 'SchedaChecked'] as const),
        ])
          await drive(journey, { type }, id);
    });
    oneExtended = await cycle('SCHEDE_CHECKED', inDraft);
    await oneExtended.perform('UPc', 'extend-deadline', {
      ...{ deadlineId: 'D1', to: server.clock.day(3), unitId: 'anziani', reason: 'Ferie' },
    });
    notBegun = await cycle('FINAL_REPORT', (journey) =>
      reach(journey, (root) => root.matches('inForce')),
    );
  });
  afterAll(() => server.end());

  it('is missed where the schede have not come so far, where the report is not begun, where there is none', async () => {
    for (const journey of [allInDraft, notBegun, noScheda])
      expect(await facts(journey, 'DeadlineMissed')).toEqual([]);
    server.clock.pass({ days: 2 });
    for (const journey of [allInDraft, notBegun, noScheda]) {
      const [missed, ...others] = await until(journey, 'DeadlineMissed');
      expect(others).toEqual([]);
      expect(missed?.data).toEqual({ deadlineId: 'D1', due });
    }
  });

  it('is told of whoever owes the step they stand at, and where that is nobody of the coordinator', async () => {
    expect(await toldOn(allInDraft, 2, 1)).toEqual([
      ['owner', ['UH']],
      ['coordinator', ['UPc']],
    ]);
    for (const journey of [notBegun, noScheda])
      expect(await toldOn(journey, 1, 1)).toEqual([['owner', ['UPc']]]);
  });

  it('is not missed where all are withdrawn, where all are checked, nor before the day of the last unit', async () => {
    for (const journey of [allWithdrawn, allChecked, oneExtended])
      expect(await facts(journey, 'DeadlineMissed')).toEqual([]);
    server.clock.pass({ days: 2 });
    const [missed] = await until(oneExtended, 'DeadlineMissed');
    expect(missed?.data).toEqual({ deadlineId: 'D1', due: server.clock.day(-1) });
    for (const journey of [allWithdrawn, allChecked]) {
      expect(await facts(journey, 'DeadlineMissed')).toEqual([]);
      expect(await facts(journey, 'ReminderSent')).toEqual([]);
    }
  });

  it('is a finding of the auditor where it is, by the schede that did not come to it, and no other', async () => {
    interface Answered {
      readonly verdict: string;
      readonly tables: readonly {
        readonly title: { readonly en: string };
        readonly rows: readonly Readonly<Record<string, unknown>>[];
      }[];
    }
    const asked = async (journey: Journey) => {
      const { body } = await server
        .as('AUD')
        .get<Answered>(journey.path('/audit/questions/missed-deadlines'));
      const rows = (title: string) =>
        body.tables.find((table) => table.title.en === title)?.rows ?? [];
      return { verdict: body.verdict, rows };
    };
    await until(oneExtended, 'ReminderSent');
    for (const journey of [allInDraft, notBegun, noScheda, oneExtended]) {
      const { verdict, rows } = await asked(journey);
      expect(verdict).toBe('findings');
      expect(rows('Deadlines')).toMatchObject([
        { lateness: 'missing', doneOn: null, missedRecordedAt: expect.any(String) as string },
      ]);
      expect(rows('Who was warned').length).toBeGreaterThan(0);
    }
    for (const journey of [allWithdrawn, allChecked]) {
      const { verdict, rows } = await asked(journey);
      expect(verdict).toBe('in-order');
      expect(rows('Deadlines')).toMatchObject([{ missedRecordedAt: null, reminders: 0 }]);
      expect(rows('Who was warned')).toEqual([]);
    }
    const { rows } = await asked(oneExtended);
    expect(rows('Extensions and every other change')).toMatchObject([
      { type: 'DeadlineSet', unitId: null },
      { type: 'DeadlineExtended', unitId: 'anziani', by: 'coordinatore', reason: 'Ferie' },
    ]);
    const drafted = await asked(allInDraft);
    expect(drafted.rows('Who was late')).toMatchObject(
      [...allInDraft.partsOf('scheda').keys()].map(() => ({ lateness: 'missing', doneOn: null })),
    );
  });
});
