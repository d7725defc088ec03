import { problem } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';
import { completeContent, document } from './ways/to-approval.wishes.fixture.js';

/**
 * What goes wrong in an ordinary year, end to end over the API, in the words of the people it happens to.
 * Others of these stories stand beside what they are about: substitution, co-programming-procedure,
 * between-years, co-design-register.
 */
const reason = 'Così ha chiesto il territorio';
let server: TestServer;
let year = 1_950;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.end());

const begin = (): Journey => programmeOfYear(server, year++);
const drafting = (journey: Journey): Promise<void> =>
  reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));

async function refusal(
  journey: Journey,
  role: Parameters<Journey['attempt']>[0],
  verb: string,
  body: object,
  options = {},
): Promise<string> {
  return problem(await journey.attempt(role, verb, body, options)).code;
}

const view = async (journey: Journey): Promise<Readonly<Record<string, never>>> =>
  (await server.as('AUD').get<Readonly<Record<string, never>>>(journey.path())).body;

/** A new scheda, as far as a unit brings it. */
async function submitted(journey: Journey, schedaId: string): Promise<void> {
  await drafting(journey);
  for (const type of ['SchedaAssigned', 'SchedaRevised', 'SchedaSubmitted'] as const) {
    await drive(journey, { type }, schedaId);
  }
}

const onScheda = (journey: Journey, role: 'UH' | 'UPo' | 'UPc' | 'RF') => ({
  performs: (verb: string, schedaId: string, more: object = {}) =>
    journey.perform(role, verb, { schedaId, ...more }, { ifMatch: journey.movedAt(schedaId) }),
  isRefused: (verb: string, schedaId: string, more: object = {}) =>
    refusal(journey, role, verb, { schedaId, ...more }, { ifMatch: journey.movedAt(schedaId) }),
});

describe('a scheda returned twice, then withdrawn', () => {
  it('comes back with the points each time, and leaves only as its unit asked and the office granted', async () => {
    const journey = begin();
    await submitted(journey, 'S-1');
    const office = onScheda(journey, 'UPo');
    const unit = onScheda(journey, 'UH');
    for (const text of ['Manca l’indicatore', 'L’indicatore non ha un valore atteso']) {
      await office.performs('take-scheda-in-charge', 'S-1');
      await office.performs('return-scheda', 'S-1', { reasons: ['NO_INDICATOR'], text });
      const read = await server
        .as('UH')
        .get<{ readonly lastReturn: object }>(journey.path('/schede/S-1'));
      expect(read.body.lastReturn).toMatchObject({ text });
      await unit.performs('submit-scheda', 'S-1');
    }
    expect(await onScheda(journey, 'UPc').isRefused('grant-withdrawal', 'S-1', { reason })).toBe(
      'withdrawal-not-requested',
    );
    await unit.performs('request-withdrawal', 'S-1', { reason });
    await onScheda(journey, 'UPc').performs('grant-withdrawal', 'S-1', { reason });
    const { body } = await server.as('AUD').get<object>(journey.path('/schede/S-1'));
    expect(body).toMatchObject({ state: 'withdrawn', returns: 2 });
    expect(await unit.isRefused('submit-scheda', 'S-1')).toBe('not-now');
  });
});

describe('the meeting of the 21st cancelled on its morning', () => {
  it('opens the gap of its category, and the meeting that takes its place closes it', async () => {
    const journey = begin();
    await drafting(journey);
    const planned = {
      title: 'Organizzazioni sindacali',
      counterpart: 'OO_SS',
      plannedCategories: ['ORGANIZZAZIONI_SINDACALI'],
      date: server.clock.day(),
      channel: 'IN_PERSON',
    };
    await journey.perform('UPo', 'schedule-meeting', { meetingId: 'M2', ...planned });
    const cancelled = await journey.perform('UPo', 'cancel-meeting', { meetingId: 'M2', reason });
    expect(cancelled.facts).toMatchObject([
      { type: 'MeetingCancelled' },
      { type: 'ParticipationGapOpened', data: { categories: ['ORGANIZZAZIONI_SINDACALI'] } },
    ]);
    const held = {
      meetingId: 'M2',
      categories: ['ORGANIZZAZIONI_SINDACALI'],
      attendance: ['Organizzazione sindacale'],
      contents: ['Bozza del piano'],
    };
    expect(await refusal(journey, 'UPo', 'record-meeting-held', held)).toBe('not-now');

    await journey.perform('UPo', 'schedule-meeting', { meetingId: 'M2-bis', ...planned });
    await journey.perform('UPo', 'record-meeting-held', { ...held, meetingId: 'M2-bis' });
    await journey.perform('UPo', 'record-minutes', { meetingId: 'M2-bis', document });
    const coverage = async (position: number): Promise<readonly string[]> =>
      (
        await server
          .as('AUD')
          .get<{ readonly gaps: readonly string[] }>(journey.path(`/coverage?after=${position}`))
      ).body.gaps;
    expect(await coverage(journey.position)).not.toContain('ORGANIZZAZIONI_SINDACALI');
    expect(await view(journey)).toMatchObject({
      states: { meeting: { M2: 'cancelled', 'M2-bis': 'minuted' } },
    });
  });
});

