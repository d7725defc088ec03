import { canonicalJson, type Json } from '#event-store';
import { sha256, type DataOf } from '#planning';
import type { LedgerSays } from './inquiry.js';
import { inquiryInto, REGISTER, type Said } from './inquiry.fixture.js';
import type { Answer } from './question.js';
import { auditQuestion, auditQuestions } from './questions.js';

/** The answer to a question about facts, whether or not they could have been recorded. */
function answer(
  question: number,
  said: readonly Said[],
  given: Parameters<typeof inquiryInto>[1] = {},
): Answer {
  const inquiry = inquiryInto(said, given);
  try {
    return auditQuestions[question - 1]!.answer(inquiry);
  } finally {
    inquiry.end();
  }
}

const fingerprint = (value: object): string =>
  sha256(canonicalJson(JSON.parse(JSON.stringify(value)) as Json));

describe('A question', () => {
  it('is found by its number and by its key', () => {
    for (const question of auditQuestions) {
      expect(auditQuestion(question.key)).toBe(question);
      expect(auditQuestion(String(question.number))).toBe(question);
    }
    expect(auditQuestion('16')).toBeUndefined();
  });

  it.each(auditQuestions)('$number is answered of a cycle without facts, too', ({ number }) => {
    const { verdict, sentence } = answer(number, []);
    expect(['not-known', 'in-order']).toContain(verdict);
    expect(sentence.it).not.toBe('');
  });
});

describe('What was approved', () => {
  const content = { title: 'Assistenza' };
  const manifest: DataOf<'VerificationClosed'>['manifest'] = {
    schede: [
      {
        ...{ schedaId: 'S1', code: '2024-P1-001', programmeId: 'P1', unitId: 'anziani' },
        ...{ version: 1, contentHash: fingerprint({ ...content, description: 'A casa' }) },
      },
    ],
    ...{ objectives: [], programmes: [], documents: [] },
    coProgramming: { decision: 'undecided', ground: '' },
  };
  const story = (description: string, manifestHash: string): readonly Said[] => [
    {
      type: 'SchedaAssigned',
      data: {
        ...{ schedaId: 'S1', code: '2024-P1-001', programmeId: 'P1', unitId: 'anziani' },
        ...{ personId: 'bruno', title: 'Assistenza', schema: 'scheda.v1' },
      },
    },
    {
      type: 'SchedaRevised',
      data: { schedaId: 'S1', version: 1, changes: { description }, contentHash: 'x' },
    },
    { type: 'VerificationClosed', data: { manifest, manifestHash, leftOut: [] } },
    {
      type: 'DeliberationRecorded',
      data: {
        ...{ sessionId: 'seduta', outcome: 'approved', members: [], manifestHash },
        ...{ quorumThousandths: 1000, prescriptions: [] },
      },
    },
  ];

  it('is what the fingerprints say', () => {
    expect(answer(3, story('A casa', fingerprint(manifest)))).toMatchObject({
      verdict: 'in-order',
      tables: [{ rows: [{ same: true }] }, { rows: [{ same: true }] }],
    });
  });

  it('is not, where a text was changed under its fingerprint', () => {
    expect(answer(3, story('A scuola', fingerprint(manifest)))).toMatchObject({
      verdict: 'findings',
      tables: [{ rows: [{ same: true }] }, { rows: [{ same: false }] }],
    });
  });

  it('is not, where the plan has another fingerprint', () => {
    expect(answer(3, story('A casa', '0'.repeat(64)))).toMatchObject({
      verdict: 'findings',
      tables: [{ rows: [{ same: false }] }, { rows: [{ same: true }] }],
    });
  });
});

