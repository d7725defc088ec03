import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import { LifeProjection } from '../read-side/life-projection.js';
import { standingTables, type CycleStep } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import { nameOf, type OrganisationOn } from './organisation.js';
import { followOrganisation, organisationIn, organisationTable } from './organisation.table.js';
import {
  everyRole,
  isDeactivated,
  knowsPerson,
  rolesOn,
  type RoleOfPerson,
} from './roles-of-persons.js';

/** A role a person has in a zone today. */
export interface HeldRole extends RoleOfPerson {
  readonly zone: string;
  /** What the unit is called today, where the register knows it. */
  readonly unitName?: string;
}

/** A person whom the register of a zone knows by a role, had, held or to come, or as deactivated. */
export interface PersonOfZone {
  readonly personId: string;
  readonly isDeactivated: boolean;
  /** The roles of today; none of somebody who is deactivated. */
  readonly roles: readonly HeldRole[];
}

/** Who has which role in which zone: what signing in asks, before anybody has chosen where they act. */
export class HeldRolesProjection extends LifeProjection {
  readonly name = 'held-roles';
  readonly version = 2;
  readonly filter: LogFilter = { categories: ['register'] };
  readonly schema = `${standingTables} ${organisationTable}`;

  protected follow(step: CycleStep, database: DatabaseSync, event: RecordedEvent): void {
    followOrganisation(step, event, database);
  }
}

/**
 * The organisation of a zone as this view knows it; undefined where the zone keeps none. For when the log
 * itself cannot be asked: it is as the log was when it could last be read.
 * @param today `2024-02-20`, Europe/Rome
 */
export function organisationLastSeen(
  database: DatabaseSync,
  zone: string,
  today: string,
): OrganisationOn | undefined {
  return organisationIn(database, zone, today);
}

/**
 * The roles a person has today, in every zone whose register says so, as the policy will have it: none while
 * they are deactivated there.
 * @param today `2024-02-20`, Europe/Rome
 */
export function heldRoles(
  database: DatabaseSync,
  personId: string,
  today: string,
): readonly HeldRole[] {
  return zones(database)
    .all()
    .flatMap((row) => {
      const zone = row['zone'] as string;
      const organisation = organisationIn(database, zone, today);
      return organisation ? heldIn(organisation, zone, personId) : [];
    });
}

/**
 * The zones whose register knows a person: by a role they have, had or will have, by heading a unit, or as
 * deactivated.
 */
export function zonesThatKnow(
  database: DatabaseSync,
  personId: string,
  today: string,
): readonly string[] {
  return zones(database)
    .all()
    .map((row) => row['zone'] as string)
    .filter((zone) => {
      const organisation = organisationIn(database, zone, today);
      return organisation !== undefined && knowsPerson(organisation, personId);
    });
}

/** The persons of a zone with the roles they have today, by id. */
export function personsOfZone(
  database: DatabaseSync,
  zone: string,
  today: string,
): readonly PersonOfZone[] {
  const organisation = organisationIn(database, zone, today);
  if (!organisation) return [];
  const { data } = organisation;
  const known = everyRole(data).map(({ personId }) => personId);
  return [...new Set([...known, ...Object.keys(data.deactivated)])].toSorted().map((personId) => ({
    personId,
    isDeactivated: isDeactivated(organisation, personId),
    roles: heldIn(organisation, zone, personId),
  }));
}

function heldIn(organisation: OrganisationOn, zone: string, personId: string): readonly HeldRole[] {
  return rolesOn(organisation, personId).map((role) => {
    const unitName = role.unitId === undefined ? undefined : nameOf(organisation, role.unitId);
    return { ...role, zone, ...(unitName !== undefined && { unitName }) };
  });
}

const zones = statement('SELECT zone FROM organisation ORDER BY zone');
