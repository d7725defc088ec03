import type { PlanningFact } from '../planning-fact.js';
import { assigned, inPreparation, lifeAfter as cycleAfter, source } from '../testing.fixture.js';
import { codes, coDesignStates, type CoDesignState } from '../value-sets.js';
import { given, lifeAfter, opened, rowAdded } from '../zone-register/zone-register.fixture.js';
import { addAddendum } from './add-addendum.js';
import { addCoDesignRow } from './add-co-design-row.js';
import { changeCoDesignState } from './change-co-design-state.js';
import { renewalOf } from './co-design.data.js';
import { completeCoDesignRow } from './complete-co-design-row.js';
import { importCoDesignRows } from './import-co-design-rows.js';
import { linkCoDesignToScheda } from './link-co-design-to-scheda.js';
import { needsReview } from './needs-review.js';
import { recordExpiryReview } from './record-expiry-review.js';
import { renewCoDesignRow } from './renew-co-design-row.js';
import { unlinkCoDesignFromScheda } from './unlink-co-design-from-scheda.js';

const said = {
  holder: { text: 'Comuni della Zona Livornese', bodyIds: ['livorno', 'collesalvetti'] },
  activity: 'Pronto intervento sociale',
  legalForm: 'convenzione',
  subjects: [
    { text: 'Il Simbolo', role: 'partner', bodyId: 'il-simbolo' },
    { text: 'ETS', role: 'generic' },
  ],
  stateText: 'Conclusa',
  stateCondition: 'salva rendicontazione',
  period: { from: '2023-01-01', to: '2023-12-31', precision: 'day', text: 'anno 2023' },
  codes: { cup: ['J71H22000140006'], cig: ['ZFA3D7718E'], clp: ['IT039-PRINS'] },
  amountEur: '10000.00',
  act: 'Determina 12/2023',
  legalReferences: ['DGR 1013/2019'],
  source,
} as const;

/** A row as somebody asks for it. */
const row = (coDesignRowId: string, more: object = {}) => ({
  coDesignRowId,
  holder: { text: 'Comune di Livorno' },
  activity: 'Centro affidi',
  subjects: [],
  state: 'planned' as const,
  ...more,
});

describe('A row of co-design', () => {
  it('keeps what its source says, with its words and its lines', () => {
    given(opened)
      .when(addCoDesignRow, { row: { coDesignRowId: 'CP01', ...said, state: 'concluded' } })
      .then(rowAdded('CP01', { ...said, outcome: 'concluded' }));
  });

  it('says no more than its source: its form is unknown, nothing else is there', () => {
    given(opened)
      .when(addCoDesignRow, { row: row('CP02') })
      .then(rowAdded('CP02'));
  });

  it('gets an id if none is given', () => {
    const { coDesignRowId: _none, ...unnamed } = row('');
    given(opened).when(addCoDesignRow, { row: unnamed }).then(rowAdded('new-row-0'));
  });

  it('does not take the id of another one', () => {
    given(opened, rowAdded('CP01'))
      .when(addCoDesignRow, { row: row('CP01') })
      .thenRefused('id-taken', { id: 'CP01' });
  });

  it('is not added before the register is opened', () => {
    given()
      .when(addCoDesignRow, { row: row('CP01') })
      .thenRefused('not-now');
  });

  it.each(codes(coDesignStates))('may come in as %s', (state) => {
    const added = rowAdded('CP01', { outcome: state });
    given(opened)
      .when(addCoDesignRow, { row: row('CP01', { state }) })
      .then(added);
    expect(lifeAfter(opened, added).parts['coDesignRow']).toEqual({ CP01: state });
  });

  it('has a period of days that exist, in their order', () => {
    const of = (period: object) => ({ row: row('CP01', { period }) });
    given(opened)
      .when(addCoDesignRow, of({ from: '2024', to: '2023', precision: 'year' }))
      .thenRefused('dates-reversed');
    given(opened)
      .when(addCoDesignRow, of({ from: '2024', precision: 'day' }))
      .thenRefused('period-unreadable', { point: '2024', precision: 'day' });
  });

  it('keeps a code of a wrong form as it stands, and asks', () => {
    const wrong = { cup: ['J71H2200014000', 'J71H22000140006'], cig: ['123'], clp: ['quale?'] };
    const question = (index: number, text: string): PlanningFact => ({
      type: 'QuestionRaised',
      data: {
        questionId: `new-question-CP01-${index}`,
        subject: 'co-design-row CP01',
        text,
      },
    });
    given(opened)
      .when(addCoDesignRow, { row: row('CP01', { codes: wrong }) })
      .then(
        rowAdded('CP01', { codes: wrong }),
        question(
          0,
          'Il CUP «J71H2200014000» non ha la forma di un CUP (15 lettere e cifre): è rimasto come è scritto. Qual è quello giusto?',
        ),
        question(
          1,
          'Il CIG «123» non ha la forma di un CIG (10 lettere e cifre): è rimasto come è scritto. Qual è quello giusto?',
        ),
      );
  });
});

