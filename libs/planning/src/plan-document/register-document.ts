import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsFingerprint, IsId, IsText } from '../command/fields.js';
import { HasForm, type Form } from '../command/forms.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { IsSource, type SourceRequest } from '../command/requests.js';
import { optionalSource } from '../command/source-of.js';
import { roles, verb } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import { codes, planDocumentKinds, type PlanDocumentKind } from '../value-sets.js';
import { faultOf } from '../zone-register/period.js';
import { IsPeriod, optionalPeriod, type PeriodRequest } from '../zone-register/period.request.js';
import {
  IsProtocol,
  protocolFault,
  protocolOf,
  type ProtocolRequest,
} from '../zone-register/protocol.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';

const mediaType: Form = {
  pattern: /^[a-z0-9][a-z0-9.+-]{0,60}\/[a-z0-9][a-z0-9.+-]{0,100}$/,
  it: 'deve essere un tipo di file in lettere minuscole, come application/pdf',
  en: 'must be a media type in small letters, such as application/pdf',
};

/** Registers an act of programming or an attachment by its fingerprint; the bytes stay where they are. */
export class RegisterDocument extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly documentId?: string;

  @IsIn(codes(planDocumentKinds))
  readonly kind!: PlanDocumentKind;

  @IsText(300)
  readonly title!: string;

  /** Which one of its kind. */
  @IsOptional()
  @IsText(100)
  readonly edition?: string;

  @IsOptional()
  @IsPeriod()
  readonly period?: PeriodRequest;

  /** Whose it is. */
  @IsOptional()
  @IsText(300)
  readonly body?: string;

  /** The act it was approved or adopted by. */
  @IsOptional()
  @IsText(300)
  readonly actRef?: string;

  /** Left out where nobody has seen the bytes. */
  @IsOptional()
  @IsFingerprint()
  readonly sha256?: string;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000_000_000)
  readonly sizeBytes?: number;

  @IsOptional()
  @HasForm(mediaType)
  readonly mediaType?: string;

  @IsOptional()
  @IsProtocol()
  readonly protocol?: ProtocolRequest;

  /** The document whose place it takes. */
  @IsOptional()
  @IsId()
  readonly supersedes?: string;

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}

export const registerDocument = verb<RegisterDocument, ZoneRegisterData>({
  name: 'register-document',
  command: RegisterDocument,
  title: { it: 'Registra un documento', en: 'Register a document' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['DocumentRegistered', 'DocumentSuperseded'],
  decide({ data: { documents } }, wish, { newId, today }) {
    const { documentId = newId('document'), kind, title, supersedes } = wish;
    if (documents[documentId]) return refuse('id-taken', { id: documentId });
    if (supersedes !== undefined && !documents[supersedes]) {
      return refuse('document-not-found', { id: supersedes });
    }
    const { edition, body, actRef, sha256, sizeBytes, mediaType } = wish;
    const { period } = optionalPeriod(wish.period);
    const protocol = wish.protocol && protocolOf(wish.protocol);
    const fault = faultOf(period) ?? protocolFault(protocol, today);
    if (fault) return fault;
    const registered: PlanningFact = {
      type: 'DocumentRegistered',
      data: {
        documentId,
        kind,
        title,
        ...present({ edition, period, body, actRef, sha256, sizeBytes, mediaType, protocol }),
        ...present({ supersedes }),
        ...optionalSource(wish.source),
      },
    };
    if (supersedes === undefined) return [registered];
    const replaced = { documentId: supersedes, supersededBy: documentId };
    return [registered, { type: 'DocumentSuperseded', data: replaced }];
  },
});
