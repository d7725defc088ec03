import { romeDay } from '#calendar';
import { present } from '../command/present.js';
import type { Remembers } from '../remember.js';
import { closuresOfCalendar } from './office-closures.js';
import type { OrganisationData } from './organisation.data.js';

export const rememberOrganisation: Remembers<OrganisationData> = {
  OrganisationOpened: (register, { registerId, zone, title }) => {
    register.cycleId = registerId;
    register.zone = zone;
    register.title = title;
  },
  UnitAdded: (register, { unitId, name, kind, belongsTo, headPersonId, from }) => {
    register.units[unitId] = {
      ...{ unitId, kind, belongsTo, from },
      names: [{ name, from }],
      heads: headPersonId === undefined ? [] : [{ personId: headPersonId, from }],
    };
  },
  UnitTakenBack: ({ units }, { unitId }) => {
    Reflect.deleteProperty(units, unitId);
  },
  UnitRenamed: ({ units }, { unitId, newName, from }) => {
    units[unitId]?.names.push({ name: newName, from });
  },
  UnitHeadChanged: ({ units }, { unitId, newPersonId, from, act }) => {
    units[unitId]?.heads.push({ personId: newPersonId, from, act });
  },
  UnitMerged: ({ units }, { unitId, intoUnitId, from, act }) => {
    const unit = units[unitId];
    if (unit) unit.mergedInto = { unitId: intoUnitId, from, act };
  },
  UnitClosed: ({ units }, { unitId, from, act }) => {
    const unit = units[unitId];
    if (unit) unit.closed = { from, act };
  },
  DelegationGranted: ({ delegations }, terms, { actor, recordedAt }) => {
    delegations[terms.delegationId] = {
      ...terms,
      grantedBy: actor.personId,
      grantedOn: romeDay(Date.parse(recordedAt)),
    };
  },
  DelegationRevoked: ({ delegations }, { delegationId }, { actor, occurredOn }) => {
    const delegation = delegations[delegationId];
    if (delegation) delegation.revoked = { by: actor.personId, on: occurredOn };
  },
  RoleGranted: ({ roleGrants }, terms, { actor }) => {
    roleGrants[terms.roleGrantId] = { ...terms, grantedBy: actor.personId };
  },
  RoleRevoked: ({ roleGrants }, { roleGrantId }, { actor, occurredOn }) => {
    const grant = roleGrants[roleGrantId];
    if (grant) grant.revoked = { by: actor.personId, on: occurredOn };
  },
  PersonDeactivated: ({ deactivated }, { personId, kind }, { actor, recordedAt }) => {
    deactivated[personId] = { kind, by: actor.personId, at: recordedAt };
  },
  PersonReactivated: ({ deactivated }, { personId }) => {
    Reflect.deleteProperty(deactivated, personId);
  },
  OfficeSeatSet: (register, { municipality }) => {
    const { closures = [] } = register.calendar;
    register.calendar = { ...present({ municipality }), closures };
  },
  OfficeClosureAdded: (register, closure) => {
    register.officeClosures[closure.closureId] = { ...closure };
    register.calendar = { ...register.calendar, closures: closuresOfCalendar(register) };
  },
  OfficeClosureWithdrawn: (register, { closureId }, { actor, occurredOn }) => {
    const closure = register.officeClosures[closureId];
    if (closure) closure.withdrawn = { by: actor.personId, on: occurredOn };
    register.calendar = { ...register.calendar, closures: closuresOfCalendar(register) };
  },
};
