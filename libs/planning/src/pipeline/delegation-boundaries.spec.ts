import { plainToInstance } from 'class-transformer';
import fc from 'fast-check';
import { addDays, romeDay } from '#calendar';
import { SetDeadline, setDeadline } from '../deadline/set-deadline.js';
import { granted, opened, organisationAfter } from '../organisation/organisation.fixture.js';
import { organisationOf } from '../organisation/organisation.js';
import { inPreparation, lifeAfter } from '../testing.fixture.js';
import { decide } from './decision.js';

const cycleId = 'livornese-poa-annuale-2024';
const life = lifeAfter(...inPreparation);

/** What the whole decision says at an instant to somebody whom the director has lent the own role. */
function at(instant: number, validFrom: string, validTo: string): string {
  const register = organisationAfter(
    opened,
    granted({
      ...{ fromPersonId: 'direttore', fromRole: 'DIR', scope: {} },
      ...{ toPersonId: 'sostituto', validFrom, validTo },
    }),
  );
  const command = plainToInstance(SetDeadline, {
    ...{ kind: 'OTHER', basis: 'OFFICE', due: addDays(validTo, 30) },
  });
  command.envelope = {
    ...{ commandId: 'comando', cycleId, onBehalfOf: 'direttore' },
    person: { personId: 'sostituto', role: 'UPo', zone: 'livornese', authMethod: 'passkey' },
  };
  const decision = decide(setDeadline, command, life, new Date(instant).toISOString(), {
    life: (id) => (id === organisationOf('livornese') ? register : undefined),
    fact: () => undefined,
    sameCommand: [],
    words: (text) => text,
    keysOf: () => [],
  });
  return 'refusal' in decision ? decision.refusal.code : decision.rule;
}

/** The first instant of a day in Rome, tried with both offsets it has. */
function midnightIn(day: string): number {
  const [instant] = ['+01:00', '+02:00']
    .map((offset) => Date.parse(`${day}T00:00:00${offset}`))
    .filter((each) => romeDay(each) === day && romeDay(each - 1) !== day);
  if (instant === undefined) throw new Error(`${day} has no midnight`);
  return instant;
}

describe('To the millisecond a delegation', () => {
  it.each(['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2026-07-01'])(
    'that lasts to %s is good one millisecond before the end of the day and no more one after',
    (validTo) => {
      const end = midnightIn(addDays(validTo, 1));
      const validFrom = addDays(validTo, -3);
      expect(at(end - 1, validFrom, validTo)).toBe('set-deadline/DIR');
      expect(at(end, validFrom, validTo)).toBe('delegation-not-valid');
      expect(at(end + 1, validFrom, validTo)).toBe('delegation-not-valid');
    },
  );

  it('ends with its last day and begins with its first, whatever the days, Europe/Rome', () => {
    const days = fc.oneof(
      fc.constantFrom('2026-03-28', '2026-03-29', '2026-03-30'),
      fc.constantFrom('2026-10-24', '2026-10-25', '2026-10-26'),
      fc.nat(1_000).map((later) => addDays('2025-01-01', later)),
    );
    fc.assert(
      fc.property(days, fc.nat(20), fc.nat(3_600_000), (validFrom, length, away) => {
        const validTo = addDays(validFrom, length);
        const [first, end] = [midnightIn(validFrom), midnightIn(addDays(validTo, 1))];
        const answers = [first - 1 - away, first, end - 1, end + away].map((instant) =>
          at(instant, validFrom, validTo),
        );
        expect(answers).toEqual([
          ...['delegation-not-valid', 'set-deadline/DIR'],
          ...['set-deadline/DIR', 'delegation-not-valid'],
        ]);
      }),
    );
  });
});
