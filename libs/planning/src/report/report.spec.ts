import { inForce, planHash, withIndicators } from '../monitoring/in-force.fixture.js';
import {
  headChanged,
  opened as organisationOpened,
  organisationAfter,
  unitAdded,
} from '../organisation/organisation.fixture.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { fingerprint, given, lifeAfter } from '../testing.fixture.js';
import { executionStatuses, type ExecutionStatus } from '../value-sets.js';
import { acceptPrescription } from '../prescription/accept-prescription.js';
import { meetPrescription } from '../prescription/meet-prescription.js';
import { notAcceptPrescription } from '../prescription/not-accept-prescription.js';
import { acceptReport } from './accept-report.js';
import { approveFinalReport } from './approve-final-report.js';
import { closeCycle } from './close-cycle.js';
import { endorseFinalReport } from './endorse-final-report.js';
import { excuseScheda } from './excuse-scheda.js';
import { finalReportNow } from './final-report-now.js';
import { reopenCycle } from './reopen-cycle.js';
import { reportScheda } from './report-scheda.js';
import { returnFinalReport } from './return-final-report.js';
import { returnReport } from './return-report.js';
import { startFinalReport } from './start-final-report.js';

const plan = withIndicators(inForce(['S-1', 'S-2']), 'Utenti');
const manifestHash = planHash('S-1', 'S-2');
const other = 'b'.repeat(64);
const started: PlanningFact = { type: 'FinalReportStarted', data: {} };
const collecting = [...plan, started];

/** What the unit says of a scheda: done, and to go on. */
const done = { status: 'COMPLETED', doneText: 'Tutto', measured: [], rePropose: true } as const;
const reported = (
  schedaId: string,
  more: Partial<DataOf<'SchedaReported'>> = {},
): PlanningFact => ({ type: 'SchedaReported', data: { schedaId, ...done, ...more } });
const accepted = (schedaId: string): PlanningFact => ({
  type: 'ReportAccepted',
  data: { schedaId },
});
const returned = (schedaId: string): PlanningFact => ({
  type: 'ReportReturned',
  data: { schedaId, text: 'Mancano i numeri' },
});
const excused = (schedaId: string): PlanningFact => ({ type: 'SchedaExcused', data: { schedaId } });

/** S-1 is reported on and accepted, S-2 never was. */
const settled = [...collecting, reported('S-1'), accepted('S-1'), excused('S-2')];
const schede = [
  {
    schedaId: 'S-1',
    code: '2024-P1-001',
    status: 'COMPLETED',
    rePropose: true,
    reportHash: fingerprint({ schedaId: 'S-1', ...done }),
  },
  {
    schedaId: 'S-2',
    code: '2024-P1-002',
    status: 'EXCUSED',
    rePropose: false,
    reportHash: fingerprint({ schedaId: 'S-2', status: 'EXCUSED', rePropose: false }),
  },
] as const;
const reportHash = fingerprint(schede);
const endorsed: PlanningFact = { type: 'FinalReportEndorsed', data: { schede, reportHash } };
const act = {
  organ: 'Conferenza zonale',
  sessionOn: '2024-06-20',
  number: '30',
  actDate: '2024-06-21',
  reportHash,
};
const approved: PlanningFact = { type: 'FinalReportApproved', data: act };
const closed: PlanningFact = { type: 'CycleClosed', data: { manifestHash, reportHash } };
const reopened: PlanningFact = { type: 'CycleReopened', data: { act: 'Delibera 40' } };

