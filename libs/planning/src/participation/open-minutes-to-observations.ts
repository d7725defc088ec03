import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** Lets those who were invited say what the minutes of a meeting got wrong, until a day. */
export class OpenMinutesToObservations extends CycleCommand {
  @IsId()
  readonly meetingId!: string;

  /** The last day on which an observation counts. */
  @IsDay()
  readonly until!: string;
}

export const openMinutesToObservations = verb<OpenMinutesToObservations>({
  name: 'open-minutes-to-observations',
  command: OpenMinutesToObservations,
  title: { it: 'Apri il verbale alle osservazioni', en: 'Open the minutes to observations' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['MinutesOpenedToObservations'],
  about: 'meeting',
  decide(life, { meetingId, until }, { occurredOn }) {
    if (!life.data.meetings[meetingId]) return refuse('meeting-not-found', { id: meetingId });
    if (until <= occurredOn) return refuse('observations-too-short', { until, from: occurredOn });
    return [{ type: 'MinutesOpenedToObservations', data: { meetingId, until } }];
  },
});
