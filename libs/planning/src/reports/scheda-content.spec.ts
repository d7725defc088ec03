import fc from 'fast-check';
import { opened as organisationOpened, unitAdded } from '../organisation/organisation.fixture.js';
import type { PlanningFact } from '../planning-fact.js';
import {
  assigned,
  hash,
  inPreparation,
  inVerification,
  verificationClosed,
} from '../testing.fixture.js';
import { gapsOf } from './gaps.js';
import { moneyOf } from './money.js';
import { progressOf } from './progress.js';
import { CYCLE, day, eventAt, Seen } from './reports.fixture.js';
import { SchedaContentProjection } from './scheda-content.projection.js';

const revised = (schedaId: string, changes: object, version = 1): PlanningFact => ({
  type: 'SchedaRevised',
  data: { schedaId, version, changes: { ...changes }, contentHash: hash(schedaId) },
});
const versioned = (schedaId: string) => ({ schedaId, version: 1, contentHash: hash(schedaId) });
const toChecked = (schedaId: string): readonly PlanningFact[] => [
  { type: 'SchedaSubmitted', data: versioned(schedaId) },
  { type: 'SchedaTakenInCharge', data: { schedaId } },
  { type: 'SchedaChecked', data: versioned(schedaId) },
];
const withdrawn = (schedaId: string): PlanningFact => ({
  type: 'SchedaWithdrawn',
  data: { schedaId },
});
const deliberated: PlanningFact = {
  type: 'DeliberationRecorded',
  data: {
    ...{ sessionId: 'seduta-1', outcome: 'approved', members: [], quorumThousandths: 501 },
    ...{ manifestHash: hash('manifest'), number: '12', actDate: '2024-02-20', prescriptions: [] },
  },
};
const approved = (...schedaIds: readonly string[]): readonly PlanningFact[] => [
  verificationClosed,
  { type: 'ProposalEndorsed', data: { manifestHash: hash('manifest') } },
  {
    type: 'OrganConvened',
    data: {
      ...{ sessionId: 'seduta-1', organ: 'Conferenza', sessionOn: '2024-02-20' },
      ...{ protocol: '1/2024', items: ['POA'] },
    },
  },
  deliberated,
  ...schedaIds.map((schedaId): PlanningFact => ({
    type: 'SchedaApproved',
    data: versioned(schedaId),
  })),
];
const tree: PlanningFact = {
  type: 'TreeImported',
  data: {
    objectives: [
      { objectiveId: 'O1', name: 'Inclusione' },
      { objectiveId: 'O2', name: 'Prevenzione' },
    ],
    programmes: [
      { programmeId: 'P1', name: 'Cure primarie', objectiveIds: ['O1', 'O2'] },
      { programmeId: 'P2', name: 'Minori', objectiveIds: ['O2'] },
      { programmeId: 'P3', name: 'Povertà', objectiveIds: [] },
    ],
  },
};
const indicator = { name: 'Utenti', target: '10', source: 'Registro' };

