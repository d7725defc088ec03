import type { Definition } from '#workflow';
import { registroDiZonaNoticesV1 } from '../notices/registers.v1.notices.js';
import { rememberCoDesign } from '../co-design/co-design.remember.js';
import { coDesignRowMachineV1 } from '../co-design/co-design-row.v1.machine.js';
import { rememberCorrections } from '../correction/correction.remember.js';
import { rememberFundedProjects } from '../funded-project/funded-project.remember.js';
import { fundedProjectMachineV1 } from '../funded-project/funded-project.v1.machine.js';
import { rememberPlanDocuments } from '../plan-document/plan-document.remember.js';
import { planDocumentMachineV1 } from '../plan-document/plan-document.v1.machine.js';
import type { DataOf } from '../planning-fact.js';
import { rememberQuestions } from '../question/question.remember.js';
import { questionMachineV1 } from '../question/question.v1.machine.js';
import { spreadsheetImportMachineV1 } from '../spreadsheet/spreadsheet-import.v1.machine.js';
import { rememberSpreadsheets } from '../spreadsheet/spreadsheet.remember.js';
import { rememberAll } from '../remember.js';
import {
  codes,
  coDesignStates,
  legalForms,
  planDocumentKinds,
  subjectRoles,
} from '../value-sets.js';
import {
  beginZoneRegisterData,
  ZONE_REGISTER,
  type ZoneRegisterData,
} from '../zone-register/zone-register.data.js';
import { rememberZoneRegister } from '../zone-register/zone-register.remember.js';
import { zoneRegisterMachineV1 } from '../zone-register/zone-register.v1.machine.js';
import { occurredOn } from './occurred-on.js';

const parts = {
  coDesignRow: { machine: coDesignRowMachineV1, idField: 'coDesignRowId' },
  fundedProject: { machine: fundedProjectMachineV1, idField: 'fundedProjectId' },
  document: { machine: planDocumentMachineV1, idField: 'documentId' },
  question: { machine: questionMachineV1, idField: 'questionId' },
  spreadsheetImport: { machine: spreadsheetImportMachineV1, idField: 'spreadsheetImportId' },
};

/**
 * The register of a zone, version 1: rows of co-design, funded projects and acts of programming, one for
 * each zone and for all years.
 */
export const registroDiZonaV1: Definition<ZoneRegisterData> = {
  id: ZONE_REGISTER,
  version: 1,
  title: { it: 'Registro di zona', en: 'Register of the zone' },
  root: zoneRegisterMachineV1,
  parts,
  documents: {
    /** Who is told of what. */
    notices: registroDiZonaNoticesV1,
    /** Codes only: a better label must not alter the definition. */
    valueSets: {
      coDesignStates: codes(coDesignStates),
      legalForms: codes(legalForms),
      subjectRoles: codes(subjectRoles),
      planDocumentKinds: codes(planDocumentKinds),
    },
  },
  dataVersion: 1,
  beginData: beginZoneRegisterData,
  remember: rememberAll<ZoneRegisterData>(
    [zoneRegisterMachineV1, ...Object.values(parts).map(({ machine }) => machine)],
    rememberZoneRegister,
    rememberCoDesign,
    rememberFundedProjects,
    rememberPlanDocuments,
    rememberQuestions,
    rememberSpreadsheets(coDesignRowMachineV1, 'coDesignRowId'),
    rememberCorrections,
  ),
  happened: occurredOn,
  referenceIn: (first) =>
    first.type === 'ZoneRegisterOpened'
      ? (first as unknown as { data: DataOf<'ZoneRegisterOpened'> }).data.definition
      : undefined,
};
