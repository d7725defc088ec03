import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { withGap } from './participation-gate.js';

/** Calls a meeting off. It stays on record, and its id is not given again. */
export class CancelMeeting extends CycleCommand {
  @IsId()
  readonly meetingId!: string;
}

export const cancelMeeting = verb<CancelMeeting>({
  name: 'cancel-meeting',
  command: CancelMeeting,
  title: { it: "Annulla l'incontro", en: 'Cancel the meeting' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['MeetingCancelled', 'ParticipationGapOpened'],
  about: 'meeting',
  decide(life, { meetingId }) {
    if (!life.data.meetings[meetingId]) return refuse('meeting-not-found', { id: meetingId });
    return withGap(life, { type: 'MeetingCancelled', data: { meetingId } });
  },
});
