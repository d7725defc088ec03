import type { PlanningFact } from '../planning-fact.js';
import { sha256 } from '../pipeline/command-identity.js';
import {
  assigned,
  checked,
  hash,
  inPreparation,
  inVerification,
  submitted,
} from '../testing.fixture.js';
import { AccountProjection } from './account.projection.js';
import { lateAndCorrected } from './late-and-corrected.js';
import { leftOutAndChanges } from './left-out-and-changes.js';
import { prescriptionsOf } from './prescriptions.js';
import { because, CYCLE, day, eventAt, Seen, type Day } from './reports.fixture.js';

const manifest = (...schedaIds: readonly string[]) => ({
  schede: schedaIds.map((schedaId) => ({
    ...{ schedaId, code: schedaId, programmeId: 'P1', unitId: 'anziani', version: 1 },
    contentHash: hash(schedaId),
  })),
  ...{ objectives: [], programmes: [], documents: [] },
  coProgramming: { decision: 'undecided', ground: '' } as const,
});
const closed = (...schedaIds: readonly string[]): PlanningFact => ({
  type: 'VerificationClosed',
  data: { manifest: manifest(...schedaIds), manifestHash: hash('manifest'), leftOut: [] },
});
const convened: readonly PlanningFact[] = [
  { type: 'ProposalEndorsed', data: { manifestHash: hash('manifest') } },
  {
    type: 'OrganConvened',
    data: {
      ...{ sessionId: 'seduta-1', organ: 'Conferenza', sessionOn: '2024-02-20' },
      ...{ protocol: '1/2024', items: ['POA'] },
    },
  },
];
const deliberated: PlanningFact = {
  type: 'DeliberationRecorded',
  data: {
    ...{ sessionId: 'seduta-1', outcome: 'approved', members: [], quorumThousandths: 501 },
    ...{ manifestHash: hash('manifest'), number: '12', actDate: '2024-02-20', prescriptions: [] },
  },
};
const approved = (schedaId: string, contentHash = hash(schedaId)): PlanningFact => ({
  type: 'SchedaApproved',
  data: { schedaId, version: 1, contentHash },
});
const seen = (...days: readonly Day[]) =>
  new Seen(
    AccountProjection,
    day('2024-01-10', ...inVerification(...checked('S-1'), ...checked('S-2'), assigned('S-3'))),
    ...days,
  );

describe('What went out', () => {
  const leftOut: PlanningFact = {
    type: 'SchedaLeftOut',
    data: { schedaId: 'S-3', reason: 'Non pronta' },
  };
  const out = (rows: Seen<AccountProjection>) => leftOutAndChanges(rows.database, CYCLE).items;

  it('is left out with its reason, and named where it stands', () => {
    expect(out(seen(day('2024-02-01', leftOut)))).toMatchObject([
      {
        ...{ schedaId: 'S-3', code: '2024-P1-003', title: 'Scheda S-3', unitId: 'anziani' },
        ...{ what: 'SchedaLeftOut', on: '2024-02-01', by: 'upo', role: 'UPo' },
        ...{ reason: 'Non pronta', stillSo: true, state: 'leftOut', act: null, ground: null },
        source: { type: 'SchedaLeftOut' },
      },
    ]);
  });

  it('says for whom it was done, and in which role', () => {
    const lent: Day = { ...day('2024-02-01', leftOut), as: 'UPc', hand: 'UPo' };
    expect(out(seen(lent))).toMatchObject([
      { by: 'upo', role: 'UPo', onBehalfOf: 'upc', actedAs: 'UPc' },
    ]);
    expect(out(seen(day('2024-02-01', leftOut)))).toMatchObject([
      { by: 'upo', role: 'UPo', onBehalfOf: null, actedAs: 'UPo' },
    ]);
  });

  it('is no longer so once it is taken up again', () => {
    const again: PlanningFact = {
      type: 'SchedaReturned',
      data: { schedaId: 'S-3', reasons: ['INCOMPLETE'], text: 'Riprendere' },
    };
    expect(out(seen(day('2024-02-01', leftOut), day('2024-02-02', again)))).toMatchObject([
      { what: 'SchedaLeftOut', stillSo: false, state: 'returned' },
    ]);
  });

  it('is withdrawn with why its unit asked and why the office granted it', () => {
    const rows = seen(
      because('Finanziamento perso', '2024-01-12', {
        type: 'SchedaWithdrawalRequested',
        data: { schedaId: 'S-3' },
      }),
      because('Concesso', '2024-01-13', { type: 'SchedaWithdrawn', data: { schedaId: 'S-3' } }),
    );
    expect(out(rows)).toMatchObject([
      { what: 'SchedaWithdrawn', askedBecause: 'Finanziamento perso', reason: 'Concesso' },
    ]);
  });

  it('is annulled with its act and its ground', () => {
    const rows = seen(
      day('2024-02-20', closed('S-1', 'S-2'), ...convened, deliberated),
      day('2024-02-20', approved('S-1'), approved('S-2')),
      day('2024-06-01', {
        type: 'SchedaAnnulled',
        data: {
          ...{ schedaId: 'S-1', act: 'Delibera 30/2024', ground: 'Vizio di competenza' },
          manifestHash: hash('manifest'),
        },
      }),
    );
    expect(out(rows)).toMatchObject([
      { what: 'SchedaAnnulled', act: 'Delibera 30/2024', ground: 'Vizio di competenza' },
    ]);
  });

  it('is of one unit where that is asked, and nothing where nothing went out', () => {
    const { database } = seen(day('2024-02-01', leftOut));
    expect(leftOutAndChanges(database, CYCLE, { unitIds: ['minori'] })).toMatchObject({ total: 0 });
    expect(leftOutAndChanges(database, CYCLE, { unitIds: ['anziani'] })).toMatchObject({
      total: 1,
    });
    expect(out(seen())).toEqual([]);
  });
});

