import type { Verb } from '../command/verb.js';
import { addOfficeClosure } from './add-office-closure.js';
import { addUnit } from './add-unit.js';
import { closeUnit } from './close-unit.js';
import { erasePerson } from '../personal-data/erase-person.js';
import { deactivatePerson } from './deactivate-person.js';
import { grantDelegation } from './grant-delegation.js';
import { grantRole } from './grant-role.js';
import { mergeUnits } from './merge-units.js';
import { openOrganisation } from './open-organisation.js';
import { reactivatePerson } from './reactivate-person.js';
import { renameUnit } from './rename-unit.js';
import { replaceHead } from './replace-head.js';
import { revokeDelegation } from './revoke-delegation.js';
import { revokeRole } from './revoke-role.js';
import { setOfficeSeat } from './set-office-seat.js';
import { withdrawOfficeClosure } from './withdraw-office-closure.js';

/** The verbs of the organisation of a zone. */
export const organisationVerbs: readonly Verb[] = [
  openOrganisation,
  addUnit,
  renameUnit,
  replaceHead,
  mergeUnits,
  closeUnit,
  grantDelegation,
  revokeDelegation,
  grantRole,
  revokeRole,
  deactivatePerson,
  reactivatePerson,
  setOfficeSeat,
  addOfficeClosure,
  withdrawOfficeClosure,
  erasePerson,
];
