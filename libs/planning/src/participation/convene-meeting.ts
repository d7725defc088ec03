import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText, IsTextList } from '../command/fields.js';
import { forms, HasForm } from '../command/forms.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** Records that the invitations to a meeting have gone out. */
export class ConveneMeeting extends CycleCommand {
  @IsId()
  readonly meetingId!: string;

  /** The bodies invited. */
  @IsTextList(300, 1)
  readonly invitees!: string[];

  /** Under which ids the directory knows those of them whom the program is to tell as well. */
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(200)
  @HasForm(forms.directoryId, true)
  readonly bodyIds?: string[];

  /** Protocol number and year of the convocation, if it was protocolled. */
  @IsOptional()
  @IsText(100)
  readonly protocol?: string;
}

export const conveneMeeting = verb<ConveneMeeting>({
  name: 'convene-meeting',
  command: ConveneMeeting,
  title: { it: "Convoca l'incontro", en: 'Convene the meeting' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['MeetingConvened'],
  about: 'meeting',
  law: 'LR Toscana 40/2005 art. 15',
  decide(life, { meetingId, invitees, bodyIds, protocol }) {
    if (!life.data.meetings[meetingId]) return refuse('meeting-not-found', { id: meetingId });
    return [
      {
        type: 'MeetingConvened',
        data: { meetingId, invitees, ...present({ bodyIds, protocol }) },
      },
    ];
  },
});
