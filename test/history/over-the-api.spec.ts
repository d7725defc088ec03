import { setTimeout as pause } from 'node:timers/promises';
import { everyFact, problem, recorded, type Client, type ShownFact } from '../client.fixture.js';
import { drive, reach } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';

const cycleId = `${ZONE}-poa-annuale-2024`;
const history = `/api/v1/cycles/${cycleId}/history`;

type Answer = Readonly<Record<string, unknown>>;

async function asked<Body = Answer>(client: Client, path: string): Promise<Body> {
  const { status, body } = await client.get<Body>(path);
  expect({ path, status }).toEqual({ path, status: 200 });
  return body;
}

describe('The history of a cycle', () => {
  let server: TestServer;
  let journey: Journey;
  let auditor: Client;
  let head: Client;
  /** The revisions of the two versions of the scheda. */
  let first: number;
  let second: number;

  const revise = async (changes: object, more: object = {}): Promise<number> => {
    const { body } = await head.get<{ moved: { revision: number } }>(journey.path('/schede/S-1'));
    const options = { ifMatch: body.moved.revision };
    const wish = { schedaId: 'S-1', changes, ...more };
    return recorded(await head.perform(cycleId, 'revise-scheda', wish, options)).revision;
  };

  beforeAll(async () => {
    server = await TestServer.start();
    journey = programmeOfYear(server, 2024);
    await drive(journey, { type: 'SchedaAssigned' }, 'S-1');
    auditor = server.as('AUD');
    head = server.as('UH');
    first = await revise({ description: 'Per 1.234,56 € entro il 30/06/2024' });
    server.clock.pass({ days: 20 });
    second = await revise(
      { description: 'Per 2.000,00 € entro il 31/07/2024' },
      { reason: 'Nuovo finanziamento' },
    );
  });
  afterAll(() => server.end());

  it('shows it as it was recorded, and as it occurred, and says which is which', async () => {
    const { life, revision } = await asked(auditor, `${history}/state?revision=${first}`);
    expect(revision).toBe(first);
    expect(life).toMatchObject({ cycleId, revision: first, schede: { total: 1 } });
    const day = server.clock.day(-20);
    const then = await asked(auditor, `${history}/state?occurredBy=${day}`);
    expect(then).toMatchObject({ revision: first, late: [], early: [] });
    const scheda = await asked(auditor, `${history}/schede/S-1/state?occurredBy=${day}`);
    expect(scheda).toMatchObject({
      ...{ schedaId: 'S-1', revision: first },
      scheda: { content: { description: 'Per 1.234,56 € entro il 30/06/2024' } },
    });
  });

  it('tells two moments of a scheda apart by field, amounts and days whole', async () => {
    const path = `${history}/schede/S-1/difference?fromRevision=${first}&toRevision=${second}`;
    const { changes } = await asked(head, path);
    expect(changes).toEqual([
      {
        ...{ is: 'changed', field: '/content/description' },
        label: { it: 'Descrizione', en: 'Descrizione' },
        before: 'Per 1.234,56 € entro il 30/06/2024',
        after: 'Per 2.000,00 € entro il 31/07/2024',
        words: [
          { is: 'same', text: 'Per ' },
          { is: 'removed', text: '1.234,56 €' },
          { is: 'added', text: '2.000,00 €' },
          { is: 'same', text: ' entro il ' },
          { is: 'removed', text: '30/06/2024' },
          { is: 'added', text: '31/07/2024' },
        ],
      },
    ]);
    const same = `${history}/schede/S-1/difference?fromRevision=${second}&toRevision=${second}`;
    expect((await asked(head, same))['changes']).toEqual([]);
  });

  it('tells two moments of the cycle apart, as the asker may see them', async () => {
    const { changes } = await asked<{ readonly changes: readonly { readonly field: string }[] }>(
      ...[auditor, `${history}/difference?fromRevision=0&toRevision=${first}`],
    );
    const fields = changes.map(({ field }) => field);
    expect(fields).toContain('/phase');
    expect(fields).toContain('/caseFile');
  });

  it('says who wrote a field, when and why', async () => {
    const { fields } = await asked<{ readonly fields: readonly Answer[] }>(
      ...[head, `${history}/schede/S-1/blame`],
    );
    expect(fields.find(({ field }) => field === '/content/description')).toMatchObject({
      ...{ revision: second, by: 'responsabile', role: 'UH', changes: 2 },
      ...{ reason: 'Nuovo finanziamento', label: { it: 'Descrizione' }, redacted: null },
    });
  });

  it('tells of idle time and leads from what is folded to all its facts', async () => {
    const { items } = await asked<{
      readonly items: readonly (Answer & { readonly href: string })[];
    }>(...[auditor, `${history}/timeline?zoom=activity&limit=200`]);
    expect(items.at(-1)).toMatchObject({
      ...{ from: second, to: second, facts: 1, isDecision: false },
      idle: { days: 20, workingDays: 14 },
      lead: {
        ...{ type: 'SchedaRevised', words: { it: 'Scheda scritta' }, by: 'responsabile' },
        ...{ scheda: { schedaId: 'S-1' }, unitId: 'anziani', reason: 'Nuovo finanziamento' },
      },
    });
    const decisions = await asked<{
      readonly items: readonly (Answer & { readonly href: string })[];
    }>(...[auditor, `${history}/timeline`]);
    const folded = decisions.items.at(-1)!;
    expect(folded).toMatchObject({ isDecision: false, to: second });
    const unfolded = await asked<{ readonly items: readonly Answer[] }>(auditor, folded.href);
    expect(unfolded.items).toHaveLength(folded['facts'] as number);
  });

  it('hides a redacted text at every moment, and says who redacted it', async () => {
    const facts = await everyFact(auditor, cycleId);
    const { id: eventId } = facts.find(({ revision }) => revision === first)!;
    const redaction = recorded(
      await server.as('DIR').perform(cycleId, 'redact-text', {
        ...{ eventId, where: 'data', pointer: '/changes/description' },
        ...{ reason: 'Chiesto dall’interessato', legalBasis: 'GDPR art. 17' },
      }),
    );
    for (const path of [
      `state?revision=${first}`,
      `difference?fromRevision=${first}&toRevision=${second}`,
      ...['blame', 'timeline?zoom=everything'],
    ]) {
      const shown = await asked(head, `${history}/schede/S-1/${path}`);
      expect(JSON.stringify(shown)).not.toContain('1.234,56');
    }
    const { items } = await asked<{ readonly items: readonly Answer[] }>(
      ...[head, `${history}/schede/S-1/timeline?zoom=everything&from=${first}&to=${first}`],
    );
    expect(items).toMatchObject([{ lead: { redactedBy: [redaction.revision] } }]);
  });

  it('adds up how long schede stood where over the years, for a head of the own units', async () => {
    const over = await asked(head, `${history}/dwell-times`);
    expect(over['years']).toMatchObject([{ cycleId, year: 2024 }]);
    expect(over['units']).toMatchObject([{ unitId: 'anziani', years: 1 }]);
    const others = await asked(head, `${history}/dwell-times?unitId=minori`);
    expect(others).toMatchObject({ years: [], units: [] });
    const refused = problem(await server.as('ETS').get(`${history}/dwell-times`));
    expect(refused).toMatchObject({ code: 'not-allowed', rule: 'deny/read/unit-reports' });
  });

  it('is there of a register, too', async () => {
    const registerId = `${ZONE}-organizzazione`;
    const path = `/api/v1/registers/${registerId}/history`;
    const office = server.as('UPc');
    recorded(await office.perform(registerId, 'open-organisation', { title: 'Zona' }));
    const { items } = await asked<{ readonly items: readonly Answer[] }>(
      ...[auditor, `${path}/timeline`],
    );
    expect(items).toMatchObject([
      {
        lead: { type: 'OrganisationOpened' },
        href: `${path}/timeline?zoom=everything&from=0&to=0`,
      },
    ]);
    const { fields } = await asked<{ readonly fields: readonly Answer[] }>(
      ...[auditor, `${path}/blame`],
    );
    expect(fields.find(({ field }) => field === '/title')).toMatchObject({ value: 'Zona' });
    expect(await asked(auditor, `${path}/state`)).toMatchObject({ revision: 0, late: [] });
    expect((await asked(auditor, `${path}/difference`))['changes']).toEqual([]);
  });

  it('is for those who may read it, and each of their reads is recorded', async () => {
    for (const path of ['state', 'difference', 'blame', 'timeline']) {
      const refused = await head.get(`${history}/${path}`);
      expect(problem(refused)).toMatchObject({ code: 'not-allowed', rule: 'deny/read/history' });
      const outside = await server.as('ETS').get(`${history}/schede/S-1/${path}`);
      expect(problem(outside)).toMatchObject({ code: 'not-allowed', rule: 'deny/read/schede' });
      const none = await auditor.get(`${history}/schede/S-2/${path}`);
      expect(problem(none)).toMatchObject({ status: 404, code: 'scheda-not-found' });
    }
    const report = await server
      .as('DIR')
      .get<{ readonly items: readonly Answer[] }>('/api/v1/access-report/accesses?limit=200');
    const routes = JSON.stringify(report.body.items);
    expect(routes).toContain('/history/schede/:schedaId/blame');
  });

  it('refuses two moments for one', async () => {
    const reply = await auditor.get(`${history}/state?revision=1&at=2024-06-01T00:00:00Z`);
    expect(problem(reply)).toMatchObject({ status: 400, code: 'request-invalid' });
  });
});

