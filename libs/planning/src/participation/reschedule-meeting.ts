import { IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsId, IsSecureWebAddress, IsText } from '../command/fields.js';
import { forms, HasForm } from '../command/forms.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { nested } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import { channels, codes, type Channel } from '../value-sets.js';
import { IsAgenda } from './agenda-items.js';
import { joinedInPerson } from './joined-in-person.js';
import type { Arrangements } from './participation.facts.js';

/** How and where a meeting takes place, whole: what is not given is not so any more. */
export class ArrangementsRequest {
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
}

/**
 * Moves a meeting to another day, or to another hour, place or channel, or gives it another agenda. It stays the same
 * meeting and keeps what was said of it before.
 */
export class RescheduleMeeting extends CycleCommand {
  @IsId()
  readonly meetingId!: string;

  /** The new day; the present one when only the arrangements change. */
  @IsDay()
  readonly to!: string;

  /** Only when they change. */
  @IsOptional()
  @nested(ArrangementsRequest)
  readonly arrangements?: ArrangementsRequest;

  /** The new agenda, whole; only when it changes. */
  @IsOptional()
  @IsAgenda()
  readonly agendaItems?: string[];
}

export const rescheduleMeeting = verb<RescheduleMeeting>({
  name: 'reschedule-meeting',
  command: RescheduleMeeting,
  title: { it: "Sposta l'incontro", en: 'Reschedule the meeting' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['MeetingRescheduled'],
  about: 'meeting',
  decide(life, { meetingId, to, arrangements, agendaItems }, { fingerprint, occurredOn }) {
    const meeting = life.data.meetings[meetingId];
    if (!meeting) return refuse('meeting-not-found', { id: meetingId });
    const { date: from } = meeting;
    // Nobody moves a meeting to a day that is over; the day it has may be, when only the rest changes.
    if (to !== from && to < occurredOn) return refuse('dates-reversed', { from: occurredOn, to });
    if (!arrangements && !agendaItems) {
      if (to === from) return refuse('same-date', { date: to });
      return [{ type: 'MeetingRescheduled', data: { meetingId, from, to } }];
    }
    const problem = arrangements && joinedInPerson(arrangements);
    if (problem) return problem;
    const now = arrangements && arrangementsOf(arrangements);
    const isSame =
      to === from &&
      (!now || fingerprint(now) === fingerprint(arrangementsOf(meeting))) &&
      (!agendaItems || fingerprint(agendaItems) === fingerprint(meeting.agendaItems ?? []));
    if (isSame) return refuse('nothing-changed');
    const data = { meetingId, from, to, ...present({ arrangements: now, agendaItems }) };
    return [{ type: 'MeetingRescheduled', data }];
  },
});

const arrangementsOf = ({
  channel,
  startTime,
  venue,
  room,
  onlineAddress,
}: Arrangements): Arrangements => ({
  channel,
  ...present({ startTime, venue, room, onlineAddress }),
});
