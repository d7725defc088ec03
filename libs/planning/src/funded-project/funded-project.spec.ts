import type { DataOf, PlanningFact } from '../planning-fact.js';
import { assigned, inPreparation, lifeAfter as cycleAfter, source } from '../testing.fixture.js';
import {
  given,
  lifeAfter,
  opened,
  projectAdded,
  rowAdded,
} from '../zone-register/zone-register.fixture.js';
import { addFundedProject } from './add-funded-project.js';
import { changeFundedProject } from './change-funded-project.js';
import { fundedProjectVerbs } from './funded-project.verbs.js';
import { linkFundedProject } from './link-funded-project.js';
import { recordReporting } from './record-reporting.js';
import { setReportingDeadline } from './set-reporting-deadline.js';
import { unlinkFundedProject } from './unlink-funded-project.js';

const amibus = {
  name: 'Progetto AMIBUS 4',
  description: 'Buoni servizio',
  funder: 'FSE+ 2021-2027',
  holder: 'Azienda USL Toscana Nord-Ovest',
  amountEur: '1461245.92',
  period: { precision: 'none', durationMonths: 36, text: '36 mesi dalla sottoscrizione' },
  cup: ['J71H22000140006'],
  actions: [
    { text: 'Azione 3', minEur: '200.00', maxEur: '800.00', per: 'mese' },
    { text: 'Azione 4' },
  ],
} as const;
const added = projectAdded('FP-1', amibus);
const reason = 'Rimodulazione del finanziatore';

describe('A funded project', () => {
  it('keeps what its source says, to the cent', () => {
    given(opened)
      .when(addFundedProject, { fundedProjectId: 'FP-1', ...amibus, source })
      .then(projectAdded('FP-1', { ...amibus, source }));
  });

  it('may have no name and no amount: null is not zero', () => {
    given(opened).when(addFundedProject, {}).then(projectAdded('new-funded-project'));
  });

  it('does not take the id of another one, nor begin before the register', () => {
    given(opened, added)
      .when(addFundedProject, { fundedProjectId: 'FP-1' })
      .thenRefused('id-taken');
    given().when(addFundedProject, { fundedProjectId: 'FP-1' }).thenRefused('not-now');
  });

  it('has amounts and days in their order', () => {
    given(opened)
      .when(addFundedProject, { actions: [{ text: 'A', minEur: '800.00', maxEur: '799.99' }] })
      .thenRefused('amounts-reversed', { least: '800.00', most: '799.99' });
    given(opened)
      .when(addFundedProject, { period: { from: '2024', to: '2023', precision: 'year' } })
      .thenRefused('dates-reversed');
  });

  it('keeps a CUP of a wrong form as it stands, and asks', () => {
    given(opened)
      .when(addFundedProject, { fundedProjectId: 'FP-2', cup: ['J71-H22'] })
      .then(projectAdded('FP-2', { cup: ['J71-H22'] }), {
        type: 'QuestionRaised',
        data: {
          questionId: 'new-question-FP-2-0',
          subject: 'funded-project FP-2',
          text: 'Il CUP «J71-H22» non ha la forma di un CUP (15 lettere e cifre): è rimasto come è scritto. Qual è quello giusto?',
        },
      });
  });
});

describe('A change of a project', () => {
  it('records what is new, and nothing of what is as it was', () => {
    const changed: PlanningFact = {
      type: 'FundedProjectChanged',
      data: { fundedProjectId: 'FP-1', changes: { amountEur: '1500000.00', cup: [] } },
    };
    given(opened, added)
      .when(changeFundedProject, {
        ...{ fundedProjectId: 'FP-1', name: amibus.name, period: amibus.period },
        ...{ amountEur: '1500000.00', cup: [], reason },
      })
      .then(changed);
    expect(lifeAfter(opened, added, changed).data.fundedProjects['FP-1']).toMatchObject({
      ...{ name: amibus.name, amountEur: '1500000.00', cup: [] },
    });
  });

  it('asks for a reason; the other verbs of projects do not always', () => {
    const needing = fundedProjectVerbs.filter((verb) => verb.reason === 'required');
    expect(needing.map(({ name }) => name)).toEqual([
      'change-funded-project',
      'unlink-funded-project',
    ]);
  });

  it('is none where nothing is new, of no project, or out of order', () => {
    given(opened, added)
      .when(changeFundedProject, { fundedProjectId: 'FP-1', name: amibus.name, reason })
      .thenRefused('nothing-changed');
    given(opened)
      .when(changeFundedProject, { fundedProjectId: 'FP-1', name: 'X', reason })
      .thenRefused('funded-project-not-found', { id: 'FP-1' });
    given(opened, added)
      .when(changeFundedProject, {
        fundedProjectId: 'FP-1',
        period: { from: '2024', precision: 'day' },
        reason,
      })
      .thenRefused('period-unreadable');
  });
});

