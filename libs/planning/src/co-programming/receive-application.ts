import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { CoProgrammingData } from './co-programming.data.js';

/**
 * Registers a body's application, received on the day of the command. One that came in time may be
 * registered after the notice was closed; one that came later is no application.
 */
export class ReceiveApplication extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly applicationId?: string;

  /** The body that applies. */
  @IsText(300)
  readonly body!: string;

  /** Number and year as the office's register gives them. */
  @IsText(100)
  readonly protocol!: string;
}

export const receiveApplication = verb<ReceiveApplication, CoProgrammingData & LifeData>({
  name: 'receive-application',
  command: ReceiveApplication,
  title: { it: 'Registra una candidatura', en: 'Register an application' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ApplicationReceived'],
  law: 'LR Toscana 65/2020 art. 10',
  decide({ data, parts }, wish, { occurredOn: receivedOn, newId }) {
    const { applicationId = newId('application'), body, protocol } = wish;
    if (parts['application']?.[applicationId] !== undefined) {
      return refuse('id-taken', { id: applicationId });
    }
    const { publishedOn = receivedOn, closesOn = receivedOn } = data.coProgramming.notice ?? {};
    if (receivedOn < publishedOn) {
      return refuse('dates-reversed', { from: publishedOn, to: receivedOn });
    }
    if (receivedOn > closesOn) return refuse('application-too-late', { closesOn });
    return [{ type: 'ApplicationReceived', data: { applicationId, body, receivedOn, protocol } }];
  },
});
