import type { DataOf, PlanningFact } from '../planning-fact.js';
import {
  assigned,
  checked,
  fingerprint,
  given,
  hash,
  inDraft,
  inPreparation,
  inVerification,
  lifeAfter,
  submitted,
  taken,
  verificationClosed,
} from '../testing.fixture.js';
import {
  lifeAfter as registerAfter,
  opened as registerOpened,
  projectAdded,
  rowAdded,
} from '../zone-register/zone-register.fixture.js';
import { assignScheda } from './assign-scheda.js';
import { checkScheda } from './check-scheda.js';
import { denyWithdrawal } from './deny-withdrawal.js';
import { grantWithdrawal } from './grant-withdrawal.js';
import { moveScheda } from './move-scheda.js';
import { reassignScheda } from './reassign-scheda.js';
import { requestWithdrawal } from './request-withdrawal.js';
import { returnScheda } from './return-scheda.js';
import { reviseScheda } from './revise-scheda.js';
import { schedaVerbs } from './scheda.verbs.js';
import { submitScheda } from './submit-scheda.js';
import { takeSchedaInCharge } from './take-scheda-in-charge.js';

const programme: PlanningFact = {
  type: 'ProgrammeAdded',
  data: { programmeId: 'P1', name: 'Anziani', objectiveIds: [] },
};
const atWork = [...inPreparation, programme];
const revised = (version: number, changes: object): PlanningFact => ({
  type: 'SchedaRevised',
  data: { schedaId: 'S-1', version, changes: { ...changes }, contentHash: `${version}`.repeat(64) },
});
const returned: PlanningFact = {
  type: 'SchedaReturned',
  data: { schedaId: 'S-1', reasons: ['TEXT'], text: 'Da chiarire' },
};
const leftOut: PlanningFact = {
  type: 'SchedaLeftOut',
  data: { schedaId: 'S-1', reason: 'Non pronta' },
};
const requested: PlanningFact = { type: 'SchedaWithdrawalRequested', data: { schedaId: 'S-1' } };
const denied: PlanningFact = { type: 'SchedaWithdrawalDenied', data: { schedaId: 'S-1' } };
const withdrawn: PlanningFact = { type: 'SchedaWithdrawn', data: { schedaId: 'S-1' } };

describe('A scheda is assigned', () => {
  const wish = {
    schedaId: 'S-1',
    programmeId: 'P1',
    unitId: 'anziani',
    personId: 'responsabile',
    title: 'Scheda S-1',
  };

  it('to a unit and its head, with a code for life', () => {
    given(...atWork)
      .when(assignScheda, wish)
      .then(assigned('S-1'));
  });

  it('under a new id when none is given', () => {
    const { schedaId, ...rest } = wish;
    given(...atWork)
      .when(assignScheda, rest)
      .then(assigned(schedaId, { schedaId: 'new-scheda' }));
  });

  it('as a demonstration only when it is said to be one', () => {
    given(...atWork)
      .when(assignScheda, { ...wish, demonstration: false })
      .then(assigned('S-1'));
    given(...atWork)
      .when(assignScheda, { ...wish, demonstration: true })
      .then(assigned('S-1', { demonstration: true }));
  });

  it('under a programme of the tree', () => {
    given(...inPreparation)
      .when(assignScheda, wish)
      .thenRefused('programme-not-found', { id: 'P1' });
  });

  it('with an id of its own', () => {
    given(...atWork, assigned('S-1'))
      .when(assignScheda, wish)
      .thenRefused('id-taken', { id: 'S-1' });
  });

  it('with a number that no scheda of the programme ever had, not even one that was withdrawn', () => {
    const { title } = wish;
    given(...atWork, assigned('S-1'), requested, withdrawn)
      .when(assignScheda, { ...wish, schedaId: 'S-2' })
      .then(assigned('S-2', { title }));
    given(...atWork, assigned('S-1000'), assigned('S-999'))
      .when(assignScheda, { ...wish, schedaId: 'S-1001' })
      .then(assigned('S-1001', { title }));
  });

  it('from the kickoff on, also during the verification', () => {
    given(...inDraft, programme)
      .when(assignScheda, wish)
      .thenRefused('not-now');
    given(...inVerification(programme, assigned('S-1')))
      .when(assignScheda, { ...wish, schedaId: 'S-2', title: 'Scheda S-2' })
      .then(assigned('S-2'));
  });
});

