import { ArrayUnique, IsArray, IsIn } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsTextList } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { categories, codes, type Category } from '../value-sets.js';

/** Records that a meeting took place on the day of the command, and who was heard there. */
export class RecordMeetingHeld extends CycleCommand {
  @IsId()
  readonly meetingId!: string;

  /** Those heard; none where it is not known yet: then it is said later (`attribute-categories`). */
  @IsArray()
  @ArrayUnique()
  @IsIn(codes(categories), { each: true })
  readonly categories!: Category[];

  /** The bodies present; no names of persons. */
  @IsTextList(300)
  readonly attendance!: string[];

  /** What was talked about, point by point. */
  @IsTextList(4000)
  readonly contents!: string[];
}

export const recordMeetingHeld = verb<RecordMeetingHeld>({
  name: 'record-meeting-held',
  command: RecordMeetingHeld,
  title: { it: "Registra l'incontro tenuto", en: 'Record the meeting as held' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['MeetingHeld'],
  about: 'meeting',
  law: 'LR Toscana 40/2005 art. 15',
  decide(life, wish, { occurredOn }) {
    const { meetingId, attendance, contents } = wish;
    if (!life.data.meetings[meetingId]) return refuse('meeting-not-found', { id: meetingId });
    return [
      {
        type: 'MeetingHeld',
        data: {
          meetingId,
          heldOn: occurredOn,
          categories: wish.categories,
          attendance,
          contents,
        },
      },
    ];
  },
});
