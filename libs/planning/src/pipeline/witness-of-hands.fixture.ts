import { romeDay } from '#calendar';
import type { RecordedEvent } from '#event-store';
import type { Envelope } from '../envelope.js';
import { verbByName } from '../verbs.js';
import {
  OrganisationHeard,
  type HeardDelegation,
  type HeardRole,
} from './organisation-heard.fixture.js';
import { byRule } from './rule-broken.fixture.js';

/** In whose right something was done: in the own, or in that of the delegator by what was lent. */
interface Entitled {
  readonly role: string;
  readonly personId: string;
  readonly unitId?: string | undefined;
  readonly isLent: boolean;
}

/**
 * Holds who did something to what the register of the organisation said when it was recorded: rules 2, 13,
 * 14 and 21. It reads the register by itself, and asks neither the policy nor the decision on delegations.
 */
export class WitnessOfHands {
  /**
   * @param cycleId the cycle or register whose facts are heard
   * @param register the facts of the organisation of the zone; none where it keeps no register
   */
  constructor(
    private readonly cycleId: string,
    private readonly register: readonly RecordedEvent[],
  ) {}

  /**
   * Hears a fact and the units it is about.
   * @throws RuleBroken
   */
  hear(fact: RecordedEvent, units: readonly string[]): void {
    const { actor, rule, occurredOn } = fact.metadata as unknown as Envelope;
    const [name = '', role, condition] = rule.split('/');
    const verb = verbByName.get(name);
    const organisation = this.organisationAt(fact);
    byRule(14, () => {
      expect(actor.role).not.toBe('AUD');
      if (actor.role === 'ADM') expect(ofAdministrators).toContain(fact.type);
    });
    this.#haveTheirRoles(fact, organisation);
    const entitled = this.#entitled(fact, name, organisation);
    byRule(2, () => {
      expect(verb?.facts).toContain(fact.type);
      expect(entitled.role).toBe(role);
      const grant = verb?.who.find((granted) => granted.role === role);
      expect(grant).toEqual(condition === undefined ? { role } : { role, when: condition });
      if (condition === 'own-unit') expect(units).not.toEqual([]);
      // A head was one on the day it happened, too.
      const days = entitled.role === 'UH' ? [romeDayOf(fact), occurredOn] : [romeDayOf(fact)];
      for (const day of days) {
        const then = this.organisationAt(fact, day);
        const isToday = day === romeDayOf(fact);
        if (condition !== 'own-unit') isHeadSomewhere(entitled, then, isToday);
        else for (const unit of units) isTheirs(entitled, unit, then, isToday);
      }
      if (entitled.isLent) hasRole(entitled, organisation);
      // Heads and directors decide: they had to be there, as far as the register knew anybody.
      const then = this.organisationAt(fact, occurredOn);
      const { unitId } = entitled;
      if (entitled.role === 'DIR' && then.keepsRoles && then.knew('DIR', undefined)) {
        expect(then.has(entitled.personId, 'DIR', undefined)).toBe(true);
      }
      if (entitled.role === 'UH' && unitId !== undefined && then.keepsRoles) {
        const isHead = organisation.headOf(organisation.unitNow(unitId)) === entitled.personId;
        const isGiven = organisation.has(entitled.personId, 'UH', unitId);
        if (!isHead && isGiven && then.knew('UH', unitId)) {
          expect(then.has(entitled.personId, 'UH', unitId)).toBe(true);
        }
      }
      this.#hasLookedAt(organisation, fact);
    });
  }

