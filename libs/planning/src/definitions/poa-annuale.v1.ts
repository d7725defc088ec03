import { rememberCarryOver } from '../carry-over/carry-over.remember.js';
import { rememberCorrections } from '../correction/correction.remember.js';
import { rememberAnnulments, rememberEnding } from '../ending/ending.remember.js';
import { rememberMonitoring } from '../monitoring/monitoring.remember.js';
import { rememberPrescriptions } from '../prescription/prescription.remember.js';
import { rememberPromises } from '../promise/promise.remember.js';
import { rememberPublication } from '../publication/publication.remember.js';
import { rememberReport } from '../report/report.remember.js';
import { rememberRevisions } from '../revision/revision.remember.js';
import { rememberSpreadsheets } from '../spreadsheet/spreadsheet.remember.js';
import type { Definition } from '#workflow';
import { rememberApproval } from '../approval/approval.remember.js';
import { applicationMachineV1 } from '../co-programming/application.v1.machine.js';
import { rememberCoProgramming } from '../co-programming/co-programming.remember.js';
import { rememberDeadlines } from '../deadline/deadline.remember.js';
import { usualReminders } from '../deadline/reminder-rules.js';
import { rememberKnowledge } from '../knowledge/knowledge.remember.js';
import { poaAnnualeNoticesV1 } from '../notices/poa-annuale.v1.notices.js';
import {
  rememberContributions,
  rememberParticipation,
} from '../participation/participation.remember.js';
import { rememberFourEyes } from '../four-eyes/four-eyes.remember.js';
import { rememberQuestions } from '../question/question.remember.js';
import { rememberAll } from '../remember.js';
import { rememberSchede } from '../scheda/scheda.remember.js';
import { beginCycleData, type CycleData } from '../cycle/cycle-data.js';
import { rememberFrame } from '../cycle/cycle.remember.js';
import { cycleMachineV1 } from '../cycle/cycle.v1.machine.js';
import type { DataOf } from '../planning-fact.js';
import { deadlineMachineV1 } from '../deadline/deadline.v1.machine.js';
import { reminderMachineV1 } from '../deadline/reminder.v1.machine.js';
import { contributionMachineV1 } from '../participation/contribution.v1.machine.js';
import { meetingMachineV1 } from '../participation/meeting.v1.machine.js';
import { prescriptionMachineV1 } from '../prescription/prescription.v1.machine.js';
import { promiseMachineV1 } from '../promise/promise.v1.machine.js';
import { questionMachineV1 } from '../question/question.v1.machine.js';
import { schedaSchemaV1 } from '../scheda/scheda.v1.schema.js';
import { schedaMachineV1 } from '../scheda/scheda.v1.machine.js';
import { spreadsheetImportMachineV1 } from '../spreadsheet/spreadsheet-import.v1.machine.js';
import { codes, categories, valueSets } from '../value-sets.js';
import { occurredOn } from './occurred-on.js';
import { poaAnnualeDeadlinesV1 } from './poa-annuale.v1.deadlines.js';

const parts = {
  scheda: { machine: schedaMachineV1, idField: 'schedaId' },
  meeting: { machine: meetingMachineV1, idField: 'meetingId' },
  application: { machine: applicationMachineV1, idField: 'applicationId' },
  contribution: { machine: contributionMachineV1, idField: 'contributionId' },
  deadline: { machine: deadlineMachineV1, idField: 'deadlineId' },
  reminder: { machine: reminderMachineV1, idField: 'reminderId' },
  question: { machine: questionMachineV1, idField: 'questionId' },
  prescription: { machine: prescriptionMachineV1, idField: 'prescriptionId' },
  promise: { machine: promiseMachineV1, idField: 'promiseId' },
  spreadsheetImport: { machine: spreadsheetImportMachineV1, idField: 'spreadsheetImportId' },
};

/** The yearly operational programme, version 1: from the draft of the cycle to its closing. */
export const poaAnnualeV1: Definition<CycleData> = {
  id: 'poa-annuale',
  version: 1,
  title: { it: 'Programmazione operativa annuale', en: 'Yearly operational programme' },
  root: cycleMachineV1,
  parts,
  documents: {
    schedaSchema: schedaSchemaV1,
    /** Codes only: a better label must not alter the definition. */
    valueSets: Object.fromEntries(
      Object.entries(valueSets).map(([name, set]) => [name, Object.keys(set)]),
    ),
    /** The categories whose participation is due (LR Toscana 40/2005 art. 15). */
    requiredCategories: codes(categories),
    /** Calendar days of notice at least (LR Toscana 65/2020 art. 10 c. 1 b). */
    noticeDays: 20,
    /** Characters of motivation at least, when co-programming is not activated. */
    motivationLength: 50,
    /** When what is due, counted from the dates of the cycle. */
    deadlines: poaAnnualeDeadlinesV1,
    /** Who is told of what. */
    notices: poaAnnualeNoticesV1,
    reminders: usualReminders,
  },
  dataVersion: 5,
  beginData: beginCycleData,
  remember: rememberAll<CycleData>(
    [cycleMachineV1, ...Object.values(parts).map(({ machine }) => machine)],
    rememberFrame,
    rememberKnowledge,
    rememberParticipation,
    rememberContributions,
    rememberCoProgramming,
    rememberSchede,
    rememberDeadlines,
    rememberQuestions,
    rememberFourEyes,
    rememberApproval,
    rememberMonitoring,
    rememberRevisions,
    rememberPublication,
    rememberReport,
    rememberEnding,
    rememberAnnulments,
    rememberCorrections,
    rememberPromises,
    rememberCarryOver,
    rememberSpreadsheets(schedaMachineV1, 'schedaId'),
    rememberPrescriptions,
  ),
  happened: occurredOn,
  referenceIn: (first) =>
    first.type === 'CycleDrafted'
      ? (first as unknown as { data: DataOf<'CycleDrafted'> }).data.definition
      : undefined,
};
