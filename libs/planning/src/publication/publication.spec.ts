import { inForce, planHash } from '../monitoring/in-force.fixture.js';
import type { PlanningFact } from '../planning-fact.js';
import { document, given, inPreparation, lifeAfter } from '../testing.fixture.js';
import { publishPlan } from './publish-plan.js';
import { recordProwebDeposit } from './record-proweb-deposit.js';

const plan = inForce(['S-1']);
const manifestHash = planHash('S-1');
const other = 'b'.repeat(64);
const where = {
  where: 'Amministrazione trasparente',
  url: 'https://zona.example/poa-2024',
  from: '2024-06-20',
  manifestHash,
};
const deposit = { depositedOn: '2024-06-20', manifestHash };

describe('The plan in force', () => {
  it.each(['UPc', 'UPo', 'SEG'] as const)('is published by %s', (as) => {
    given(...plan)
      .when(publishPlan, where, { as })
      .then({ type: 'PlanPublished', data: where });
  });

  it('is published in more than one place, also where there is no address', () => {
    const board = { where: 'Albo pretorio', from: '2024-06-21', manifestHash };
    given(...plan, { type: 'PlanPublished', data: where })
      .when(publishPlan, board)
      .then({ type: 'PlanPublished', data: board });
  });

  it('is published as it is in force and not otherwise', () => {
    given(...plan)
      .when(publishPlan, { ...where, manifestHash: other })
      .thenRefused('other-plan');
  });

  it('is not said to be published before it is', () => {
    given(...plan)
      .when(publishPlan, { ...where, from: '2024-07-01' })
      .thenRefused('not-yet-happened', { date: '2024-07-01' });
    given(...plan)
      .when(publishPlan, { ...where, from: '2024-06-30' })
      .then({ type: 'PlanPublished', data: { ...where, from: '2024-06-30' } });
  });

  it('is neither published nor deposited on a day before it was approved', () => {
    const reversed = { from: '2024-01-10', to: '2024-01-09' };
    given(...plan)
      .when(publishPlan, { ...where, from: '2024-01-09' })
      .thenRefused('dates-reversed', reversed);
    given(...plan)
      .when(publishPlan, { ...where, from: '2024-01-10' })
      .then({ type: 'PlanPublished', data: { ...where, from: '2024-01-10' } });
    given(...plan)
      .when(recordProwebDeposit, { ...deposit, depositedOn: '2024-01-09' })
      .thenRefused('dates-reversed', reversed);
  });

  it.each(['UPc', 'UPo'] as const)('is deposited in Proweb by hand, and %s says so', (as) => {
    given(...plan)
      .when(recordProwebDeposit, deposit, { as })
      .then({ type: 'ProwebDepositRecorded', data: deposit });
  });

  it('may be deposited again, with what Proweb gave back', () => {
    given(...plan, { type: 'ProwebDepositRecorded', data: deposit })
      .when(recordProwebDeposit, { ...deposit, receipt: document })
      .then({ type: 'ProwebDepositRecorded', data: { ...deposit, receipt: document } });
  });

  it('is deposited as it is in force, on a day that has come', () => {
    given(...plan)
      .when(recordProwebDeposit, { ...deposit, manifestHash: other })
      .thenRefused('other-plan');
    given(...plan)
      .when(recordProwebDeposit, { ...deposit, depositedOn: '2024-07-01' })
      .thenRefused('not-yet-happened', { date: '2024-07-01' });
  });

  it('is to be published and deposited again once a scheda of it is annulled', () => {
    const published: readonly PlanningFact[] = [
      ...plan,
      { type: 'PlanPublished', data: where },
      { type: 'ProwebDepositRecorded', data: deposit },
    ];
    const left = { schedaId: 'S-1', act: '41/2024', ground: 'Vizio', manifestHash: other };
    const annulled: PlanningFact = { type: 'SchedaAnnulled', data: left };
    const standing = ({ state, workflow }: ReturnType<typeof lifeAfter>) =>
      workflow.root.value(state);
    expect(standing(lifeAfter(...published))).toMatchObject({
      inForce: { publication: 'published', prowebDeposit: 'deposited' },
    });
    expect(standing(lifeAfter(...published, annulled))).toMatchObject({
      inForce: { publication: 'toPublish', prowebDeposit: 'toDeposit' },
    });
  });

  it('is neither published nor deposited before there is one', () => {
    given(...inPreparation)
      .when(publishPlan, where)
      .thenRefused('not-now');
    given(...inPreparation)
      .when(recordProwebDeposit, deposit)
      .thenRefused('not-now');
  });

  it('is remembered with every place and every deposit', () => {
    const board = { where: 'Albo pretorio', from: '2024-06-21', manifestHash };
    const facts: PlanningFact[] = [
      { type: 'PlanPublished', data: where },
      { type: 'PlanPublished', data: board },
      { type: 'ProwebDepositRecorded', data: deposit },
    ];
    const { publications, prowebDeposits } = lifeAfter(...plan, ...facts).data;
    expect({ publications, prowebDeposits }).toEqual({
      publications: [where, board],
      prowebDeposits: [deposit],
    });
  });
});
