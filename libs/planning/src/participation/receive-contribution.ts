import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsId, IsText } from '../command/fields.js';
import { forms, HasForm } from '../command/forms.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { IsDocument, type DocumentRequest } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import type { CoProgrammingData } from '../co-programming/co-programming.data.js';
import type { LifeData } from '../life-data.js';
import type { ContributionsData, ParticipationData } from './participation.data.js';

/** Takes in what a stakeholder has to say. An answer is owed. */
export class ReceiveContribution extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly contributionId?: string;

  /** The body that speaks. */
  @IsText(300)
  readonly body!: string;

  /**
   * Under which id the directory knows whoever speaks, if they have no account: they are told of the answer. What
   * somebody hands in themselves is answered to them.
   */
  @IsOptional()
  @HasForm(forms.directoryId)
  readonly bodyId?: string;

  /** The meeting it was given at, if at one. */
  @IsOptional()
  @IsId()
  readonly meetingId?: string;

  /** The session of co-programming it was given at, if at one. */
  @IsOptional()
  @IsId()
  readonly sessionId?: string;

  @IsDocument()
  readonly document!: DocumentRequest;
}

export const receiveContribution = verb<
  ReceiveContribution,
  ContributionsData & Partial<ParticipationData & CoProgrammingData> & LifeData
>({
  name: 'receive-contribution',
  command: ReceiveContribution,
  title: { it: 'Presenta un contributo', en: 'Submit a contribution' },
  who: roles('ETS', 'UPc', 'UPo'),
  reason: 'optional',
  facts: ['ContributionReceived'],
  law: 'LR Toscana 40/2005 art. 15',
  decide({ data }, wish, { newId }) {
    const { contributionId = newId('contribution'), body, bodyId, document } = wish;
    const { meetingId, sessionId } = wish;
    if (data.contributions[contributionId]) return refuse('id-taken', { id: contributionId });
    if (meetingId !== undefined && !data.meetings?.[meetingId]) {
      return refuse('meeting-not-found', { id: meetingId });
    }
    const held = data.coProgramming?.sessions.map(({ sessionId: id }) => id) ?? [];
    if (sessionId !== undefined && !held.includes(sessionId)) {
      return refuse('co-programming-session-not-found', { id: sessionId });
    }
    return [
      {
        type: 'ContributionReceived',
        data: {
          contributionId,
          body,
          ...present({ bodyId, meetingId, sessionId }),
          document: documentOf(document),
        },
      },
    ];
  },
});
