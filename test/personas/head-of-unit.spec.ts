import { everyRow, problem, type Client } from '../client.fixture.js';
import { drive, reach } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { checked, preparing, onScheda, reported, submitted, unitOf } from './plans.fixture.js';

/*
 * The day of the head of a unit. What of it is proven elsewhere:
 *
 *   I go on leave; Dr B. acts for me for two weeks       test/substitution.spec.ts
 *   A scheda returned twice, with the points each time   test/unhappy-paths.spec.ts
 *   What is different from last year, for one scheda     test/between-years.spec.ts
 *   A command sent twice is done once (a lost session)   test/idempotency.spec.ts
 *   Somebody else moved the scheda while I wrote         test/conflicts.spec.ts
 *
 * Not of the API: the one mail with its link, and its acknowledgement; the form that can be filled in with
 * the keyboard alone and keeps what was typed.
 */
interface TaskRow {
  readonly cycleId: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly en: string;
  readonly due: string | null;
}
interface SchedaView {
  readonly version: number;
  readonly content: Readonly<Record<string, unknown>>;
  readonly lastReturn?: object;
}
interface Changes {
  readonly from: { readonly version: number };
  readonly to: { readonly version: number };
  readonly changes: readonly { readonly field: string; readonly label: string }[];
}

let server: TestServer;
let head: Client;
let office: Client;

beforeAll(async () => {
  server = await TestServer.start();
  head = server.as('UH');
  office = server.as('UPo');
});
afterAll(() => server.end());

const tasks = (journey: Journey): Promise<readonly TaskRow[]> =>
  everyRow<TaskRow>(
    head,
    `/api/v1/worklist?limit=200&cycleId=${journey.cycleId}&after=${journey.position}`,
  );

describe('As head of a unit I find the schede that came back to me', () => {
  let journey: Journey;
  const unit = () => unitOf(server, UNIT);

  const giveBack = async (schedaId: string, points: object): Promise<void> => {
    await onScheda(journey, office, 'take-scheda-in-charge', schedaId);
    await onScheda(journey, office, 'return-scheda', schedaId, points);
  };
  const changes = async (schedaId: string, query = ''): Promise<Changes> =>
    (await office.get<Changes>(journey.path(`/schede/${schedaId}/changes${query}`))).body;
  const fields = async (schedaId: string, query = ''): Promise<readonly string[]> =>
    (await changes(schedaId, query)).changes.map(({ field }) => field);

  beforeAll(async () => {
    journey = programmeOfYear(server, 2024);
    await preparing(journey);
    for (const schedaId of ['S-1', 'S-2', 'S-3']) {
      await submitted(journey, { schedaId, unit: unit() });
    }
  });

  it('in one list, the most urgent first, each with its points, its day and the way to it', async () => {
    const points = { reasons: ['NO_INDICATOR', 'TEXT'], text: 'Manca il valore atteso' };
    const due = server.clock.day(7);
    const sooner = server.clock.day(3);
    await giveBack('S-1', { ...points, due });
    await giveBack('S-2', { ...points, due: sooner });
    const returned = (await tasks(journey)).filter(({ en }) => en === 'Fix and submit again');
    expect(returned).toMatchObject([
      { subject: { kind: 'scheda', id: 'S-2' }, due: sooner },
      { subject: { kind: 'scheda', id: 'S-1' }, due },
    ]);
    for (const { cycleId, subject, due: day } of returned) {
      const { body } = await head.get<SchedaView>(`/api/v1/cycles/${cycleId}/schede/${subject.id}`);
      expect(body.lastReturn).toEqual({ ...points, due: day });
    }
  });

  it('and once I have mended one and submitted it again, the office sees only the fields I changed', async () => {
    expect(await changes('S-1')).toMatchObject({ from: { version: 1 }, to: { version: 1 } });
    expect(await fields('S-1')).toEqual([]);
    const indicators = [{ name: 'Persone seguite', target: '120', source: 'Gestionale' }];
    await onScheda(journey, head, 'revise-scheda', 'S-1', {
      changes: { noIndicatorReason: null, indicators },
    });
    await onScheda(journey, head, 'revise-scheda', 'S-1', { changes: { recipients: 'Anziani' } });
    await onScheda(journey, head, 'submit-scheda', 'S-1');
    expect(await changes('S-1')).toMatchObject({
      schedaId: 'S-1',
      from: { version: 1 },
      to: { version: 3 },
      changes: [
        { field: 'recipients', label: 'Destinatari', before: null, after: 'Anziani' },
        { field: 'indicators', label: 'Indicatori', before: null, after: indicators },
        { field: 'noIndicatorReason', before: 'Da concordare', after: null },
      ],
    });
  });

  it('and the next time only what I changed since then', async () => {
    await giveBack('S-1', { reasons: ['TEXT'], text: 'Quali anziani?', due: server.clock.day(7) });
    const recipients = 'Anziani non autosufficienti';
    await onScheda(journey, head, 'revise-scheda', 'S-1', { changes: { recipients } });
    await onScheda(journey, head, 'submit-scheda', 'S-1');
    expect(await changes('S-1')).toMatchObject({
      changes: [{ field: 'recipients', before: 'Anziani', after: recipients }],
    });
  });

  it('while any two versions can be laid side by side, also the first', async () => {
    expect(await fields('S-1', '?from=1&to=2')).toEqual(['indicators', 'noIndicatorReason']);
    expect(await fields('S-1', '?from=2&to=4')).toEqual(['recipients']);
    expect(await fields('S-1', '?from=3&to=3')).toEqual([]);
    expect(await changes('S-1', '?from=4&to=3')).toMatchObject({
      changes: [{ before: 'Anziani non autosufficienti', after: 'Anziani' }],
    });
    expect(await fields('S-1', '?from=0&to=1')).toEqual([
      ...['sector', 'holder', 'kind', 'noNeedReason', 'description', 'noIndicatorReason'],
      ...['start', 'end', 'periodPrecision'],
    ]);
  });

  it.each(['from=5', 'to=5', 'from=-1', 'to=due', 'fields=all'])(
    'but not with %s, which is no version of it',
    async (query) => {
      const reply = await office.get(journey.path(`/schede/S-1/changes?${query}`));
      expect(problem(reply)).toMatchObject({ status: 400, code: 'request-invalid' });
    },
  );

  it('and a revision of the plan shows what it changes in what was approved', async () => {
    await onScheda(journey, head, 'submit-scheda', 'S-2');
    for (const schedaId of ['S-1', 'S-2', 'S-3']) {
      await onScheda(journey, office, 'take-scheda-in-charge', schedaId);
      await onScheda(journey, office, 'check-scheda', schedaId);
    }
    await reach(journey, (root) => root.matches('inForce'));
    await journey.perform('UPc', 'open-revision', {
      scope: [{ schedaId: 'S-1', what: 'amend' }],
      reason: 'Nuovi fondi',
    });
    expect(await fields('S-1')).toEqual([]);
    await onScheda(journey, head, 'revise-scheda', 'S-1', { changes: { expectedRecipients: 200 } });
    expect(await changes('S-1')).toMatchObject({
      from: { version: 4 },
      to: { version: 5 },
      changes: [{ field: 'expectedRecipients', before: null, after: 200 }],
    });
    await drive(journey, { type: 'AmendmentDropped' }, 'S-1');
    expect(await changes('S-1')).toMatchObject({ to: { version: 4 }, changes: [] });
    expect(await fields('S-1', '?from=4&to=5')).toEqual(['expectedRecipients']);
  });
});

