import { coDesignVerbs } from '../co-design/co-design.verbs.js';
import type { Verb } from '../command/verb.js';
import { fundedProjectVerbs } from '../funded-project/funded-project.verbs.js';
import { planDocumentVerbs } from '../plan-document/plan-document.verbs.js';
import { openZoneRegister } from './open-zone-register.js';

/** The verbs of the register of a zone. */
export const zoneRegisterVerbs: readonly Verb[] = [
  openZoneRegister,
  ...coDesignVerbs,
  ...fundedProjectVerbs,
  ...planDocumentVerbs,
];