describe('The progress', () => {
  const seen = () =>
    new Seen(
      SchedaContentProjection,
      day(
        '2024-01-10',
        ...[...inPreparation, tree, assigned('S-1'), assigned('S-2', { programmeId: 'P2' })],
        ...[assigned('S-3', { programmeId: 'P3', unitId: 'minori' }), assigned('S-4')],
        revised('S-1', { sector: 'SOCIO_SANITARIO' }),
      ),
    );
  const grouped = (rows: Seen<SchedaContentProjection>, unitId?: string, on = '2024-01-31') =>
    progressOf(rows.database, {
      ...{ cycleId: CYCLE, on },
      ...(unitId !== undefined && { unitIds: [unitId] }),
    });

  it('counts a scheda under each objective of its programme, and says that it does', () => {
    const { all, byObjective, underSeveralObjectives } = grouped(seen());
    expect(all).toMatchObject({ total: 4, byState: { drafting: 1, assigned: 3 } });
    expect(byObjective.map(({ id, name, total }) => [id, name, total])).toEqual([
      ['O1', 'Inclusione', 2],
      ['O2', 'Prevenzione', 3],
      [null, 'Senza obiettivo', 1],
    ]);
    expect(underSeveralObjectives).toBe(2);
  });

  it('follows a programme that is linked, and a scheda that moves or is reassigned', () => {
    const rows = seen().sees(
      day(
        '2024-01-11',
        { type: 'ProgrammeLinked', data: { programmeId: 'P3', objectiveIds: ['O1'] } },
        {
          type: 'SchedaMoved',
          data: { schedaId: 'S-2', fromProgrammeId: 'P2', toProgrammeId: 'P3' },
        },
        {
          type: 'SchedaReassigned',
          data: {
            ...{ schedaId: 'S-1', fromUnitId: 'anziani', toUnitId: 'minori' },
            ...{ fromPersonId: 'responsabile', toPersonId: 'altra' },
          },
        },
      ),
    );
    const { byObjective, byProgramme, byUnit } = grouped(rows);
    expect(byObjective.map(({ id, total }) => [id, total])).toEqual([
      ['O1', 4],
      ['O2', 2],
    ]);
    expect(byProgramme.map(({ id, name, total }) => [id, name, total])).toEqual([
      ['P1', 'Cure primarie', 2],
      ['P3', 'Povertà', 2],
    ]);
    expect(byUnit.map(({ id, total }) => [id, total])).toEqual([
      ['anziani', 2],
      ['minori', 2],
    ]);
  });

  it('calls a unit as it is called on the day, where the zone has registered it', () => {
    const rows = seen().seesOf(
      'livornese-organizzazione',
      day('2024-01-20', ...[organisationOpened, unitAdded('minori', { name: 'Minori' })], {
        type: 'UnitRenamed',
        data: {
          ...{ unitId: 'minori', oldName: 'Minori', newName: 'Minori e famiglie' },
          from: '2024-02-01',
        },
      }),
    );
    const names = (on: string) => grouped(rows, undefined, on).byUnit.map(({ name }) => name);
    expect(names('2024-01-31')).toEqual(['anziani', 'Minori']);
    expect(names('2024-02-01')).toEqual(['anziani', 'Minori e famiglie']);
  });

  it('sets the schede without a sector apart', () => {
    expect(grouped(seen()).bySector.map(({ name, total }) => [name, total])).toEqual([
      ['Socio-sanitario', 1],
      ['Settore non indicato', 3],
    ]);
  });

  it('is of one unit where that is asked', () => {
    expect(grouped(seen(), 'minori').all).toMatchObject({ total: 1 });
  });

  it('counts as ready what is checked, of what did not go out', () => {
    const rows = seen().sees(day('2024-01-12', ...toChecked('S-1'), withdrawn('S-4')));
    expect(grouped(rows).all.ready).toEqual({ count: 1, of: 3, percent: 33.3 });
    expect(grouped(rows).all.done).toEqual({ count: 0, of: 0, percent: null });
  });

  it.each([
    ['COMPLETED', 1],
    ['PARTLY_DONE', 0],
    ['UNDER_WAY', 0],
  ] as const)('counts a scheda that is %s as done %d times', (status, count) => {
    const rows = inForce().sees(
      day('2024-06-30', {
        type: 'ProgressRecorded',
        data: { schedaId: 'S-1', status: 'NOT_STARTED', measured: [] },
      }),
      day('2024-09-30', {
        type: 'ProgressRecorded',
        data: { schedaId: 'S-1', status, measured: [] },
      }),
    );
    const { all } = progressOf(rows.database, { cycleId: CYCLE, on: '2024-12-31' });
    expect(all.done).toEqual({ count, of: 2, percent: count * 50 });
    expect(all.byExecution).toEqual({ [status]: 1, NOT_SAID: 1 });
  });
});

