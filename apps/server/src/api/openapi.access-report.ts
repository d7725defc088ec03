import { accessFactTypes } from '#access-log';
import { roleNames } from '#people';
import {
  anyObject,
  closed,
  day,
  instant,
  integer,
  listOf,
  oneOf,
  orNull,
  ref,
  text,
  type JsonSchema,
} from './schema.js';

const role = oneOf(Object.keys(roleNames));
/** Empty where nobody knows: of attempts to come in. */
const roleOrNone = oneOf([...Object.keys(roleNames), '']);
const times = integer(0);

/** The report of accesses, and each access. */
export const accessReportSchemas: Readonly<Record<string, JsonSchema>> = {
  AccessReport: closed({
    ...{ zone: text, from: day, to: day },
    administrators: listOf(ref('AdministratorOfPeriod')),
    roleActs: listOf(ref('RoleAct')),
    persons: listOf(ref('AccessCounts')),
  }),
  AdministratorOfPeriod: closed({
    ...{ personId: text, roleGrantId: text, from: day, to: orNull(day), grantedBy: text },
    revoked: orNull(closed({ by: text, on: day })),
  }),
  RoleAct: closed({
    type: oneOf(['RoleGranted', 'RoleRevoked']),
    ...{ at: instant, by: text, byRole: role, roleGrantId: text },
  }),
  AccessCounts: closed({
    ...{ personId: text, role: roleOrNone },
    ...{ signIns: times, signInsRefused: times, signOuts: times, sessionsEnded: times },
    ...{ emergencies: times, tokensMinted: times, tokensRevoked: times, accountChanges: times },
    ...{ reads: times, exports: times, readsNotShown: times },
    ...{ first: instant, last: instant },
  }),
  Access: closed({
    ...{ position: integer(1), at: instant, type: oneOf(accessFactTypes) },
    ...{ personId: text, role: roleOrNone, unitId: orNull(text), authMethod: text },
    ...{ onBehalfOf: orNull(text), requestId: orNull(text), policy: orNull(text), data: anyObject },
  }),
};
