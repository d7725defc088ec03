import type { Definition } from '#workflow';
import { deadlineNotices } from '../notices/shared-rules.notices.js';
import { rememberCorrections } from '../correction/correction.remember.js';
import { rememberDraft } from '../cycle/draft.remember.js';
import { deadlineMachineV1 } from '../deadline/deadline.v1.machine.js';
import { rememberDeadlines } from '../deadline/deadline.remember.js';
import { usualReminders } from '../deadline/reminder-rules.js';
import {
  beginHealthProfileData,
  type HealthProfileData,
} from '../health-profile/health-profile.data.js';
import { rememberProfile } from '../health-profile/health-profile.remember.js';
import { healthProfileMachineV1 } from '../health-profile/health-profile.v1.machine.js';
import { themeMachineV1 } from '../health-profile/theme.v1.machine.js';
import { questionMachineV1 } from '../question/question.v1.machine.js';
import { rememberQuestions } from '../question/question.remember.js';
import { rememberAll } from '../remember.js';
import { draftedReference } from './drafted-reference.js';
import { occurredOn } from './occurred-on.js';

const parts = {
  theme: { machine: themeMachineV1, idField: 'themeId' },
  deadline: { machine: deadlineMachineV1, idField: 'deadlineId' },
  question: { machine: questionMachineV1, idField: 'questionId' },
};

/** The yearly health profile of a zone, version 1: from its first theme to the edition that supersedes it. */
export const profiloDiSaluteV1: Definition<HealthProfileData> = {
  id: 'profilo-di-salute',
  version: 1,
  title: { it: 'Profilo di salute', en: 'Health profile' },
  root: healthProfileMachineV1,
  parts,
  documents: {
    reminders: usualReminders,
    /** Who is told of what. */
    notices: deadlineNotices,
  },
  dataVersion: 4,
  beginData: beginHealthProfileData,
  remember: rememberAll<HealthProfileData>(
    [healthProfileMachineV1, ...Object.values(parts).map(({ machine }) => machine)],
    rememberDraft,
    rememberProfile,
    rememberDeadlines,
    rememberQuestions,
    rememberCorrections,
  ),
  happened: occurredOn,
  referenceIn: draftedReference,
};
