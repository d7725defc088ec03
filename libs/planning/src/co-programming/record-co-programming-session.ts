import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** Records a working session with the admitted bodies, held on the day of the command. */
export class RecordCoProgrammingSession extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly sessionId?: string;

  @IsText(300)
  readonly theme!: string;
}

export const recordCoProgrammingSession = verb<RecordCoProgrammingSession>({
  name: 'record-co-programming-session',
  command: RecordCoProgrammingSession,
  title: {
    it: 'Registra una sessione di co-programmazione',
    en: 'Record a co-programming session',
  },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CoProgrammingSessionHeld'],
  law: 'LR Toscana 65/2020 art. 10',
  decide({ data }, wish, { occurredOn, newId }) {
    const { sessionId = newId('session'), theme } = wish;
    if (data.coProgramming.sessions.some((held) => held.sessionId === sessionId)) {
      return refuse('id-taken', { id: sessionId });
    }
    return [{ type: 'CoProgrammingSessionHeld', data: { sessionId, heldOn: occurredOn, theme } }];
  },
});