describe('An import of rows', () => {
  it('brings them in together, pointing to each other in any order', () => {
    given(opened)
      .when(importCoDesignRows, {
        rows: [
          row('CP08', { renews: 'CP09' }),
          row('CP09'),
          row('CP18', { addendumTo: 'CP09', legalForm: 'atto_aggiuntivo' }),
        ],
      })
      .then(
        rowAdded('CP08', { renews: 'CP09' }),
        rowAdded('CP09'),
        rowAdded('CP18', { addendumTo: 'CP09', legalForm: 'atto_aggiuntivo' }),
      );
  });

  it.each([
    ['an id twice', [row('CP01'), row('CP01')], 'id-taken'],
    ['an id of the register', [row('CP02'), row('CP99')], 'id-taken'],
    ['a row that renews none', [row('CP01', { renews: 'CP50' })], 'co-design-row-not-found'],
    ['a row that adds to none', [row('CP01', { addendumTo: 'X' })], 'co-design-row-not-found'],
    ['a row that renews itself', [row('CP01', { renews: 'CP01' })], 'not-itself'],
    [
      'two rows that renew one',
      [row('CP01', { renews: 'CP99' }), row('CP02', { renews: 'CP99' })],
      'already-renewed',
    ],
    [
      'two rows that renew each other',
      [row('CP01', { renews: 'CP02' }), row('CP02', { renews: 'CP01' })],
      'links-in-circle',
    ],
    [
      'rows that add to each other in a circle',
      [
        row('CP01', { addendumTo: 'CP02' }),
        row('CP02', { addendumTo: 'CP03' }),
        row('CP03', { addendumTo: 'CP01' }),
      ],
      'links-in-circle',
    ],
  ] as const)('is refused whole for %s', (_why, rows, code) => {
    given(opened, rowAdded('CP99')).when(importCoDesignRows, { rows }).thenRefused(code);
  });

  it('does not renew what is renewed', () => {
    given(opened, rowAdded('CP09'), rowAdded('CP08', { renews: 'CP09' }))
      .when(importCoDesignRows, { rows: [row('CP01', { renews: 'CP09' })] })
      .thenRefused('already-renewed', { id: 'CP09' });
  });
});

