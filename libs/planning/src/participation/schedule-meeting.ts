import { ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsId, IsSecureWebAddress, IsText } from '../command/fields.js';
import { forms, HasForm } from '../command/forms.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { IsSource, type SourceRequest } from '../command/requests.js';
import { optionalSource } from '../command/source-of.js';
import { roles, verb } from '../command/verb.js';
import {
  categories,
  channels,
  codes,
  counterparts,
  type Category,
  type Channel,
  type Counterpart,
} from '../value-sets.js';
import { IsAgenda } from './agenda-items.js';
import { joinedInPerson } from './joined-in-person.js';

/** Puts a participation meeting on the calendar. */
export class ScheduleMeeting extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly meetingId?: string;

  @IsText(300)
  readonly title!: string;

  @IsIn(codes(counterparts))
  readonly counterpart!: Counterpart;

  /** The categories it is meant to hear, if known. */
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(codes(categories), { each: true })
  readonly plannedCategories?: Category[];

  @IsDay()
  readonly date!: string;

  /** Time of day in Europe/Rome: `09:30`. */
  @IsOptional()
  @HasForm(forms.timeOfDay)
  readonly startTime?: string;

  @IsIn(codes(channels))
  readonly channel!: Channel;

  @IsOptional()
  @IsText(300)
  readonly venue?: string;

  @IsOptional()
  @IsText(100)
  readonly room?: string;

  /** Where it is joined from afar: an address that begins with `https://`. */
  @IsOptional()
  @IsSecureWebAddress()
  readonly onlineAddress?: string;

  /** The agenda: what is to be talked about, point by point. */
  @IsOptional()
  @IsAgenda()
  readonly agendaItems?: string[];

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}

export const scheduleMeeting = verb<ScheduleMeeting>({
  name: 'schedule-meeting',
  command: ScheduleMeeting,
  title: { it: "Metti in calendario l'incontro", en: 'Schedule the meeting' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['MeetingScheduled'],
  law: 'LR Toscana 40/2005 art. 15',
  decide(life, wish, { newId }) {
    const { meetingId = newId('meeting'), title, counterpart, date, channel } = wish;
    const { plannedCategories, startTime, venue, room, onlineAddress, agendaItems, source } = wish;
    if (life.data.meetings[meetingId]) return refuse('id-taken', { id: meetingId });
    const problem = joinedInPerson(wish);
    if (problem) return problem;
    return [
      {
        type: 'MeetingScheduled',
        data: {
          meetingId,
          title,
          counterpart,
          date,
          channel,
          ...present({ plannedCategories, startTime, venue, room, onlineAddress, agendaItems }),
          ...optionalSource(source),
        },
      },
    ];
  },
});
