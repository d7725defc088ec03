import { conveneOrgan } from '../approval/convene-organ.js';
import { endorseProposal } from '../approval/endorse-proposal.js';
import { recordDeliberation } from '../approval/record-deliberation.js';
import { returnProposal } from '../approval/return-proposal.js';
import { cycleOf, CyclesProjection } from '../cycle/cycles.projection.js';
import { annulScheda } from '../ending/annul-scheda.js';
import { coverageOf, CoverageProjection } from '../participation/coverage.projection.js';
import { proposeCategoryExemption } from '../participation/propose-category-exemption.js';
import { sha256 } from '../pipeline/command-identity.js';
import type { PlanningFact } from '../planning-fact.js';
import { answerQuestion } from '../question/answer-question.js';
import { QuestionsProjection, questionsOf } from '../question/questions.projection.js';
import { raiseQuestion } from '../question/raise-question.js';
import { breakPromise } from '../promise/break-promise.js';
import { keepPromise } from '../promise/keep-promise.js';
import { makePromise } from '../promise/make-promise.js';
import { promisesOf, PromisesProjection } from '../promise/promises.projection.js';
import { deadlinesLateness } from '../reports/lateness.js';
import { SchedaTimesProjection } from '../reports/scheda-times.projection.js';
import { CYCLE, Office, someone, TODAY } from '../read-models.fixture.js';
import { extendDeadline } from '../deadline/extend-deadline.js';
import { setDeadline } from '../deadline/set-deadline.js';
import { dropAmendment } from '../revision/drop-amendment.js';
import { openRevision } from '../revision/open-revision.js';
import { verifyRevision } from '../revision/verify-revision.js';
import { reviseScheda } from '../scheda/revise-scheda.js';
import { schedaOf, SchedeProjection } from '../scheda/schede.projection.js';
import { worklistOf, WorklistProjection } from '../worklist/worklist.projection.js';
import { correctRecord } from './correct-record.js';
import { redactedText } from './redaction.js';
import { redactText } from './redact-text.js';

let office: Office;
beforeEach(() => {
  office = new Office();
});
afterEach(() => office.close());

const reason = 'Lo chiede la persona interessata';
const head = someone('UH', 'anziani');
const hidden = (text: string): string => redactedText(sha256(text));

/** The id of the event that was last recorded of a type. */
async function lastOf(type: PlanningFact['type']): Promise<string> {
  let id = '';
  for await (const event of office.store.read(`cycle-${CYCLE}`)) {
    if (event.type === type) id = event.id;
  }
  return id;
}
const redact = async (
  eventId: string,
  pointer: string,
  where: 'data' | 'envelope' = 'data',
): Promise<unknown> =>
  office.does(redactText, { eventId, pointer, where, legalBasis: 'GDPR art. 17', reason });
const scheda = (schedaId = 's1') =>
  office.shows(SchedeProjection, (views) => schedaOf(views, CYCLE, schedaId, TODAY));
const labelsOf = (person = head) =>
  office.shows(WorklistProjection, (views) =>
    worklistOf(views, person, { limit: 50, today: TODAY }).rows.map(({ subject }) => subject.label),
  );
const entitle = (title: string) =>
  office.does(reviseScheda, { schedaId: 's1', changes: { title } }, head);

describe('A redacted title', () => {
  beforeEach(async () => {
    await office.prepare();
    await office.assign('s1', 'anziani', 'Assistenza ad A.B.');
  });

  it('is hidden in the list of schede and in the worklists, and is not found any more', async () => {
    await redact(await lastOf('SchedaAssigned'), '/title');
    expect(await scheda()).toMatchObject({ title: hidden('Assistenza ad A.B.') });
    expect(await labelsOf()).toEqual([hidden('Assistenza ad A.B.')]);
  });

  it('is that of its very fact: another one, also of the same words, stays', async () => {
    const assigned = await lastOf('SchedaAssigned');
    await entitle('Assistenza');
    await entitle('Assistenza ad A.B.');
    await redact(assigned, '/title');
    expect(await scheda()).toMatchObject({ title: 'Assistenza ad A.B.' });
    await redact(await lastOf('SchedaRevised'), '/changes/title');
    expect(await scheda()).toMatchObject({ title: hidden('Assistenza ad A.B.') });
    expect(await labelsOf()).toEqual([hidden('Assistenza ad A.B.')]);
  });
});