describe('The final report', () => {
  it('is started by the coordinator, with a day or without', () => {
    given(...plan)
      .when(startFinalReport, {})
      .then(started);
    given(...plan)
      .when(startFinalReport, { due: '2025-02-28' })
      .then({ type: 'FinalReportStarted', data: { due: '2025-02-28' } });
    expect(startFinalReport.who).toEqual([{ role: 'UPc' }]);
  });

  it('is not due before it starts', () => {
    given(...plan)
      .when(startFinalReport, { due: '2024-01-09' })
      .thenRefused('dates-reversed', { from: '2024-01-10', to: '2024-01-09' });
  });

  it('waits until the checkpoint under way is closed', () => {
    const opened: PlanningFact = {
      type: 'CheckpointOpened',
      data: { checkpointId: 'M1', number: 1 },
    };
    given(...plan, opened)
      .when(startFinalReport, {})
      .thenRefused('checkpoint-still-open', { number: 1 });
    given(...plan, opened, { type: 'CheckpointClosed', data: { checkpointId: 'M1', silent: [] } })
      .when(startFinalReport, {})
      .then(started);
  });

  it('waits until the revision under way is merged or dropped', () => {
    const opened: PlanningFact = { type: 'RevisionOpened', data: { number: 1, scope: [] } };
    given(...plan, opened)
      .when(startFinalReport, {})
      .thenRefused('revision-still-open');
    given(...plan, opened, { type: 'RevisionDropped', data: { number: 1 } })
      .when(startFinalReport, {})
      .then(started);
  });

  it('is started once', () => {
    given(...collecting)
      .when(startFinalReport, {})
      .thenRefused('not-now');
  });
});

