import { IsOptional } from 'class-validator';
import { stateOfPart, type Life } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDirectoryId, IsId, IsText, IsTextList } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { nestedList } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import { beforeNoticeEnds } from './before-notice-ends.js';
import type { CoProgrammingData } from './co-programming.data.js';

/** A table of a session: its theme, and the official who leads it. */
export class SessionTableRequest {
  @IsText(300)
  readonly theme!: string;

  @IsDirectoryId()
  readonly ledByPersonId!: string;
}

/** Records a working session with the admitted bodies, held on the day of the command. */
export class RecordCoProgrammingSession extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly sessionId?: string;

  @IsText(300)
  readonly theme!: string;

  @IsOptional()
  @nestedList(SessionTableRequest, 50)
  readonly tables?: SessionTableRequest[];

  /** The bodies that were there. */
  @IsOptional()
  @IsTextList(300)
  readonly attendance?: string[];
}

export const recordCoProgrammingSession = verb<
  RecordCoProgrammingSession,
  CoProgrammingData & LifeData
>({
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
  decide(life, wish, { occurredOn, newId }) {
    const { sessionId = newId('session'), theme, tables, attendance } = wish;
    if (life.data.coProgramming.sessions.some((held) => held.sessionId === sessionId)) {
      return refuse('id-taken', { id: sessionId });
    }
    const early = beforeNoticeEnds(life, occurredOn);
    if (early) return early;
    const outsider = attendance?.find((body) => appliedInVain(life, body));
    if (outsider !== undefined) return refuse('body-not-admitted', { body: outsider });
    return [
      {
        type: 'CoProgrammingSessionHeld',
        data: {
          sessionId,
          heldOn: occurredOn,
          theme,
          ...present({
            tables: tables?.map(({ theme: of, ledByPersonId }) => ({ theme: of, ledByPersonId })),
            attendance,
          }),
        },
      },
    ];
  },
});

/** Whether a body applied and was not admitted, or not yet. Who need not apply may always be there. */
function appliedInVain(life: Readonly<Life<CoProgrammingData>>, body: string): boolean {
  const states = Object.entries(life.data.coProgramming.applications)
    .filter(([, application]) => application.body === body)
    .map(([applicationId]) => stateOfPart(life, 'application', applicationId));
  return states.length > 0 && !states.includes('admitted');
}
