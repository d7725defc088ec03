import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { IsDocument, type DocumentRequest } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import { withCompletion } from './participation-gate.js';

/**
 * Files the minutes of a meeting that was held, or puts corrected ones in the place of those under observation. From then
 * on its categories count as heard.
 */
export class RecordMinutes extends CycleCommand {
  @IsId()
  readonly meetingId!: string;

  @IsDocument()
  readonly document!: DocumentRequest;
}

export const recordMinutes = verb<RecordMinutes>({
  name: 'record-minutes',
  command: RecordMinutes,
  title: { it: 'Deposita il verbale', en: 'Record the minutes' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['MinutesRecorded', 'ParticipationCompleted'],
  about: 'meeting',
  law: 'LR Toscana 40/2005 art. 15',
  decide(life, { meetingId, document }) {
    const meeting = life.data.meetings[meetingId];
    if (!meeting) return refuse('meeting-not-found', { id: meetingId });
    return withCompletion(
      life,
      { type: 'MinutesRecorded', data: { meetingId, document: documentOf(document) } },
      { heard: meeting.categories },
    );
  },
});