describe('What a row did not say', () => {
  const basis = 'Determina 12/2024';

  it('is filled in later, with what it rests on', () => {
    const filled = {
      legalForm: 'art55',
      holderBodyIds: ['livorno'],
      subjects: [{ text: 'Caritas', role: 'partner' }],
      period: { from: '2024-06', to: '2026-03', precision: 'month' },
      codes: { cig: ['ZFA3D7718E'] },
      amountEur: '5000.00',
      act: basis,
      addendumTo: 'CP17',
    } as const;
    const completed: PlanningFact = {
      type: 'CoDesignRowCompleted',
      data: { coDesignRowId: 'CP13', filled, basis },
    };
    const before = [opened, rowAdded('CP17'), rowAdded('CP13')];
    given(...before)
      .when(completeCoDesignRow, { coDesignRowId: 'CP13', ...filled, basis })
      .then(completed);
    const after = lifeAfter(...before, completed).data.coDesignRows['CP13'];
    expect(after).toMatchObject({
      ...{ legalForm: 'art55', amountEur: '5000.00', addendumTo: 'CP17' },
      holder: { text: 'Comune di Livorno', bodyIds: ['livorno'] },
      codes: { cup: [], cig: ['ZFA3D7718E'], clp: [] },
    });
  });

  it('may be said of a row that is concluded, too', () => {
    given(opened, rowAdded('CP01', { outcome: 'concluded' }))
      .when(completeCoDesignRow, { coDesignRowId: 'CP01', amountEur: '1.00', basis })
      .then({
        type: 'CoDesignRowCompleted',
        data: { coDesignRowId: 'CP01', filled: { amountEur: '1.00' }, basis },
      });
  });

  it.each([
    ['legalForm', { legalForm: 'art55' }],
    ['holderBodyIds', { holderBodyIds: ['x'] }],
    ['subjects', { subjects: [{ text: 'Altri', role: 'partner' }] }],
    ['period', { period: { from: '2023-01-01', to: '2024-12-31', precision: 'day' } }],
    ['codes.cup', { codes: { cup: ['J71H22000140007'] } }],
    ['codes.cig', { codes: { cig: ['ZFA3D7718F'] } }],
    ['codes.clp', { codes: { clp: ['altro'] } }],
    ['amountEur', { amountEur: '2.00' }],
    ['act', { act: 'Altro atto' }],
  ] as const)('is not what it did say: %s', (field, wish) => {
    given(opened, rowAdded('CP01', said))
      .when(completeCoDesignRow, { coDesignRowId: 'CP01', ...wish, basis })
      .thenRefused('already-said', { field });
  });

  it('may be the end of a period, but not another beginning', () => {
    const begun = rowAdded('CP15', { period: { from: '2024-09', precision: 'month' } });
    const period = { from: '2024-10', to: '2026-02', precision: 'month' } as const;
    given(opened, begun)
      .when(completeCoDesignRow, { coDesignRowId: 'CP15', period, basis })
      .thenRefused('already-said', { field: 'period.from' });
    given(opened, begun)
      .when(completeCoDesignRow, {
        coDesignRowId: 'CP15',
        period: { ...period, from: '2024-09', to: '2024-08' },
        basis,
      })
      .thenRefused('dates-reversed');
  });

  it('is something', () => {
    given(opened, rowAdded('CP01'))
      .when(completeCoDesignRow, { coDesignRowId: 'CP01', basis })
      .thenRefused('nothing-changed');
  });

  it('is asked about again where the new code has a wrong form', () => {
    given(opened, rowAdded('CP01'))
      .when(completeCoDesignRow, { coDesignRowId: 'CP01', codes: { cup: ['J7'] }, basis })
      .then(
        {
          type: 'CoDesignRowCompleted',
          data: { coDesignRowId: 'CP01', filled: { codes: { cup: ['J7'] } }, basis },
        },
        {
          type: 'QuestionRaised',
          data: {
            questionId: 'new-question-CP01-0',
            subject: 'co-design-row CP01',
            text: 'Il CUP «J7» non ha la forma di un CUP (15 lettere e cifre): è rimasto come è scritto. Qual è quello giusto?',
          },
        },
      );
  });

  it('is said of a row that is there, and points to one that is there', () => {
    given(opened)
      .when(completeCoDesignRow, { coDesignRowId: 'CP01', act: 'x', basis })
      .thenRefused('co-design-row-not-found', { id: 'CP01' });
    given(opened, rowAdded('CP01'))
      .when(completeCoDesignRow, { coDesignRowId: 'CP01', addendumTo: 'CP02', basis })
      .thenRefused('co-design-row-not-found', { id: 'CP02' });
    given(opened, rowAdded('CP01'))
      .when(completeCoDesignRow, { coDesignRowId: 'CP01', addendumTo: 'CP01', basis })
      .thenRefused('not-itself');
  });

  it('leads no addendum back to itself', () => {
    const chain = [rowAdded('CP01'), rowAdded('CP02', { addendumTo: 'CP01' })];
    const longer = rowAdded('CP03', { addendumTo: 'CP02' });
    given(opened, ...chain, longer)
      .when(completeCoDesignRow, { coDesignRowId: 'CP01', addendumTo: 'CP03', basis })
      .thenRefused('links-in-circle', { id: 'CP01', to: 'CP03' });
    const apart = rowAdded('CP03');
    given(opened, ...chain, apart)
      .when(completeCoDesignRow, { coDesignRowId: 'CP01', addendumTo: 'CP03', basis })
      .then({
        type: 'CoDesignRowCompleted',
        data: { coDesignRowId: 'CP01', filled: { addendumTo: 'CP03' }, basis },
      });
  });
});

