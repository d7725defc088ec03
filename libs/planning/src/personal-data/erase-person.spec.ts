import {
  deactivated,
  givenOrganisation as given,
  opened,
  roleGranted,
  roleRevoked,
  rolesKept,
} from '../organisation/organisation.fixture.js';
import { erasePerson } from './erase-person.js';

const reason = 'Richiesta dell’interessato';
const legalBasis = 'CONSENT_WITHDRAWN' as const;
const subject = 'person/livornese/associazione';
const keys = ['k1', 'k2'];
const keysOf = (of: string): readonly string[] => (of === subject ? keys : []);
const erased = (data: object) => ({
  type: 'PersonErased' as const,
  data: { subject, keys, legalBasis, ...data } as never,
});

describe('To erase a person', () => {
  it('is said with the keys of what was sealed for them, and on what ground', () => {
    given(opened)
      .when(
        erasePerson,
        { personId: 'associazione', legalBasis, reason },
        { elsewhere: { keysOf } },
      )
      .then(erased({}));
    given(opened)
      .when(
        erasePerson,
        { personId: 'associazione', legalBasis, act: 'Prot. 7/2024', reason },
        { elsewhere: { keysOf } },
      )
      .then(erased({ act: 'Prot. 7/2024' }));
  });

  it('goes also where nothing was sealed: they may stand in the directory', () => {
    given(opened)
      .when(erasePerson, { personId: 'operatore-di-prima', legalBasis, reason })
      .then(erased({ subject: 'person/livornese/operatore-di-prima', keys: [] }));
  });

  it('is not done while they are in office, or will be', () => {
    const wish = { personId: 'operatore', legalBasis, reason } as const;
    given(...rolesKept, roleGranted('operatore', 'UPo'))
      .when(erasePerson, wish)
      .thenRefused('still-in-office', { personId: 'operatore' });
    given(...rolesKept, roleGranted('operatore', 'UPo', { from: '2030-01-01' }))
      .when(erasePerson, wish)
      .thenRefused('still-in-office', { personId: 'operatore' });
    given(...rolesKept, roleGranted('operatore', 'UPo'), deactivated('operatore', 'SUSPENDED'))
      .when(erasePerson, wish)
      .thenRefused('still-in-office', { personId: 'operatore' });
    const operator = { subject: 'person/livornese/operatore', keys: [] };
    given(...rolesKept, roleGranted('operatore', 'UPo'), roleRevoked('operatore-UPo'))
      .when(erasePerson, wish)
      .then(erased(operator));
    given(...rolesKept, roleGranted('operatore', 'UPo'), deactivated('operatore', 'LEFT'))
      .when(erasePerson, wish)
      .then(erased(operator));
  });
});

describe('To erase whoever speaks in a contribution the office took in', () => {
  const contribution = 'contribution/livornese-poa-annuale-2024/C1';
  const theirs = {
    contributionCycleId: 'livornese-poa-annuale-2024',
    contributionId: 'C1',
    ...{ legalBasis, reason },
  } as const;

  it('takes the contribution and its cycle, of this zone', () => {
    const sealed = { elsewhere: { keysOf: () => ['k3'] } };
    given(opened)
      .when(erasePerson, theirs, sealed)
      .then(erased({ subject: contribution, keys: ['k3'] }));
    given(opened)
      .when(erasePerson, { ...theirs, contributionCycleId: 'amiata-poa-annuale-2024' }, sealed)
      .thenRefused('nothing-sealed', { contributionId: 'C1' });
  });

  it('is nothing where nothing was sealed for it', () => {
    given(opened)
      .when(erasePerson, theirs, { elsewhere: { keysOf } })
      .thenRefused('nothing-sealed', { contributionId: 'C1' });
  });

  it('is one thing, the person another', () => {
    given(opened)
      .when(erasePerson, { ...theirs, personId: 'associazione' })
      .thenRefused('one-subject');
    given(opened).when(erasePerson, { legalBasis, reason }).thenRefused('one-subject');
    const { contributionId: _left, ...cycleAlone } = theirs;
    given(opened).when(erasePerson, cycleAlone).thenRefused('one-subject');
  });
});
