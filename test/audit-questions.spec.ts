import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { everyFact, problem } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import { year } from './histories/year.js';
import { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';
import { registroDiZonaWays } from './ways/registro-di-zona.ways.fixture.js';

type Row = Readonly<Record<string, string | number | boolean | null>>;
interface Answered {
  readonly number: number;
  readonly key: string;
  readonly at: string | null;
  readonly verdict: string;
  readonly sentence: { readonly it: string; readonly en: string };
  readonly tables: readonly {
    readonly title: { readonly it: string; readonly en: string };
    readonly columns: readonly { readonly key: string }[];
    readonly rows: readonly Row[];
  }[];
  readonly facts: readonly { readonly eventId: string; readonly type: string }[];
  readonly notKnown: readonly { readonly it: string; readonly en: string }[];
}

let server: TestServer;
let journey: Journey;
/** When each fact of the year had been recorded, the first of a type under its name alone. */
const instants = new Map<string, string>();

const noted = (name: string): void => {
  const nth = [...instants.keys()].filter((each) => each.split(' ')[0] === name).length;
  const now = new Date(server.clock.nowMs()).toISOString();
  instants.set(nth === 0 ? name : `${name} ${nth + 1}`, now);
};

beforeAll(async () => {
  server = await TestServer.start();
  journey = programmeOfYear(server, 2024);
  for (const heard of year) {
    await drive(journey, heard);
    noted(heard.outcome ?? heard.type);
  }
});
afterAll(() => server.end());

/** The answer, now or right after a fact of the year. */
async function ask(question: string, after?: string, of = journey): Promise<Answered> {
  const at = after === undefined ? undefined : instants.get(after);
  if (after !== undefined && at === undefined) throw new Error(`${after} did not happen`);
  const query = at === undefined ? '' : `?at=${at}`;
  const { status, body } = await server
    .as('AUD')
    .get<Answered>(of.path(`/audit/questions/${question}${query}`));
  expect({ question, status }).toEqual({ question, status: 200 });
  return body;
}

/** The rows of a table, by its title in English. */
function rowsOf({ tables }: Answered, title: string): readonly Row[] {
  const table = tables.find((each) => each.title.en === title);
  if (!table) throw new Error(`${tables.map((each) => each.title.en).join(', ')}: no ${title}`);
  for (const row of table.rows) {
    expect(Object.keys(row).sort()).toEqual(table.columns.map(({ key }) => key).sort());
  }
  return table.rows;
}

describe('The questions of an audit', () => {
  it('are fifteen, each with its source, found by number and by key alike', async () => {
    const { body } = await server
      .as('AUD')
      .get<{ items: { number: number; key: string; source: string }[] }>('/api/v1/audit/questions');
    expect(body.items.map(({ number }) => number)).toEqual([...Array(15).keys()].map((n) => n + 1));
    for (const { number, key, source } of body.items) {
      expect(source).not.toBe('');
      // Each read is a fact that the ledger counts.
      const { facts, sentence } = await ask(String(number));
      expect(await ask(key)).toMatchObject({ number, key, facts, sentence });
    }
  });

  it('rest on facts that there are, and are answered in both languages', async () => {
    const ids = new Set((await everyFact(server.as('AUD'), journey.cycleId)).map(({ id }) => id));
    for (let number = 1; number <= 15; number += 1) {
      const { facts, sentence, notKnown, tables } = await ask(String(number));
      expect(facts.filter(({ eventId }) => !ids.has(eventId))).toEqual([]);
      for (const { it, en } of [sentence, ...notKnown, ...tables.map(({ title }) => title)]) {
        expect(it.length * en.length).toBeGreaterThan(0);
      }
    }
  });

  it('are for the auditor and the director, and of the own zone', async () => {
    const path = journey.path('/audit/questions/whole-history');
    expect((await server.as('DIR').get(path)).status).toBe(200);
    for (const role of ['UPc', 'UPo', 'UH', 'SEG', 'ETS', 'ADM'] as const) {
      expect({ role, status: (await server.as(role).get(path)).status }).toEqual({
        role,
        status: 403,
      });
    }
    expect((await server.as('AUD', 'pisana').get(path)).status).toBe(404);
  });

  it('that nobody asks are answered with a no', async () => {
    const unknown = await server.as('AUD').get(journey.path('/audit/questions/16'));
    expect(problem(unknown)).toMatchObject({ status: 404, code: 'audit-question-unknown' });
    const never = await server.as('AUD').get(journey.path('/audit/questions/1?at=ieri'));
    expect(problem(never)).toMatchObject({ status: 400, code: 'request-invalid' });
  });

  it('leave a trace when they are asked', async () => {
    await ask('5');
    const { body } = await server
      .as('AUD')
      .get<{ items: { data: { route: string; cycleId?: string } }[] }>(
        '/api/v1/access-report/accesses?limit=20',
      );
    expect(body.items.map(({ data }) => data)).toContainEqual(
      expect.objectContaining({
        route: 'GET /api/v1/cycles/:cycleId/audit/questions/:question',
        cycleId: journey.cycleId,
      }),
    );
  });
});

describe('1. The decision on co-programming', () => {
  it('is not known before it is taken', async () => {
    expect(await ask('1', 'ParticipationCompleted')).toMatchObject({ verdict: 'not-known' });
  });

  it('is to be looked at when it names no act', async () => {
    const answer = await ask('1', 'CoProgrammingNotActivated');
    expect(answer).toMatchObject({ verdict: 'findings', notKnown: [{}] });
    expect(rowsOf(answer, 'Decisions')).toMatchObject([{ decision: 'not-activated', act: null }]);
  });

  it('is in order when it was activated after all, by which act', async () => {
    const answer = await ask('1', 'CoProgrammingActivated');
    expect(answer.verdict).toBe('in-order');
    expect(rowsOf(answer, 'Decisions')).toHaveLength(2);
    expect(rowsOf(answer, 'Decisions')[1]?.['act']).toEqual(expect.any(String));
  });

  it('of another year names its act, and the deferral once it was not honoured', async () => {
    const other = programmeOfYear(server, 2031);
    await reach(other, (root) => root.can({ type: 'CoProgrammingNotActivated' }));
    await other.perform('DIR', 'decide-co-programming', {
      ...{
        decision: 'not_activated',
        motivation: 'TIGHT_SCHEDULE',
        text: 'I tempi dell’atto regionale non bastano per un avviso di venti giorni',
      },
      ...{ act: 'Determina n. 7/2031', deferredTo: 'Ciclo dell’anno dopo' },
      ...{ deferralDue: server.clock.day() },
    });
    const answer = await ask('1', undefined, other);
    expect(answer).toMatchObject({ verdict: 'in-order', notKnown: [] });
    expect(rowsOf(answer, 'Decisions')).toMatchObject([{ act: 'Determina n. 7/2031' }]);
    server.clock.pass({ days: 2 });
    const later = await ask('1', undefined, other);
    expect(later.verdict).toBe('findings');
    expect(rowsOf(later, 'Deferrals')).toMatchObject([{ standing: 'overdue' }]);
  });
});

describe('2. The six categories', () => {
  it('have gaps while some were not heard with minutes', async () => {
    const answer = await ask('2', 'MeetingHeld');
    expect(answer.verdict).toBe('findings');
    expect(rowsOf(answer, 'Categories and meetings').length).toBeGreaterThanOrEqual(6);
  });

  it('are heard or exempted in the end, meeting by meeting', async () => {
    const answer = await ask('2', 'ParticipationCompleted');
    expect(answer.verdict).toBe('in-order');
    const covered = rowsOf(answer, 'Categories and meetings').filter(
      ({ standing }) => standing === 'covered',
    );
    expect(covered.length).toBeGreaterThan(0);
    for (const { sha256 } of covered) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(rowsOf(answer, 'Exemptions').length).toBeGreaterThan(0);
  });
});

describe('3. What was approved', () => {
  it('is nothing before the vote, and not what was rejected', async () => {
    expect(await ask('3', 'rejected')).toMatchObject({ verdict: 'not-known' });
  });

  it('is computed again, plan and schede, and is the same', async () => {
    const answer = await ask('3');
    expect(answer.verdict).toBe('in-order');
    const schede = rowsOf(answer, 'Schede of the plan approved last');
    expect(schede.length).toBeGreaterThan(0);
    for (const row of [...schede, ...rowsOf(answer, 'Approvals')]) expect(row['same']).toBe(true);
  });
});

describe('4. What changed since it was checked', () => {
  it('is nothing, once something was approved', async () => {
    expect(await ask('4', 'VerificationClosed')).toMatchObject({ verdict: 'not-known' });
    expect(await ask('4')).toMatchObject({ verdict: 'in-order' });
  });
});

describe('5. Who wrote, submitted and checked', () => {
  it('is said scheda by scheda, or of one alone', async () => {
    const all = await ask('5');
    expect(all.verdict).toBe('in-order');
    const [first] = rowsOf(all, 'Hands');
    const { body } = await server
      .as('AUD')
      .get<Answered>(journey.path(`/audit/questions/5?scheda=${String(first?.['schedaId'])}`));
    expect(rowsOf(body, 'Hands')).toEqual([first]);
    expect(first).toMatchObject({ checked: 'operatore', same: null });
  });

  it('is not known where there is no scheda', async () => {
    expect(await ask('5', 'CoProgrammingActivated')).toMatchObject({ verdict: 'not-known' });
  });
});

describe('6. Authority', () => {
  it('is not known where the register keeps no roles; attempts are told', async () => {
    const before = await ask('6');
    expect(before).toMatchObject({ verdict: 'not-known', notKnown: [{}] });
    const wish = { questionId: 'di-chi', subject: 'cycle', text: 'Di chi è?' };
    expect((await journey.attempt('ETS', 'raise-question', wish)).status).toBe(403);
    const tried = rowsOf(await ask('6'), 'Attempts that were refused');
    expect(tried.map(({ personId, verb }) => [personId, verb])).toContainEqual([
      'portatore-di-interesse',
      'raise-question',
    ]);
  });
});

describe('7. Missed deadlines', () => {
  it('are none while there is time, then told with who was warned', async () => {
    const other = programmeOfYear(server, 2032);
    await reach(other, (root) => root.can({ type: 'KickoffHeld' }));
    const due = server.clock.day();
    await other.perform('UPc', 'set-deadline', {
      ...{ deadlineId: 'adesione', kind: 'PARTICIPATION', due, basis: 'OFFICE' },
    });
    const mine = (answer: Answered) =>
      rowsOf(answer, 'Deadlines').find(({ deadlineId }) => deadlineId === 'adesione');
    expect(mine(await ask('7', undefined, other))).toMatchObject({
      lateness: 'open',
      reminders: 0,
    });
    server.clock.pass({ days: 3 });
    const missed = await ask('7', undefined, other);
    expect(missed).toMatchObject({ verdict: 'findings', notKnown: [{}] });
    expect(mine(missed)).toMatchObject({
      lateness: 'missing',
      daysLate: 3,
      missedRecordedAt: null,
    });
    await other.perform('SYS', 'record-missed-deadline', { deadlineId: 'adesione' });
    expect(mine(await ask('7', undefined, other))?.['missedRecordedAt']).toEqual(
      expect.any(String),
    );
  });
});

describe('8. Returns', () => {
  it('are none before the first, then told with their reasons and how long each sat where', async () => {
    expect(await ask('8', 'SchedaTakenInCharge')).toMatchObject({ verdict: 'in-order' });
    const answer = await ask('8', 'SchedaReturned');
    expect(answer.verdict).toBe('findings');
    expect(rowsOf(answer, 'Returns')).toMatchObject([{ returns: 1 }]);
    expect(rowsOf(answer, 'Reasons by unit').length).toBeGreaterThan(0);
    expect(rowsOf(answer, 'How long each sat where').length).toBeGreaterThan(1);
  });
});

describe('9. The notice of twenty days', () => {
  it('is not known before, and respected with dates and place; of its proof only the address is known', async () => {
    expect(await ask('9', 'CoProgrammingActivated')).toMatchObject({ verdict: 'not-known' });
    const answer = await ask('9');
    expect(answer).toMatchObject({ verdict: 'in-order', notKnown: [{}] });
    const [notice] = rowsOf(answer, 'Notices');
    expect(Number(notice?.['days'])).toBeGreaterThanOrEqual(20);
    expect(notice).toMatchObject({ respected: true, proof: null });
  });

  it('is proved by a document that was recorded with it', async () => {
    const other = programmeOfYear(server, 2033);
    await reach(other, (root) => root.can({ type: 'NoticePublished' }));
    const closesOn = new Date(server.clock.nowMs() + 25 * 86_400_000).toISOString().slice(0, 10);
    const proof = { title: 'Relata dell’albo', sha256: 'ab'.repeat(32), protocol: '12/2033' };
    await other.perform('UPo', 'publish-notice', {
      ...{ closesOn, url: 'https://example.org/avviso', requirements: 'Enti iscritti', proof },
    });
    const answer = await ask('9', undefined, other);
    expect(answer).toMatchObject({ verdict: 'in-order', notKnown: [] });
    expect(rowsOf(answer, 'Notices')).toMatchObject([
      { proof: 'Relata dell’albo', proofSha256: proof.sha256 },
    ]);
  });
});

describe('10. Contributions', () => {
  it('wait for an answer, and have one', async () => {
    const other = programmeOfYear(server, 2035);
    await drive(other, { type: 'ContributionReceived' });
    const waiting = await ask('10', undefined, other);
    expect(waiting.verdict).toBe('findings');
    const open = rowsOf(waiting, 'Contributions and answers').filter((each) => !each['answer']);
    expect(open.length).toBeGreaterThan(0);
    for (const { contributionId } of open) {
      await drive(other, { type: 'ContributionAnswered' }, String(contributionId));
    }
    const answer = await ask('10', undefined, other);
    expect(answer.verdict).toBe('in-order');
    const [row] = rowsOf(answer, 'Contributions and answers');
    expect(row).toMatchObject({ answer: expect.any(String), answeredOn: expect.any(String) });
    // Who spoke is sealed in the log, and opened for who may read it.
    expect(row?.['body']).not.toContain('$pii');
  });
});

describe('11. What was missing when it was approved', () => {
  it('is what the report of gaps says, frozen at the approval', async () => {
    const answer = await ask('11');
    const { body } = await server.as('AUD').get<{
      readonly approvals: readonly { readonly total: number }[];
    }>(journey.path(`/reports/gaps?after=${journey.position}`));
    const total = body.approvals.reduce((sum, each) => sum + each.total, 0);
    expect(rowsOf(answer, 'Approved anyway')).toHaveLength(total);
    expect(answer.verdict).toBe(total > 0 ? 'findings' : 'in-order');
    expect(await ask('11', 'SchedaAssigned')).toMatchObject({ verdict: 'in-order' });
  });
});

describe('12. Money', () => {
  it('cannot be looked for without a register, and is found where the same CUP stands twice', async () => {
    expect(await ask('12')).toMatchObject({ verdict: 'not-known', notKnown: [{}] });
    const register = new Journey(server, `${ZONE}-registro-di-zona`, registroDiZonaWays);
    await drive(register, { type: 'ZoneRegisterOpened' });
    expect((await ask('12')).verdict).not.toBe('findings');
    for (const fundedProjectId of ['uno', 'due']) {
      await register.perform('UPo', 'add-funded-project', {
        ...{ fundedProjectId, name: `Progetto ${fundedProjectId}`, cup: ['J44D22001880007'] },
        ...registroDiZonaWays.wishes['add-funded-project']?.(register, { id: fundedProjectId })
          .body,
        cup: ['J44D22001880007'],
      });
    }
    const answer = await ask('12');
    expect(answer.verdict).toBe('findings');
    expect(rowsOf(answer, 'Maybe counted twice')).toMatchObject([{ kind: 'same-cup' }]);
  });
});

describe('13. After the approval', () => {
  it('is not known before it, then told; prescriptions are overdue once their day is over', async () => {
    expect(await ask('13', 'rejected')).toMatchObject({ verdict: 'not-known' });
    const answer = await ask('13', 'approvedWithPrescriptions');
    expect(answer.verdict).toBe('in-order');
    const prescriptions = rowsOf(answer, 'Prescriptions');
    expect(prescriptions.length).toBeGreaterThan(0);
    const due = prescriptions.map((row) => row['due']).find((day) => day !== null);
    if (due !== undefined) {
      server.clock.pass({ days: 800 });
      expect(await ask('13')).toMatchObject({ verdict: 'findings' });
    }
  });
});

describe('14. What was recorded late', () => {
  it('is nothing, until something is', async () => {
    const other = programmeOfYear(server, 2034);
    const { as, body } = other.ways.wishes['draft-cycle']!(other, { id: 'ciclo' });
    await other.perform(as, 'draft-cycle', { ...body, occurredOn: server.clock.day() });
    expect(await ask('14', undefined, other)).toMatchObject({ verdict: 'in-order' });
    const occurredOn = server.clock.day();
    server.clock.pass({ days: 10 });
    await other.perform('UPo', 'raise-question', {
      ...{ questionId: 'tardi', subject: 'cycle', text: 'Chi firma?' },
      ...{ occurredOn, lateReason: 'Trovata nel registro cartaceo' },
    });
    const answer = await ask('14', undefined, other);
    expect(answer.verdict).toBe('findings');
    expect(rowsOf(answer, 'Recorded late')).toMatchObject([
      { days: 10, lateReason: 'Trovata nel registro cartaceo' },
    ]);
  });
});

describe('15. The whole history', () => {
  it('is whole, replayed and sealed; who wrote it is said', async () => {
    const answer = await ask('15');
    expect({ verdict: answer.verdict, sentence: answer.sentence.en }).toMatchObject({
      verdict: 'in-order',
    });
    expect(rowsOf(answer, 'Ledger')).toMatchObject([{ state: 'sealing', withoutProof: 0 }]);
    expect(rowsOf(answer, 'Compared with the history replayed')).toMatchObject([
      { replays: true, gaps: 0, clockJumps: 0 },
    ]);
    const written = rowsOf(answer, 'By what it was written');
    expect(written.reduce((sum, row) => sum + Number(row['facts']), 0)).toBe(journey.revision + 1);
  });

  it('is not whole once somebody changed a fact under the service, even where it replays alike', async () => {
    const { facts } = await ask('15');
    const [first] = facts;
    const database = new DatabaseSync(join(server.folder, 'log.db'));
    database.exec('DROP TRIGGER event_refuses_update');
    const change = (from: string, to: string): void => {
      database
        .prepare('UPDATE event SET metadata = replace(metadata, ?, ?) WHERE id = ?')
        .run(from, to, first!.eventId);
    };
    const [was, is] = ['"personId":"coordinatore', '"personId":"nessuno'];
    try {
      change(was, is);
      const answer = await ask('15');
      expect(answer.verdict).toBe('findings');
      expect(rowsOf(answer, 'Ledger')).toMatchObject([{ changed: 1 }]);
    } finally {
      change(is, was);
      database.close();
    }
    expect((await ask('15')).verdict).toBe('in-order');
  });
});
