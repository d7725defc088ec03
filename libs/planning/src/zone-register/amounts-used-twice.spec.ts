import fc from 'fast-check';
import { inPreparation, assigned, lifeAfter as cycleAfter } from '../testing.fixture.js';
import { amountsUsedTwice, type CountedScheda, type UsedTwice } from './amounts-used-twice.js';
import { countedSchede } from './counted-schede.js';
import { cents, euro } from './euro.js';
import { lifeAfter, opened, projectAdded, rowAdded } from './zone-register.fixture.js';
import type { PlanningFact } from '../planning-fact.js';

const CUP = 'J71H22000140006';
const CYCLE = 'livornese-poa-annuale-2024';

const scheda = (schedaId: string, more: Partial<CountedScheda> = {}): CountedScheda => ({
  ...{ cycleId: CYCLE, schedaId, code: `2024-P1-${schedaId}` },
  ...{ resources: [], coDesignRowIds: [], fundedProjectIds: [], ...more },
});
const place = (schedaId: string) => ({
  ...{ kind: 'scheda', cycleId: CYCLE, schedaId, code: `2024-P1-${schedaId}` },
});
const linked = (schedaIds: readonly string[], coDesignRowIds: readonly string[]): PlanningFact => ({
  type: 'FundedProjectLinked',
  data: {
    fundedProjectId: 'FP-1',
    schede: schedaIds.map((schedaId) => ({ cycleId: CYCLE, schedaId })),
    coDesignRowIds,
  },
});
const found = (
  facts: readonly PlanningFact[],
  schede: readonly CountedScheda[] = [],
): readonly UsedTwice[] => amountsUsedTwice(lifeAfter(opened, ...facts), schede);

const codes = (cup: string) => ({ cup: [cup], cig: [], clp: [] });
const row = { kind: 'co-design-row', coDesignRowId: 'CP01' };
const project = { kind: 'funded-project', fundedProjectId: 'FP-1' };

describe('The same CUP', () => {
  it('is listed where it stands in several places, whatever its letters look like', () => {
    expect(
      found(
        [
          rowAdded('CP01', { codes: codes(CUP) }),
          projectAdded('FP-1', { cup: [CUP.toLowerCase()] }),
        ],
        [scheda('S-1', { resources: [{ fund: `PNRR M5 - CUP ${CUP}, quota servizi` }] })],
      ),
    ).toEqual([
      { kind: 'same-cup', cup: CUP, linked: false, places: [project, row, place('S-1')] },
    ]);
  });

  it('is marked where all of them are one project and what it is linked to', () => {
    expect(
      found(
        [
          rowAdded('CP01', { codes: codes(CUP) }),
          projectAdded('FP-1', { cup: [CUP] }),
          linked(['S-1'], ['CP01']),
        ],
        [scheda('S-1', { resources: [{ fund: CUP }] })],
      ),
    ).toMatchObject([{ kind: 'same-cup', linked: true }]);
  });

  it('is marked as well where it is the scheda that names the project', () => {
    const facts = [projectAdded('FP-1', { cup: [CUP] })];
    const naming = (fundedProjectIds: readonly string[]) =>
      found(facts, [scheda('S-1', { resources: [{ fund: CUP }], fundedProjectIds })]);
    expect(naming(['FP-1'])).toMatchObject([{ kind: 'same-cup', linked: true }]);
    expect(naming(['FP-2'])).toMatchObject([{ kind: 'same-cup', linked: false }]);
  });

  it('is not listed where it stands once, even if twice in one place', () => {
    expect(
      found(
        [rowAdded('CP01', { codes: { ...codes(CUP), cup: [CUP, CUP] } })],
        [scheda('S-1', { resources: [{ fund: 'Fondo sociale regionale' }, {}] })],
      ),
    ).toEqual([]);
  });
});

