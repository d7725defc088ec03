import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import type { Person, Role } from '#people';
import { possibleForPart, stateOfPart } from '#workflow';
import { closeVerification } from './approval/close-verification.js';
import { returnProposal } from './approval/return-proposal.js';
import type { CycleCommand } from './command/cycle-command.js';
import type { CycleLife, Verb } from './command/verb.js';
import { cycleOf, CyclesProjection } from './cycle/cycles.projection.js';
import { requestFixes } from './cycle/request-fixes.js';
import { isCarriedOut } from './monitoring/in-force.js';
import { closeCheckpoint } from './monitoring/close-checkpoint.js';
import { openCheckpoint } from './monitoring/open-checkpoint.js';
import { recordProgress } from './monitoring/record-progress.js';
import { acceptPrescription } from './prescription/accept-prescription.js';
import { meetPrescription } from './prescription/meet-prescription.js';
import { notAcceptPrescription } from './prescription/not-accept-prescription.js';
import { acceptReport } from './report/accept-report.js';
import { endorseFinalReport, type EndorseFinalReport } from './report/endorse-final-report.js';
import { excuseScheda } from './report/excuse-scheda.js';
import { finalReportNow } from './report/final-report-now.js';
import { reportScheda } from './report/report-scheda.js';
import { returnFinalReport } from './report/return-final-report.js';
import { returnReport } from './report/return-report.js';
import { startFinalReport } from './report/start-final-report.js';
import { answerContribution } from './participation/answer-contribution.js';
import { approveMinutes } from './participation/approve-minutes.js';
import { cancelMeeting } from './participation/cancel-meeting.js';
import { conveneMeeting } from './participation/convene-meeting.js';
import { coverageOf, CoverageProjection } from './participation/coverage.projection.js';
import { exemptCategory } from './participation/exempt-category.js';
import { heardCategories, missingCategories } from './participation/participation-gate.js';
import { openMinutesToObservations } from './participation/open-minutes-to-observations.js';
import { proposeCategoryExemption } from './participation/propose-category-exemption.js';
import { receiveContribution } from './participation/receive-contribution.js';
import { recordMeetingHeld } from './participation/record-meeting-held.js';
import { recordMinutes } from './participation/record-minutes.js';
import { scheduleMeeting } from './participation/schedule-meeting.js';
import { answerQuestion } from './question/answer-question.js';
import { questionsOf, QuestionsProjection } from './question/questions.projection.js';
import { raiseQuestion } from './question/raise-question.js';
import { CYCLE, Office, TODAY, completeScheda, someone } from './read-models.fixture.js';
import { RefusalsProjection } from './refusals/refusals.projection.js';
import { AccountProjection } from './reports/account.projection.js';
import { gapsOf } from './reports/gaps.js';
import { leftOutAndChanges } from './reports/left-out-and-changes.js';
import { progressOf } from './reports/progress.js';
import { SchedaContentProjection } from './reports/scheda-content.projection.js';
import { SchedaTimesProjection } from './reports/scheda-times.projection.js';
import { dwellTimesOf } from './reports/dwell-times.js';
import { assignScheda } from './scheda/assign-scheda.js';
import { checkScheda } from './scheda/check-scheda.js';
import { denyWithdrawal } from './scheda/deny-withdrawal.js';
import { grantWithdrawal } from './scheda/grant-withdrawal.js';
import { requestWithdrawal } from './scheda/request-withdrawal.js';
import { returnScheda } from './scheda/return-scheda.js';
import { reviseScheda } from './scheda/revise-scheda.js';
import { schedaOf, schedeOf, SchedeProjection } from './scheda/schede.projection.js';
import { seedOr } from './seed.fixture.js';
import { submitScheda } from './scheda/submit-scheda.js';
import { takeSchedaInCharge } from './scheda/take-scheda-in-charge.js';
import { document, type Body } from './testing.fixture.js';
import { worklistOf, WorklistProjection } from './worklist/worklist.projection.js';

// Facts that are put aside are told to whoever runs the program; here nobody reads it.
jest.spyOn(Logger.prototype, 'error').mockReturnValue();

