import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
} from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsId, IsTextList } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { DocumentRequest, nestedList } from '../command/requests.js';
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

  /** Which of them were there by a delegate: their places in `attendance`, from 0. */
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(500)
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(499, { each: true })
  readonly byDelegate?: number[];

  /** What was talked about, point by point. */
  @IsTextList(4000)
  readonly contents!: string[];

  /** What was shown and handed out. */
  @IsOptional()
  @nestedList(DocumentRequest, 50)
  readonly materials?: DocumentRequest[];
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
    const { meetingId, attendance, byDelegate = [], contents, materials = [] } = wish;
    if (!life.data.meetings[meetingId]) return refuse('meeting-not-found', { id: meetingId });
    if (byDelegate.some((place) => place >= attendance.length)) {
      return refuse('delegate-not-present');
    }
    const twice = materials.find(({ sha256 }, index) =>
      materials.slice(0, index).some((other) => other.sha256 === sha256),
    );
    if (twice) return refuse('material-twice', { title: twice.title });
    return [
      {
        type: 'MeetingHeld',
        data: {
          meetingId,
          heldOn: occurredOn,
          categories: wish.categories,
          attendance,
          contents,
          ...(byDelegate.length > 0 && { byDelegate: byDelegate.toSorted((a, b) => a - b) }),
          ...(materials.length > 0 && { materials: materials.map(documentOf) }),
        },
      },
    ];
  },
});
