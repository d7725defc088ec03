import type { RecordedEvent } from '#event-store';
import { romeDay } from '../command/days.js';
import type { Envelope } from '../envelope.js';
import { verbByName } from '../verbs.js';
import { OrganisationHeard, type HeardDelegation } from './organisation-heard.fixture.js';
import { byRule } from './rule-broken.fixture.js';

/** In whose right something was done: in the own, or in that of the delegator by what was lent. */
interface Entitled {
  readonly role: string;
  readonly personId: string;
  readonly unitId?: string | undefined;
  readonly isLent: boolean;
}

/**
 * Holds who did something to what the register of the organisation said when it was recorded: rules 2, 13
 * and 14. It reads the register by itself, and asks neither the policy nor the decision on delegations.
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
      expect(['AUD', 'ADM']).not.toContain(actor.role);
    });
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
        if (condition !== 'own-unit') isHeadSomewhere(entitled, then);
        else for (const unit of units) isTheirs(entitled, unit, then);
      }
      if (condition === 'own-unit' || entitled.role === 'UH' || entitled.isLent) {
        this.#hasLookedAt(organisation, fact);
      }
    });
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
): void {
  const now = organisation.unitNow(unit);
  expect(organisation.isClosed(now)).toBe(false);
  const head = role === 'UH' ? organisation.headOf(now) : undefined;
  if (head !== undefined) expect(personId).toBe(head);
  // Who heads two units and lends one has not lent the other.
  if (head === undefined || isLent) expect(organisation.unitNow(unitId)).toBe(now);
}

/** That somebody who comes as a unit head is one; of what was lent, head of the unit that was lent. */
function isHeadSomewhere(entitled: Entitled, organisation: OrganisationHeard): void {
  const { role, personId, unitId, isLent } = entitled;
  if (role !== 'UH' || unitId === undefined) return;
  if (!isLent && organisation.unitsOf(personId).length > 0) return;
  isTheirs(entitled, unitId, organisation);
}
