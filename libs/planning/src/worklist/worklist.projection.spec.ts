import type { Person } from '#people';
import { decideCoProgramming } from '../co-programming/decide-co-programming.js';
import { proposeCoProgramming } from '../co-programming/propose-co-programming.js';
import { requestFixes } from '../cycle/request-fixes.js';
import { setTargetApproval } from '../cycle/set-target-approval.js';
import { cancelDeadline } from '../deadline/cancel-deadline.js';
import { extendDeadline } from '../deadline/extend-deadline.js';
import { recordDeadlineMet } from '../deadline/record-deadline-met.js';
import { setDeadline } from '../deadline/set-deadline.js';
import { waiveDeadline } from '../deadline/waive-deadline.js';
import { abandonCycle } from '../ending/abandon-cycle.js';
import { closeCheckpoint } from '../monitoring/close-checkpoint.js';
import { openCheckpoint } from '../monitoring/open-checkpoint.js';
import { recordProgress } from '../monitoring/record-progress.js';
import { addOfficeClosure } from '../organisation/add-office-closure.js';
import { openOrganisation } from '../organisation/open-organisation.js';
import { withdrawOfficeClosure } from '../organisation/withdraw-office-closure.js';
import { attributeCategories } from '../participation/attribute-categories.js';
import { exemptCategory } from '../participation/exempt-category.js';
import { proposeCategoryExemption } from '../participation/propose-category-exemption.js';
import { recordMinutes } from '../participation/record-minutes.js';
import { meetPrescription } from '../prescription/meet-prescription.js';
import { notAcceptPrescription } from '../prescription/not-accept-prescription.js';
import { raiseQuestion } from '../question/raise-question.js';
import { CYCLE, Office, someone, TODAY } from '../read-models.fixture.js';
import { startFinalReport } from '../report/start-final-report.js';
import { denyWithdrawal } from '../scheda/deny-withdrawal.js';
import { grantWithdrawal } from '../scheda/grant-withdrawal.js';
import { reassignScheda } from '../scheda/reassign-scheda.js';
import { requestWithdrawal } from '../scheda/request-withdrawal.js';
import { returnScheda } from '../scheda/return-scheda.js';
import { reviseScheda } from '../scheda/revise-scheda.js';
import { submitScheda } from '../scheda/submit-scheda.js';
import { takeSchedaInCharge } from '../scheda/take-scheda-in-charge.js';
import { document } from '../testing.fixture.js';
import { worklistOf, WorklistProjection, type WorklistQuery } from './worklist.projection.js';

let office: Office;

beforeEach(() => {
  office = new Office();
});

afterEach(async () => {
  await office.close();
});

const coordinator = someone('UPc');
const operator = someone('UPo');
const director = someone('DIR');
const head = someone('UH', 'anziani');

const worklist = (person: Person, query?: Partial<WorklistQuery>) =>
  office.shows(WorklistProjection, (database) =>
    worklistOf(database, person, { today: TODAY, ...query }),
  );
/** What a person has to do about things of a kind: what, and about which. */
const todo = async (person: Person, kind: string) =>
  (await worklist(person)).rows
    .filter(({ subject }) => subject.kind === kind)
    .map(({ it, subject }) => `${it}: ${subject.id}`);