const cycleModels = [
  CyclesProjection,
  SchedeProjection,
  WorklistProjection,
  CoverageProjection,
  QuestionsProjection,
  SchedaTimesProjection,
  SchedaContentProjection,
  AccountProjection,
];

let office: Office;

beforeEach(() => {
  office = new Office();
});

afterEach(async () => {
  await office.close();
});

describe('Whatever people do', () => {
  it('the read models show what the replayed life says', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('preparation', 'verification', 'approval', 'in force', 'reporting'),
        fc.array(fc.constantFrom(...wishes), { minLength: 5, maxLength: 40 }),
        async (phase, wanted) => {
          await office.close();
          office = new Office();
          await begin(phase);
          for (const wish of wanted) await wish();
          await agree(await office.life());
          runs++;
        },
      ),
      { seed: seedOr(2024), numRuns: 30, interruptAfterTimeLimit: 90_000 },
    );
    // On a slow machine the time ends it before the number: fewer would prove little.
    expect(runs).toBeGreaterThanOrEqual(10);
  });
});

type Phase = 'preparation' | 'verification' | 'approval' | 'in force' | 'reporting';

async function begin(phase: Phase): Promise<void> {
  if (phase === 'in force' || phase === 'reporting') {
    const asked = [{ text: 'Aggiornare gli indicatori', schedaIds: ['s1'] }, { text: 'Riferire' }];
    await office.bringIntoForce(['s1', 's2'], asked);
    if (phase === 'reporting') await office.does(startFinalReport, {});
    return;
  }
  await office.prepare();
  await office.assign('s1');
  if (phase === 'preparation') return;
  await office.check('s1');
  await office.verify();
  if (phase === 'approval') await office.seal();
}

/** A wish that may be granted or refused, whatever the cycle makes of it. */
function wish<Wish extends CycleCommand>(
  verb: Verb<Wish>,
  body: Body<Wish>,
  person: Person = someone(verb.who[0]?.role ?? 'UPc'),
): () => Promise<unknown> {
  return () => office.wish(verb, body, person);
}

const head = someone('UH', 'anziani');
const reason = 'Motivo di prova';
const back = { reasons: ['TEXT' as const], text: 'Da rivedere' };
const reported = {
  status: 'COMPLETED',
  doneText: 'Tutto',
  measured: [],
  rePropose: true,
} as const;
const wishes = [
  ...['s1', 's2'].flatMap((schedaId) => [
    wish(assignScheda, {
      schedaId,
      programmeId: 'P01',
      unitId: 'anziani',
      personId: 'uh-anziani',
      title: 'Prova',
    }),
    wish(reviseScheda, { schedaId, changes: { ...completeScheda } }, head),
    wish(reviseScheda, { schedaId, changes: { title: 'Altro titolo' } }, head),
    wish(submitScheda, { schedaId }, head),
    wish(takeSchedaInCharge, { schedaId }),
    wish(returnScheda, { schedaId, ...back, due: '2024-02-01' }),
    wish(checkScheda, { schedaId }),
    wish(requestWithdrawal, { schedaId, reason }, head),
    wish(denyWithdrawal, { schedaId, reason }),
    wish(grantWithdrawal, { schedaId, reason }),
    wish(closeVerification, { leftOut: [{ schedaId, reason }] }),
    wish(requestFixes, { schedaIds: [schedaId], ...back }),
    wish(recordProgress, { schedaId, status: 'UNDER_WAY', measured: [] }, head),
    wish(reportScheda, { schedaId, ...reported }, head),
    wish(acceptReport, { schedaId }),
    wish(returnReport, { schedaId, text: 'Da rivedere' }),
    wish(excuseScheda, { schedaId, reason }),
  ]),
  ...(['UTENTI', 'VOLONTARIATO'] as const).flatMap((category) => [
    wish(proposeCategoryExemption, { category, reason }),
    wish(exemptCategory, { category, reason }),
    wish(recordMeetingHeld, {
      meetingId: 'M1',
      categories: [category],
      attendance: [],
      contents: [],
    }),
  ]),
  wish(scheduleMeeting, {
    meetingId: 'M1',
    title: 'Incontro',
    counterpart: 'ALTRO',
    date: '2024-02-20',
    channel: 'ONLINE',
  }),
  wish(conveneMeeting, { meetingId: 'M1', invitees: ['Consulta'] }),
  wish(cancelMeeting, { meetingId: 'M1', reason }),
  wish(recordMinutes, { meetingId: 'M1', document }),
  wish(openMinutesToObservations, { meetingId: 'M1', until: '2024-01-17' }),
  wish(approveMinutes, { meetingId: 'M1' }),
  wish(receiveContribution, { contributionId: 'c1', body: 'Consulta', document }, someone('UPo')),
  wish(answerContribution, { contributionId: 'c1', answer: 'PARTLY', text: 'In parte' }),
  wish(raiseQuestion, { questionId: 'q1', subject: 'cycle', text: 'Quando?' }),
  wish(answerQuestion, { questionId: 'q1', answer: 'Domani', basis: 'Ufficio' }),
  wish(closeVerification, { leftOut: [] }),
  wish(returnProposal, { text: 'Da rivedere' }),
  wish(openCheckpoint, { due: '2024-06-30' }),
  wish(closeCheckpoint, {}),
  wish(startFinalReport, {}),
  async () => {
    const { reportHash } = finalReportNow(await office.life());
    await office.wish<EndorseFinalReport>(endorseFinalReport, { reportHash });
  },
  wish(returnFinalReport, { text: 'Da rivedere' }),
  ...[meetPrescription, acceptPrescription, notAcceptPrescription].map((verb) => async () => {
    const [prescriptionId = 'R9'] = Object.keys((await office.life()).data.prescriptions);
    const text = verb === acceptPrescription ? {} : { text: 'Fatto, o no' };
    await office.wish<CycleCommand>(verb, { prescriptionId, ...text } as object);
  }),
  () => office.verify().catch(() => undefined),
];