describe('A co-design moves on', () => {
  const steps: readonly (readonly [CoDesignState, CoDesignState])[] = [
    ['planned', 'award_started'],
    ['award_started', 'ongoing'],
    ['ongoing', 'concluded'],
    ['planned', 'withdrawn'],
    ['ongoing', 'suspended'],
    ['suspended', 'ongoing'],
  ];
  const every = codes(coDesignStates);
  const others = every.flatMap((from) =>
    every
      .filter((to) => !steps.some(([one, other]) => one === from && other === to))
      .map((to) => [from, to] as const),
  );

  it.each(steps)('from %s to %s', (from, to) => {
    given(opened, rowAdded('CP01', { outcome: from }))
      .when(changeCoDesignState, { coDesignRowId: 'CP01', to, reason: 'Fine lavori' })
      .then({
        type: 'CoDesignStateChanged',
        data: { coDesignRowId: 'CP01', from, outcome: to },
      });
  });

  it.each(others)('but not from %s to %s', (from, to) => {
    given(opened, rowAdded('CP01', { outcome: from }))
      .when(changeCoDesignState, { coDesignRowId: 'CP01', to, reason: 'Fine lavori' })
      .thenRefused('co-design-step-not-possible');
  });

  it('and hears where it could go instead', () => {
    given(opened, rowAdded('CP01', { outcome: 'ongoing' }))
      .when(changeCoDesignState, { coDesignRowId: 'CP01', to: 'planned' })
      .thenRefused('co-design-step-not-possible', {
        from: 'In corso',
        to: 'In programma',
        possible: 'Sospesa, Conclusa',
      });
  });

  it.each([
    ['planned', 'withdrawn'],
    ['ongoing', 'suspended'],
  ] as const)('with a reason where it stops: from %s to %s', (from, to) => {
    for (const reason of [{}, { reason: '   ' }]) {
      given(opened, rowAdded('CP01', { outcome: from }))
        .when(changeCoDesignState, { coDesignRowId: 'CP01', to, ...reason })
        .thenRefused('reason-needed');
    }
  });

  it('with a new word for where it stands, or none: the old one was of before', () => {
    const before = rowAdded('CP01', { outcome: 'ongoing', stateText: 'In corso' });
    const concluded: PlanningFact = {
      type: 'CoDesignStateChanged',
      data: { coDesignRowId: 'CP01', from: 'ongoing', outcome: 'concluded', stateText: 'chiusa' },
    };
    given(opened, before)
      .when(changeCoDesignState, { coDesignRowId: 'CP01', to: 'concluded', stateText: 'chiusa' })
      .then(concluded);
    expect(lifeAfter(opened, before, concluded).data.coDesignRows['CP01']?.stateText).toBe(
      'chiusa',
    );
  });

  it('only if it is there', () => {
    given(opened)
      .when(changeCoDesignState, { coDesignRowId: 'CP01', to: 'ongoing' })
      .thenRefused('co-design-row-not-found');
  });
});

