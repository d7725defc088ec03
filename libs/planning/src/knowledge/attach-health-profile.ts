import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsText } from '../command/fields.js';
import { IsDocument, type DocumentRequest } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';

/** Attaches the health profile the programming stands on; a newer edition takes the place of an older one. */
export class AttachHealthProfile extends CycleCommand {
  /** The year or name of the edition: `2024`. */
  @IsText(100)
  readonly edition!: string;

  @IsText(300)
  readonly title!: string;

  @IsDocument()
  readonly document!: DocumentRequest;
}

export const attachHealthProfile = verb<AttachHealthProfile>({
  name: 'attach-health-profile',
  command: AttachHealthProfile,
  title: { it: 'Allega il profilo di salute', en: 'Attach the health profile' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['HealthProfileAttached'],
  decide: (_life, { edition, title, document }) => [
    { type: 'HealthProfileAttached', data: { edition, title, document: documentOf(document) } },
  ],
});