describe('As head of a unit I fill nine schede, most of them as last year', () => {
  const indicators = [{ name: 'Persone seguite', target: '100', source: 'Gestionale' }];
  const ids = Array.from({ length: 9 }, (_, index) => `S-${index + 1}`);
  const period = { start: '2035-01-01', end: '2035-12-31', periodPrecision: 'year' };
  let next: Journey;

  beforeAll(async () => {
    const last = programmeOfYear(server, 2034);
    const unit = unitOf(server, UNIT);
    await preparing(last);
    for (const schedaId of ids) {
      const content = { indicators, recipients: `Destinatari di ${schedaId}` };
      await checked(last, { schedaId, unit, content });
    }
    await reach(last, (root) => root.matches('inForce'));
    await last.perform('UPc', 'start-final-report', {});
    for (const schedaId of ids) await reported(last, { schedaId, unit });
    next = programmeOfYear(server, 2035);
    const draft = { fromCycleId: last.cycleId, title: 'POA 2035' };
    await next.perform('UPc', 'draft-from-previous', draft);
    await reach(next, (root) => root.matches('preparation'));
  });

  const mine = (): readonly string[] =>
    next.all('SchedaCarriedOver').map(({ schedaId }) => schedaId);
  const since = async (schedaId: string): Promise<readonly string[]> => {
    const { body } = await head.get<Pick<Changes, 'changes'>>(
      next.path(`/schede/${schedaId}/last-year`),
    );
    return body.changes.map(({ field }) => field);
  };

  it('which wait for me with the text and the indicators they had', async () => {
    const waiting = (await tasks(next)).map(({ subject, en }) => [subject.id, en]);
    expect(new Map(waiting as [string, string][])).toEqual(
      new Map(mine().map((id) => [id, 'Look through and submit'])),
    );
    for (const [index, schedaId] of mine().entries()) {
      const { body } = await head.get<SchedaView>(next.path(`/schede/${schedaId}`));
      expect(body.content).toMatchObject({
        ...{ indicators, recipients: `Destinatari di ${ids[index]}` },
        description: 'Assistenza domiciliare',
      });
    }
  });

  it('where I change what is different, and am shown just that beside last year', async () => {
    const [first = '', ...others] = mine();
    const changed = { ...period, recipients: 'Anziani e chi li assiste' };
    await onScheda(next, head, 'revise-scheda', first, { changes: changed });
    for (const id of others) await onScheda(next, head, 'revise-scheda', id, { changes: period });
    expect(await since(first)).toEqual(['kind', 'recipients', 'start', 'end']);
    for (const id of others) expect(await since(id)).toEqual(['kind', 'start', 'end']);
  });

  it('and all nine go to the office with their indicators', async () => {
    for (const id of mine()) await onScheda(next, head, 'submit-scheda', id);
    const path = next.path(`/schede?unitId=${UNIT}&state=submitted&after=${next.position}`);
    expect((await head.get(path)).body).toMatchObject({ total: 9 });
    const { body } = await head.get(next.path(`/reports/gaps?after=${next.position}`));
    expect(body).toMatchObject({ now: { schede: 9, withoutIndicator: 0 } });
    expect(await tasks(next)).toEqual([]);
  });
});
