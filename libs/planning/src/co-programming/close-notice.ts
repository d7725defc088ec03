import { IsBoolean, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { nestedList } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';

/** A body that applied, and whether it may take part. */
export class ApplicationRequest {
  @IsText(300)
  readonly body!: string;

  @IsOptional()
  @IsText(100)
  readonly protocol?: string;

  @IsBoolean()
  readonly admitted!: boolean;
}

/** Closes a notice after its last day (first day out, last day in), with the applications that came. */
export class CloseNotice extends CycleCommand {
  @nestedList(ApplicationRequest, 500)
  readonly applications!: ApplicationRequest[];
}

export const closeNotice = verb<CloseNotice>({
  name: 'close-notice',
  command: CloseNotice,
  title: { it: "Chiudi l'avviso", en: 'Close the notice' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['NoticeClosed'],
  law: 'LR Toscana 65/2020 art. 10',
  decide(life, { applications }, { occurredOn }) {
    const closesOn = life.data.coProgramming.notice?.closesOn;
    if (closesOn !== undefined && occurredOn <= closesOn) {
      return refuse('notice-still-open', { closesOn });
    }
    return [
      {
        type: 'NoticeClosed',
        data: {
          applications: applications.map(({ body, protocol, admitted }) => ({
            body,
            ...present({ protocol }),
            admitted,
          })),
        },
      },
    ];
  },
});