describe('A renewal', () => {
  const two = [opened, rowAdded('CP09', { outcome: 'concluded' }), rowAdded('CP08')] as const;
  const renewed: PlanningFact = {
    type: 'CoDesignRowRenewed',
    data: { coDesignRowId: 'CP09', renewedBy: 'CP08' },
  };

  it('links a row to the one of the time after', () => {
    given(...two)
      .when(renewCoDesignRow, { coDesignRowId: 'CP09', renewedBy: 'CP08' })
      .then(renewed);
    const { data } = lifeAfter(...two, renewed);
    expect(data.coDesignRows['CP08']?.renews).toBe('CP09');
    expect(renewalOf(data, 'CP09')?.coDesignRowId).toBe('CP08');
    expect(renewalOf(data, 'CP08')).toBeUndefined();
  });

  it('is one', () => {
    given(...two, renewed, rowAdded('CP01'))
      .when(renewCoDesignRow, { coDesignRowId: 'CP09', renewedBy: 'CP01' })
      .thenRefused('already-renewed', { id: 'CP09' });
    given(...two, renewed, rowAdded('CP01', { outcome: 'concluded' }))
      .when(renewCoDesignRow, { coDesignRowId: 'CP01', renewedBy: 'CP08' })
      .thenRefused('already-said', { field: 'renews' });
  });

  it('leads no row back to itself', () => {
    const concluded = { outcome: 'concluded' } as const;
    const older = rowAdded('CP08', { ...concluded, renews: 'CP09' });
    given(opened, rowAdded('CP09', concluded), older)
      .when(renewCoDesignRow, { coDesignRowId: 'CP08', renewedBy: 'CP09' })
      .thenRefused('links-in-circle', { id: 'CP09', to: 'CP08' });
    given(
      opened,
      rowAdded('CP09', concluded),
      older,
      rowAdded('CP07', { ...concluded, renews: 'CP08' }),
    )
      .when(renewCoDesignRow, { coDesignRowId: 'CP07', renewedBy: 'CP09' })
      .thenRefused('links-in-circle', { id: 'CP09', to: 'CP07' });
  });

  it('is of two rows that are there, and of a convention that was', () => {
    given(...two)
      .when(renewCoDesignRow, { coDesignRowId: 'CP09', renewedBy: 'CP77' })
      .thenRefused('co-design-row-not-found', { id: 'CP77' });
    given(...two)
      .when(renewCoDesignRow, { coDesignRowId: 'CP77', renewedBy: 'CP08' })
      .thenRefused('co-design-row-not-found', { id: 'CP77' });
    given(...two)
      .when(renewCoDesignRow, { coDesignRowId: 'CP09', renewedBy: 'CP09' })
      .thenRefused('not-itself');
    given(...two)
      .when(renewCoDesignRow, { coDesignRowId: 'CP08', renewedBy: 'CP09' })
      .thenRefused('not-now');
  });
});

describe('An addendum', () => {
  const convention = rowAdded('CP17', { outcome: 'ongoing' });
  const { coDesignRowId: _none, ...unnamed } = row('', { state: 'concluded' });

  it('is a row of its own that adds to a convention', () => {
    given(opened, convention)
      .when(addAddendum, { coDesignRowId: 'CP17', addendum: row('CP18', { state: 'concluded' }) })
      .then(
        {
          type: 'CoDesignAddendumAdded',
          data: { coDesignRowId: 'CP17', addendumId: 'CP18' },
        },
        rowAdded('CP18', {
          outcome: 'concluded',
          legalForm: 'atto_aggiuntivo',
          addendumTo: 'CP17',
        }),
      );
  });

  it('gets an id if none is given', () => {
    given(opened, convention)
      .when(addAddendum, { coDesignRowId: 'CP17', addendum: unnamed })
      .then(
        {
          type: 'CoDesignAddendumAdded',
          data: { coDesignRowId: 'CP17', addendumId: 'new-row-0' },
        },
        rowAdded('new-row-0', {
          outcome: 'concluded',
          legalForm: 'atto_aggiuntivo',
          addendumTo: 'CP17',
        }),
      );
  });

  it('needs a convention, and an id that is free', () => {
    given(opened)
      .when(addAddendum, { coDesignRowId: 'CP17', addendum: unnamed })
      .thenRefused('co-design-row-not-found');
    given(opened, rowAdded('CP17'))
      .when(addAddendum, { coDesignRowId: 'CP17', addendum: unnamed })
      .thenRefused('not-now');
    given(opened, convention)
      .when(addAddendum, {
        coDesignRowId: 'CP17',
        addendum: row('CP17'),
      })
      .thenRefused('id-taken');
  });
});