describe('a deadline extended after it was missed', () => {
  it('keeps the day that was missed beside the new one, with the reason', async () => {
    const journey = begin();
    await drafting(journey);
    const due = server.clock.day(1);
    await journey.perform('UPc', 'set-deadline', {
      deadlineId: 'D-1',
      kind: 'SCHEDE_SUBMITTED',
      due,
      basis: 'OFFICE',
    });
    server.clock.pass({ days: 5 });
    const extension = { deadlineId: 'D-1', to: server.clock.day(10) };
    expect(await refusal(journey, 'UPc', 'extend-deadline', extension)).toBe('reason-needed');
    await journey.perform('UPc', 'extend-deadline', { ...extension, reason });
    expect(await view(journey)).toMatchObject({
      deadlines: { 'D-1': { due: extension.to, history: [{ from: due, reason }] } },
    });
  });
});

describe('the conference without quorum twice, then approved with two prescriptions', () => {
  it('asks for a new session each time; one prescription is met late, and that shows', async () => {
    const journey = begin();
    await reach(journey, (root) => root.matches({ approval: { onAgenda: 'convened' } }));
    for (let session = 0; session < 2; session++) {
      await drive(journey, { type: 'DeliberationRecorded', outcome: 'noQuorum' });
      expect(
        await refusal(journey, 'SEG', 'record-deliberation', {
          sessionId: journey.last('OrganConvened').sessionId,
          outcome: 'approved',
          quorumThousandths: 501,
          members: [],
          manifestHash: journey.last('VerificationClosed').manifestHash,
          prescriptions: [],
        }),
      ).toBe('not-now');
      await drive(journey, { type: 'OrganConvened' });
    }
    const { sessionId } = journey.last('OrganConvened');
    const due = server.clock.day(10);
    await journey.perform('SEG', 'record-deliberation', {
      sessionId,
      outcome: 'approvedWithPrescriptions',
      quorumThousandths: 501,
      members: [{ body: 'Comune', present: true, quotaThousandths: 1_000, vote: 'for' }],
      manifestHash: journey.last('VerificationClosed').manifestHash,
      number: '12',
      actDate: server.clock.day(),
      prescriptions: [
        { text: 'Aggiornare gli indicatori', due },
        { text: 'Riferire sulla co-programmazione', due },
      ],
    });
    const [first, second] = journey.all('PrescriptionSet').map((set) => set.prescriptionId);
    const meet = async (prescriptionId: string | undefined): Promise<void> => {
      await journey.perform('UPc', 'meet-prescription', { prescriptionId, text: 'Fatto' });
    };
    await meet(first);
    expect(await refusal(journey, 'UPc', 'accept-prescription', { prescriptionId: first })).toBe(
      'not-allowed',
    );
    await journey.perform('DIR', 'accept-prescription', { prescriptionId: first });
    server.clock.pass({ days: 17 });
    await meet(second);
    await journey.perform('DIR', 'accept-prescription', { prescriptionId: second });
    expect(journey.all('PrescriptionAccepted')).toMatchObject([
      { prescriptionId: first, daysLate: 0 },
      { prescriptionId: second, daysLate: 7 },
    ]);
  });
});

describe('a rejection with its motives', () => {
  it('reopens the schede that are listed and leaves the others as they were checked', async () => {
    const journey = begin();
    await drafting(journey);
    for (const id of ['S-1', 'S-2']) {
      for (const type of [
        ...(['SchedaAssigned', 'SchedaRevised', 'SchedaSubmitted'] as const),
        ...(['SchedaTakenInCharge', 'SchedaChecked'] as const),
      ]) {
        await drive(journey, { type }, id);
      }
    }
    await reach(journey, (root) => root.matches({ approval: { onAgenda: 'convened' } }));
    await drive(journey, { type: 'DeliberationRecorded', outcome: 'rejected' });
    expect(await view(journey)).toMatchObject({
      phase: 'verification',
      sentBack: { text: 'Le risorse non bastano' },
    });
    await journey.perform('UPc', 'request-fixes', {
      schedaIds: ['S-1'],
      reasons: ['RESOURCES_UNCLEAR'],
      text: 'Di’ da dove vengono le risorse',
    });
    const stateOf = async (id: string): Promise<unknown> =>
      (await server.as('AUD').get<{ readonly state: string }>(journey.path(`/schede/${id}`))).body
        .state;
    expect([await stateOf('S-1'), await stateOf('S-2')]).toEqual(['returned', 'checked']);
    expect(
      await onScheda(journey, 'RF').isRefused('revise-scheda', 'S-2', {
        changes: { recipients: 'Altri' },
      }),
    ).toBe('not-now');
    await onScheda(journey, 'RF').performs('revise-scheda', 'S-1', {
      changes: { recipients: 'Altri' },
    });
  });
});