describe('The report on a scheda', () => {
  const wish = { schedaId: 'S-1', ...done };

  it.each(['UH', 'RF'] as const)('is handed in by %s of the unit', (as) => {
    given(...collecting)
      .when(reportScheda, wish, { as })
      .then(reported('S-1'));
  });

  it('is of the unit alone, and of who has seen where it stands', () => {
    expect(reportScheda.who.map(({ when }) => when)).toEqual(['own-unit', 'own-unit']);
    expect(reportScheda.ifMatch).toBe('required');
  });

  it.each(Object.keys(executionStatuses) as ExecutionStatus[])(
    'as %s says how the year ended, or is refused',
    (status) => {
      const report = given(...collecting).when(reportScheda, { ...wish, status });
      if (status === 'NOT_STARTED' || status === 'UNDER_WAY') {
        report.thenRefused('status-not-final', {
          status: executionStatuses[status],
          statusEn: status,
        });
      } else report.then(reported('S-1', { status }));
    },
  );

  it('says why, when the scheda is not to go on', () => {
    given(...collecting)
      .when(reportScheda, { ...wish, rePropose: false })
      .thenRefused('not-re-proposed-unexplained');
    const no = { rePropose: false, reProposeReason: 'Finanziamento concluso' };
    given(...collecting)
      .when(reportScheda, { ...wish, ...no })
      .then(reported('S-1', no));
  });

  it('may say why it is to go on', () => {
    const reProposeReason = 'Lista di attesa';
    given(...collecting)
      .when(reportScheda, { ...wish, reProposeReason })
      .then(reported('S-1', { reProposeReason }));
  });

  it('keeps what was measured, of the indicators of the scheda', () => {
    const measured = [{ indicator: 'Utenti', value: '87.5', measuredOn: '2024-06-30' }];
    given(...collecting)
      .when(reportScheda, { ...wish, measured }, { occurredOn: '2024-06-30' })
      .then(reported('S-1', { measured }));
    given(...collecting)
      .when(reportScheda, { ...wish, measured }, { occurredOn: '2024-06-29' })
      .thenRefused('not-yet-happened', { date: '2024-06-30' });
    given(...collecting)
      .when(reportScheda, { ...wish, measured: [{ ...measured[0]!, indicator: 'Altro' }] })
      .thenRefused('indicator-unknown');
  });

  it('is about a scheda that is there, once the report has started', () => {
    given(...collecting)
      .when(reportScheda, { ...wish, schedaId: 'S-9' })
      .thenRefused('scheda-not-found', { id: 'S-9' });
    given(...plan)
      .when(reportScheda, wish)
      .thenRefused('not-now');
  });

  it.each(['UPo', 'UPc', 'DIR'] as const)('is accepted or returned by %s', (as) => {
    const handedIn = given(...collecting, reported('S-1'));
    handedIn.when(acceptReport, { schedaId: 'S-1' }, { as }).then(accepted('S-1'));
    handedIn
      .when(returnReport, { schedaId: 'S-1', text: 'Mancano i numeri' }, { as })
      .then(returned('S-1'));
  });

  it('is neither accepted nor returned by who handed it in, now or before', () => {
    const own = { personId: 'operatore' };
    for (const facts of [
      [reported('S-1')],
      [reported('S-1'), returned('S-1'), reported('S-1')],
      [reported('S-1'), excused('S-1'), reported('S-1')],
    ]) {
      const handedIn = given(...collecting, ...facts);
      handedIn.when(acceptReport, { schedaId: 'S-1' }, own).thenRefused('own-report');
      handedIn
        .when(returnReport, { schedaId: 'S-1', text: 'Da rifare' }, own)
        .thenRefused('own-report');
      handedIn
        .when(acceptReport, { schedaId: 'S-1' }, { personId: 'altri', onBehalfOf: 'operatore' })
        .thenRefused('own-report');
    }
  });

  it('is neither accepted nor returned by the head of its unit, whatever role they come in', () => {
    const handedIn = given(...collecting, reported('S-1'));
    const text = 'Mancano i numeri';
    const { data } = organisationAfter(
      ...[organisationOpened, unitAdded('anziani')],
      headChanged('anziani', 'nuovo', '2024-02-01'),
    );
    const organisation = { data, day: '2024-06-30' };
    for (const who of [
      { personId: 'responsabile' },
      { personId: 'responsabile', organisation },
      { personId: 'nuovo', organisation },
      { personId: 'altri', onBehalfOf: 'nuovo', organisation },
    ]) {
      handedIn.when(acceptReport, { schedaId: 'S-1' }, who).thenRefused('own-unit-head');
      handedIn.when(returnReport, { schedaId: 'S-1', text }, who).thenRefused('own-unit-head');
    }
    const altri = { personId: 'altri', organisation };
    handedIn.when(acceptReport, { schedaId: 'S-1' }, altri).then(accepted('S-1'));
    handedIn.when(returnReport, { schedaId: 'S-1', text }, altri).then(returned('S-1'));
    const envelope = { cycleId: 'livornese-poa-annuale-2024' };
    for (const verb of [acceptReport, returnReport]) {
      expect(verb.looksAt?.({ envelope } as never, '2024-06-30')).toEqual({
        lives: ['livornese-organizzazione'],
      });
    }
  });

  it('is neither accepted nor returned before it is handed in', () => {
    given(...collecting)
      .when(acceptReport, { schedaId: 'S-1' })
      .thenRefused('not-now');
    given(...collecting)
      .when(returnReport, { schedaId: 'S-1', text: 'Manca' })
      .thenRefused('not-now');
    const there = given(...collecting);
    there.when(acceptReport, { schedaId: 'S-9' }).thenRefused('scheda-not-found');
    there.when(returnReport, { schedaId: 'S-9', text: 'Manca' }).thenRefused('scheda-not-found');
    there.when(excuseScheda, { schedaId: 'S-9' }).thenRefused('scheda-not-found');
  });

  it('is handed in again once it was returned, also when it had been accepted', () => {
    for (const facts of [
      [reported('S-1'), returned('S-1')],
      [reported('S-1'), accepted('S-1'), returned('S-1')],
    ]) {
      given(...collecting, ...facts)
        .when(reportScheda, wish)
        .then(reported('S-1'));
    }
    given(...collecting, reported('S-1'), accepted('S-1'))
      .when(reportScheda, wish)
      .thenRefused('not-now');
  });

  it.each(['UPc', 'DIR'] as const)('is done without when %s excuses the scheda, and why', (as) => {
    expect(excuseScheda.reason).toBe('required');
    given(...collecting)
      .when(excuseScheda, { schedaId: 'S-1' }, { as })
      .then(excused('S-1'));
  });

  it('can still come after the scheda was excused; an accepted one is not excused', () => {
    given(...collecting, excused('S-1'))
      .when(reportScheda, wish)
      .then(reported('S-1'));
    given(...collecting, reported('S-1'), accepted('S-1'))
      .when(excuseScheda, { schedaId: 'S-1' })
      .thenRefused('not-now');
  });
});

