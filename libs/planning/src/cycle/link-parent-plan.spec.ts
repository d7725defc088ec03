import { given, inDraft } from '../testing.fixture.js';
import { documentRegistered, lifeAfter, opened } from '../zone-register/zone-register.fixture.js';
import { linkParentPlan } from './link-parent-plan.js';

/** The register of the zone, with the PIS 2020-2022 and a PSSIR without a period. */
const register = lifeAfter(
  opened,
  documentRegistered('pis', { period: { from: '2020', to: '2022', precision: 'year' } }),
  documentRegistered('pis-2024', {
    period: { from: '2024-03-01', precision: 'day', durationMonths: 36 },
  }),
  documentRegistered('pssir', { kind: 'pssir' }),
);
const elsewhere = {
  life: (id: string) => (id === 'livornese-registro-di-zona' ? register : undefined),
};
const plan = { planId: 'pis', name: 'PIS' };
const note = 'Nessuna proroga citata';

describe('A parent plan that stands in the register of the zone', () => {
  it('has the period that stands there, whatever is asked', () => {
    given(...inDraft)
      .when(linkParentPlan, { ...plan, fromYear: 2019, toYear: 2030, note }, { elsewhere })
      .then({
        type: 'ParentPlanLinked',
        data: { ...plan, fromYear: 2020, toYear: 2022, expired: true, note },
      });
  });

  it('asks for a note when it has run out, and never blocks', () => {
    given(...inDraft)
      .when(linkParentPlan, plan, { elsewhere })
      .thenRefused('expired-plan-needs-note', { plan: 'PIS', toYear: 2022 });
  });

  it('may say its end by a duration', () => {
    given(...inDraft)
      .when(linkParentPlan, { planId: 'pis-2024', name: 'PIS' }, { elsewhere })
      .then({
        type: 'ParentPlanLinked',
        data: { planId: 'pis-2024', name: 'PIS', fromYear: 2024, toYear: 2027, expired: false },
      });
  });

  it('has the period that is asked where the register gives none', () => {
    for (const planId of ['pssir', 'altro', 'constructor.']) {
      given(...inDraft)
        .when(linkParentPlan, { planId, name: 'PSSIR', toYear: 2024 }, { elsewhere })
        .then({
          type: 'ParentPlanLinked',
          data: { planId, name: 'PSSIR', toYear: 2024, expired: false },
        });
    }
  });

  it('does not end before it begins; it may end in the year it begins', () => {
    const asked = { planId: 'altro', name: 'PSSIR', note };
    given(...inDraft)
      .when(linkParentPlan, { ...asked, fromYear: 2022, toYear: 2001 })
      .thenRefused('dates-reversed', { from: 2022, to: 2001 });
    given(...inDraft)
      .when(linkParentPlan, { ...asked, fromYear: 2022, toYear: 2022 })
      .then({
        type: 'ParentPlanLinked',
        data: { ...asked, fromYear: 2022, toYear: 2022, expired: true },
      });
  });

  it('is looked up in the register of the zone of the cycle', () => {
    const wish = { envelope: { cycleId: 'livornese-poa-annuale-2024' } } as never;
    expect(linkParentPlan.looksAt?.(wish, '2024-06-30')).toEqual({
      lives: ['livornese-registro-di-zona'],
    });
  });
});