describe('Who wrote and checked', () => {
  const version = { schedaId: 'S1', version: 1, contentHash: 'x' };
  const checkedBy = (by: string, onBehalfOf?: string): readonly Said[] => [
    {
      type: 'SchedaRevised',
      data: { ...version, changes: {} },
      around: { by: 'anna' },
    },
    { type: 'SchedaSubmitted', data: version, around: { by: 'bruno', role: 'UH' } },
    {
      type: 'SchedaChecked',
      data: version,
      around: { by, ...(onBehalfOf !== undefined && { onBehalfOf }) },
    },
  ];

  it.each([
    ['carla', undefined, 'in-order', null],
    ['anna', undefined, 'findings', 'anna'],
    ['bruno', undefined, 'findings', 'bruno'],
    ['carla', 'anna', 'findings', 'anna'],
  ])('where %s checks for %s is %s', (by, onBehalfOf, verdict, same) => {
    expect(answer(5, checkedBy(by, onBehalfOf))).toMatchObject({
      verdict,
      tables: [{ rows: [{ same }] }],
    });
  });
});

describe('Authority', () => {
  const granted: Said = {
    type: 'DelegationGranted',
    data: {
      ...{ delegationId: 'ferie', fromPersonId: 'dino', fromRole: 'DIR', toPersonId: 'anna' },
      ...{ kind: 'SOSTITUZIONE', scope: {}, validFrom: '2024-03-01', validTo: '2024-03-10' },
    },
    around: { in: REGISTER, on: '2024-02-20', by: 'dino' },
  };
  const role: Said = {
    type: 'RoleGranted',
    data: { roleGrantId: 'r1', personId: 'anna', role: 'UPo', from: '2024-01-01' },
    around: { in: REGISTER, on: '2024-01-01' },
  };
  const done = (on: string, by = 'anna'): Said => ({
    type: 'CycleOpened',
    data: {} as DataOf<'CycleOpened'>,
    around: { on, by, onBehalfOf: 'dino', delegationId: 'ferie' },
  });

  it.each([
    ['within its days', [role, granted, done('2024-03-05')], 'in-order', null],
    ['after its last day', [role, granted, done('2024-03-11')], 'findings', 'expired'],
    ['before its first day', [role, granted, done('2024-02-25')], 'findings', 'not-yet'],
    ['that nobody gave', [role, done('2024-03-05')], 'findings', 'unknown'],
  ] as const)('by a delegation %s', (_when, said, verdict, fault) => {
    expect(answer(6, said)).toMatchObject({ verdict, tables: [{ rows: [{ fault }] }, {}, {}] });
  });

  it('by a delegation that was revoked is none', () => {
    const revoked: Said = {
      type: 'DelegationRevoked',
      data: { delegationId: 'ferie' },
      around: { in: REGISTER, on: '2024-03-03' },
    };
    expect(answer(6, [role, granted, revoked, done('2024-03-05')])).toMatchObject({
      verdict: 'findings',
      tables: [{ rows: [{ fault: 'revoked', revokedOn: '2024-03-03' }] }, {}, {}],
    });
  });

  it('is none where the register had not given the role that day', () => {
    const early: Said = {
      type: 'CycleOpened',
      data: {} as DataOf<'CycleOpened'>,
      around: { on: '2023-12-01' },
    };
    expect(answer(6, [role, early])).toMatchObject({
      verdict: 'findings',
      tables: [{}, { rows: [{ by: 'anna', role: 'UPo' }] }, {}],
    });
  });
});

describe('Who was warned', () => {
  it('is told with each reminder, person by person', () => {
    const said: readonly Said[] = [
      {
        type: 'ReminderSent',
        data: {
          ...{ deadlineId: 'schede', due: '2024-03-10', offsetDays: -7, level: 'owner' },
          told: [{ personId: 'bruno', role: 'UH', unitId: 'anziani' }],
        },
      },
    ];
    const warned = answer(7, said).tables.find(({ title }) => title.en === 'Who was warned');
    expect(warned?.rows).toMatchObject([
      { personId: 'bruno', role: 'UH', unitId: 'anziani', due: '2024-03-10', level: 'owner' },
    ]);
  });
});