describe('What was approved against what was checked', () => {
  const differences = (...facts: readonly PlanningFact[]) =>
    leftOutAndChanges(seen(day('2024-02-20', ...facts)).database, CYCLE).approvals;

  it('is the same: no difference, and both fingerprints', () => {
    expect(
      differences(closed('S-1', 'S-2'), ...convened, deliberated, approved('S-1'), approved('S-2')),
    ).toMatchObject([
      {
        ...{ revision: null, sessionId: 'seduta-1', actNumber: '12', schede: 2, differences: [] },
        ...{ verifiedHash: hash('manifest'), approvedHash: hash('manifest') },
        sources: [{ type: 'VerificationClosed' }, { type: 'DeliberationRecorded' }],
      },
    ]);
  });

  it.each([
    ['notApproved', 'S-2', [closed('S-1', 'S-2'), ...convened, deliberated, approved('S-1')]],
    [
      'notVerified',
      'S-2',
      [closed('S-1'), ...convened, deliberated, approved('S-1'), approved('S-2')],
    ],
    ['otherVersion', 'S-1', [closed('S-1'), ...convened, deliberated, approved('S-1', hash('x'))]],
  ] as const)('differs by name: %s', (what, schedaId, facts) => {
    expect(differences(...facts)[0]?.differences).toMatchObject([{ schedaId, what }]);
  });

  it('differs where what was verified is not what the office had checked', () => {
    const other = closed('S-1');
    const tampered = JSON.parse(
      JSON.stringify(other).replaceAll(hash('S-1'), hash('x')),
    ) as PlanningFact;
    expect(
      differences(tampered, ...convened, deliberated, approved('S-1', hash('x')))[0]?.differences,
    ).toMatchObject([
      {
        ...{ schedaId: 'S-1', what: 'otherThanChecked' },
        checked: { contentHash: hash('S-1') },
        approved: { contentHash: hash('x') },
      },
    ]);
  });

  it('has a row for each approval: a revision adds to the plan what it changes', () => {
    const rows = seen(
      day('2024-02-20', closed('S-1', 'S-2'), ...convened, deliberated),
      day('2024-02-20', approved('S-1'), approved('S-2')),
      day(
        '2024-06-01',
        { type: 'RevisionOpened', data: { number: 1, scope: [{ schedaId: 'S-2', what: 'drop' }] } },
        {
          type: 'RevisionVerified',
          data: {
            ...{ number: 1, manifest: manifest('S-1'), manifestHash: hash('manifest') },
            ...{ amended: [], added: [], dropped: ['S-2'] },
          },
        },
        ...convened,
        ...[deliberated, { type: 'SchedaDropped', data: { schedaId: 'S-2' } } as const],
        { type: 'RevisionMerged', data: { number: 1, manifestHash: hash('manifest') } },
      ),
    );
    expect(
      leftOutAndChanges(rows.database, CYCLE).approvals.map((row) => [
        ...[row.revision, row.schede, row.differences],
      ]),
    ).toEqual([
      [null, 2, []],
      [1, 1, []],
    ]);
  });

  it('is nothing while nothing is approved', () => {
    expect(differences(closed('S-1', 'S-2'), ...convened)).toEqual([]);
  });
});