describe('A scheda moves to another unit or head', () => {
  const wish = { schedaId: 'S-1', unitId: 'minori', personId: 'altra' };

  it('and both are on record', () => {
    given(...atWork, assigned('S-1'))
      .when(reassignScheda, wish)
      .then({
        type: 'SchedaReassigned',
        data: {
          schedaId: 'S-1',
          fromUnitId: 'anziani',
          toUnitId: 'minori',
          fromPersonId: 'responsabile',
          toPersonId: 'altra',
        },
      });
  });

  it('and keeps its authors', () => {
    const { data } = lifeAfter(...atWork, ...submitted('S-1'), {
      type: 'SchedaReassigned',
      data: {
        schedaId: 'S-1',
        fromUnitId: 'anziani',
        toUnitId: 'minori',
        fromPersonId: 'responsabile',
        toPersonId: 'altra',
      },
    });
    expect(data.schede['S-1']).toMatchObject({
      unitId: 'minori',
      personId: 'altra',
      authors: ['operatore'],
    });
  });

  it('also within its unit', () => {
    given(...atWork, assigned('S-1'))
      .when(reassignScheda, { ...wish, unitId: 'anziani' })
      .then({
        type: 'SchedaReassigned',
        data: {
          schedaId: 'S-1',
          fromUnitId: 'anziani',
          toUnitId: 'anziani',
          fromPersonId: 'responsabile',
          toPersonId: 'altra',
        },
      });
  });

  it('but not to who checked it, until it is checked anew', () => {
    const toChecker = { ...wish, personId: 'operatore' };
    given(...atWork, ...checked('S-1'))
      .when(reassignScheda, toChecker)
      .thenRefused('checker-becomes-head');
    given(...atWork, ...checked('S-1'), returned)
      .when(reassignScheda, toChecker)
      .then({
        type: 'SchedaReassigned',
        data: {
          schedaId: 'S-1',
          fromUnitId: 'anziani',
          toUnitId: 'minori',
          fromPersonId: 'responsabile',
          toPersonId: 'operatore',
        },
      });
  });

  it('but not to where it is', () => {
    given(...atWork, assigned('S-1'))
      .when(reassignScheda, { schedaId: 'S-1', unitId: 'anziani', personId: 'responsabile' })
      .thenRefused('same-assignee');
  });
});

