import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { secondLook } from '../four-eyes/second-look.js';

/**
 * Approves the minutes of a meeting and closes it. What was announced holds: while observations may still come in nobody
 * approves, also where the office has corrected the minutes meanwhile.
 */
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
    const meeting = life.data.meetings[meetingId];
    if (!meeting) return refuse('meeting-not-found', { id: meetingId });
    const second = secondLook(life.data, 'minutes', meetingId, context);
    if (second) return second;
    const { observationsUntil: until } = meeting;
    if (until !== undefined && context.occurredOn <= until) {
      return refuse('minutes-under-observation', { until });
    }
    return [{ type: 'MinutesApproved', data: { meetingId } }];
  },
});