  /** Whoever did it had the role they came in at that instant; so had whoever's role was lent to them. */
  #haveTheirRoles({ metadata }: RecordedEvent, organisation: OrganisationHeard): void {
    const { actor } = metadata as unknown as Envelope;
    byRule(2, () => {
      expect(organisation.isDeactivated(actor.personId)).toBe(false);
      if (actor.onBehalfOf !== undefined) {
        expect(organisation.isDeactivated(actor.onBehalfOf)).toBe(false);
      }
      hasRole(actor, organisation);
    });
  }

  /** 21: after a fact of the register nobody has two roles that must not be in one hand. */
  hearSeparation(fact: RecordedEvent): void {
    const { position } = fact;
    const upTo = [...this.register.filter((each) => each.position < position), fact];
    const every = new OrganisationHeard(upTo, romeDayOf(fact)).everyRole();
    for (const one of every) {
      for (const other of every) {
        if (one.personId !== other.personId || !haveADayInCommon(one, other)) continue;
        byRule(21, () => {
          if (one.role === 'AUD') expect(other.role).toBe('AUD');
          if (one.role === 'ADM') expect(['ADM', 'ETS']).toContain(other.role);
        });
      }
    }
  }

  /** The organisation by what stands before a fact in the log: on the day it was recorded, or on another. */
  organisationAt(fact: RecordedEvent, day = romeDayOf(fact)): OrganisationHeard {
    const before = this.register.filter(({ position }) => position < fact.position);
    return new OrganisationHeard(before, day);
  }

  #entitled({ metadata }: RecordedEvent, verb: string, organisation: OrganisationHeard): Entitled {
    const { actor, occurredOn } = metadata as unknown as Envelope;
    const { personId, onBehalfOf, delegationId } = actor;
    if (onBehalfOf === undefined) {
      byRule(2, () => {
        expect(delegationId).toBeUndefined();
      });
      return { ...actor, isLent: false };
    }
    const delegation = organisation.delegations.get(delegationId ?? '');
    byRule(2, () => {
      // A stakeholder does no act of the office, whoever lends them a role.
      expect(actor.role).not.toBe('ETS');
      expect(delegation).toMatchObject({ toPersonId: personId, fromPersonId: onBehalfOf });
      expect(delegation?.revoked).toBe(false);
      expect(delegation?.scope.cycleId ?? this.cycleId).toBe(this.cycleId);
      expect(delegation?.scope.verbs ?? [verb]).toContain(verb);
    });
    byRule(13, () => {
      expect(personId).not.toBe(onBehalfOf);
      if (delegation) for (const day of [organisation.day, occurredOn]) holdsOn(delegation, day);
    });
    const { fromRole: role = '', scope } = delegation ?? {};
    return { role, personId: onBehalfOf, unitId: scope?.unitId, isLent: true };
  }

  /** The register is looked at where it decides, and as it is: what was decided on less is worth nothing. */
  #hasLookedAt({ revision }: OrganisationHeard, fact: RecordedEvent): void {
    // Its first fact says so: it is the one that opens it.
    const registerId = this.register[0]?.data['registerId'] as string;
    if (revision < 0 || registerId === this.cycleId) return;
    const { lookedAt = {} } = fact.metadata as unknown as Envelope;
    expect(lookedAt).toMatchObject({ [registerId]: revision });
  }
}

/** What whoever runs the system does: say who has which role, and when the office works. */
const ofAdministrators: readonly string[] = [
  ...['OrganisationOpened', 'RoleGranted', 'RoleRevoked'],
  ...['PersonDeactivated', 'PersonReactivated'],
  ...['OfficeSeatSet', 'OfficeClosureAdded', 'OfficeClosureWithdrawn'],
];

function haveADayInCommon({ days: [from, to] }: HeardRole, { days }: HeardRole): boolean {
  return from <= days[1] && days[0] <= to;
}

/** That somebody has a role, where the register says who has which: as a head, of any unit. */
function hasRole(
  { personId, role, unitId }: Pick<Entitled, 'personId' | 'role' | 'unitId'>,
  organisation: OrganisationHeard,
): void {
  if (!organisation.keepsRoles) return;
  const isHead = role === 'UH' && organisation.unitsOf(personId).length > 0;
  expect(isHead || organisation.has(personId, role, unitId)).toBe(true);
}

function romeDayOf({ metadata }: RecordedEvent): string {
  const { recordedAt } = metadata as unknown as Envelope;
  return romeDay(Date.parse(recordedAt));
}

function holdsOn({ validFrom, validTo, grantedOn }: HeardDelegation, day: string): void {
  expect([validFrom <= day, grantedOn <= day, day <= validTo]).toEqual([true, true, true]);
}

/** That a unit is the own one; of the head the register knows, be it as it may with the token. */
function isTheirs(
  { role, personId, unitId = '', isLent }: Entitled,
  unit: string,
  organisation: OrganisationHeard,
  isToday: boolean,
): void {
  const now = organisation.unitNow(unit);
  expect(organisation.isClosed(now)).toBe(false);
  const head = role === 'UH' ? organisation.headOf(now) : undefined;
  if (head !== undefined) expect(personId).toBe(head);
  // Who heads two units and lends one has not lent the other.
  if (head === undefined || isLent) expect(organisation.unitNow(unitId)).toBe(now);
  if (role === 'UH' && head === undefined && organisation.keepsRoles && isToday) {
    expect(organisation.has(personId, role, unitId)).toBe(true);
  }
}

/** That somebody who comes as a unit head is one; of what was lent, head of the unit that was lent. */
function isHeadSomewhere(
  entitled: Entitled,
  organisation: OrganisationHeard,
  isToday: boolean,
): void {
  const { role, personId, unitId, isLent } = entitled;
  if (role !== 'UH' || unitId === undefined) return;
  if (!isLent && organisation.unitsOf(personId).length > 0) return;
  isTheirs(entitled, unitId, organisation, isToday);
}