describe('The director', () => {
  it('endorses the report with every scheda of the plan, sealed by its fingerprint', () => {
    given(...settled)
      .when(endorseFinalReport, { reportHash })
      .then(endorsed);
  });

  it('reads beforehand what is to be endorsed, and of which schede nothing is said yet', () => {
    expect(finalReportNow(lifeAfter(...settled))).toEqual({ schede, reportHash, waiting: [] });
    const [first, second] = schede;
    expect(finalReportNow(lifeAfter(...collecting, reported('S-1'), accepted('S-1')))).toEqual({
      schede: [first],
      reportHash: fingerprint([first]),
      waiting: [{ schedaId: 'S-2', code: second.code }],
    });
  });

  it('endorses what was read, and not what it has become since', () => {
    const was = finalReportNow(lifeAfter(...settled)).reportHash;
    const since = [returned('S-1'), reported('S-1', { doneText: 'Quasi tutto' }), accepted('S-1')];
    given(...settled, ...since)
      .when(endorseFinalReport, { reportHash: was })
      .thenRefused('other-report');
    const now = finalReportNow(lifeAfter(...settled, ...since)).reportHash;
    const { answer } = given(...settled, ...since).when(endorseFinalReport, { reportHash: now });
    expect(answer).toMatchObject([{ type: 'FinalReportEndorsed', data: { reportHash: now } }]);
  });

  it('does not endorse twice, nor before anything is collected', () => {
    for (const facts of [[...settled, endorsed], plan]) {
      given(...facts)
        .when(endorseFinalReport, { reportHash: other })
        .thenRefused(facts === plan ? 'schede-not-reported' : 'not-now');
    }
  });

  it('does not while a scheda is neither accepted nor excused', () => {
    given(...collecting)
      .when(endorseFinalReport, { reportHash })
      .thenRefused('schede-not-reported', { count: 2, first: '2024-P1-001' });
    for (const facts of [[], [reported('S-2')], [reported('S-2'), returned('S-2')]]) {
      given(...collecting, reported('S-1'), accepted('S-1'), ...facts)
        .when(endorseFinalReport, { reportHash })
        .thenRefused('schede-not-reported', { count: 1, first: '2024-P1-002' });
    }
  });

  it('shows an excused scheda as a gap, whatever it had handed in', () => {
    given(...collecting, reported('S-1'), accepted('S-1'), reported('S-2'), excused('S-2'))
      .when(endorseFinalReport, { reportHash })
      .then(endorsed);
  });

  it('leaves out what is not in the plan any more', () => {
    const annulled: PlanningFact = {
      type: 'SchedaAnnulled',
      data: {
        schedaId: 'S-2',
        act: 'Delibera 20',
        ground: 'Manca la copertura',
        manifestHash: 'f'.repeat(64),
      },
    };
    const [first] = schede;
    given(...collecting, reported('S-1'), accepted('S-1'), annulled)
      .when(endorseFinalReport, { reportHash: fingerprint([first]) })
      .then({
        type: 'FinalReportEndorsed',
        data: { schede: [first], reportHash: fingerprint([first]) },
      });
  });

  it.each([
    { doneText: 'Quasi tutto' },
    { measured: [{ indicator: 'Utenti', value: '1', measuredOn: '2024-06-30' }] },
    { reProposeReason: 'Lista di attesa' },
  ])('has another fingerprint when a report says something else: %j', (more) => {
    const hashAfter = (report: PlanningFact): string =>
      finalReportNow(lifeAfter(...collecting, report, accepted('S-1'), excused('S-2'))).reportHash;
    expect(hashAfter(reported('S-1'))).toBe(reportHash);
    expect(hashAfter(reported('S-1', more))).not.toBe(reportHash);
  });
});

