import fc from 'fast-check';
import { addDays, romeDay } from '#calendar';
import { Refusal } from '#workflow';
import type { Person, Role } from '#people';
import type { PlanningFact } from '../planning-fact.js';
import { actingIn, standingInFor, type Acting } from './acting.js';
import type { Delegation } from './organisation.data.js';
import {
  closed,
  granted,
  headChanged,
  merged,
  opened,
  organisationAfter,
  revoked,
  unitAdded,
} from './organisation.fixture.js';
import { holdsOn, organisationOn } from './organisation.js';

const cycleId = 'livornese-poa-annuale-2024';
const base = [opened, unitAdded('anziani')];

const person = (role: Role = 'RF', personId = 'sostituto'): Person => ({
  ...{ personId, role, zone: 'livornese', unitId: 'minori' },
  authMethod: 'api-token',
});

/** How somebody acts for the head of `anziani`, the unit of the scheda to submit, in the middle of the leave. */
function acts({
  facts = [...base, granted()],
  day = '2024-07-08',
  occurredOn = day,
  as = person(),
  onBehalfOf = 'responsabile',
  verb = 'submit-scheda',
}: {
  readonly facts?: readonly PlanningFact[];
  readonly day?: string;
  readonly occurredOn?: string;
  readonly as?: Person;
  readonly onBehalfOf?: string | undefined;
  readonly verb?: string;
} = {}): Acting | Refusal {
  return actingIn(
    { cycleId, person: as, onBehalfOf },
    { verb, units: ['anziani'], occurredOn },
    organisationOn(organisationAfter(...facts), day),
  );
}

const code = (answer: Acting | Refusal): string | undefined =>
  answer instanceof Refusal ? answer.code : undefined;

describe('On behalf of a unit head', () => {
  it('somebody acts in the role and for the unit of the head, and both names answer for it', () => {
    expect(acts()).toEqual({
      person: {
        ...{ personId: 'responsabile', role: 'UH', zone: 'livornese', unitId: 'anziani' },
        authMethod: 'api-token',
      },
      hands: ['sostituto', 'responsabile'],
      delegationId: 'ferie',
    });
  });

  it('nobody acts without saying so: who says nothing acts in the own name', () => {
    const as = person();
    expect(
      actingIn(
        { cycleId, person: as },
        { verb: 'submit-scheda', units: ['anziani'], occurredOn: '2024-07-08' },
        organisationOn(organisationAfter(...base, granted()), '2024-07-08'),
      ),
    ).toEqual({ person: as, hands: ['sostituto'] });
  });

  it('nobody acts without a delegation, or with one that was revoked', () => {
    expect(code(acts({ facts: base }))).toBe('no-delegation');
    expect(code(acts({ as: person('RF', 'terzo') }))).toBe('no-delegation');
    expect(code(acts({ onBehalfOf: 'altro' }))).toBe('no-delegation');
    expect(code(acts({ facts: [...base, granted(), revoked()] }))).toBe('no-delegation');
  });

  it('a delegation does not lend what was lent', () => {
    const chained = granted({
      delegationId: 'oltre',
      fromPersonId: 'sostituto',
      toPersonId: 'terzo',
    });
    const as = person('RF', 'terzo');
    expect(code(acts({ facts: [...base, granted(), chained], as }))).toBe('no-delegation');
  });

  it.each(['AUD', 'ADM', 'ETS'] as const)('%s never acts', (role) => {
    expect(code(acts({ as: person(role) }))).toBe('may-not-stand-in');
  });

  it('somebody acts from the first day to the last, and then no more', () => {
    const days = ['2024-06-30', '2024-07-01', '2024-07-14', '2024-07-15'];
    expect(days.map((day) => code(acts({ day })))).toEqual([
      'delegation-not-valid',
      undefined,
      undefined,
      'delegation-not-valid',
    ]);
  });

  it('the day it happened must be one of them, too', () => {
    const answer = acts({ day: '2024-07-02', occurredOn: '2024-06-30' });
    expect(answer).toMatchObject({
      code: 'delegation-not-valid',
      details: {
        from: 'responsabile',
        validFrom: '2024-07-01',
        validTo: '2024-07-14',
        day: '2024-06-30',
      },
    });
  });

  it('nothing is covered that happened before the grant was recorded, however it is dated', () => {
    // The facts of these tests are recorded on 2024-01-10.
    const facts = [...base, granted({ validFrom: '2023-09-01', validTo: '2024-07-14' })];
    const on = (occurredOn: string) => acts({ facts, day: '2024-01-12', occurredOn });
    expect(code(on('2024-01-10'))).toBeUndefined();
    expect(on('2024-01-09')).toMatchObject({
      code: 'delegation-not-valid',
      details: { validFrom: '2024-01-10', validTo: '2024-07-14', day: '2024-01-09' },
    });
  });

  it('somebody does what the scope covers', () => {
    const limited = (scope: object) => [
      ...base,
      granted({ scope: { unitId: 'anziani', ...scope } }),
    ];
    const verbs = ['submit-scheda'];
    expect(code(acts({ facts: limited({ verbs, cycleId }) }))).toBeUndefined();
    const otherVerb = acts({ facts: limited({ verbs }), verb: 'revise-scheda' });
    expect(code(otherVerb)).toBe('delegation-out-of-scope');
    const otherCycle = acts({ facts: limited({ cycleId: 'livornese-poa-annuale-2025' }) });
    expect(code(otherCycle)).toBe('delegation-out-of-scope');
  });

  it('of two units the one that matters is taken', () => {
    const facts = [
      ...base,
      granted({ delegationId: 'prima', scope: { unitId: 'minori' } }),
      granted(),
    ];
    expect(acts({ facts })).toMatchObject({ delegationId: 'ferie' });
    expect(acts({ facts: [...facts, merged('anziani', 'famiglie')] })).toMatchObject({
      delegationId: 'ferie',
    });
  });
});

