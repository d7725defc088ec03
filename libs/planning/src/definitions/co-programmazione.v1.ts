import type { Definition } from '#workflow';
import {
  coProgrammingNotices,
  contributionNotices,
  deadlineNotices,
} from '../notices/shared-rules.notices.js';
import { applicationMachineV1 } from '../co-programming/application.v1.machine.js';
import {
  beginCoProgrammingProcedureData,
  type CoProgrammingProcedureData,
} from '../co-programming/co-programming-procedure.data.js';
import { rememberResponsiblePerson } from '../co-programming/co-programming-procedure.remember.js';
import { coProgrammingProcedureMachineV1 } from '../co-programming/co-programming-procedure.v1.machine.js';
import { rememberCoProgramming } from '../co-programming/co-programming.remember.js';
import { rememberCorrections } from '../correction/correction.remember.js';
import { rememberDraft } from '../cycle/draft.remember.js';
import { deadlineMachineV1 } from '../deadline/deadline.v1.machine.js';
import { rememberDeadlines } from '../deadline/deadline.remember.js';
import { usualReminders } from '../deadline/reminder-rules.js';
import { contributionMachineV1 } from '../participation/contribution.v1.machine.js';
import { rememberContributions } from '../participation/participation.remember.js';
import { questionMachineV1 } from '../question/question.v1.machine.js';
import { rememberQuestions } from '../question/question.remember.js';
import { rememberAll } from '../remember.js';
import { draftedReference } from './drafted-reference.js';
import { occurredOn } from './occurred-on.js';

const parts = {
  application: { machine: applicationMachineV1, idField: 'applicationId' },
  contribution: { machine: contributionMachineV1, idField: 'contributionId' },
  deadline: { machine: deadlineMachineV1, idField: 'deadlineId' },
  question: { machine: questionMachineV1, idField: 'questionId' },
};

/** A procedure of co-programming (LR Toscana 65/2020 art. 10), version 1: from its draft to its report. */
export const coProgrammazioneV1: Definition<CoProgrammingProcedureData> = {
  id: 'co-programmazione',
  version: 1,
  title: { it: 'Procedimento di co-programmazione', en: 'Procedure of co-programming' },
  root: coProgrammingProcedureMachineV1,
  parts,
  documents: {
    /** Calendar days of notice at least (LR Toscana 65/2020 art. 10 c. 1 b). */
    noticeDays: 20,
    /** Who is told of what. */
    notices: [...deadlineNotices, ...coProgrammingNotices, ...contributionNotices],
    reminders: usualReminders,
  },
  dataVersion: 3,
  beginData: beginCoProgrammingProcedureData,
  remember: rememberAll<CoProgrammingProcedureData>(
    [coProgrammingProcedureMachineV1, ...Object.values(parts).map(({ machine }) => machine)],
    rememberDraft,
    rememberCoProgramming,
    rememberResponsiblePerson,
    rememberContributions,
    rememberDeadlines,
    rememberQuestions,
    rememberCorrections,
  ),
  happened: occurredOn,
  referenceIn: draftedReference,
};
