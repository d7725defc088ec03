import { roles } from '#people';
import { organisationValueSets } from '#planning';
import { spreadsheetImports } from './openapi.spreadsheets.js';
import {
  bothLanguages,
  byId,
  closed,
  day,
  flag,
  instant,
  integer,
  listOf,
  oneOf,
  ref,
  text,
  type JsonSchema,
} from './schema.js';

const codesOf = (set: object): JsonSchema => oneOf(Object.keys(set));
const { unitKinds, unitOwners, delegationKinds, deactivationKinds } = organisationValueSets;

const roleOnDay = closed(
  { role: codesOf(roles), from: day, why: closed({}, { roleGrantId: text, headOf: text }) },
  { unitId: text, to: day },
);

/** How the register of the organisation of a zone is answered. */
export const organisationSchemas: Readonly<Record<string, JsonSchema>> = {
  Organisation: closed({
    ...{ registerId: text, zone: text, title: text, revision: integer(0), lastRecordedAt: instant },
    on: { ...day, description: 'The day it is shown on: that of ?on=, or today.' },
    definition: ref('DefinitionReference'),
    state: text,
    labels: listOf(bothLanguages),
    states: closed({
      ...{ unit: byId(text), delegation: byId(text), spreadsheetImport: byId(text) },
      ...{ roleGrant: byId(text), person: byId(text) },
    }),
    spreadsheetImports,
    officeCalendar: {
      ...closed(
        {
          closures: byId(
            closed(
              { closureId: text, from: day, to: day, why: text },
              { act: text, withdrawn: closed({ by: text, on: day }) },
            ),
          ),
          version: text,
        },
        { municipality: text },
      ),
      description:
        'When the office works, besides the holidays of the country; withdrawn closures too.',
    },
    units: byId(ref('Unit')),
    delegations: {
      ...byId(ref('Delegation')),
      description: 'All of them for the office, the director and the auditor; else one’s own.',
    },
    roleGrants: {
      ...byId(ref('RoleGrant')),
      description:
        'All of them for the coordinator, the director, the auditor and the administrator; else one’s own.',
    },
    persons: {
      ...byId(ref('PersonInRegister')),
      description: 'Everybody who has, had or will have a role, or is deactivated; else oneself.',
    },
  }),
  Unit: closed(
    {
      ...{ unitId: text, kind: codesOf(unitKinds), belongsTo: codesOf(unitOwners), from: day },
      names: listOf(closed({ name: text, from: day })),
      heads: listOf(closed({ personId: text, from: day }, { act: text })),
      name: { ...text, description: 'On the day.' },
      currentUnitId: {
        ...text,
        description: 'The unit in which it goes on: itself, if not merged.',
      },
      open: { ...flag, description: 'Whether there is such a unit on the day.' },
    },
    {
      headPersonId: { ...text, description: 'Who heads it on the day, if anybody does.' },
      mergedInto: closed({ unitId: text, from: day, act: text }),
      closed: closed({ from: day, act: text }),
    },
  ),
  Delegation: closed(
    {
      delegationId: text,
      ...{ fromPersonId: text, fromRole: oneOf(['UH', 'DIR']), toPersonId: text },
      kind: codesOf(delegationKinds),
      scope: closed({}, { unitId: text, cycleId: text, verbs: listOf(text) }),
      ...{ validFrom: day, validTo: day, grantedBy: text },
      grantedOn: {
        ...day,
        description: 'The day it was recorded: nobody stands in for what happened before.',
      },
      standing: {
        ...oneOf(['toCome', 'active', 'ended', 'lapsed', 'revoked']),
        description: 'On the day; lapsed when who lent it is not the head of the unit any more.',
      },
    },
    { act: text, revoked: closed({ by: text, on: day }) },
  ),
  RoleGrant: closed(
    {
      ...{ roleGrantId: text, personId: text, role: codesOf(roles), from: day, grantedBy: text },
      standing: {
        ...oneOf(['toCome', 'active', 'ended', 'suspended', 'revoked']),
        description: 'On the day; suspended while the person is deactivated.',
      },
    },
    { unitId: text, to: day, act: text, revoked: closed({ by: text, on: day }) },
  ),
  FourEyesConflict: closed({
    ...{ cycleId: text, verb: text, subject: closed({ kind: text, id: text }) },
    code: {
      ...oneOf(['own-scheda', 'own-unit-head', 'same-hands', 'would-be-own']),
      description:
        'The refusal they would hear; would-be-own for what they could not check once they wrote it.',
    },
    ...{ it: text, en: text },
  }),
  PersonInRegister: closed(
    {
      personId: text,
      roles: {
        ...listOf(roleOnDay),
        description: 'Those of the day, and why: none of somebody away.',
      },
    },
    {
      deactivated: closed({ kind: codesOf(deactivationKinds), by: text, at: instant }),
      leavesOpen: {
        ...closed({
          ...{ unitIds: listOf(text), roleGrantIds: listOf(text) },
          ...{ delegationsFrom: listOf(text), delegationsTo: listOf(text) },
        }),
        description: 'What somebody who is deactivated still heads, holds, has lent and been lent.',
      },
    },
  ),
};