describe('Other redacted texts', () => {
  it('of questions and answers are hidden in their list and in the worklists', async () => {
    await office.draft();
    await office.does(raiseQuestion, {
      ...{ questionId: 'q1', subject: 'cycle', text: 'Chi è A.B.?', guess: 'Un assistito' },
    });
    await office.does(raiseQuestion, { questionId: 'q2', subject: 'cycle', text: 'Chi è A.B.?' });
    const raised = await lastOf('QuestionRaised');
    await redact(raised, '/text');
    const rows = () =>
      office.shows(
        QuestionsProjection,
        (views) => questionsOf(views, { zone: 'livornese', limit: 10 }).rows,
      );
    expect((await rows()).map(({ text, guess }) => [text, guess])).toEqual([
      ['Chi è A.B.?', 'Un assistito'],
      [hidden('Chi è A.B.?'), null],
    ]);
    expect(await labelsOf(someone('UPc'))).toContain(hidden('Chi è A.B.?'));
    await office.does(answerQuestion, { questionId: 'q1', answer: 'A.B.', basis: 'Lo dice A.B.' });
    await redact(await lastOf('QuestionAnswered'), '/answer');
    expect((await rows())[0]).toMatchObject({
      answer: { text: hidden('A.B.'), basis: 'Lo dice A.B.' },
    });
  });

  it('of promises are hidden in their list: what, to whom, and how each ended', async () => {
    const promises = () =>
      office.shows(
        PromisesProjection,
        (views) => promisesOf(views, { zone: 'livornese', on: TODAY }).rows,
      );
    await office.draft();
    await office.does(makePromise, { promiseId: 'i1', text: 'Una casa ad A.B.', to: 'A.B.' });
    await office.does(makePromise, { promiseId: 'i2', text: 'Una casa ad A.B.' });
    const made = await lastOf('PromiseMade');
    await redact(made, '/text');
    expect((await promises()).map(({ text }) => text)).toEqual([
      'Una casa ad A.B.',
      hidden('Una casa ad A.B.'),
    ]);
    await office.does(breakPromise, { promiseId: 'i1', reason: 'A.B. non la vuole' });
    await office.does(keepPromise, { promiseId: 'i2', text: 'A.B. ha casa', reason: 'Fatto' });
    await redact(await lastOf('PromiseBroken'), '/reason', 'envelope');
    await redact(await lastOf('PromiseKept'), '/reason', 'envelope');
    expect((await promises()).map(({ ended }) => ended?.text)).toEqual([
      hidden('A.B. non la vuole'),
      'A.B. ha casa',
    ]);
    await redact(await lastOf('PromiseKept'), '/text');
    expect((await promises())[1]?.ended?.text).toBe(hidden('A.B. ha casa'));
  });

  it('of a promise that was broken and then kept do not hide how it was kept', async () => {
    await office.draft();
    await office.does(makePromise, { promiseId: 'i1', text: 'Una casa', to: 'A.B.' });
    await redact(await lastOf('PromiseMade'), '/to');
    await office.does(breakPromise, { promiseId: 'i1', reason: 'A.B. non la vuole' });
    await office.does(keepPromise, { promiseId: 'i1', text: 'Assegnata' });
    await redact(await lastOf('PromiseBroken'), '/reason', 'envelope');
    const [promise] = await office.shows(
      PromisesProjection,
      (views) => promisesOf(views, { zone: 'livornese', on: TODAY }).rows,
    );
    expect(promise).toMatchObject({ to: hidden('A.B.'), ended: { text: 'Assegnata' } });
  });

  it('around the changes of a deadline are hidden in the report on lateness', async () => {
    await office.prepare();
    const reason = 'A.B. è in ospedale';
    await office.does(setDeadline, {
      ...{ deadlineId: 'd1', kind: 'SCHEDE_SUBMITTED', due: '2024-02-01', basis: 'OFFICE', reason },
    });
    for (const to of ['2024-02-02', '2024-02-03']) {
      await office.does(extendDeadline, { deadlineId: 'd1', to, reason });
    }
    await redact(await lastOf('DeadlineExtended'), '/reason', 'envelope');
    const [deadline] = await office.shows(SchedaTimesProjection, (views) =>
      deadlinesLateness(views, { cycleId: CYCLE, on: TODAY }),
    );
    const reasons = deadline?.history.map((change) => change.reason);
    expect(reasons).toEqual([reason, reason, hidden(reason)]);
  });

  it('of meetings and exemptions are hidden in the matrix of participation', async () => {
    await office.prepare();
    await office.schedule('M1');
    await redact(await lastOf('MeetingScheduled'), '/title');
    await office.does(proposeCategoryExemption, { category: 'UTENTI', reason: 'Solo A.B.' });
    await redact(await lastOf('CategoryExemptionProposed'), '/reason', 'envelope');
    const coverage = await office.shows(CoverageProjection, (views) => coverageOf(views, CYCLE));
    expect(coverage?.meetings).toMatchObject([{ title: hidden('Incontro M1') }]);
    expect(coverage?.categories.find(({ category }) => category === 'UTENTI')).toMatchObject({
      exemption: { proposed: { reason: hidden('Solo A.B.') } },
    });
  });
});

