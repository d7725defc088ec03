import type { Verb } from '../command/verb.js';
import { answerContribution } from './answer-contribution.js';
import { approveMinutes } from './approve-minutes.js';
import { attributeCategories } from './attribute-categories.js';
import { cancelMeeting } from './cancel-meeting.js';
import { conveneMeeting } from './convene-meeting.js';
import { declineCategoryExemption } from './decline-category-exemption.js';
import { exemptCategory } from './exempt-category.js';
import { openMinutesToObservations } from './open-minutes-to-observations.js';
import { placeContribution } from './place-contribution.js';
import { proposeCategoryExemption } from './propose-category-exemption.js';
import { receiveContribution } from './receive-contribution.js';
import { recordMeetingHeld } from './record-meeting-held.js';
import { recordMinutes } from './record-minutes.js';
import { rescheduleMeeting } from './reschedule-meeting.js';
import { scheduleMeeting } from './schedule-meeting.js';

/** The verbs of participation: meetings, contributions, exemptions. */
export const participationVerbs: readonly Verb[] = [
  scheduleMeeting,
  conveneMeeting,
  rescheduleMeeting,
  cancelMeeting,
  recordMeetingHeld,
  attributeCategories,
  recordMinutes,
  openMinutesToObservations,
  approveMinutes,
  receiveContribution,
  answerContribution,
  placeContribution,
  proposeCategoryExemption,
  exemptCategory,
  declineCategoryExemption,
];