describe('What a project is for', () => {
  const scheda = { cycleId: 'livornese-poa-annuale-2024', schedaId: 'S-1' } as const;
  const programme = cycleAfter(...inPreparation, assigned('S-1'));
  const elsewhere = { life: (id: string) => (id === scheda.cycleId ? programme : undefined) };
  const before = [opened, added, rowAdded('CP37')] as const;
  const linked = {
    type: 'FundedProjectLinked',
    data: { fundedProjectId: 'FP-1', schede: [scheda], coDesignRowIds: ['CP37'] },
  } as const satisfies PlanningFact;

  it('are schede of programmes and rows of co-design', () => {
    given(...before)
      .when(
        linkFundedProject,
        { fundedProjectId: 'FP-1', schede: [scheda, scheda], coDesignRowIds: ['CP37'] },
        { elsewhere },
      )
      .then(linked);
  });

  it('is linked once: only what is new is recorded', () => {
    given(...before, linked, rowAdded('CP38'))
      .when(
        linkFundedProject,
        { fundedProjectId: 'FP-1', schede: [scheda], coDesignRowIds: ['CP37', 'CP38'] },
        { elsewhere },
      )
      .then({
        type: 'FundedProjectLinked',
        data: { fundedProjectId: 'FP-1', schede: [], coDesignRowIds: ['CP38'] },
      });
    given(...before, linked)
      .when(
        linkFundedProject,
        { fundedProjectId: 'FP-1', schede: [scheda], coDesignRowIds: ['CP37'] },
        { elsewhere },
      )
      .thenRefused('nothing-changed');
  });

  it.each([
    ['FP-2', [scheda], [], 'funded-project-not-found'],
    ['FP-1', [{ ...scheda, schedaId: 'S-2' }], [], 'scheda-not-found'],
    ['FP-1', [{ ...scheda, cycleId: 'livornese-poa-annuale-2019' }], [], 'cycle-not-found'],
    ['FP-1', [], ['CP99'], 'co-design-row-not-found'],
  ] as const)('is there: %s, %j, %j', (fundedProjectId, schede, coDesignRowIds, code) => {
    given(...before)
      .when(linkFundedProject, { fundedProjectId, schede, coDesignRowIds }, { elsewhere })
      .thenRefused(code);
  });

  const unlinked: PlanningFact = { type: 'FundedProjectUnlinked', data: linked.data };
  const mistaken = { fundedProjectId: 'FP-1', reason: 'Era un altro progetto' } as const;

  it('is unlinked with a reason, each scheda once, whatever became of it', () => {
    const wish = { schede: [scheda, scheda], coDesignRowIds: ['CP37'] };
    given(...before, linked)
      .when(unlinkFundedProject, { ...mistaken, ...wish })
      .then(unlinked);
    expect(unlinkFundedProject.reason).toBe('required');
  });

  it.each([
    [
      'funded-project-not-found',
      { fundedProjectId: 'FP-2', coDesignRowIds: ['CP37'] },
      { id: 'FP-2' },
    ],
    ['link-not-found', { coDesignRowIds: ['CP37', 'CP38'] }, { from: 'FP-1', to: 'CP38' }],
    [
      'link-not-found',
      { schede: [scheda, { ...scheda, schedaId: 'S-2' }] },
      { from: 'FP-1', to: 'S-2' },
    ],
    [
      'link-not-found',
      { schede: [{ ...scheda, cycleId: 'livornese-poa-annuale-2023' as const }] },
      { from: 'FP-1', to: 'S-1' },
    ],
    ['nothing-changed', {}, {}],
  ] as const)('is not unlinked, none of it: %s, %j', (code, links, details) => {
    given(...before, linked, rowAdded('CP38'))
      .when(unlinkFundedProject, { ...mistaken, schede: [], coDesignRowIds: [], ...links })
      .thenRefused(code, details);
  });

  it('is what is still linked, and can be linked again', () => {
    const { data } = lifeAfter(...before, linked, {
      type: 'FundedProjectUnlinked',
      data: { fundedProjectId: 'FP-1', schede: [], coDesignRowIds: ['CP37'] },
    });
    expect(data.fundedProjects['FP-1']).toMatchObject({ schede: [scheda], coDesignRowIds: [] });
    given(...before, linked, unlinked)
      .when(
        linkFundedProject,
        { fundedProjectId: 'FP-1', schede: [scheda], coDesignRowIds: ['CP37'] },
        { elsewhere },
      )
      .then(linked);
  });

  it('looks at each cycle once', () => {
    const wish = { schede: [scheda, { ...scheda, schedaId: 'S-2' }] } as never;
    expect(linkFundedProject.looksAt?.(wish, '2024-06-30')).toEqual({ lives: [scheda.cycleId] });
  });
});

