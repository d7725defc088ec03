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
    inCycleId: 'livornese-poa-annuale-2024',
    contributionId: 'C1',
    ...{ legalBasis, reason },
  } as const;

  it('takes the contribution and its cycle, of this zone', () => {
    const sealed = { elsewhere: { keysOf: () => ['k3'] } };
    given(opened)
      .when(erasePerson, theirs, sealed)
      .then(erased({ subject: contribution, keys: ['k3'] }));
    given(opened)
      .when(erasePerson, { ...theirs, inCycleId: 'amiata-poa-annuale-2024' }, sealed)
      .thenRefused('nothing-sealed', { what: 'C1' });
  });

  it('is nothing where nothing was sealed for it', () => {
    given(opened)
      .when(erasePerson, theirs, { elsewhere: { keysOf } })
      .thenRefused('nothing-sealed', { what: 'C1' });
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

describe('To erase whoever else the office wrote down by name', () => {
  const inCycleId = 'livornese-poa-annuale-2024';
  const why = { inCycleId, legalBasis, reason } as const;
  const application = { applicationId: 'D1', ...why };
  const entry = { eventId: 'fatto-1', pointer: '/attendance/3', ...why };
  const sealedFor =
    (known: string) =>
    (of: string): readonly string[] =>
      of === known ? ['k4'] : [];

  it.each([
    [application, `application/${inCycleId}/D1`],
    [entry, `entry/${inCycleId}/fatto-1/attendance/3`],
  ])('takes what they applied with, or the entry of the list they stand on', (wish, known) => {
    given(opened)
      .when(erasePerson, wish, { elsewhere: { keysOf: sealedFor(known) } })
      .then(erased({ subject: known, keys: ['k4'] }));
  });

  it('is nothing where nothing was sealed there', () => {
    given(opened).when(erasePerson, application).thenRefused('nothing-sealed', { what: 'D1' });
    given(opened)
      .when(erasePerson, entry)
      .thenRefused('nothing-sealed', { what: 'fatto-1/attendance/3' });
  });

  it('is one thing, wholly named', () => {
    const { pointer: _pointer, ...fact } = entry;
    const { eventId: _eventId, ...place } = entry;
    for (const wish of [fact, place, { ...application, ...entry }, why]) {
      given(opened).when(erasePerson, wish).thenRefused('one-subject');
    }
    given(opened)
      .when(erasePerson, { personId: 'associazione', inCycleId, legalBasis, reason })
      .thenRefused('one-subject');
  });
});