describe('The prescriptions', () => {
  const rows = () =>
    seen(
      day('2024-02-20', closed('S-1'), ...convened, deliberated),
      day('2024-02-20', ...[set('R1', '2024-03-10'), set('R2', '2024-03-10'), set('R3')]),
      day('2024-02-20', approved('S-1')),
      day('2024-03-12', met('R1')),
      day('2024-03-14', {
        type: 'PrescriptionAccepted',
        data: { prescriptionId: 'R1', daysLate: 2 },
      }),
      day('2024-03-14', met('R2')),
      day('2024-03-15', {
        type: 'PrescriptionNotAccepted',
        data: { prescriptionId: 'R2', text: 'Manca il documento' },
      }),
    );
  const set = (prescriptionId: string, due?: string): PlanningFact => ({
    type: 'PrescriptionSet',
    data: {
      ...{ prescriptionId, text: `Prescrizione ${prescriptionId}`, sessionId: 'seduta-1' },
      ...(due !== undefined && { due }),
    },
  });
  const met = (prescriptionId: string): PlanningFact => ({
    type: 'PrescriptionMet',
    data: { prescriptionId, text: 'Fatto' },
  });
  const on = (date: string) => prescriptionsOf(rows().database, CYCLE, date);

  it('are open until met, met until accepted, and open again where they are not', () => {
    expect(on('2024-04-01')).toMatchObject({
      ...{ total: 3, open: 2, met: 0, accepted: 1, overdue: 1, metLate: 1 },
      items: [
        { prescriptionId: 'R1', state: 'accepted', metOn: '2024-03-12', acceptedOn: '2024-03-14' },
        { prescriptionId: 'R2', state: 'open', notAccepted: 1 },
        { prescriptionId: 'R3', state: 'open', due: null },
      ],
    });
  });

  it('are late by the days after their due day at which they were met, or up to the day asked', () => {
    expect(on('2024-04-01').items.map(({ daysLate, overdue }) => [daysLate, overdue])).toEqual([
      [2, false],
      [22, true],
      [null, false],
    ]);
    expect(on('2024-03-10').items.map(({ daysLate, overdue }) => [daysLate, overdue])).toEqual([
      [0, false],
      [0, false],
      [null, false],
    ]);
  });

  it('are as they were on the day asked for', () => {
    expect(on('2024-03-13')).toMatchObject({ open: 2, met: 1, accepted: 0 });
    expect(on('2024-02-19')).toMatchObject({ total: 0, items: [] });
  });
});

describe('What was recorded late', () => {
  const late = (on: string, recordedOn: string, lateReason?: string) =>
    lateAndCorrected(
      new Seen(AccountProjection, day('2024-01-10', ...inPreparation)).sees({
        ...day(on, ...submitted('S-1').slice(0, 1)),
        ...{ recordedOn, ...(lateReason !== undefined && { lateReason }) },
      }).database,
      CYCLE,
    ).late;

  it('is listed with both days and the reason from the fourth day on', () => {
    expect(late('2024-02-01', '2024-02-05', 'Ufficio chiuso')).toMatchObject({
      total: 1,
      items: [
        {
          ...{ type: 'SchedaAssigned', occurredOn: '2024-02-01', days: 4, by: 'upo' },
          ...{ role: 'UPo', lateReason: 'Ufficio chiuso', revision: inPreparation.length },
          eventId: eventAt(inPreparation.length),
        },
      ],
    });
  });

  it('says for whom it was done, and in which role', () => {
    const lent: Day = { ...day('2024-02-01', ...submitted('S-1').slice(0, 1)), as: 'UPc' };
    const rows = new Seen(AccountProjection, day('2024-01-10', ...inPreparation)).sees({
      ...{ ...lent, hand: 'UPo', recordedOn: '2024-02-05', lateReason: 'Ufficio chiuso' },
    });
    expect(lateAndCorrected(rows.database, CYCLE).late.items).toMatchObject([
      { by: 'upo', role: 'UPo', onBehalfOf: 'upc', actedAs: 'UPc' },
    ]);
  });

  it('is nothing up to the third', () => {
    expect(late('2024-02-01', '2024-02-04')).toEqual({ items: [], total: 0 });
  });
});

describe('What was corrected', () => {
  const opened = 1;
  const correction: PlanningFact = {
    type: 'RecordCorrected',
    data: {
      ...{ eventId: eventAt(opened), factType: 'CycleOpened', factRevision: opened },
      ...{ field: '/caseFile/subject', old: 'POA 2024', new: 'POA 2024 Livornese' },
    },
  };
  const corrected = (...days: readonly Day[]) =>
    lateAndCorrected(
      new Seen(AccountProjection, day('2024-01-10', ...inPreparation), ...days).database,
      CYCLE,
    ).corrected;

  it('is listed with what it said, what it says, who and why', () => {
    expect(corrected(because('Refuso', '2024-02-01', correction))).toMatchObject({
      total: 1,
      items: [
        {
          ...{ type: 'RecordCorrected', field: '/caseFile/subject', reason: 'Refuso', by: 'upo' },
          ...{ old: 'POA 2024', new: 'POA 2024 Livornese', sha256: null },
          about: { eventId: eventAt(opened), revision: opened, type: 'CycleOpened' },
        },
      ],
    });
  });

  it('shows of a text that was redacted its fingerprint, also where a correction quotes it', () => {
    const at = inPreparation.length;
    const fingerprint = sha256('POA 2024');
    const redaction: PlanningFact = {
      type: 'TextRedacted',
      data: {
        ...{ eventId: eventAt(at), factType: 'RecordCorrected', factRevision: at },
        ...{ where: 'data', pointer: '/old', sha256: fingerprint, legalBasis: 'GDPR art. 17' },
      },
    };
    const { items } = corrected(
      because('Refuso', '2024-02-01', correction),
      because('Un nome', '2024-02-02', redaction),
    );
    expect(items[0]?.old).toBe(`[testo oscurato · sha256 ${fingerprint}]`);
    expect(items[0]?.new).toBe('POA 2024 Livornese');
    expect(items[1]).toMatchObject({ type: 'TextRedacted', old: null, sha256: fingerprint });
  });

  it('is nothing where nothing was', () => {
    expect(corrected()).toEqual({ items: [], total: 0 });
  });
});