describe('The organ', () => {
  const before = [...settled, endorsed];

  it('approves the report that was endorsed, by an act', () => {
    given(...before)
      .when(approveFinalReport, act)
      .then(approved);
    expect(approveFinalReport.who).toEqual([{ role: 'SEG' }]);
  });

  it('does not approve another one', () => {
    given(...before)
      .when(approveFinalReport, { ...act, reportHash: other })
      .thenRefused('other-report');
  });

  it('does not approve one that is not endorsed', () => {
    given(...settled)
      .when(approveFinalReport, act)
      .thenRefused('not-now');
  });

  it('has met by the day it is recorded, and its act is between that day and today', () => {
    given(...before)
      .when(approveFinalReport, { ...act, sessionOn: '2024-07-01', actDate: '2024-07-01' })
      .thenRefused('not-yet-happened', { date: '2024-07-01' });
    for (const actDate of ['2024-06-19', '2024-07-01']) {
      given(...before)
        .when(approveFinalReport, { ...act, actDate })
        .thenRefused('act-date-wrong', { actDate });
    }
    for (const actDate of ['2024-06-20', '2024-06-30']) {
      given(...before)
        .when(approveFinalReport, { ...act, actDate })
        .then({ type: 'FinalReportApproved', data: { ...act, actDate } });
    }
  });

  it('has not met on it before the director endorsed it', () => {
    given(...before)
      .when(approveFinalReport, { ...act, sessionOn: '2024-01-09' })
      .thenRefused('dates-reversed', { from: '2024-01-10', to: '2024-01-09' });
    given(...before)
      .when(approveFinalReport, { ...act, sessionOn: '2024-01-10' })
      .then({ type: 'FinalReportApproved', data: { ...act, sessionOn: '2024-01-10' } });
  });

  it('sends the report back in its words; it is endorsed anew', () => {
    const sentBack: PlanningFact = {
      type: 'FinalReportReturned',
      data: { text: 'Mancano gli importi' },
    };
    given(...before)
      .when(returnFinalReport, { text: 'Mancano gli importi' })
      .then(sentBack);
    const again = given(...before, sentBack);
    again.when(endorseFinalReport, { reportHash }).then(endorsed);
    again.when(returnReport, { schedaId: 'S-1', text: 'Mancano i numeri' }).then(returned('S-1'));
    given(...settled)
      .when(returnFinalReport, { text: 'Manca' })
      .thenRefused('not-now');
  });
});

describe('A scheda that is annulled once the report is endorsed', () => {
  const left = planHash('S-1');
  const annulled: PlanningFact = {
    type: 'SchedaAnnulled',
    data: { schedaId: 'S-2', act: '41/2024', ground: 'Fondi', manifestHash: left },
  };

  it.each<[string, readonly PlanningFact[]]>([
    ['endorsed', [endorsed]],
    ['approved', [endorsed, approved]],
  ])('takes back what was %s: the report is endorsed anew, without it', (_what, facts) => {
    const life = lifeAfter(...settled, ...facts, annulled);
    expect(life.workflow.root.value(life.state)).toEqual({ reporting: 'collecting' });
    expect(life.data.finalReport).not.toHaveProperty('reportHash');
    expect(life.data.finalReport).not.toHaveProperty('approved');
    given(...settled, ...facts, annulled)
      .when(closeCycle, { manifestHash: left, reportHash })
      .thenRefused('not-now');
    const rest = schede.slice(0, 1);
    given(...settled, ...facts, annulled)
      .when(endorseFinalReport, { reportHash: fingerprint(rest) })
      .then({ type: 'FinalReportEndorsed', data: { schede: rest, reportHash: fingerprint(rest) } });
  });

  it('takes nothing back while the reports are collected', () => {
    const words: PlanningFact = { type: 'FinalReportReturned', data: { text: 'Gli importi' } };
    const { data } = lifeAfter(...settled, endorsed, words, annulled);
    expect(data.finalReport).toEqual({ startedOn: '2024-01-10', returnedText: 'Gli importi' });
  });
});