describe('A row and a scheda', () => {
  const scheda = { cycleId: 'livornese-poa-annuale-2024', schedaId: 'S-1' } as const;
  const programme = cycleAfter(...inPreparation, assigned('S-1'));
  const elsewhere = {
    life: (id: string) => (id === scheda.cycleId ? programme : undefined),
  };
  const linked: PlanningFact = {
    type: 'CoDesignRowLinked',
    data: { coDesignRowId: 'CP01', scheda },
  };

  it('are linked where both are there', () => {
    given(opened, rowAdded('CP01'))
      .when(linkCoDesignToScheda, { coDesignRowId: 'CP01', scheda }, { elsewhere })
      .then(linked);
  });

  it('are linked once', () => {
    given(opened, rowAdded('CP01'), linked)
      .when(linkCoDesignToScheda, { coDesignRowId: 'CP01', scheda }, { elsewhere })
      .thenRefused('nothing-changed');
  });

  it.each([
    ['no such row', 'CP02', scheda, 'co-design-row-not-found'],
    ['no such scheda', 'CP01', { ...scheda, schedaId: 'S-2' }, 'scheda-not-found'],
    [
      'no such cycle',
      'CP01',
      { ...scheda, cycleId: 'livornese-poa-annuale-2023' },
      'cycle-not-found',
    ],
    [
      'a cycle of another zone',
      'CP01',
      { ...scheda, cycleId: 'pisana-poa-annuale-2024' },
      'cycle-not-found',
    ],
  ] as const)('are not where there is %s', (_why, coDesignRowId, other, code) => {
    given(opened, rowAdded('CP01'))
      .when(
        linkCoDesignToScheda,
        { coDesignRowId, scheda: other },
        {
          elsewhere: {
            life: (id) => (id === 'livornese-poa-annuale-2023' ? undefined : programme),
          },
        },
      )
      .thenRefused(code);
  });

  const unlinked: PlanningFact = {
    type: 'CoDesignRowUnlinked',
    data: { coDesignRowId: 'CP01', scheda },
  };
  const mistaken = { coDesignRowId: 'CP01', scheda, reason: 'Era un’altra scheda' };

  it('are unlinked with a reason, whatever became of the scheda', () => {
    given(opened, rowAdded('CP01'), linked).when(unlinkCoDesignFromScheda, mistaken).then(unlinked);
    expect(unlinkCoDesignFromScheda.reason).toBe('required');
  });

  it('are unlinked in every state of the row, and linked again', () => {
    for (const outcome of codes(coDesignStates)) {
      given(opened, rowAdded('CP01', { outcome }), linked)
        .when(unlinkCoDesignFromScheda, mistaken)
        .then(unlinked);
    }
    given(opened, rowAdded('CP01'), linked, unlinked)
      .when(linkCoDesignToScheda, { coDesignRowId: 'CP01', scheda }, { elsewhere })
      .then(linked);
  });

  it.each([
    ['no such row', { coDesignRowId: 'CP02' }, 'co-design-row-not-found', { id: 'CP02' }],
    [
      'no such link of that row',
      { scheda: { ...scheda, schedaId: 'S-2' } },
      'link-not-found',
      { from: 'CP01', to: 'S-2' },
    ],
    [
      'a scheda of that id only in another cycle',
      { scheda: { ...scheda, cycleId: 'livornese-poa-annuale-2023' } },
      'link-not-found',
      { from: 'CP01', to: 'S-1' },
    ],
  ] as const)('are not unlinked where there is %s', (_why, other, code, details) => {
    given(opened, rowAdded('CP01'), linked)
      .when(unlinkCoDesignFromScheda, { ...mistaken, ...other })
      .thenRefused(code, details);
  });

  it('are not unlinked twice, and the other links of the row stay', () => {
    const other = { ...scheda, schedaId: 'S-2' };
    const too: PlanningFact = { ...linked, data: { coDesignRowId: 'CP01', scheda: other } };
    const before = [opened, rowAdded('CP01'), linked, too, unlinked] as const;
    given(...before)
      .when(unlinkCoDesignFromScheda, mistaken)
      .thenRefused('link-not-found');
    expect(lifeAfter(...before).data.coDesignRows['CP01']?.schede).toEqual([other]);
  });

  it('look at the cycle of the scheda alone', () => {
    const asked = { coDesignRowId: 'CP01', scheda } as never;
    expect(linkCoDesignToScheda.looksAt?.(asked, '2024-06-30')).toEqual({
      lives: [scheda.cycleId],
    });
  });
});