describe('A corrected record', () => {
  it('shows right in the matrix of participation and in the row of the cycle', async () => {
    await office.bringIntoForce(['s1']);
    await office.does(correctRecord, {
      ...{ eventId: await lastOf('MeetingHeld'), field: '/heldOn', reason },
      ...{ old: TODAY, new: '2024-01-09' },
    });
    await office.does(correctRecord, {
      ...{ eventId: await lastOf('DeliberationRecorded'), field: '/number', reason },
      ...{ old: '12', new: '13' },
    });
    const coverage = await office.shows(CoverageProjection, (views) => coverageOf(views, CYCLE));
    expect(coverage?.meetings).toMatchObject([{ heldOn: '2024-01-09' }]);
    const row = await office.shows(CyclesProjection, (views) => cycleOf(views, CYCLE));
    expect(row).toMatchObject({ actNumber: '13', actDate: TODAY });
  });
});

describe('A revision in the read models', () => {
  const cycle = () => office.shows(CyclesProjection, (views) => cycleOf(views, CYCLE));
  const members = (vote: 'for' | 'against') => [
    { body: 'Comune', present: true, quotaThousandths: 1000, vote },
  ];
  const verified = async (): Promise<string> => {
    await office.does(verifyRevision, { leftOut: [] });
    const { data } = await office.life();
    return data.revisions.at(-1)?.manifestHash ?? '';
  };
  const convene = async (manifestHash: string, sessionId: string): Promise<void> => {
    await office.does(endorseProposal, { manifestHash });
    await office.does(conveneOrgan, {
      ...{ sessionId, organ: 'Conferenza', sessionOn: TODAY, protocol: '2/2024', items: ['POA'] },
    });
  };

  it('leaves the row of the plan as it is, until it is merged', async () => {
    await office.bringIntoForce(['s1', 's2']);
    const { manifestHash } = (await cycle()) ?? {};
    const scope = [{ schedaId: 's2', what: 'drop' as const }];
    await office.does(openRevision, { scope, reason });
    await verified();
    await office.does(returnProposal, { text: 'Manca il riparto' });
    expect(await cycle()).toMatchObject({ manifestHash, outcome: 'approved', actNumber: '12' });
    const hash = await verified();
    await convene(hash, 'seduta-2');
    const session = { quorumThousandths: 501, manifestHash: hash, prescriptions: [] };
    await office.does(recordDeliberation, {
      ...{ ...session, sessionId: 'seduta-2', outcome: 'rejected' },
      ...{ members: members('against'), text: 'No' },
    });
    expect(await cycle()).toMatchObject({ manifestHash, outcome: 'approved', actNumber: '12' });
    await verified();
    await convene(hash, 'seduta-3');
    await office.does(recordDeliberation, {
      ...{ ...session, sessionId: 'seduta-3', outcome: 'approved' },
      ...{ members: members('for'), number: '20', actDate: TODAY },
    });
    expect(await cycle()).toMatchObject({ manifestHash: hash, actNumber: '20' });
    expect((await cycle())?.schede).toEqual({ approved: 1, dropped: 1 });
    await office.does(annulScheda, { schedaId: 's1', act: '21', ground: 'Vizio', reason });
    expect((await cycle())?.manifestHash).toBe((await office.life()).data.manifestHash);
  });

  it('that leaves a scheda alone gives it back its title and its version', async () => {
    await office.bringIntoForce(['s1']);
    const approved = await scheda();
    await office.does(openRevision, { scope: [{ schedaId: 's1', what: 'amend' }], reason });
    await entitle('Un altro titolo');
    expect(await scheda()).toMatchObject({ title: 'Un altro titolo', version: 2 });
    expect(await labelsOf()).toContain('Un altro titolo');
    await office.does(dropAmendment, { schedaId: 's1', reason });
    const { moved: _moved, ...before } = approved!;
    expect(await scheda()).toMatchObject(before);
    expect(await labelsOf()).not.toContain('Un altro titolo');
  });
});