describe('The year', () => {
  const before = [...settled, endorsed, approved];

  it('is closed on the plan in force and on the report that was approved', () => {
    given(...before)
      .when(closeCycle, { manifestHash, reportHash })
      .then(closed);
    expect(closeCycle.who).toEqual([{ role: 'UPc' }]);
  });

  it('is closed with prescriptions still open, names them, and lets them be met and accepted', () => {
    const prescriptions = ['R1', 'R2'].map((prescriptionId) => ({ prescriptionId, text: 'Fare' }));
    const asked = inForce(['S-1', 'S-2'], prescriptions);
    const met = (prescriptionId: string): PlanningFact => ({
      type: 'PrescriptionMet',
      data: { prescriptionId, text: 'Fatto' },
    });
    const accepted2: PlanningFact = {
      type: 'PrescriptionAccepted',
      data: { prescriptionId: 'R2', daysLate: 0 },
    };
    const all = [...asked, met('R2'), accepted2, ...before.slice(plan.length)];
    const closedWith: PlanningFact = {
      type: 'CycleClosed',
      data: { manifestHash, reportHash, openPrescriptions: ['R1'] },
    };
    given(...all)
      .when(closeCycle, { manifestHash, reportHash })
      .then(closedWith);
    given(...all, closedWith)
      .when(meetPrescription, { prescriptionId: 'R1', text: 'Fatto' })
      .then(met('R1'));
    given(...all, closedWith, met('R1'))
      .when(acceptPrescription, { prescriptionId: 'R1' })
      .then({ type: 'PrescriptionAccepted', data: { prescriptionId: 'R1', daysLate: 0 } });
    given(...all, closedWith, met('R1'))
      .when(notAcceptPrescription, { prescriptionId: 'R1', text: 'Manca' })
      .then({ type: 'PrescriptionNotAccepted', data: { prescriptionId: 'R1', text: 'Manca' } });
  });

  it('is not closed on another plan, nor on another report', () => {
    given(...before)
      .when(closeCycle, { manifestHash: other, reportHash })
      .thenRefused('other-plan');
    given(...before)
      .when(closeCycle, { manifestHash, reportHash: other })
      .thenRefused('other-report');
  });

  it('is not closed before the report is approved', () => {
    given(...settled, endorsed)
      .when(closeCycle, { manifestHash, reportHash })
      .thenRefused('not-now');
  });

  it('is taken up again by the director, with an act and a reason', () => {
    given(...before, closed)
      .when(reopenCycle, { act: 'Delibera 40' })
      .then(reopened);
    expect([reopenCycle.who, reopenCycle.reason]).toEqual([[{ role: 'DIR' }], 'required']);
    given(...before)
      .when(reopenCycle, { act: 'Delibera 40' })
      .thenRefused('not-now');
  });

  it('taken up again, lets accepted reports be returned and excused schede report', () => {
    const again = given(...before, closed, reopened);
    again.when(returnReport, { schedaId: 'S-1', text: 'Mancano i numeri' }).then(returned('S-1'));
    again.when(reportScheda, { schedaId: 'S-2', ...done }).then(reported('S-2'));
    again.when(closeCycle, { manifestHash, reportHash }).thenRefused('not-now');
    again.when(approveFinalReport, act).thenRefused('not-now');
    again.when(endorseFinalReport, { reportHash }).then(endorsed);
  });
});

describe('What is remembered of the report', () => {
  const of = (...facts: readonly PlanningFact[]) => lifeAfter(...facts).data;
  const who = { by: 'operatore', on: '2024-01-10' };
  const begun = { startedOn: '2024-01-10' };

  it('is what each unit said last, and what is to be mended', () => {
    const last = { ...done, ...who, doneText: 'Quasi tutto' };
    const facts = [reported('S-1'), returned('S-1'), reported('S-1', { doneText: 'Quasi tutto' })];
    expect(of(...collecting, ...facts).reports).toEqual({ 'S-1': last });
    expect(of(...collecting, ...facts, returned('S-1')).reports).toEqual({
      'S-1': { ...last, returnedText: 'Mancano i numeri' },
    });
  });

  it('is who was excused, by whom and why', () => {
    expect(of(...settled).excuses).toEqual({ 'S-2': { ...who, reason: 'Motivo di prova' } });
  });

  it('is what the director endorsed and the organ approved, while it stands', () => {
    const sealed = { ...begun, schede, reportHash, endorsed: who };
    expect(of(...settled, endorsed).finalReport).toEqual(sealed);
    expect(of(...settled, endorsed, approved).finalReport).toEqual({ ...sealed, approved: act });
    const text = 'Mancano gli importi';
    const back: PlanningFact = { type: 'FinalReportReturned', data: { text } };
    expect(of(...settled, endorsed, back).finalReport).toEqual({ ...begun, returnedText: text });
    expect(of(...settled, endorsed, back, endorsed).finalReport).toEqual(sealed);
  });

  it('is every closing, and how it was taken up again', () => {
    const facts = [...settled, endorsed, approved, closed];
    const closing = { manifestHash, reportHash, closedOn: '2024-01-10' };
    expect(of(...facts).closings).toEqual([closing]);
    const again = of(...facts, reopened);
    expect(again.closings).toEqual([
      {
        ...closing,
        reopened: { act: 'Delibera 40', on: '2024-01-10', reason: 'Motivo di prova' },
      },
    ]);
    expect(again.finalReport).toEqual(begun);
    expect(again.manifestHash).toBe(manifestHash);
  });

  it('keeps the day it was asked for by', () => {
    const due = '2025-02-28';
    expect(of(...plan, { type: 'FinalReportStarted', data: { due } }).finalReport).toEqual({
      ...begun,
      due,
    });
  });
});
