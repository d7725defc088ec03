import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** Moves a meeting to another day. It stays the same meeting and keeps its earlier dates. */
export class RescheduleMeeting extends CycleCommand {
  @IsId()
  readonly meetingId!: string;

  /** The new day. */
  @IsDay()
  readonly to!: string;
}

export const rescheduleMeeting = verb<RescheduleMeeting>({
  name: 'reschedule-meeting',
  command: RescheduleMeeting,
  title: { it: "Sposta l'incontro", en: 'Reschedule the meeting' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['MeetingRescheduled'],
  about: 'meeting',
  decide(life, { meetingId, to }) {
    const meeting = life.data.meetings[meetingId];
    if (!meeting) return refuse('meeting-not-found', { id: meetingId });
    if (to === meeting.date) return refuse('same-date', { date: to });
    return [{ type: 'MeetingRescheduled', data: { meetingId, from: meeting.date, to } }];
  },
});
