import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { refuse } from '../command/refuse.js';
import { IsDocument, type DocumentRequest } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';

/** Attaches a document to the edition, by its fingerprint; after the adoption, the act itself. */
export class AttachProfileDocument extends CycleCommand {
  @IsDocument()
  readonly document!: DocumentRequest;
}

export const attachProfileDocument = verb<AttachProfileDocument, HealthProfileData>({
  name: 'attach-profile-document',
  command: AttachProfileDocument,
  title: { it: 'Allega un documento al profilo', en: 'Attach a document to the profile' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ProfileDocumentAttached'],
  decide({ data }, { document }) {
    if (data.documents.some(({ sha256 }) => sha256 === document.sha256)) {
      return refuse('document-already-attached', { title: document.title });
    }
    return [{ type: 'ProfileDocumentAttached', data: { document: documentOf(document) } }];
  },
});
