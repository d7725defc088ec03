import { addDays, romeDay } from '#calendar';
import type { RecordedEvent } from '#event-store';
import type { Envelope } from '../envelope.js';
import type { DelegationTerms, RoleTerms } from '../organisation/organisation.facts.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import type { Testimony } from './testimony.fixture.js';

interface HeardUnit {
  /** Oldest first. */
  readonly heads: { readonly personId: string; readonly from: string }[];
  into?: { readonly unitId: string; readonly from: string };
  closedFrom?: string;
}

/** A delegation as a witness heard of it, and whether it was called back. */
export interface HeardDelegation extends DelegationTerms {
  /** The day on which the grant was recorded. */
  readonly grantedOn: string;
  revoked: boolean;
}

interface HeardGrant extends RoleTerms {
  revokedOn?: string;
}

/** A role somebody has from a day on; without a last one until something changes. */
export interface HeardRole {
  readonly personId: string;
  readonly role: string;
  readonly unitId?: string | undefined;
  readonly days: readonly [from: string, to: string];
}

/** After every day there is. */
const EVER = '9999-12-31';

/** The organisation of a zone on a day, as far as its facts up to then tell. */
export class OrganisationHeard {
  /** The revision of the last fact heard; -1 where the zone keeps no register. */
  revision = -1;
  readonly delegations = new Map<string, HeardDelegation>();
  readonly #units = new Map<string, HeardUnit>();
  readonly #grants = new Map<string, HeardGrant>();
  readonly #deactivated = new Set<string>();

  /** @param day `2024-02-20`, Europe/Rome */
  constructor(
    facts: readonly RecordedEvent[],
    readonly day: string,
  ) {
    for (const fact of facts) this.#hear(fact);
  }

  /** The unit in which a unit goes on by that day. */
  unitNow(unitId: string): string {
    const into = this.#units.get(unitId)?.into;
    return into && into.from <= this.day ? this.unitNow(into.unitId) : unitId;
  }

  headOf(unitId: string): string | undefined {
    const heads = this.#units.get(unitId)?.heads;
    return heads?.findLast(({ from }) => from <= this.day)?.personId;
  }

  /** The units somebody heads. */
  unitsOf(personId: string): readonly string[] {
    return [...this.#units.keys()].filter(
      (unitId) =>
        this.headOf(unitId) === personId &&
        this.unitNow(unitId) === unitId &&
        !this.isClosed(unitId),
    );
  }

  isClosed(unitId: string): boolean {
    const from = this.#units.get(unitId)?.closedFrom;
    return from !== undefined && from <= this.day;
  }

  /** Whether the register says who has which role: as soon as it has ever given one. */
  get keepsRoles(): boolean {
    return this.#grants.size > 0;
  }

  isDeactivated(personId: string): boolean {
    return this.#deactivated.has(personId);
  }

  /** Every role that was ever given, and what comes with heading a unit. */
  everyRole(): readonly HeardRole[] {
    const granted = [...this.#grants.values()].map(
      ({ personId, role, unitId, from, to = EVER, revokedOn = EVER }): HeardRole => ({
        ...{ personId, role, unitId },
        days: [from, [to, dayBefore(revokedOn)].toSorted()[0] ?? to],
      }),
    );
    const heads = [...this.#units].flatMap(([unitId, { heads: list, into, closedFrom }]) =>
      list.map(({ personId, from }, index): HeardRole => {
        const ends = [list[index + 1]?.from ?? EVER, into?.from ?? EVER, closedFrom ?? EVER];
        const [end = EVER] = ends.toSorted();
        return { personId, role: 'UH', unitId, days: [from, dayBefore(end)] };
      }),
    );
    return [...granted, ...heads].filter(({ days: [from, to] }) => from <= to);
  }

  /** Whether somebody has a role on that day; of a unit, where the role is that of one. */
  has(personId: string, role: string, unitId: string | undefined): boolean {
    const unit = unitId === undefined ? undefined : this.unitNow(unitId);
    // A head that was named is the head, and nobody else.
    const head = role === 'UH' && unit !== undefined ? this.headOf(unit) : undefined;
    if (head !== undefined && head !== personId) return false;
    return this.everyRole().some(
      (each) =>
        each.personId === personId &&
        each.role === role &&
        isAmong(this.day, each.days) &&
        (each.unitId === undefined || this.unitNow(each.unitId) === unit),
    );
  }

  /** Whether by that day the register had given a role to anybody; of a unit, where it is that of one. */
  knew(role: string, unitId: string | undefined): boolean {
    return this.everyRole().some(
      (each) =>
        each.role === role &&
        each.days[0] <= this.day &&
        (each.unitId === undefined ||
          this.unitNow(each.unitId) === this.unitNow(unitId ?? each.unitId)),
    );
  }

  #hear({ type, data, revision, metadata }: RecordedEvent): void {
    this.revision = revision;
    // The facts of a register are planning facts, each with the data of its type.
    const hear = this.#testimony[type as PlanningFact['type']] as
      ((data: unknown, envelope: Envelope) => void) | undefined;
    hear?.(data, metadata as unknown as Envelope);
  }

  readonly #testimony: Testimony = {
    UnitAdded: (unit) => {
      this.#units.set(unit.unitId, { heads: headOf(unit) });
    },
    UnitHeadChanged: ({ unitId, newPersonId: personId, from }) => {
      this.#units.get(unitId)?.heads.push({ personId, from });
    },
    UnitMerged: ({ unitId, intoUnitId, from }) => {
      const unit = this.#units.get(unitId);
      if (unit) unit.into = { unitId: intoUnitId, from };
    },
    UnitClosed: ({ unitId, from }) => {
      const unit = this.#units.get(unitId);
      if (unit) unit.closedFrom = from;
    },
    DelegationGranted: (terms, { recordedAt }) => {
      const grantedOn = romeDay(Date.parse(recordedAt));
      this.delegations.set(terms.delegationId, { ...terms, grantedOn, revoked: false });
    },
    DelegationRevoked: ({ delegationId }) => {
      const delegation = this.delegations.get(delegationId);
      if (delegation) delegation.revoked = true;
    },
    RoleGranted: (terms) => {
      this.#grants.set(terms.roleGrantId, { ...terms });
    },
    RoleRevoked: ({ roleGrantId }, { occurredOn }) => {
      const grant = this.#grants.get(roleGrantId);
      if (grant) grant.revokedOn = occurredOn;
    },
    PersonDeactivated: ({ personId }) => {
      this.#deactivated.add(personId);
    },
    PersonReactivated: ({ personId }) => {
      this.#deactivated.delete(personId);
    },
  };
}

const dayBefore = (day: string): string => addDays(day, -1);

const isAmong = (day: string, [from, to]: HeardRole['days']): boolean => from <= day && day <= to;

function headOf({ headPersonId, from }: DataOf<'UnitAdded'>): HeardUnit['heads'] {
  return headPersonId === undefined ? [] : [{ personId: headPersonId, from }];
}