describe('A worklist', () => {
  it('is empty before anything has begun', async () => {
    expect(await worklist(coordinator)).toEqual({ rows: [], total: 0, next: null });
  });

  it('says what, about what, by when, why and since when', async () => {
    await office.prepare();
    await office.assign('s1', 'anziani', 'Assistenza domiciliare');
    await office.does(setDeadline, {
      deadlineId: 'd1',
      kind: 'SCHEDE_SUBMITTED',
      due: '2024-02-29',
      basis: 'OFFICE',
    });
    expect(await worklist(head)).toEqual({
      rows: [
        {
          cycleId: CYCLE,
          subject: {
            kind: 'scheda',
            id: 's1',
            label: 'Assistenza domiciliare',
            code: '2024-P01-001',
            unitId: 'anziani',
            headPersonId: 'uh-anziani',
          },
          onBehalfOf: null,
          it: 'Iniziare la compilazione',
          en: 'Start drafting',
          due: '2024-02-29',
          dueKind: 'SCHEDE_SUBMITTED',
          doneBy: 'SchedaRevised',
          why: {
            it: 'la scheda è della sua unità, di cui è responsabile',
            en: 'the scheda belongs to the unit you head',
          },
          since: '2024-01-10T08:05:00.000Z',
        },
      ],
      total: 1,
      next: null,
    });
  });

  it('is that of the role', async () => {
    await office.draft();
    expect(await todo(coordinator, 'cycle')).toEqual([
      `Aprire il ciclo: responsabile e fascicolo: ${CYCLE}`,
    ]);
    for (const role of ['UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD', 'ETS', 'ADM'] as const) {
      expect((await worklist(someone(role, 'anziani'))).total).toBe(0);
    }
  });

  it('is that of the zone', async () => {
    await office.draft();
    expect((await worklist(someone('UPc', undefined, 'pisana'))).total).toBe(0);
  });

  it('of a head and of a contact person is that of their unit', async () => {
    await office.prepare();
    await office.assign('s1', 'anziani');
    for (const role of ['UH', 'RF'] as const) {
      expect((await worklist(someone(role, 'anziani'))).total).toBe(1);
      expect((await worklist(someone(role, 'minori'))).total).toBe(0);
      expect((await worklist(someone(role))).total).toBe(0);
    }
  });

  it('may be that of one cycle', async () => {
    await office.draft();
    await office.draft('livornese-poa-annuale-2025');
    expect(await worklist(coordinator)).toMatchObject({ total: 2 });
    expect(await worklist(coordinator, { cycleId: CYCLE })).toMatchObject({
      total: 1,
      rows: [{ cycleId: CYCLE }],
    });
    expect(await worklist(coordinator, { cycleId: 'livornese-poa-annuale-2026' })).toMatchObject({
      total: 0,
      rows: [],
    });
  });

  it('goes on where the page before ended', async () => {
    await office.prepare();
    for (const id of ['s1', 's2', 's3', 's4', 's5']) await office.assign(id);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await worklist(head, { limit: 2, after });
      expect(page.total).toBe(5);
      seen.push(...page.rows.map(({ subject }) => subject.id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual(['s1', 's2', 's3', 's4', 's5']);
  });
});

describe('The work a scheda awaits', () => {
  beforeEach(async () => {
    await office.prepare();
    await office.assign('s1');
  });

  it('goes from hand to hand', async () => {
    await office.submit('s1');
    expect(await todo(head, 'scheda')).toEqual([]);
    expect(await todo(operator, 'scheda')).toEqual(['Prendere in carico: s1']);
    await office.does(takeSchedaInCharge, { schedaId: 's1' });
    expect(await todo(operator, 'scheda')).toEqual(['Verificare o restituire: s1']);
  });

  it('goes with the scheda to another unit, under its new title', async () => {
    await office.does(reviseScheda, { schedaId: 's1', changes: { title: 'Nuovo' } }, head);
    const whose = { unitId: 'minori', personId: 'uh-minori', reason: 'Riordino' };
    await office.does(reassignScheda, { schedaId: 's1', ...whose });
    expect(await todo(head, 'scheda')).toEqual([]);
    expect(await worklist(someone('UH', 'minori'))).toMatchObject({
      rows: [{ subject: { label: 'Nuovo', unitId: 'minori' } }],
    });
  });

  it('waits since its state began, not since the last save', async () => {
    await office.does(reviseScheda, { schedaId: 's1', changes: { pnrr: true } }, head);
    const [before] = (await worklist(head)).rows;
    await office.does(reviseScheda, { schedaId: 's1', changes: { pnrr: false } }, head);
    expect((await worklist(head)).rows).toEqual([before]);
  });

  it('is due when its last return says, until it is submitted again', async () => {
    await office.does(setDeadline, {
      deadlineId: 'd1',
      kind: 'SCHEDE_SUBMITTED',
      due: '2024-02-29',
      basis: 'OFFICE',
    });
    const back = { schedaId: 's1', reasons: ['TEXT' as const], text: 'Da rivedere' };
    await office.submit('s1');
    await office.does(takeSchedaInCharge, { schedaId: 's1' });
    await office.does(returnScheda, { ...back, due: '2024-02-10' });
    expect(await worklist(head)).toMatchObject({ rows: [{ due: '2024-02-10' }] });
    await office.does(reviseScheda, { schedaId: 's1', changes: { pnrr: true } }, head);
    expect(await worklist(head)).toMatchObject({ rows: [{ due: '2024-02-10' }] });
    await office.does(submitScheda, { schedaId: 's1' }, head);
    await office.does(takeSchedaInCharge, { schedaId: 's1' });
    await office.does(returnScheda, back);
    expect(await worklist(head)).toMatchObject({ rows: [{ due: '2024-02-29' }] });
  });
});

describe('A deadline', () => {
  const deadline = {
    deadlineId: 'd1',
    kind: 'PROPOSAL',
    due: '2024-03-10',
    basis: 'OFFICE',
  } as const;
  const due = async () => (await worklist(coordinator)).rows.map((task) => task.due);

  beforeEach(async () => {
    await office.prepare();
    await office.assign('s1');
  });

  it('counts only for the work of its kind', async () => {
    await office.does(setDeadline, deadline);
    expect(new Set(await due())).toEqual(new Set([null]));
    await office.does(setDeadline, { ...deadline, deadlineId: 'd2', kind: 'PARTICIPATION' });
    expect((await due())[0]).toBe('2024-03-10');
  });

  it('moves, and goes when it is waived', async () => {
    await office.does(setDeadline, { ...deadline, kind: 'PARTICIPATION' });
    await office.does(extendDeadline, { deadlineId: 'd1', to: '2024-04-01', reason: 'Proroga' });
    expect((await due())[0]).toBe('2024-04-01');
    await office.does(waiveDeadline, { deadlineId: 'd1', reason: 'Non serve' }, director);
    expect(new Set(await due())).toEqual(new Set([null]));
  });

  it('of a kind that nothing recorded meets is work itself, until somebody says that it is met', async () => {
    const said = async (person = coordinator) =>
      (await worklist(person)).rows
        .filter(({ subject }) => subject.kind === 'deadline')
        .map(({ subject, due }) => [subject.id, subject.label, due]);
    await office.does(setDeadline, deadline);
    expect(await said()).toEqual([]);
    await office.does(setDeadline, { ...deadline, deadlineId: 'd2', kind: 'OTHER' });
    expect(await said()).toEqual([['d2', 'Altra scadenza', '2024-03-10']]);
    expect(await said(head)).toEqual([]);
    await office.does(extendDeadline, { deadlineId: 'd2', to: '2024-04-01', reason: 'Proroga' });
    expect(await said()).toEqual([['d2', 'Altra scadenza', '2024-04-01']]);
    await office.does(recordDeadlineMet, { deadlineId: 'd2' });
    expect(await said()).toEqual([]);
    for (const [deadlineId, giveUp] of [
      ['d3', waiveDeadline],
      ['d4', cancelDeadline],
    ] as const) {
      await office.does(setDeadline, { ...deadline, deadlineId, kind: 'OTHER' });
      expect(await said()).toHaveLength(1);
      await office.does(giveUp, { deadlineId, reason: 'Non serve' });
      expect(await said()).toEqual([]);
    }
  });

  it('is due, for the decision on co-programming, on the last useful day unless a deadline is set', async () => {
    const decision = async () =>
      (await worklist(director)).rows.find(({ dueKind }) => dueKind === 'CO_PROGRAMMING_DECISION');
    expect(await decision()).toMatchObject({ due: null });
    await office.does(setTargetApproval, { date: '2024-12-20', basis: 'Indirizzi' });
    expect(await decision()).toMatchObject({ due: '2024-10-17' });
    const earlier = { date: '2024-11-20', basis: 'Indirizzi', reason: 'Richiesta regionale' };
    await office.does(setTargetApproval, earlier);
    expect(await decision()).toMatchObject({ due: '2024-09-17' });
    const kind = 'CO_PROGRAMMING_DECISION';
    const deadline = { deadlineId: 'd9', kind, due: '2024-10-01', basis: 'OFFICE' } as const;
    await office.does(setDeadline, deadline);
    expect(await decision()).toMatchObject({ due: '2024-10-01' });
    await office.does(waiveDeadline, { deadlineId: 'd9', reason: 'Non serve' });
    expect(await decision()).toMatchObject({ due: '2024-09-17' });
  });

  it('is due on another last useful day once the office works on other days', async () => {
    const register = 'livornese-organizzazione';
    const due = async () =>
      (await worklist(director)).rows.find(({ dueKind }) => dueKind === 'CO_PROGRAMMING_DECISION')
        ?.due;
    await office.does(setTargetApproval, { date: '2024-12-20', basis: 'Indirizzi' });
    await office.does(openOrganisation, { title: 'Organizzazione' }, coordinator, register);
    expect(await due()).toBe('2024-10-17');
    const closure = { closureId: 'lavori', from: '2024-11-14', to: '2024-11-14', why: 'Lavori' };
    await office.does(addOfficeClosure, closure, coordinator, register);
    expect(await due()).toBe('2024-10-16');
    const reason = 'Rinviati';
    await office.does(
      withdrawOfficeClosure,
      { closureId: 'lavori', reason },
      coordinator,
      register,
    );
    expect(await due()).toBe('2024-10-17');
  });

  it('puts first what is due first, and last what is never due', async () => {
    await office.submit('s1');
    await office.does(setDeadline, { ...deadline, kind: 'SCHEDE_CHECKED', due: '2024-03-01' });
    await office.does(setDeadline, {
      ...deadline,
      deadlineId: 'd2',
      kind: 'PARTICIPATION',
      due: '2024-02-01',
    });
    const days = await due();
    expect(days.slice(0, 2)).toEqual(['2024-02-01', '2024-03-01']);
    expect(days.slice(2).every((day) => day === null)).toBe(true);
  });

  it('is the earlier one where two of a kind run', async () => {
    await office.does(setDeadline, { ...deadline, kind: 'PARTICIPATION' });
    await office.does(setDeadline, {
      ...deadline,
      deadlineId: 'd2',
      kind: 'PARTICIPATION',
      due: '2024-03-01',
    });
    expect((await due())[0]).toBe('2024-03-01');
  });
});

describe('What somebody asked for', () => {
  const decideWithdrawal = "Concedere o negare il ritiro chiesto dall'unità: s1";
  const decideExemption = "Decidere sull'esenzione proposta per la categoria: UTENTI";
  const reason = 'Motivo di prova';

  beforeEach(async () => {
    await office.prepare();
    await office.assign('s1');
  });

  it('a withdrawal is for the coordinator to decide', async () => {
    expect(await todo(coordinator, 'scheda')).toEqual([]);
    await office.does(requestWithdrawal, { schedaId: 's1', reason }, head);
    expect(await todo(coordinator, 'scheda')).toEqual([decideWithdrawal]);
    expect(await todo(operator, 'scheda')).toEqual([]);
    expect(await todo(head, 'scheda')).toEqual(['Iniziare la compilazione: s1']);
  });

  it.each([denyWithdrawal, grantWithdrawal])('a withdrawal is decided once', async (decide) => {
    await office.does(requestWithdrawal, { schedaId: 's1', reason }, head);
    await office.does(decide, { schedaId: 's1', reason });
    expect(await todo(coordinator, 'scheda')).toEqual([]);
  });

  it('an exemption is for the director to decide, once', async () => {
    await office.does(proposeCategoryExemption, { category: 'UTENTI', reason });
    expect(await todo(director, 'category')).toEqual([decideExemption]);
    expect(await todo(coordinator, 'category')).toEqual([]);
    await office.does(exemptCategory, { category: 'UTENTI', reason });
    expect(await todo(director, 'category')).toEqual([]);
  });

  it('co-programming is for the director to decide, on a proposal or without', async () => {
    const asProposed =
      "Decidere sulla co-programmazione come proposta dall'Ufficio di Piano, o altrimenti";
    const decisions = async (person: Person) =>
      (await todo(person, 'cycle')).filter((what) => what.includes('Decidere sulla co-prog'));
    expect(await decisions(director)).toEqual([expect.stringContaining('attivarla o motivare')]);
    await office.does(proposeCoProgramming, { decision: 'activated' });
    expect(await decisions(director)).toEqual([expect.stringContaining(asProposed)]);
    expect(await decisions(coordinator)).toEqual([]);
    await office.does(decideCoProgramming, { decision: 'activated', act: 'Decreto 7/2024' });
    expect(await decisions(director)).toEqual([]);
  });

  it('an exemption is not needed any more when the category was heard after all', async () => {
    await office.does(proposeCategoryExemption, { category: 'UTENTI', reason });
    await office.schedule('M1');
    await office.hold('M1', ['UTENTI']);
    expect(await todo(director, 'category')).toEqual([decideExemption]);
    await office.does(recordMinutes, { meetingId: 'M1', document });
    expect(await todo(director, 'category')).toEqual([]);
  });
});

describe('An exemption whose category is attributed to a meeting', () => {
  const attributed = (category: 'UTENTI' | 'VOLONTARIATO') =>
    ({ meetingId: 'M1', categories: [category], reason: 'Riletto il verbale' }) as const;

  beforeEach(async () => {
    await office.prepare();
    await office.does(proposeCategoryExemption, { category: 'UTENTI', reason: 'Nessuna risposta' });
    await office.schedule('M1');
  });

  it('is not needed any more, once the minutes are there', async () => {
    await office.hold('M1', []);
    await office.does(recordMinutes, { meetingId: 'M1', document });
    expect(await todo(director, 'category')).toHaveLength(1);
    await office.does(attributeCategories, attributed('UTENTI'));
    expect(await todo(director, 'category')).toEqual([]);
  });

  it('is needed still, when the attribution is to another one', async () => {
    await office.hold('M1', ['UTENTI']);
    await office.does(attributeCategories, attributed('VOLONTARIATO'));
    await office.does(recordMinutes, { meetingId: 'M1', document });
    expect(await todo(director, 'category')).toHaveLength(1);
  });
});

describe('What the cycle does not let happen now', () => {
  beforeEach(async () => {
    await office.prepare();
    await office.assign('s1');
    await office.check('s1');
    await office.schedule('M1');
  });

  it('is on nobody’s list: a meeting that was not held before the verification', async () => {
    expect(await todo(operator, 'meeting')).toEqual(["Convocare l'incontro: M1"]);
    await office.verify();
    expect(await todo(operator, 'meeting')).toEqual([]);
  });

  it('comes back when it is possible again', async () => {
    await office.verify();
    const fixes = { schedaIds: ['s1'], reasons: ['TEXT' as const], text: 'Da rivedere' };
    await office.does(requestFixes, fixes);
    expect(await todo(operator, 'meeting')).toEqual(["Convocare l'incontro: M1"]);
  });

  it('is told from what it still lets happen: a question', async () => {
    await office.does(raiseQuestion, { questionId: 'q1', subject: 'cycle', text: 'Quando?' });
    await office.verify();
    await office.approve(await office.propose());
    expect(await todo(operator, 'question')).toEqual(['Rispondere alla domanda: q1']);
  });
});

describe('A cycle that ended before its time', () => {
  it('asks nobody for anything', async () => {
    await office.prepare();
    await office.assign('s1', 'anziani');
    expect((await worklist(head)).total).toBe(1);
    await office.does(abandonCycle, { reason: 'La zona è commissariata' }, director);
    for (const person of [head, coordinator, operator, director, someone('SEG')]) {
      expect((await worklist(person)).total).toBe(0);
    }
  });
});

describe('A checkpoint', () => {
  const progress = { status: 'UNDER_WAY', measured: [] } as const;
  const asked = async () =>
    (await worklist(head)).rows
      .filter(({ it }) => it === "Registrare l'avanzamento")
      .map(({ subject, due }) => `${subject.id}: ${due}`);

  beforeEach(async () => {
    await office.bringIntoForce(['s1', 's2']);
  });

  it('asks the unit of every scheda how far it has come, until it says so', async () => {
    expect(await asked()).toEqual([]);
    await office.does(openCheckpoint, {});
    expect(await asked()).toEqual(['s1: null', 's2: null']);
    expect((await worklist(someone('UH', 'minori'))).total).toBe(0);
    await office.does(recordProgress, { schedaId: 's1', ...progress }, head);
    expect(await asked()).toEqual(['s2: null']);
  });

  it('asks nobody any more once it is closed, and everybody again at the next one', async () => {
    await office.does(openCheckpoint, {});
    await office.does(recordProgress, { schedaId: 's1', ...progress }, head);
    await office.does(closeCheckpoint, {});
    expect(await asked()).toEqual([]);
    await office.does(openCheckpoint, {});
    expect(await asked()).toEqual(['s1: null', 's2: null']);
  });

  it('asks by its own day or, without one, by the deadline of the checkpoints', async () => {
    await office.does(setDeadline, {
      deadlineId: 'd1',
      kind: 'CHECKPOINT',
      due: '2024-06-30',
      basis: 'OFFICE',
    });
    await office.does(openCheckpoint, { due: '2024-09-30' });
    expect(await asked()).toEqual(['s1: 2024-09-30', 's2: 2024-09-30']);
    await office.does(closeCheckpoint, {});
    await office.does(openCheckpoint, {});
    expect(await asked()).toEqual(['s1: 2024-06-30', 's2: 2024-06-30']);
  });
});

describe('A prescription', () => {
  it('is for the office to meet by its day, and for the director to accept', async () => {
    const prescriptions = [{ text: 'Aggiornare gli indicatori', due: '2024-02-29' }];
    await office.bringIntoForce(['s1'], prescriptions);
    const { rows } = await worklist(operator);
    const [task] = rows.filter(({ subject }) => subject.kind === 'prescription');
    expect(task).toMatchObject({
      it: 'Adempiere alla prescrizione',
      due: '2024-02-29',
      subject: { label: 'Aggiornare gli indicatori', unitId: null },
    });
    const prescriptionId = task?.subject.id ?? '';
    await office.does(meetPrescription, { prescriptionId, text: 'Aggiornati' });
    expect(await todo(operator, 'prescription')).toEqual([]);
    expect(await todo(director, 'prescription')).toEqual([
      `Accertare l'adempimento: ${prescriptionId}`,
    ]);
  });

  describe('that is addressed to schede', () => {
    const other = someone('UH', 'minori');
    const prescriptionId = 'R1';
    const asked = { prescriptionId, text: 'Indicare le risorse', due: '2024-02-29' };
    const meet = [`Adempiere alla prescrizione: ${prescriptionId}`];

    beforeEach(async () => {
      await office.bringIntoForce(
        ['s1', 's2'],
        [{ ...asked, schedaIds: ['s1'] }, { text: 'Per tutto il piano' }],
      );
    });

    it('is for the heads of their units as well, by its day, and for no other', async () => {
      const { rows } = await worklist(head);
      expect(rows.filter(({ subject }) => subject.kind === 'prescription')).toMatchObject([
        {
          it: 'Adempiere alla prescrizione',
          due: '2024-02-29',
          subject: { id: prescriptionId, label: 'Indicare le risorse' },
          why: { it: 'la scheda è della sua unità, di cui è responsabile' },
        },
      ]);
      expect(await todo(other, 'prescription')).toEqual([]);
      expect(await todo(someone('RF', 'anziani'), 'prescription')).toEqual([]);
      expect(await todo(operator, 'prescription')).toHaveLength(2);
    });

    it('goes with them to another unit', async () => {
      const whose = { unitId: 'minori', personId: 'uh-minori', reason: 'Riordino' };
      await office.does(reassignScheda, { schedaId: 's1', ...whose });
      expect(await todo(head, 'prescription')).toEqual([]);
      expect(await todo(other, 'prescription')).toEqual(meet);
    });

    it('is done once it is met, and is there again where that was not enough', async () => {
      await office.does(meetPrescription, { prescriptionId, text: 'Indicate' }, head);
      expect(await todo(head, 'prescription')).toEqual([]);
      await office.does(notAcceptPrescription, { prescriptionId, text: 'Ne mancano' });
      expect(await todo(head, 'prescription')).toEqual(meet);
    });
  });
});

describe('The final report', () => {
  const reports = async () =>
    (await worklist(head)).rows
      .filter(({ it }) => it === 'Rendicontare la scheda')
      .map(({ subject, due }) => `${subject.id}: ${due}`);

  beforeEach(async () => {
    await office.bringIntoForce(['s1']);
  });

  it('is asked of the units once it has started, by the day that was said', async () => {
    expect(await reports()).toEqual([]);
    await office.does(startFinalReport, { due: '2025-01-31' });
    expect(await reports()).toEqual(['s1: 2025-01-31']);
  });

  it('is asked by the deadline of the cycle, where one is set', async () => {
    await office.does(setDeadline, {
      deadlineId: 'd1',
      kind: 'FINAL_REPORT',
      due: '2025-02-28',
      basis: 'OFFICE',
    });
    await office.does(startFinalReport, { due: '2025-01-31' });
    expect(await reports()).toEqual(['s1: 2025-02-28']);
  });
});
