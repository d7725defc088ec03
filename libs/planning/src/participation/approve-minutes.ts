import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { secondLook } from '../four-eyes/second-look.js';

/** Approves the minutes of a meeting and closes it. */
export class ApproveMinutes extends CycleCommand {
  @IsId()
  readonly meetingId!: string;
}

export const approveMinutes = verb<ApproveMinutes>({
  name: 'approve-minutes',
  command: ApproveMinutes,
  title: { it: 'Approva il verbale', en: 'Approve the minutes' },
  who: roles('DIR'),
  decisive: true,
  reason: 'optional',
  facts: ['MinutesApproved'],
  about: 'meeting',
  decide(life, { meetingId }, context) {
    if (!life.data.meetings[meetingId]) return refuse('meeting-not-found', { id: meetingId });
    return (
      secondLook(life.data, 'minutes', meetingId, context) ?? [
        { type: 'MinutesApproved', data: { meetingId } },
      ]
    );
  },
});