/** Two schede in force: S-1 says nothing of needs and indicators, S-2 all; S-3 was withdrawn. */
function inForce(): Seen<SchedaContentProjection> {
  return new Seen(
    SchedaContentProjection,
    day(
      '2024-01-10',
      ...inVerification(
        ...[assigned('S-1'), assigned('S-2'), assigned('S-3')],
        revised('S-1', { noNeedReason: 'Servizio di base', noIndicatorReason: 'Da definire' }),
        revised('S-2', {
          ...{ needIds: ['N1'], indicators: [indicator] },
          resources: [{ source: 'COMUNE', amount: '0.10' }, { source: 'AUSL' }],
        }),
        ...[...toChecked('S-1'), ...toChecked('S-2'), withdrawn('S-3')],
      ),
    ),
    day('2024-02-20', ...approved('S-1', 'S-2')),
  );
}

describe('The gaps', () => {
  it('are those of the schede that did not go out, with the reasons their units gave', () => {
    const { now } = gapsOf(inForce().database, CYCLE);
    expect(now).toMatchObject({
      ...{ schede: 2, total: 2, withoutNeed: 1, withoutIndicator: 1 },
      ...{ withoutResources: 1, withoutAmount: 1 },
    });
    expect(now.items[0]).toMatchObject({
      ...{ schedaId: 'S-1', withoutNeed: true, withoutIndicator: true, withoutResources: true },
      ...{ noNeedReason: 'Servizio di base', noIndicatorReason: 'Da definire', version: null },
    });
    expect(now.items[1]).toMatchObject({
      ...{ schedaId: 'S-2', withoutNeed: false, withoutIndicator: false, withoutAmount: true },
    });
  });

  it('stay as they were at the approval, whatever is written afterwards', () => {
    const rows = inForce().sees(
      day(
        '2024-05-10',
        {
          type: 'RevisionOpened',
          data: { number: 1, scope: [{ schedaId: 'S-1', what: 'amend' }] },
        },
        { type: 'SchedaReopened', data: { schedaId: 'S-1' } },
        revised('S-1', { needIds: ['N1'], noNeedReason: null, indicators: [indicator] }, 2),
      ),
    );
    const { now, approvals } = gapsOf(rows.database, CYCLE);
    expect(now).toMatchObject({ withoutNeed: 0, withoutIndicator: 0 });
    expect(approvals).toMatchObject([
      {
        ...{ sessionId: 'seduta-1', on: '2024-02-20', actNumber: '12', actDate: '2024-02-20' },
        ...{ schede: 2, withoutNeed: 1, withoutIndicator: 1 },
        items: [
          {
            schedaId: 'S-1',
            version: 1,
            contentHash: hash('S-1'),
            noNeedReason: 'Servizio di base',
          },
          { schedaId: 'S-2', version: 1 },
        ],
      },
    ]);
    rows.sees(day('2024-05-20', { type: 'AmendmentDropped', data: { schedaId: 'S-1' } }));
    expect(gapsOf(rows.database, CYCLE).now).toMatchObject({ withoutNeed: 1, withoutIndicator: 1 });
  });

  it('are of one unit where that is asked', () => {
    const { now, approvals } = gapsOf(inForce().database, CYCLE, { unitIds: ['minori'] });
    expect([now.schede, approvals[0]?.schede]).toEqual([0, 0]);
  });

  it('say a reason no longer once it is redacted, wherever it was frozen', () => {
    const rows = inForce();
    const at = inPreparation.length + 3;
    rows.sees(
      day('2024-03-10', {
        type: 'TextRedacted',
        data: {
          ...{ eventId: eventAt(at), factType: 'SchedaRevised', factRevision: at },
          ...{ where: 'data', pointer: '/changes/noNeedReason', sha256: hash('Servizio di base') },
          legalBasis: 'GDPR art. 17',
        },
      }),
    );
    const { now, approvals } = gapsOf(rows.database, CYCLE);
    for (const row of [now.items[0], approvals[0]?.items[0]]) {
      expect(row?.noNeedReason).toMatch(/^\[testo oscurato/);
      expect(row?.noIndicatorReason).toBe('Da definire');
    }
  });
});

describe('The money', () => {
  const amounts = fc.array(
    fc.record({
      source: fc.constantFrom('AUSL', 'COMUNE', 'UE'),
      fund: fc.option(fc.constantFrom('FNA', 'PNRR'), { nil: undefined }),
      cents: fc.option(fc.bigInt({ min: 0n, max: 99_999_999_999_999n }), { nil: undefined }),
    }),
    { maxLength: 6 },
  );
  const text = (cents: bigint): string =>
    `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`;

  it('is exact to the cent, source by source and fund by fund, and null is not zero', () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 4 }), (schede) => {
        const rows = new Seen(SchedaContentProjection, day('2024-01-10', ...inPreparation));
        schede.forEach((resources, index) => {
          const named = resources.map(({ source, fund, cents }) => ({
            ...{ source, fund },
            ...(cents !== undefined && { amount: text(cents) }),
          }));
          const id = `S-${index + 1}`;
          rows.sees(day('2024-01-11', assigned(id), revised(id, { resources: named })));
        });
        const money = moneyOf(rows.database, CYCLE);
        const every = schede.flat();
        const sumOf = (some: typeof every): string | null => {
          const said = some.flatMap(({ cents }) => (cents === undefined ? [] : [cents]));
          return said.length === 0 ? null : text(said.reduce((sum, each) => sum + each, 0n));
        };
        expect(money.amount).toBe(sumOf(every));
        expect(money).toMatchObject({
          resources: every.length,
          withoutAmount: every.filter(({ cents }) => cents === undefined).length,
          schedeWithoutResources: schede.filter(({ length }) => length === 0).length,
          schedeWithoutAmount: schede.filter(
            (its) => its.length > 0 && its.every(({ cents }) => cents === undefined),
          ).length,
        });
        for (const { source, amount, funds } of money.sources) {
          const its = every.filter((each) => each.source === source);
          expect(amount).toBe(sumOf(its));
          for (const { fund, amount: part } of funds) {
            expect(part).toBe(sumOf(its.filter((each) => (each.fund ?? null) === fund)));
          }
        }
        expect(money.sources.map(({ source }) => source)).toEqual(
          [...new Set(every.map(({ source }) => source))].toSorted(),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('leaves out what went out of the cycle, and what another unit has where one is asked', () => {
    const rows = inForce();
    expect(moneyOf(rows.database, CYCLE)).toMatchObject({
      ...{ amount: '0.10', schede: 1, resources: 2, withoutAmount: 1 },
      schedeWithoutResources: 1,
    });
    expect(moneyOf(rows.database, CYCLE, { unitIds: ['minori'] })).toMatchObject({
      amount: null,
      resources: 0,
    });
  });

  it('is that of one programme, where one is asked', () => {
    const rows = inForce();
    const programmeId = 'P1';
    expect(moneyOf(rows.database, CYCLE, { programmeId })).toEqual(moneyOf(rows.database, CYCLE));
    expect(moneyOf(rows.database, CYCLE, { programmeId: 'P2' })).toMatchObject({
      ...{ amount: null, resources: 0, sources: [] },
    });
  });

  it('is nothing, not zero, of a cycle without schede', () => {
    const rows = new Seen(SchedaContentProjection, day('2024-01-10', ...inPreparation));
    expect(moneyOf(rows.database, CYCLE)).toEqual({
      ...{ amount: null, schede: 0, resources: 0, withoutAmount: 0, sources: [] },
      ...{ schedeWithoutResources: 0, schedeWithoutAmount: 0 },
    });
  });
});
