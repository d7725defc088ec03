import type { RecordedEvent } from '#event-store';
import { romeDay } from '../command/days.js';
import type { Envelope } from '../envelope.js';
import type { DelegationTerms } from '../organisation/organisation.facts.js';
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

/** The organisation of a zone on a day, as far as its facts up to then tell. */
export class OrganisationHeard {
  /** The revision of the last fact heard; -1 where the zone keeps no register. */
  revision = -1;
  readonly delegations = new Map<string, HeardDelegation>();
  readonly #units = new Map<string, HeardUnit>();

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
  };
}

function headOf({ headPersonId, from }: DataOf<'UnitAdded'>): HeardUnit['heads'] {
  return headPersonId === undefined ? [] : [{ personId: headPersonId, from }];
}