describe('a revision in mid-year', () => {
  it('adds three schede and drops one while monitoring goes on, and the approved plan stays readable', async () => {
    const journey = begin();
    await drafting(journey);
    for (const id of ['S-1', 'S-2']) {
      for (const type of [
        ...(['SchedaAssigned', 'SchedaRevised', 'SchedaSubmitted'] as const),
        ...(['SchedaTakenInCharge', 'SchedaChecked'] as const),
      ]) {
        await drive(journey, { type }, id);
      }
    }
    await reach(journey, (root) => root.matches('inForce'));
    const approved = journey.last('VerificationClosed').manifestHash;
    const scope = [{ schedaId: 'S-1', what: 'drop' }];
    expect(await refusal(journey, 'UPc', 'open-revision', { scope })).toBe('reason-needed');
    await journey.perform('UPc', 'open-revision', { scope, reason: 'Il PNRR ritarda' });
    await journey.perform('UPo', 'open-checkpoint', { due: server.clock.day(20) });
    const progress = { status: 'UNDER_WAY', text: 'Procede', measured: [] };
    await onScheda(journey, 'RF').performs('record-progress', 'S-2', progress);
    for (const id of ['N-1', 'N-2', 'N-3']) {
      for (const type of [
        ...(['SchedaAssigned', 'SchedaRevised', 'SchedaSubmitted'] as const),
        ...(['SchedaTakenInCharge', 'SchedaChecked'] as const),
      ]) {
        await drive(journey, { type }, id);
      }
    }
    // What is approved is frozen: the scheda that the revision does not take up cannot be changed.
    expect(
      await onScheda(journey, 'RF').isRefused('revise-scheda', 'S-2', { changes: completeContent }),
    ).toBe('only-by-revision');
    await journey.perform('UPc', 'verify-revision', { leftOut: [] });
    await drive(journey, { type: 'ProposalEndorsed' });
    await drive(journey, { type: 'OrganConvened' });
    await drive(journey, { type: 'DeliberationRecorded', outcome: 'approved' });
    const merged = journey.last('RevisionMerged').manifestHash;
    expect(merged).not.toBe(approved);
    const { body } = await server.as('AUD').get(journey.path('/manifests'));
    const told = JSON.stringify(body);
    expect(told).toContain(approved);
    expect(told).toContain(merged);
    const states = Object.fromEntries(
      [...journey.partsOf('scheda')].map(([id, { value }]) => [id, value as unknown]),
    );
    expect(states).toMatchObject({
      'S-1': 'dropped',
      'S-2': 'approved',
      'N-1': 'approved',
      'N-2': 'approved',
      'N-3': 'approved',
    });
  });
});

describe('an illegitimacy found after the approval', () => {
  it('annuls the part of one scheda by an act of the organ; the rest of the plan stands', async () => {
    const journey = begin();
    await reach(journey, (root) => root.matches('inForce'));
    const [schedaId = ''] = journey.all('SchedaApproved').map((approved) => approved.schedaId);
    const annulment = { schedaId, act: 'Delibera 20/2024', ground: 'Fondi di altro ente' };
    const ifMatch = journey.movedAt(schedaId);
    expect(
      await refusal(journey, 'UPc', 'annul-scheda', { ...annulment, reason }, { ifMatch }),
    ).toBe('not-allowed');
    await journey.perform('SEG', 'annul-scheda', { ...annulment, reason }, { ifMatch });
    const { body } = await server.as('AUD').get(journey.path(`/schede/${schedaId}`));
    expect(body).toMatchObject({ state: 'annulled' });
    expect(await view(journey)).toMatchObject({ phase: 'inForce' });
  });
});

