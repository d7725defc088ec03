import type { Verb } from '../command/verb.js';
import { addUnit } from './add-unit.js';
import { closeUnit } from './close-unit.js';
import { grantDelegation } from './grant-delegation.js';
import { mergeUnits } from './merge-units.js';
import { openOrganisation } from './open-organisation.js';
import { renameUnit } from './rename-unit.js';
import { replaceHead } from './replace-head.js';
import { revokeDelegation } from './revoke-delegation.js';

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
];