describe('More than a project has', () => {
  const withAmount = projectAdded('FP-1', { name: 'SEUS', cup: [CUP], amountEur: '100.00' });

  it('is listed with every part, by CUP anywhere and by name where the two are linked', () => {
    expect(
      found(
        [withAmount, rowAdded('CP01', { amountEur: '50.00' }), linked(['S-1'], ['CP01'])],
        [
          scheda('S-1', { resources: [{ fund: 'progetto Seus', amountEur: '30.00' }] }),
          scheda('S-2', { resources: [{ fund: `CUP ${CUP}`, amountEur: '20.01' }] }),
          scheda('S-3', { resources: [{ fund: 'SEUS', amountEur: '999.00' }] }),
        ],
      ),
    ).toEqual([
      {
        kind: 'same-cup',
        cup: CUP,
        linked: false,
        places: [project, place('S-2')],
      },
      {
        kind: 'more-than-the-project',
        fundedProjectId: 'FP-1',
        amountEur: '100.00',
        linkedEur: '100.01',
        excessEur: '0.01',
        parts: [
          { place: place('S-1'), amountEur: '30.00' },
          { place: place('S-2'), amountEur: '20.01' },
          { place: row, amountEur: '50.00' },
        ],
      },
    ]);
  });

  it('is not what is exactly as much, or of a project without an amount', () => {
    const rowOf = (amountEur: string) => rowAdded('CP01', { amountEur });
    expect(found([withAmount, rowOf('100.00'), linked([], ['CP01'])])).toEqual([]);
    expect(found([projectAdded('FP-1'), rowOf('100.00'), linked([], ['CP01'])])).toEqual([]);
    expect(found([withAmount, rowAdded('CP01'), linked([], ['CP01'])])).toEqual([]);
  });

  it('is exact: listed if and only if the sum of the parts is more, by the very cent', () => {
    const amount = fc.bigInt({ min: 0n, max: 10_000_000n }).map(euro);
    fc.assert(
      fc.property(amount, fc.array(amount, { maxLength: 5 }), (has, parts) => {
        const ids = parts.map((_, index) => `CP${index}`);
        const facts = [
          projectAdded('FP-1', { amountEur: has }),
          ...parts.map((amountEur, index) => rowAdded(`CP${index}`, { amountEur })),
          linked([], ids),
        ];
        const total = parts.reduce((so, part) => so + cents(part), 0n);
        const excess = total - cents(has);
        const [listed] = found(facts);
        expect(listed).toEqual(
          excess > 0n
            ? expect.objectContaining({ linkedEur: euro(total), excessEur: euro(excess) })
            : undefined,
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('A row that is counted within a project', () => {
  const before = [rowAdded('CP01', { amountEur: '50.00' }), projectAdded('FP-1')] as const;

  it('is listed where a scheda counts it without the project', () => {
    expect(
      found([...before, linked([], ['CP01'])], [scheda('S-1', { coDesignRowIds: ['CP01'] })]),
    ).toEqual([
      {
        ...{ kind: 'row-counted-twice', coDesignRowId: 'CP01', amountEur: '50.00' },
        ...{ fundedProjectIds: ['FP-1'], alone: [place('S-1')] },
      },
    ]);
  });

  it('is listed where the register links it to a scheda that the project is not linked to', () => {
    const alone: PlanningFact = {
      type: 'CoDesignRowLinked',
      data: { coDesignRowId: 'CP01', scheda: { cycleId: CYCLE, schedaId: 'S-2' } },
    };
    const schede = [scheda('S-1'), scheda('S-2')];
    expect(found([...before, linked(['S-1'], ['CP01']), alone], schede)).toMatchObject([
      { alone: [place('S-2')] },
    ]);
  });

  it('is listed within two projects', () => {
    const other: PlanningFact = {
      type: 'FundedProjectLinked',
      data: { fundedProjectId: 'FP-2', schede: [], coDesignRowIds: ['CP01'] },
    };
    expect(found([...before, linked([], ['CP01']), projectAdded('FP-2'), other])).toMatchObject([
      { fundedProjectIds: ['FP-1', 'FP-2'], alone: [] },
    ]);
  });

  it('is not listed where the scheda is of the project, or there is no project, or no amount', () => {
    const ofProject = scheda('S-1', { coDesignRowIds: ['CP01'], fundedProjectIds: ['FP-1'] });
    expect(found([...before, linked([], ['CP01'])], [ofProject])).toEqual([]);
    expect(found(before, [ofProject])).toEqual([]);
    expect(
      found(
        [rowAdded('CP01'), projectAdded('FP-1'), linked([], ['CP01'])],
        [scheda('S-1', { coDesignRowIds: ['CP01'] })],
      ),
    ).toEqual([]);
  });
});

describe('A row that was withdrawn', () => {
  const withdrawn: PlanningFact = {
    type: 'CoDesignStateChanged',
    data: { coDesignRowId: 'CP01', from: 'planned', outcome: 'withdrawn' },
  };

  it('has no money: neither its CUP nor its amount is counted any more', () => {
    const facts = [
      rowAdded('CP01', { amountEur: '150.00', codes: codes(CUP) }),
      projectAdded('FP-1', { amountEur: '100.00', cup: [CUP] }),
      linked([], ['CP01']),
    ];
    const schede = [scheda('S-1', { coDesignRowIds: ['CP01'] })];
    expect(found(facts, schede).map(({ kind }) => kind)).toEqual([
      ...['same-cup', 'more-than-the-project', 'row-counted-twice'],
    ]);
    expect(found([...facts, withdrawn], schede)).toEqual([]);
  });
});

describe('The money of a programme', () => {
  it('is that of its schede, but not of those that were withdrawn', () => {
    const content = {
      resources: [{ source: 'UE', fund: CUP, amount: '10.00' }, { source: 'COMUNE' }],
      coDesignIds: ['CP01'],
      fundedProjectIds: ['FP-1'],
    };
    const revised = (schedaId: string): PlanningFact => ({
      type: 'SchedaRevised',
      data: { schedaId, version: 1, changes: content, contentHash: 'a'.repeat(64) },
    });
    const life = cycleAfter(
      ...inPreparation,
      ...[assigned('S-1'), revised('S-1'), assigned('S-2'), revised('S-2'), assigned('S-3')],
      { type: 'SchedaWithdrawalRequested', data: { schedaId: 'S-2' } },
      { type: 'SchedaWithdrawn', data: { schedaId: 'S-2' } },
    );
    expect(countedSchede(life)).toEqual([
      {
        ...{ cycleId: CYCLE, schedaId: 'S-1', code: '2024-P1-001' },
        resources: [{ fund: CUP, amountEur: '10.00' }, {}],
        ...{ coDesignRowIds: ['CP01'], fundedProjectIds: ['FP-1'] },
      },
      {
        ...{ cycleId: CYCLE, schedaId: 'S-3', code: '2024-P1-003' },
        ...{ resources: [], coDesignRowIds: [], fundedProjectIds: [] },
      },
    ]);
  });
});
