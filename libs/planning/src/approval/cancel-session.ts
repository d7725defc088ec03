import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** Calls a convened session off before it is held; another one can be convened. */
export class CancelSession extends CycleCommand {
  @IsId()
  readonly sessionId!: string;
}

export const cancelSession = verb<CancelSession>({
  name: 'cancel-session',
  command: CancelSession,
  title: { it: 'Annulla la seduta', en: 'Cancel the session' },
  who: roles('SEG'),
  reason: 'required',
  facts: ['SessionCancelled'],
  decide({ data }, { sessionId }) {
    const session = data.sessions.at(-1);
    if (session?.sessionId !== sessionId || session.outcome !== undefined) {
      return refuse('session-not-convened', { id: sessionId });
    }
    return [{ type: 'SessionCancelled', data: { sessionId } }];
  },
});
