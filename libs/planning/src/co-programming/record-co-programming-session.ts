import { IsOptional } from 'class-validator';
import { stateOfPart, type Life } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDirectoryId, IsId, IsText, IsTextList } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { nestedList } from '../command/requests.js';
import { roles, verb, type Elsewhere } from '../command/verb.js';
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
  decide(life, wish, { elsewhere: { words }, occurredOn, newId }) {
    const { sessionId = newId('session'), theme, tables, attendance } = wish;
    if (life.data.coProgramming.sessions.some((held) => held.sessionId === sessionId)) {
      return refuse('id-taken', { id: sessionId });
    }
    const early = beforeNoticeEnds(life, occurredOn);
    if (early) return early;
    const inVain = appliedInVain(life, words).find(({ body }) => attendance?.includes(body));
    if (inVain) return refuse('body-not-admitted', { applicationId: inVain.applicationId });
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

/**
 * The bodies that applied and were not admitted, or not yet, by the words they applied under. Who need not apply
 * may always be there, and of one that was erased nobody knows any more.
 */
function appliedInVain(
  life: Readonly<Life<CoProgrammingData>>,
  words: Elsewhere['words'],
): readonly { readonly applicationId: string; readonly body: string }[] {
  const applied = Object.entries(life.data.coProgramming.applications).flatMap(
    ([applicationId, application]) => {
      const body = words(application.body);
      const isAdmitted = stateOfPart(life, 'application', applicationId) === 'admitted';
      return body === undefined ? [] : [{ applicationId, body, isAdmitted }];
    },
  );
  const admitted = new Set(applied.flatMap(({ body, isAdmitted }) => (isAdmitted ? body : [])));
  return applied.filter(({ body }) => !admitted.has(body));
}