describe('A scheda moves to another programme', () => {
  const other: PlanningFact = {
    type: 'ProgrammeAdded',
    data: { programmeId: 'P2', name: 'Minori', objectiveIds: [] },
  };
  const moved: PlanningFact = {
    type: 'SchedaMoved',
    data: { schedaId: 'S-1', fromProgrammeId: 'P1', toProgrammeId: 'P2' },
  };
  const wish = { schedaId: 'S-1', programmeId: 'P2' };

  it.each([
    ['assigned', [assigned('S-1')]],
    ['drafting', [assigned('S-1'), revised(1, { description: 'Trasporto' })]],
    ['submitted', submitted('S-1')],
    ['being checked', taken('S-1')],
    ['returned', [...taken('S-1'), returned]],
    ['checked', checked('S-1')],
  ])('while it is %s, and both are on record', (_state, facts) => {
    given(...atWork, other, ...facts)
      .when(moveScheda, wish)
      .then(moved);
  });

  it('once it is checked, only by the coordinator', () => {
    const facts = [...atWork, other, ...checked('S-1')];
    for (const as of ['UH', 'UPo'] as const) {
      given(...facts)
        .when(moveScheda, wish, { as })
        .thenRefused('checked-moves-by-office', { code: '2024-P1-001' });
    }
    given(...facts)
      .when(reassignScheda, { schedaId: 'S-1', unitId: 'minori', personId: 'altra' }, { as: 'UH' })
      .thenRefused('checked-moves-by-office', { code: '2024-P1-001' });
    given(...atWork, other, ...taken('S-1'))
      .when(moveScheda, wish, { as: 'UH' })
      .then(moved);
  });

  it('and keeps its code, which nobody else gets', () => {
    const facts = [...atWork, other, assigned('S-1'), moved];
    expect(lifeAfter(...facts).data.schede['S-1']).toMatchObject({
      programmeId: 'P2',
      code: '2024-P1-001',
      moved: { type: 'SchedaMoved' },
    });
    const { schedaId, code, ...rest } = assigned('S-2').data as DataOf<'SchedaAssigned'>;
    const { programmeId, unitId, personId, title } = rest;
    given(...facts)
      .when(assignScheda, { schedaId, programmeId, unitId, personId, title })
      .then(assigned('S-2', { code }));
  });

  it('but not to the one it is in', () => {
    given(...atWork, other, assigned('S-1'))
      .when(moveScheda, { ...wish, programmeId: 'P1' })
      .thenRefused('same-programme');
  });

  it('but not to one that is not in the tree', () => {
    given(...atWork, assigned('S-1'))
      .when(moveScheda, wish)
      .thenRefused('programme-not-found', { id: 'P2' });
  });

  it.each<[string, readonly PlanningFact[]]>([
    ['it was withdrawn', [...atWork, other, assigned('S-1'), requested, withdrawn]],
    ['it was left out', [...inVerification(other, assigned('S-1')), leftOut]],
    [
      'the organ has the proposal',
      [...inVerification(other, ...checked('S-1')), verificationClosed],
    ],
  ])('but not once %s', (_what, facts) => {
    given(...facts)
      .when(moveScheda, wish)
      .thenRefused('not-now');
  });

  it('with a reason; a unit head moves those of the own unit', () => {
    expect(moveScheda).toMatchObject({
      reason: 'required',
      who: [{ role: 'UPc' }, { role: 'UPo' }, { role: 'UH', when: 'own-unit' }],
    });
  });
});