describe('What was lent is of use', () => {
  const inUse = (...facts: readonly PlanningFact[]): readonly string[] => {
    const organisation = organisationOn(organisationAfter(...base, ...facts), '2024-07-08');
    return organisation
      ? standingInFor(organisation, 'sostituto').map(({ delegationId }) => delegationId)
      : [];
  };

  it('while the head is the head', () => {
    expect(inUse(granted())).toEqual(['ferie']);
    expect(inUse(granted(), headChanged('anziani', 'nuovo', '2024-07-08'))).toEqual([]);
    expect(inUse(granted(), headChanged('anziani', 'nuovo', '2024-07-09'))).toEqual(['ferie']);
  });

  it('while the unit is open', () => {
    expect(inUse(granted(), closed('anziani'))).toEqual([]);
  });

  it('for a unit that is not registered, and for the director', () => {
    expect(inUse(granted({ scope: { unitId: 'disabilita' } }))).toEqual(['ferie']);
    expect(inUse(granted({ fromRole: 'DIR', scope: {} }))).toEqual(['ferie']);
  });
});

describe('The days of a delegation', () => {
  const terms = (validFrom: string, validTo: string): Delegation => ({
    ...(granted({ validFrom, validTo }).data as Delegation),
    grantedBy: 'responsabile',
    grantedOn: '2023-12-31',
  });
  // The nights in which Rome changes the clock, and any other day.
  const days = fc.oneof(
    fc.constantFrom('2024-03-31', '2024-10-27', '2025-03-30', '2025-10-26'),
    fc.nat(1_000).map((late) => addDays('2024-01-01', late)),
  );

  /** The instant of a moment of the clock on the wall, tried with both offsets Rome has. */
  const midnightIn = (day: string): number => {
    const [instant] = ['+01:00', '+02:00']
      .map((offset) => Date.parse(`${day}T00:00:00${offset}`))
      .filter((each) => romeDay(each) === day && romeDay(each - 1) !== day);
    if (instant === undefined) throw new Error(`${day} has no midnight`);
    return instant;
  };

  it('begin at midnight and end at midnight, Europe/Rome, also when the clock changes', () => {
    fc.assert(
      fc.property(days, fc.nat(20), (validFrom, length) => {
        const validTo = addDays(validFrom, length);
        const delegation = terms(validFrom, validTo);
        const holdsAt = (instant: number) => holdsOn(delegation, romeDay(instant));
        const first = midnightIn(validFrom);
        const after = midnightIn(addDays(validTo, 1));
        expect([first - 1, first, after - 1, after].map(holdsAt)).toEqual([
          false,
          true,
          true,
          false,
        ]);
      }),
    );
  });

  it('last an hour less or more when the clock changes', () => {
    const hours = (day: string) => (midnightIn(addDays(day, 1)) - midnightIn(day)) / 3_600_000;
    expect(['2024-03-31', '2024-10-27', '2024-07-01'].map(hours)).toEqual([23, 25, 24]);
  });
});
