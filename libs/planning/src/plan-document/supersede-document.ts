import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';

/** Says which document has taken the place of this one. */
export class SupersedeDocument extends CycleCommand {
  @IsId()
  readonly documentId!: string;

  @IsId()
  readonly supersededBy!: string;
}

export const supersedeDocument = verb<SupersedeDocument, ZoneRegisterData>({
  name: 'supersede-document',
  command: SupersedeDocument,
  title: { it: 'Sostituisci il documento', en: 'Supersede the document' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['DocumentSuperseded'],
  about: 'document',
  decide({ data: { documents } }, { documentId, supersededBy }) {
    if (documentId === supersededBy) return refuse('not-itself', { id: documentId });
    const missing = [documentId, supersededBy].find((id) => !documents[id]);
    if (missing !== undefined) return refuse('document-not-found', { id: missing });
    return [{ type: 'DocumentSuperseded', data: { documentId, supersededBy } }];
  },
});