describe('A reminder that was taken back before it left', () => {
  const sent = (reminderId: string): Said => ({
    type: 'ReminderSent',
    data: {
      ...{ deadlineId: 'schede', due: '2024-03-10', byHand: true, level: 'owner', reminderId },
      ...{ unitId: 'anziani', told: [{ personId: reminderId, role: 'UH', unitId: 'anziani' }] },
    },
  });
  const takenBack: Said = {
    type: 'ReminderTakenBack',
    data: { reminderId: 'R1', deadlineId: 'schede', unitId: 'anziani' },
  };

  it('has warned nobody; one that was left alone has', () => {
    const said = [sent('R1'), sent('R2'), takenBack];
    const warned = answer(7, said).tables.find(({ title }) => title.en === 'Who was warned');
    expect(warned?.rows).toMatchObject([{ personId: 'R2' }]);
  });
});

describe('The notice of twenty days', () => {
  const published = (days: number, derogation?: string): Said => ({
    type: 'NoticePublished',
    data: {
      ...{ publishedOn: '2024-03-01', closesOn: '2024-03-21', days, url: 'https://example.org' },
      ...{ requirements: 'Enti', ...(derogation !== undefined && { derogation }) },
    },
  });
  const closed = (on: string): Said => ({
    type: 'NoticeClosed',
    data: { applicationIds: [] },
    around: { on },
  });
  const extended: Said = {
    type: 'NoticeExtended',
    data: { from: '2024-03-11', to: '2024-03-25', days: 24 },
  };

  it.each<[string, readonly Said[], string]>([
    ['of twenty days is respected', [published(20), closed('2024-03-21')], 'in-order'],
    ['of nineteen is not', [published(19)], 'findings'],
    ['of ten, by a derogation, is', [published(10, 'Regolamento 3/2021')], 'in-order'],
    ['of ten that was extended is', [published(10), extended], 'in-order'],
    [
      'that was closed before its last day is not',
      [published(20), closed('2024-03-15')],
      'findings',
    ],
  ])('%s', (_which, said, verdict) => {
    expect(answer(9, said).verdict).toBe(verdict);
  });
});

describe('The whole history', () => {
  const fact = (around: Said['around']): Said => ({
    type: 'CycleOpened',
    data: {} as DataOf<'CycleOpened'>,
    ...(around && { around }),
  });
  const sealing: LedgerSays = {
    ...{ state: 'sealing', origin: 'traccia/registro/1', size: 2, sealedSize: 2 },
    ...{
      auditedAt: '2024-03-03T02:00:00.000Z',
      failure: null,
      withoutProof: 0,
      outsideSeals: 1,
      changed: [],
    },
  };
  const two = [fact({ on: '2024-03-01' }), fact({ on: '2024-03-02' })];

  it('is whole where nothing is missing, replays alike and is sealed', () => {
    expect(answer(15, two, { ledger: sealing })).toMatchObject({
      verdict: 'in-order',
      notKnown: [],
    });
  });

  it.each<[string, readonly Said[], Partial<Parameters<typeof inquiryInto>[1]>]>([
    ['a fact is missing', [fact({}), fact({ revision: 2 })], { ledger: sealing }],
    [
      'a clock went back',
      [fact({ on: '2024-03-02' }), fact({ on: '2024-03-01' })],
      { ledger: sealing },
    ],
    ['it does not replay', two, { ledger: sealing, replays: false }],
    [
      'the ledger is broken',
      two,
      { ledger: { ...sealing, state: 'broken', failure: 'log-other' } },
    ],
    ['a fact is other than it was sealed', two, { ledger: { ...sealing, changed: [1] } }],
  ])('is not where %s', (_what, said, given) => {
    expect(answer(15, said, given).verdict).toBe('findings');
  });

  it('is not known while something is not sealed, or nobody outside has a seal', () => {
    expect(answer(15, two, { ledger: { ...sealing, withoutProof: 1 } }).verdict).toBe('not-known');
    expect(answer(15, two).verdict).toBe('not-known');
    expect(answer(15, two, { ledger: { ...sealing, outsideSeals: 0 } }).notKnown).toHaveLength(1);
    expect(answer(15, two, { ledger: { ...sealing, auditedAt: null } }).notKnown).toHaveLength(1);
  });
});