describe('A scheda is written', () => {
  const content = { title: 'Scheda S-1', description: 'Trasporto', recipients: 'Tutti' };
  const written = [...atWork, assigned('S-1'), revised(1, content)];

  it('field by field: the fact holds what changed and the fingerprint of the whole', () => {
    given(...atWork, assigned('S-1'))
      .when(reviseScheda, { schedaId: 'S-1', changes: { description: 'Trasporto' } })
      .then({
        type: 'SchedaRevised',
        data: {
          schedaId: 'S-1',
          version: 1,
          changes: { description: 'Trasporto' },
          // printf '{"description":"Trasporto","title":"Scheda S-1"}' | sha256sum
          contentHash: '498b4a680f62632674044dcebed15125edc22a4614d138c77917ab2d07fc483f',
        },
      });
  });

  it('and what was sent along unchanged is not taken for a change', () => {
    given(...written)
      .when(reviseScheda, { schedaId: 'S-1', changes: { ...content, recipients: 'Anziani' } })
      .then({
        type: 'SchedaRevised',
        data: {
          schedaId: 'S-1',
          version: 2,
          changes: { recipients: 'Anziani' },
          contentHash: fingerprint({ ...content, recipients: 'Anziani' }),
        },
      });
  });

  it('and a field is emptied with null', () => {
    given(...written)
      .when(reviseScheda, { schedaId: 'S-1', changes: { recipients: null, partners: null } })
      .then({
        type: 'SchedaRevised',
        data: {
          schedaId: 'S-1',
          version: 2,
          changes: { recipients: null },
          contentHash: fingerprint({ title: 'Scheda S-1', description: 'Trasporto' }),
        },
      });
    const { data } = lifeAfter(...written, revised(2, { recipients: null }));
    const { recipients, ...rest } = content;
    expect(data.schede['S-1']).toMatchObject({ version: 2, content: rest });
    expect(data.schede['S-1']?.content).not.toHaveProperty('recipients', recipients);
  });

  it('and its new title is its title', () => {
    const { data } = lifeAfter(...written, revised(2, { title: 'Trasporto sociale' }));
    expect(data.schede['S-1']).toMatchObject({
      title: 'Trasporto sociale',
      content: { ...content, title: 'Trasporto sociale' },
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ['nothing', {}],
    ['the same', { ...content }],
    ['the same in another order', { recipients: 'Tutti', description: 'Trasporto' }],
    ['an empty field emptied', { partners: null }],
    ['a name that every object knows emptied', { valueOf: null }],
  ])('but %s is no change', (_what, changes) => {
    given(...written)
      .when(reviseScheda, { schedaId: 'S-1', changes })
      .thenRefused('nothing-changed');
  });

  it('but not against its schema', () => {
    const problems = [
      { field: '/colour', label: 'colour', it: 'campo che lo schema non prevede', en: 'no field' },
      { field: '/end', label: 'Fine', it: 'valore non valido', en: 'wrong' },
    ];
    given(...written)
      .when(
        reviseScheda,
        { schedaId: 'S-1', changes: { colour: 'red' } },
        { schedaProblems: (_content, stage) => (stage === 'draft' ? problems : []) },
      )
      .thenRefused('scheda-invalid', {
        count: 2,
        first: 'colour: campo che lo schema non prevede',
        firstEn: 'colour: no field',
        problems,
      });
  });

  it.each([
    ['assigned', [assigned('S-1')]],
    ['drafting', [assigned('S-1'), revised(1, content)]],
    ['returned', [...taken('S-1'), returned]],
  ])('while it is %s', (_state, facts) => {
    const before = lifeAfter(...atWork, ...facts).data.schede['S-1']!;
    given(...atWork, ...facts)
      .when(reviseScheda, { schedaId: 'S-1', changes: { recipients: 'Chi ha bisogno' } })
      .then({
        type: 'SchedaRevised',
        data: {
          schedaId: 'S-1',
          version: before.version + 1,
          changes: { recipients: 'Chi ha bisogno' },
          contentHash: fingerprint({ ...before.content, recipients: 'Chi ha bisogno' }),
        },
      });
  });

  it.each([
    ['submitted', submitted('S-1')],
    ['being checked', taken('S-1')],
    ['checked', checked('S-1')],
    ['withdrawn', [assigned('S-1'), requested, withdrawn]],
  ])('but not while it is %s', (_state, facts) => {
    given(...atWork, ...facts)
      .when(reviseScheda, { schedaId: 'S-1', changes: { recipients: 'Chi ha bisogno' } })
      .thenRefused('not-now');
  });
});

describe('A scheda is submitted', () => {
  const drafted = [...atWork, assigned('S-1'), revised(1, { description: 'Trasporto' })];

  it('in the version it has', () => {
    given(...drafted)
      .when(submitScheda, { schedaId: 'S-1' })
      .then({
        type: 'SchedaSubmitted',
        data: { schedaId: 'S-1', version: 1, contentHash: '1'.repeat(64) },
      });
  });

  it('again after it was returned', () => {
    given(...atWork, ...taken('S-1'), returned)
      .when(submitScheda, { schedaId: 'S-1' })
      .then({
        type: 'SchedaSubmitted',
        data: { schedaId: 'S-1', version: 1, contentHash: hash('S-1') },
      });
  });

  it('but not before anything was written', () => {
    given(...atWork, assigned('S-1'))
      .when(submitScheda, { schedaId: 'S-1' })
      .thenRefused('not-now');
  });

  it('but not before it is complete', () => {
    const problem = {
      field: '/sector',
      label: 'Settore',
      it: 'campo da compilare',
      en: 'to be filled in',
    };
    given(...drafted)
      .when(
        submitScheda,
        { schedaId: 'S-1' },
        { schedaProblems: (_content, stage) => (stage === 'submitted' ? [problem] : []) },
      )
      .thenRefused('scheda-invalid', {
        count: 1,
        first: 'Settore: campo da compilare',
        firstEn: 'Settore: to be filled in',
        problems: [problem],
      });
  });

  const need: PlanningFact = {
    type: 'NeedsImported',
    data: {
      edition: '2024',
      themes: [],
      source: { file: 'profilo.md', lines: [1] },
      needs: [{ needId: 'N1', kind: 'critical', text: 'Solitudine' }],
    },
  };
  const about = { needIds: ['N1'], start: '2024-01-01', end: '2024-01-01' };

  it('about needs of the cycle, and not ending before it starts', () => {
    given(...atWork, need, assigned('S-1'), revised(1, about))
      .when(submitScheda, { schedaId: 'S-1' })
      .then({
        type: 'SchedaSubmitted',
        data: { schedaId: 'S-1', version: 1, contentHash: '1'.repeat(64) },
      });
  });

  it('but not about rows and projects that the register of the zone does not have', () => {
    const register = registerAfter(registerOpened, rowAdded('CP01'), projectAdded('FP-1'));
    const elsewhere = {
      life: (id: string) => (id === 'livornese-registro-di-zona' ? register : undefined),
    };
    const asking = (changes: object) =>
      given(...atWork, assigned('S-1'), revised(1, changes)).when(
        submitScheda,
        { schedaId: 'S-1' },
        { elsewhere },
      );
    asking({ coDesignIds: ['CP01', 'NON-C-E'], fundedProjectIds: ['NEMMENO'] }).thenRefused(
      'scheda-invalid',
      {
        count: 2,
        first: 'Righe di co-progettazione: la riga NON-C-E non è nel registro della zona',
        firstEn: 'Righe di co-progettazione: the row NON-C-E is not in the register of the zone',
        problems: [
          {
            ...{ field: '/coDesignIds/1', label: 'Righe di co-progettazione' },
            it: 'la riga NON-C-E non è nel registro della zona',
            en: 'the row NON-C-E is not in the register of the zone',
          },
          {
            ...{ field: '/fundedProjectIds/0', label: 'Progetti finanziati' },
            it: 'il progetto NEMMENO non è nel registro della zona',
            en: 'the project NEMMENO is not in the register of the zone',
          },
        ],
      },
    );
    asking({ coDesignIds: ['CP01'], fundedProjectIds: ['FP-1'] }).then({
      type: 'SchedaSubmitted',
      data: { schedaId: 'S-1', version: 1, contentHash: '1'.repeat(64) },
    });
    const envelope = { cycleId: 'livornese-poa-annuale-2024' };
    expect(submitScheda.looksAt?.({ envelope } as never, '2024-06-30')).toEqual({
      lives: ['livornese-registro-di-zona'],
    });
  });

  it('about whatever rows and projects it names, where the zone keeps no register', () => {
    given(...atWork, assigned('S-1'), revised(1, { coDesignIds: ['CP01'] }))
      .when(submitScheda, { schedaId: 'S-1' })
      .then({
        type: 'SchedaSubmitted',
        data: { schedaId: 'S-1', version: 1, contentHash: '1'.repeat(64) },
      });
  });

  it('but not about needs that nobody recorded, nor ending before it starts; all is told at once', () => {
    const wrong = { ...about, needIds: ['N1', 'N9', 'constructor'], end: '2023-12-31' };
    given(...atWork, need, assigned('S-1'), revised(1, wrong))
      .when(submitScheda, { schedaId: 'S-1' })
      .thenRefused('scheda-invalid', {
        count: 3,
        first: 'Bisogni dal Profilo di salute: il bisogno N9 non è fra quelli del ciclo',
        firstEn: 'Bisogni dal Profilo di salute: the need N9 is not one of the cycle',
        problems: [
          {
            field: '/needIds/1',
            label: 'Bisogni dal Profilo di salute',
            it: 'il bisogno N9 non è fra quelli del ciclo',
            en: 'the need N9 is not one of the cycle',
          },
          {
            field: '/needIds/2',
            label: 'Bisogni dal Profilo di salute',
            it: 'il bisogno constructor non è fra quelli del ciclo',
            en: 'the need constructor is not one of the cycle',
          },
          {
            field: '/end',
            label: 'Fine',
            it: 'la fine viene prima dell’inizio',
            en: 'the end comes before the start',
          },
        ],
      });
  });

  it('as who submits and who checks have read it', () => {
    expect(
      schedaVerbs.filter(({ ifMatch }) => ifMatch === 'required').map(({ name }) => name),
    ).toEqual(['revise-scheda', 'submit-scheda', 'check-scheda']);
  });
});

describe('A submitted scheda', () => {
  it('is taken in charge, returned or checked by the office', () => {
    given(...atWork, ...submitted('S-1'))
      .when(takeSchedaInCharge, { schedaId: 'S-1' })
      .then({ type: 'SchedaTakenInCharge', data: { schedaId: 'S-1' } });
    given(...atWork, ...taken('S-1'))
      .when(returnScheda, { schedaId: 'S-1', reasons: ['TEXT'], text: 'Da chiarire' })
      .then(returned);
    given(...atWork, ...taken('S-1'))
      .when(checkScheda, { schedaId: 'S-1' })
      .then({
        type: 'SchedaChecked',
        data: { schedaId: 'S-1', version: 1, contentHash: hash('S-1') },
      });
  });

  const verbs = [
    ['taken in charge', takeSchedaInCharge, submitted('S-1'), {}],
    ['returned', returnScheda, taken('S-1'), { reasons: ['TEXT'], text: 'Da chiarire' }],
    ['checked', checkScheda, taken('S-1'), {}],
  ] as const;

  it.each(verbs)('is not %s by who wrote or submitted it', (_done, verb, facts, more) => {
    given(...atWork, ...facts)
      .when(verb, { schedaId: 'S-1', ...more }, { personId: 'operatore' })
      .thenRefused('own-scheda');
  });

  it.each(verbs)('is not %s by the head responsible for it', (_done, verb, facts, more) => {
    given(...atWork, ...facts)
      .when(verb, { schedaId: 'S-1', ...more }, { personId: 'responsabile' })
      .thenRefused('own-unit-head');
  });

  it('stays that of its authors when it moves to another unit', () => {
    given(...atWork, ...taken('S-1'), {
      type: 'SchedaReassigned',
      data: {
        schedaId: 'S-1',
        fromUnitId: 'anziani',
        toUnitId: 'minori',
        fromPersonId: 'responsabile',
        toPersonId: 'altra',
      },
    })
      .when(checkScheda, { schedaId: 'S-1' }, { personId: 'operatore' })
      .thenRefused('own-scheda');
  });

  it('is returned with a day by which to mend it, if one is given', () => {
    const wish = { schedaId: 'S-1', reasons: ['NO_INDICATOR'], text: 'Manca', due: '2024-05-02' };
    given(...atWork, ...taken('S-1'))
      .when(returnScheda, wish as never)
      .then({ type: 'SchedaReturned', data: wish } as PlanningFact);
  });

  it('is not returned to be mended by a day that is over', () => {
    const mend = { schedaId: 'S-1', reasons: ['TEXT' as const], text: 'Da chiarire' };
    given(...atWork, ...taken('S-1'))
      .when(returnScheda, { ...mend, due: '2024-01-09' })
      .thenRefused('dates-reversed', { from: '2024-01-10', to: '2024-01-09' });
    given(...atWork, ...taken('S-1'))
      .when(returnScheda, { ...mend, due: '2024-01-10' })
      .then({ type: 'SchedaReturned', data: { ...mend, due: '2024-01-10' } });
  });

  it('is returned for the reason “other” with words that say what it is', () => {
    const other = { schedaId: 'S-1', reasons: ['OTHER' as const] };
    given(...atWork, ...taken('S-1'))
      .when(returnScheda, { ...other, text: 'Vedi me   ' })
      .thenRefused('other-needs-text');
    given(...atWork, ...taken('S-1'))
      .when(returnScheda, { ...other, text: 'Manca il visto' })
      .then({ type: 'SchedaReturned', data: { ...other, text: 'Manca il visto' } });
  });

  it('is neither returned nor checked before it is taken in charge', () => {
    given(...atWork, ...submitted('S-1'))
      .when(checkScheda, { schedaId: 'S-1' })
      .thenRefused('not-now');
    given(...atWork, ...submitted('S-1'))
      .when(returnScheda, { schedaId: 'S-1', reasons: ['TEXT'], text: 'Da chiarire' })
      .thenRefused('not-now');
  });

  it('counts its returns and forgets who had checked it', () => {
    const { data } = lifeAfter(...inVerification(...checked('S-1')), returned);
    expect(data.schede['S-1']).toMatchObject({
      returns: 1,
      lastReturn: { reasons: ['TEXT'], text: 'Da chiarire' },
    });
    expect(data.schede['S-1']).not.toHaveProperty('checkedBy');
  });
});

describe('The withdrawal of a scheda', () => {
  const schedaId = 'S-1';

  it.each([
    ['assigned', [assigned('S-1')]],
    ['drafting', [assigned('S-1'), revised(1, { description: 'Trasporto' })]],
    ['submitted', submitted('S-1')],
    ['being checked', taken('S-1')],
    ['returned', [...taken('S-1'), returned]],
    ['checked', checked('S-1')],
  ])('is requested, denied or granted while it is %s', (_state, facts) => {
    const before = [...atWork, ...facts];
    given(...before)
      .when(requestWithdrawal, { schedaId })
      .then(requested);
    given(...before, requested)
      .when(denyWithdrawal, { schedaId })
      .then(denied);
    given(...before, requested)
      .when(grantWithdrawal, { schedaId })
      .then(withdrawn);
  });

  it('is not requested twice, but again after a no', () => {
    given(...atWork, assigned('S-1'), requested)
      .when(requestWithdrawal, { schedaId })
      .thenRefused('withdrawal-already-requested');
    given(...atWork, assigned('S-1'), requested, denied)
      .when(requestWithdrawal, { schedaId })
      .then(requested);
  });

  it('is neither granted nor denied before it is requested', () => {
    given(...atWork, assigned('S-1'))
      .when(grantWithdrawal, { schedaId })
      .thenRefused('withdrawal-not-requested');
    given(...atWork, assigned('S-1'))
      .when(denyWithdrawal, { schedaId })
      .thenRefused('withdrawal-not-requested');
  });

  it('never happens twice, and leaves the scheda to be read', () => {
    const facts = [...atWork, assigned('S-1'), requested, withdrawn];
    given(...facts)
      .when(requestWithdrawal, { schedaId })
      .thenRefused('not-now');
    expect(lifeAfter(...facts).data.schede['S-1']).toMatchObject({ code: '2024-P1-001' });
  });

  it('does not take out what is left out already', () => {
    given(...inVerification(assigned('S-1')), leftOut)
      .when(requestWithdrawal, { schedaId })
      .thenRefused('not-now');
  });
});

describe('A scheda that is not there', () => {
  const about = schedaVerbs.filter(({ about }) => about === 'scheda');
  const more = {
    unitId: 'anziani',
    personId: 'responsabile',
    programmeId: 'P1',
    changes: {},
    reasons: ['TEXT'],
    text: 'Da chiarire',
  };

  it.each(about.map((verb) => [verb.name, verb] as const))('is not found by %s', (_name, verb) => {
    const fields = Object.keys(new verb.command()) as (keyof typeof more)[];
    const wish = Object.fromEntries(fields.map((field) => [field, more[field]]));
    given(...atWork)
      .when(verb, { ...wish, schedaId: 'S-9' } as never)
      .thenRefused('scheda-not-found', { id: 'S-9' });
  });

  it('is looked for by every verb but the one that assigns', () => {
    expect(schedaVerbs.filter((verb) => !about.includes(verb))).toEqual([assignScheda]);
  });
});