describe('A co-design that is over and still said to be ongoing', () => {
  const period = { from: '2023', to: '2024', precision: 'year' } as const;

  it.each([
    ['ongoing', '2024-12-31', false],
    ['ongoing', '2025-01-01', true],
    ['concluded', '2025-01-01', false],
    ['suspended', '2025-01-01', false],
    ['planned', '2025-01-01', false],
  ])('%s, on %s: needs a look is %s', (state, day, expected) => {
    expect(needsReview({ period, reviews: [] }, state, day)).toBe(expected);
  });

  it('needs none where no end is known', () => {
    expect(needsReview({ reviews: [] }, 'ongoing', '2030-01-01')).toBe(false);
  });

  it('needs none until the day somebody put it off to', () => {
    const reviews = [{ on: '2025-01-10', finding: 'In proroga', reviewAgainOn: '2025-06-30' }];
    expect(needsReview({ period, reviews }, 'ongoing', '2025-06-29')).toBe(false);
    expect(needsReview({ period, reviews }, 'ongoing', '2025-06-30')).toBe(true);
  });

  it('is looked at by a person, and moves nowhere by that', () => {
    const ongoing = rowAdded('CP27', { outcome: 'ongoing', period });
    const finding = 'In proroga tecnica';
    const reviewed: PlanningFact = {
      type: 'CoDesignExpiryReviewed',
      data: { coDesignRowId: 'CP27', finding, reviewAgainOn: '2024-06-30' },
    };
    given(opened, ongoing)
      .when(recordExpiryReview, { coDesignRowId: 'CP27', finding, reviewAgainOn: '2024-06-30' })
      .then(reviewed);
    const { parts, data } = lifeAfter(opened, ongoing, reviewed);
    expect(parts['coDesignRow']).toEqual({ CP27: 'ongoing' });
    expect(data.coDesignRows['CP27']?.reviews).toEqual([
      { on: '2024-01-10', finding, reviewAgainOn: '2024-06-30' },
    ]);
  });

  it.each([
    ['of a row that is not there', rowAdded('CP28'), '2024-06-30', 'co-design-row-not-found'],
    ['of a row that is not ongoing', rowAdded('CP27'), '2024-06-30', 'not-now'],
    [
      'that is to be looked at again the same day',
      rowAdded('CP27', { outcome: 'ongoing' }),
      '2024-01-10',
      'dates-reversed',
    ],
  ] as const)('takes no review %s', (_why, fact, reviewAgainOn, code) => {
    given(opened, fact)
      .when(recordExpiryReview, { coDesignRowId: 'CP27', finding: 'Visto', reviewAgainOn })
      .thenRefused(code);
  });
});