/** With the duties on, the program reminds people by itself. It begins on Monday 3 June 2024, at ten in Rome. */
describe('Who had been told before a deadline was missed', () => {
  let server: TestServer;
  let office: Client;
  const facts = async (): Promise<readonly ShownFact[]> => everyFact(server.as('AUD'), cycleId);
  const until = async (type: string, count = 1): Promise<readonly ShownFact[]> => {
    for (;;) {
      const found = (await facts()).filter((fact) => fact.type === type);
      if (found.length >= count) return found;
      await pause(20);
    }
  };

  beforeAll(async () => {
    server = await TestServer.start({ duties: 'on' });
    office = server.as('UPc');
    const journey = programmeOfYear(server, 2024);
    await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
    const deadline = { deadlineId: 'D1', kind: 'SCHEDE_SUBMITTED', due: '2024-06-12' };
    recorded(await office.perform(cycleId, 'set-deadline', { ...deadline, basis: 'OFFICE' }));
  });
  afterAll(() => server.end());

  it('is told of each person, with what they had seen by then and what came after', async () => {
    server.clock.pass({ days: 2 }); // Wednesday the 5th, a week before
    await until('ReminderSent');
    const head = server.admit({ role: 'UH', personId: 'responsabile', unitId: 'anziani' });
    const [reminder] = await until('ReminderSent');
    const inbox = await head.get<{
      readonly items: readonly { noticeId: string; cause: { eventId: string } }[];
    }>(`/api/v1/notices?after=${String((reminder as unknown as Answer)['position'])}`);
    const told = inbox.body.items.find(({ cause }) => cause.eventId === reminder!.id)!;
    expect((await head.ask('POST', `/api/v1/notices/${told.noticeId}/read`, '{}')).status).toBe(
      200,
    );
    server.clock.pass({ days: 8 }); // the day after it was over
    const [missed] = await until('DeadlineMissed');
    await until('ReminderSent', 2);
    const last = (await facts()).at(-1) as unknown as Answer;
    const list = await asked<{ readonly fact: Answer; readonly items: readonly Answer[] }>(
      ...[
        server.as('AUD'),
        `${history}/told?revision=${missed!.revision}&after=${String(last['position'])}`,
      ],
    );
    expect(list.fact).toMatchObject({
      ...{ type: 'DeadlineMissed', words: { it: 'Scadenza mancata' } },
      about: { kind: 'deadline', id: 'D1' },
    });
    expect(list.items.find(({ noticeId }) => noticeId === told.noticeId)).toMatchObject({
      ...{ recipientId: 'responsabile', isOfFact: false, cause: { type: 'ReminderSent' } },
      order: { told: 'before', read: 'before', acknowledged: null },
    });
    const later = list.items.filter(({ order }) => (order as Answer)['told'] === 'after');
    expect(later.length).toBeGreaterThan(0);
    for (const { order } of later) expect(order).toMatchObject({ read: null });
    const ofOne = await asked<{ readonly items: readonly Answer[] }>(
      ...[server.as('AUD'), `${history}/told?revision=${missed!.revision}&recipient=responsabile`],
    );
    expect(new Set(ofOne.items.map(({ recipientId }) => recipientId))).toEqual(
      new Set(['responsabile']),
    );
    const refused = problem(await head.get(`${history}/told?revision=${missed!.revision}`));
    expect(refused).toMatchObject({ code: 'not-allowed', rule: 'deny/read/reports' });
  });
});
