import { carryOverVerbs } from './carry-over/carry-over.verbs.js';
import { zoneRegisterVerbs } from './zone-register/zone-register.verbs.js';
import { correctionVerbs } from './correction/correction.verbs.js';
import { endingVerbs } from './ending/ending.verbs.js';
import { organisationVerbs } from './organisation/organisation.verbs.js';
import { migrationVerbs } from './migration/migration.verbs.js';
import { monitoringVerbs } from './monitoring/monitoring.verbs.js';
import { prescriptionVerbs } from './prescription/prescription.verbs.js';
import { promiseVerbs } from './promise/promise.verbs.js';
import { publicationVerbs } from './publication/publication.verbs.js';
import { reportVerbs } from './report/report.verbs.js';
import { revisionVerbs } from './revision/revision.verbs.js';
import { spreadsheetVerbs } from './spreadsheet/spreadsheet.verbs.js';
import { approvalVerbs } from './approval/approval.verbs.js';
import { coProgrammingVerbs } from './co-programming/co-programming.verbs.js';
import type { Verb } from './command/verb.js';
import { cycleVerbs } from './cycle/cycle.verbs.js';
import { deadlineVerbs } from './deadline/deadline.verbs.js';
import { healthProfileVerbs } from './health-profile/health-profile.verbs.js';
import { knowledgeVerbs } from './knowledge/knowledge.verbs.js';
import { participationVerbs } from './participation/participation.verbs.js';
import { questionVerbs } from './question/question.verbs.js';
import { schedaVerbs } from './scheda/scheda.verbs.js';

/** Every verb of the domain. A new one is a file of its own and a line in the list of its folder. */
export const verbs: readonly Verb[] = [
  ...cycleVerbs,
  ...questionVerbs,
  ...deadlineVerbs,
  ...healthProfileVerbs,
  ...knowledgeVerbs,
  ...participationVerbs,
  ...coProgrammingVerbs,
  ...schedaVerbs,
  ...approvalVerbs,
  ...publicationVerbs,
  ...prescriptionVerbs,
  ...monitoringVerbs,
  ...revisionVerbs,
  ...reportVerbs,
  ...endingVerbs,
  ...migrationVerbs,
  ...promiseVerbs,
  ...carryOverVerbs,
  ...correctionVerbs,
  ...spreadsheetVerbs,
  ...zoneRegisterVerbs,
  ...organisationVerbs,
];

/** A verb by its name in the address. */
export const verbByName: ReadonlyMap<string, Verb> = new Map(
  verbs.map((verb) => [verb.name, verb]),
);