describe('What a project has to report', () => {
  const set = (more: Partial<DataOf<'ReportingDeadlineSet'>> = {}): PlanningFact => ({
    type: 'ReportingDeadlineSet',
    data: {
      ...{ fundedProjectId: 'FP-1', reportingId: 'R1' },
      ...{ text: 'Rendiconto intermedio', due: '2024-06-30', ...more },
    },
  });
  const wish = {
    ...{ fundedProjectId: 'FP-1', reportingId: 'R1' },
    ...{ text: 'Rendiconto intermedio', due: '2024-06-30' },
  } as const;
  const protocol = {
    ...{ register: 'AUSL', number: '0012345', year: 2024, date: '2024-01-10' },
  } as const;
  const done: PlanningFact = {
    type: 'ReportingRecorded',
    data: {
      ...{ fundedProjectId: 'FP-1', reportingId: 'R1', doneOn: '2024-01-10' },
      ...{ protocol, sha256: 'a'.repeat(64) },
    },
  };

  it('has a day', () => {
    given(opened, added).when(setReportingDeadline, wish).then(set());
    const { reportingId: _none, ...unnamed } = wish;
    given(opened, added)
      .when(setReportingDeadline, unnamed)
      .then(set({ reportingId: 'new-reporting' }));
  });

  it('is moved with a reason, and the old day stays visible', () => {
    const moved = set({ due: '2024-09-30', before: '2024-06-30' });
    given(opened, added, set())
      .when(setReportingDeadline, { ...wish, due: '2024-09-30' })
      .thenRefused('reason-needed');
    given(opened, added, set())
      .when(setReportingDeadline, { ...wish, due: '2024-09-30', reason })
      .then(moved);
    const { data } = lifeAfter(opened, added, set(), moved);
    expect(data.fundedProjects['FP-1']?.reportings['R1']).toMatchObject({
      due: '2024-09-30',
      history: [{ from: '2024-06-30', to: '2024-09-30', reason: 'Motivo di prova' }],
    });
  });

  it('is not set as it is', () => {
    given(opened, added, set()).when(setReportingDeadline, wish).thenRefused('nothing-changed');
  });

  it('is recorded with the day it was done and its protocol number', () => {
    given(opened, added, set())
      .when(recordReporting, {
        ...{ fundedProjectId: 'FP-1', reportingId: 'R1', protocol, sha256: 'a'.repeat(64) },
      })
      .then(done);
    expect(
      lifeAfter(opened, added, set(), done).data.fundedProjects['FP-1']?.reportings['R1']?.done,
    ).toEqual({ on: '2024-01-10', protocol, sha256: 'a'.repeat(64) });
  });

  it('is recorded once, and is then past moving', () => {
    given(opened, added, set(), done)
      .when(recordReporting, { fundedProjectId: 'FP-1', reportingId: 'R1' })
      .thenRefused('reporting-already-recorded', { id: 'R1' });
    given(opened, added, set(), done)
      .when(setReportingDeadline, { ...wish, due: '2025-01-01', reason })
      .thenRefused('reporting-already-recorded');
  });

  it('is of a project and of a reporting that are there, with a protocol of its year', () => {
    given(opened, added)
      .when(recordReporting, { fundedProjectId: 'FP-1', reportingId: 'R1' })
      .thenRefused('reporting-not-found', { id: 'R1' });
    given(opened).when(setReportingDeadline, wish).thenRefused('funded-project-not-found');
    given(opened)
      .when(recordReporting, { fundedProjectId: 'FP-1', reportingId: 'R1' })
      .thenRefused('funded-project-not-found');
    given(opened, added, set())
      .when(recordReporting, {
        ...{ fundedProjectId: 'FP-1', reportingId: 'R1' },
        protocol: { ...protocol, year: 2023 },
      })
      .thenRefused('protocol-year-wrong', { number: '0012345', year: 2023, date: '2024-01-10' });
    given(opened, added, set())
      .when(recordReporting, {
        ...{ fundedProjectId: 'FP-1', reportingId: 'R1' },
        protocol: { ...protocol, date: '2024-07-01' },
      })
      .thenRefused('not-yet-happened', { date: '2024-07-01' });
  });
});
