import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsId, IsText } from '../command/fields.js';
import { forms, HasForm } from '../command/forms.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** Convenes the organ: the session, when and where it is, the protocol of the convocation, the items. */
export class ConveneOrgan extends CycleCommand {
  @IsOptional()
  @IsId()
  readonly sessionId?: string;

  @IsText(300)
  readonly organ!: string;

  @IsDay()
  readonly sessionOn!: string;

  /** Time of day in Europe/Rome: `09:30`. */
  @IsOptional()
  @HasForm(forms.timeOfDay)
  readonly startTime?: string;

  @IsOptional()
  @IsText(300)
  readonly venue?: string;

  @IsText(100)
  readonly protocol!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsText(500, true)
  readonly items!: string[];
}

export const conveneOrgan = verb<ConveneOrgan>({
  name: 'convene-organ',
  command: ConveneOrgan,
  title: { it: 'Convoca la Conferenza', en: "Convene the mayors' conference" },
  who: roles('SEG'),
  reason: 'optional',
  facts: ['OrganConvened'],
  decide({ data }, wish, { newId, occurredOn }) {
    const { sessionId = newId('session'), organ, sessionOn, protocol, items } = wish;
    const { startTime, venue } = wish;
    if (data.sessions.some((session) => session.sessionId === sessionId)) {
      return refuse('id-taken', { id: sessionId });
    }
    if (sessionOn < occurredOn)
      return refuse('dates-reversed', { from: occurredOn, to: sessionOn });
    const session = { sessionId, organ, sessionOn, protocol, items };
    return [{ type: 'OrganConvened', data: { ...session, ...present({ startTime, venue }) } }];
  },
});