describe('a unit that never reports', () => {
  it('is excused with a reason, the year closes, and the gap stays visible', async () => {
    const journey = begin();
    await reach(journey, (root) => root.matches('inForce'));
    await journey.perform('UPc', 'start-final-report', {});
    const path = journey.path('/final-report');
    const asRead = async () => {
      const { body } = await server.as('DIR').get<{ readonly reportHash: string }>(path);
      return { reportHash: body.reportHash };
    };
    const incomplete = await asRead();
    expect(await refusal(journey, 'DIR', 'endorse-final-report', incomplete)).toBe(
      'schede-not-reported',
    );
    for (const { schedaId } of journey.all('SchedaApproved')) {
      await journey.perform('UPc', 'excuse-scheda', { schedaId, reason: 'Unità senza personale' });
    }
    expect(await refusal(journey, 'DIR', 'endorse-final-report', incomplete)).toBe('other-report');
    await journey.perform('DIR', 'endorse-final-report', await asRead());
    const { reportHash } = journey.last('FinalReportEndorsed');
    await journey.perform('SEG', 'approve-final-report', {
      organ: 'Conferenza zonale integrata',
      sessionOn: server.clock.day(),
      number: '30',
      actDate: server.clock.day(),
      reportHash,
    });
    await journey.perform('UPc', 'close-cycle', {
      manifestHash: journey.last('VerificationClosed').manifestHash,
      reportHash,
    });
    expect(await view(journey)).toMatchObject({ phase: 'closed' });
    expect(JSON.stringify(journey.last('FinalReportEndorsed').schede)).toContain('EXCUSED');
  });
});

describe('a meeting recorded three weeks after it was held', () => {
  it('says why, and keeps both days', async () => {
    const journey = begin();
    await drafting(journey);
    server.clock.pass({ days: 30 });
    const heldOn = server.clock.day(-21);
    await journey.perform('UPo', 'schedule-meeting', {
      meetingId: 'M-tardi',
      title: 'Consulta',
      counterpart: 'CONSULTA_TERZO_SETTORE',
      plannedCategories: ['VOLONTARIATO'],
      date: heldOn,
      channel: 'ONLINE',
    });
    const held = {
      meetingId: 'M-tardi',
      occurredOn: heldOn,
      categories: ['VOLONTARIATO'],
      attendance: ['Consulta'],
      contents: ['Piano'],
    };
    expect(await refusal(journey, 'UPo', 'record-meeting-held', held)).toBe('late-reason-needed');
    const { facts } = await journey.perform('UPo', 'record-meeting-held', {
      ...held,
      lateReason: 'La segreteria era assente',
    });
    const { body } = await server
      .as('AUD')
      .get<{ readonly items: readonly object[] }>(
        journey.path(`/facts?from=${facts[0]!.revision}`),
      );
    expect(body.items[0]).toMatchObject({
      occurredOn: heldOn,
      lateReason: 'La segreteria era assente',
      recordedAt: expect.stringContaining(server.clock.day()) as string,
    });
  });
});

describe('a wrong number in a deliberation', () => {
  it('is corrected by a new fact that names the wrong one; the wrong one stays as it was', async () => {
    const journey = begin();
    await reach(journey, (root) => root.matches('inForce'));
    const wrong = journey.facts.findLast(({ type }) => type === 'DeliberationRecorded')!;
    const old = journey.last('DeliberationRecorded').number;
    const correction = { eventId: wrong.id, field: '/number', old, new: '21', reason };
    expect(
      await refusal(journey, 'UPc', 'correct-record', { ...correction, old: 'un altro' }),
    ).toBe('old-value-differs');
    await journey.perform('UPc', 'correct-record', correction);
    expect(await view(journey)).toMatchObject({ actNumber: '21' });
    const { body } = await server
      .as('AUD')
      .get<{ readonly items: readonly object[] }>(journey.path(`/facts?from=${wrong.revision}`));
    expect(body.items[0]).toMatchObject({ id: wrong.id, data: { number: old } });
    expect(
      await refusal(journey, 'UPc', 'correct-record', {
        ...{ eventId: wrong.id, field: '/outcome', old: 'approved', new: 'rejected', reason },
      }),
    ).toBe('not-correctable');
  });
});

describe('the regional act that arrives in mid-cycle', () => {
  it('is linked, moves the day aimed at, and the day before stays visible', async () => {
    const journey = begin();
    await drafting(journey);
    const first = server.clock.day(100);
    await journey.perform('UPc', 'set-target-approval', { date: first, basis: 'Ufficio', reason });
    const act = { cite: 'DGRT 1237/2023' };
    expect(await refusal(journey, 'UPc', 'link-regional-act', act)).toBe('affects-needed');
    await journey.perform('UPc', 'link-regional-act', {
      ...act,
      affects: 'Anticipa di quaranta giorni l’approvazione',
    });
    const date = server.clock.day(60);
    await journey.perform('UPc', 'set-target-approval', {
      date,
      basis: 'DGRT 1237/2023',
      reason,
    });
    expect(await view(journey)).toMatchObject({
      regionalAct: { cite: 'DGRT 1237/2023' },
      targetApproval: { date, basis: 'DGRT 1237/2023' },
    });
    const { body } = await server
      .as('AUD')
      .get<{ readonly targetApproval: { readonly earlier: readonly string[] } }>(journey.path());
    expect(body.targetApproval.earlier).toContain(first);
  });
});