/** Each read model says of the cycle what its life says. */
async function agree(life: CycleLife): Promise<void> {
  const { data, workflow, state, revision } = life;
  const counts = new Map<string, number>();
  for (const each of Object.values(life.parts['scheda'] ?? {})) {
    counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  expect(await office.shows(CyclesProjection, (rows) => cycleOf(rows, CYCLE))).toMatchObject({
    phase: workflow.root.phase(state),
    revision,
    facts: revision + 1,
    recordedAt: data.lastRecordedAt,
    manifestHash: data.manifestHash ?? null,
    schede: Object.fromEntries(counts),
  });

  const { rows } = await office.shows(SchedeProjection, (read) =>
    schedeOf(read, { cycleId: CYCLE, today: TODAY }),
  );
  expect(rows).toHaveLength(Object.keys(data.schede).length);
  for (const row of rows) {
    const scheda = data.schede[row.schedaId];
    expect(row).toMatchObject({
      code: scheda?.code,
      title: scheda?.title,
      state: stateOfPart(life, 'scheda', row.schedaId),
      version: scheda?.version,
      contentHash: scheda?.contentHash,
      returns: scheda?.returns,
      due: scheda?.lastReturn?.due ?? null,
      withdrawalRequested: scheda?.withdrawalRequestedBy !== undefined,
      executionStatus: statusIn(data, row.schedaId),
      moved: scheda?.moved,
    });
  }

  const { all } = await office.shows(SchedaContentProjection, (read) =>
    progressOf(read, { cycleId: CYCLE, on: '2024-12-31' }),
  );
  expect(all).toMatchObject({ total: rows.length, byState: Object.fromEntries(counts) });
  const standing = Object.values(data.schede).filter(
    ({ schedaId }) => !['withdrawn', 'leftOut'].includes(stateOfPart(life, 'scheda', schedaId)),
  );
  const { now } = await office.shows(SchedaContentProjection, (read) => gapsOf(read, CYCLE));
  expect(now).toMatchObject({
    schede: standing.length,
    withoutNeed: standing.length,
    withoutIndicator: standing.length,
  });
  expect(now.items.map(({ noNeedReason }) => noNeedReason).toSorted()).toEqual(
    standing.map(({ content }) => content['noNeedReason'] ?? null).toSorted(),
  );
  const dwellings = await office.shows(SchedaTimesProjection, (read) =>
    dwellTimesOf(read, { cycleId: CYCLE, on: TODAY, nowMs: Date.parse(`${TODAY}T22:00:00Z`) }),
  );
  for (const { schedaId, title, returns, states } of dwellings.rows) {
    const here = states.filter(({ current }) => current).map(({ state }) => state);
    expect({ title, returns, here }).toEqual({
      ...{ title: data.schede[schedaId]?.title, returns: data.schede[schedaId]?.returns },
      here: [stateOfPart(life, 'scheda', schedaId)],
    });
  }
  const outOfThePlan = new Set(['withdrawn', 'leftOut', 'excused', 'dropped', 'annulled']);
  const { items } = await office.shows(AccountProjection, (read) => leftOutAndChanges(read, CYCLE));
  const stillOut = items.filter(({ stillSo, what }) => stillSo && what !== 'AmendmentDropped');
  expect(stillOut.map(({ schedaId }) => schedaId).toSorted()).toEqual(
    Object.keys(data.schede)
      .filter((id) => outOfThePlan.has(stateOfPart(life, 'scheda', id)))
      .toSorted(),
  );

  const matrix = await office.shows(CoverageProjection, (read) => coverageOf(read, CYCLE));
  expect(matrix?.gaps).toEqual(missingCategories(life));

  const questions = await office.shows(QuestionsProjection, (read) =>
    questionsOf(read, { zone: 'livornese' }),
  );
  expect(questions.rows.map((row) => [row.questionId, row.state])).toEqual(
    Object.entries(life.parts['question'] ?? {}),
  );

  for (const person of [...officeRoles.map((role) => someone(role)), head]) {
    const worklist = await office.shows(WorklistProjection, (read) =>
      worklistOf(read, person, { limit: 200, today: TODAY }),
    );
    const tasks = worklist.rows.map(({ it, subject }) => `${subject.kind} ${subject.id}: ${it}`);
    expect(tasks.toSorted()).toEqual(awaitedOf(life, person.role).toSorted());
    expect(worklist.total).toBe(tasks.length);
  }
}

/** What the unit of a scheda said last of it. */
function statusIn({ progress, reports }: CycleLife['data'], schedaId: string): string | null {
  return reports[schedaId]?.status ?? progress[schedaId]?.at(-1)?.status ?? null;
}

const officeRoles: readonly Role[] = ['UPc', 'UPo', 'DIR', 'SEG'];

/** What a role has to do: what the states await, and what was asked for and can be decided now. */
function awaitedOf(life: CycleLife, role: Role): string[] {
  const { workflow, data } = life;
  const tasks = (kind: string, id: string, state: string): string[] =>
    (kind === 'cycle' ? workflow.root : workflow.part(kind))
      .meta(state)
      .flatMap(({ awaits }) => awaits ?? [])
      .filter(({ roles, doneBy }) => roles.includes(role) && canHappen(kind, id, doneBy))
      // Of a head's list is what is of their unit, or addressed to its schede.
      .filter(() => role !== 'UH' || kind === 'scheda' || isAddressed(kind, id))
      .map(({ it }) => `${kind} ${id}: ${it}`);
  const isAddressed = (kind: string, id: string): boolean =>
    kind === 'prescription' && data.prescriptions[id]?.schedaIds !== undefined;
  const canHappen = (kind: string, id: string, doneBy: string): boolean =>
    kind === 'cycle'
      ? workflow.root.step(life.state, { type: doneBy, data: { outcome: 'approved' } }) !==
        undefined
      : possibleForPart(life, kind, id).some(({ type }) => type === doneBy);
  const parts = Object.entries(life.parts).flatMap(([kind, standings]) =>
    Object.entries(standings).flatMap(([id, state]) => tasks(kind, id, state)),
  );
  const withdrawals = Object.values(data.schede)
    .filter(({ withdrawalRequestedBy }) => withdrawalRequestedBy !== undefined)
    .filter(({ schedaId }) =>
      possibleForPart(life, 'scheda', schedaId).some(({ type }) => type === 'SchedaWithdrawn'),
    )
    .map(({ schedaId }) => `scheda ${schedaId}: Concedere o negare il ritiro chiesto dall'unità`);
  const checkpoint = data.checkpoints.find(({ closedOn }) => closedOn === undefined);
  const silent = Object.keys(data.schede)
    .filter(() => checkpoint !== undefined)
    .filter((id) => isCarriedOut(stateOfPart(life, 'scheda', id)))
    .filter((id) =>
      (data.progress[id] ?? []).every(
        ({ checkpointId }) => checkpointId !== checkpoint?.checkpointId,
      ),
    )
    .map((id) => `scheda ${id}: Registrare l'avanzamento`);
  const exempting = { type: 'CategoryExempted', data: {} };
  const exemptions = data.exemptionsProposed
    .filter((category) => !heardCategories(life).includes(category))
    .filter(() => workflow.root.step(life.state, exempting) !== undefined)
    .map((category) => `category ${category}: Decidere sull'esenzione proposta per la categoria`);
  return [
    ...tasks('cycle', CYCLE, life.state),
    ...parts,
    ...(role === 'UPc' ? withdrawals : []),
    ...(role === 'DIR' ? exemptions : []),
    ...(role === 'UH' ? silent : []),
  ];
}

describe('A fact that cannot be shown', () => {
  it('is put aside, and stops neither the facts after it nor the other cycles', async () => {
    await office.prepare();
    await office.assign('s1');
    const { revision } = await office.life();
    // A scheda is checked that nobody ever assigned: no pipeline writes that, a broken log might.
    const metadata = { actor: { personId: 'upo', role: 'UPo', authMethod: 'api-token' } };
    const broken = { type: 'SchedaChecked', data: { schedaId: 's9' }, metadata };
    await office.store.append(`cycle-${CYCLE}`, [{ id: randomUUID(), ...broken }], revision);
    await office.draft('livornese-poa-annuale-2025');

    for (const model of cycleModels) {
      expect((await office.following(model)).parked()).toMatchObject([
        { type: 'SchedaChecked', error: expect.stringContaining('FactNotAccepted') as string },
      ]);
    }
    const show = (cycleId: string) =>
      office.shows(CyclesProjection, (database) => cycleOf(database, cycleId));
    expect(await show(CYCLE)).toMatchObject({ revision, phase: 'preparation' });
    expect(await show('livornese-poa-annuale-2025')).toMatchObject({ phase: 'draft' });
    expect(
      await office.shows(SchedeProjection, (database) => schedaOf(database, CYCLE, 's1', TODAY)),
    ).toMatchObject({ state: 'assigned' });
  });

  it('is passed over when its type is none of ours', async () => {
    await office.prepare();
    const { revision } = await office.life();
    const fact = { id: randomUUID(), type: 'WeatherNoted', data: { sunny: true }, metadata: {} };
    await office.store.append(`cycle-${CYCLE}`, [fact], revision);
    await office.store.append('cycle-weather', [{ ...fact, id: randomUUID() }], 'none');
    await office.store.append('refusals-weather', [{ ...fact, id: randomUUID() }], 'none');
    for (const model of [...cycleModels, RefusalsProjection]) {
      expect((await office.following(model)).parked()).toEqual([]);
    }
  });

  it('puts aside the facts after it when it is the first of its cycle', async () => {
    const definition = { id: 'poa-annuale', version: 9, digest: 'f'.repeat(64) };
    const data = { cycleId: 'x', zone: 'livornese', year: 2024, title: 'x', definition };
    const facts = [
      { id: randomUUID(), type: 'CycleDrafted', data, metadata: {} },
      { id: randomUUID(), type: 'TargetApprovalSet', data: {}, metadata: {} },
    ];
    await office.store.append('cycle-livornese-poa-annuale-2031', facts, 'none');
    const projector = await office.following(CyclesProjection);
    expect(projector.parked().map(({ error }) => error)).toEqual([
      expect.stringContaining('UnknownDefinition'),
      expect.stringContaining('the first fact of the cycle is missing'),
    ]);
  });
});
