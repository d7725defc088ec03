import { verbs, type Verb } from '#planning';
import { requestSchemas } from '../../../api/request-schemas.js';
import { referenceOf, type Reference } from './references.js';

/** How a field is asked for. */
export type Asked =
  | { readonly kind: 'text' | 'long'; readonly maxLength: number | undefined }
  | {
      readonly kind:
        | 'day'
        | 'time'
        | 'address'
        | 'number'
        | 'amount'
        | 'decimal'
        | 'yesNo'
        | 'tick'
        | 'lines'
        | 'numbers';
    }
  /** A fingerprint; of what is on the screen, or of a document that is kept elsewhere. */
  | { readonly kind: 'fingerprint' }
  | { readonly kind: 'choice' | 'choices'; readonly values: readonly string[] }
  | { readonly kind: 'reference' | 'references'; readonly of: Reference }
  | { readonly kind: 'group' | 'groups'; readonly fields: readonly FormField[] };

/** A field of a request, as the request declares it. */
export interface FormField {
  readonly name: string;
  /** The request it stands in: `AssignScheda`. */
  readonly owner: string;
  readonly isRequired: boolean;
  readonly asked: Asked;
}

/** What the description of a request says of one of its fields. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Texts from so many characters on get several lines. */
const LONG_FROM = 500;

/** What a program says of where data was imported from, and what a new thing gets by itself: people are not asked. */
const unasked: ReadonlySet<string> = new Set([
  ...['SetDeadline.deadlineId', 'RaiseQuestion.questionId', 'ProposeTheme.themeId'],
  ...['RecordNeed.needId', 'AddDataSource.dataSourceId', 'RecordIndicator.indicatorId'],
  ...['ScheduleMeeting.meetingId', 'ReceiveContribution.contributionId'],
  ...['ReceiveApplication.applicationId', 'RecordCoProgrammingSession.sessionId'],
  ...['AssignScheda.schedaId', 'ConveneOrgan.sessionId', 'OpenCheckpoint.checkpointId'],
  ...['MakePromise.promiseId', 'AddFundedProject.fundedProjectId'],
  ...['SetReportingDeadline.reportingId', 'RegisterDocument.documentId'],
  ...['GrantDelegation.delegationId', 'GrantRole.roleGrantId', 'AddOfficeClosure.closureId'],
  ...['PrescriptionRequest.prescriptionId', 'CoDesignRowRequest.coDesignRowId'],
  ...['AddendumRequest.coDesignRowId', 'ChosenScheda.newSchedaId'],
  // Places in a list: they are asked on the page of the meeting, body by body.
  ...['RecordMeetingHeld.byDelegate'],
]);

/** What every verb can be told, asked after its own fields. */
const common: readonly string[] = ['reason', 'occurredOn', 'lateReason'];

/** Verbs that have no form here: what they ask for is written on a page of its own. */
export const withoutForm: ReadonlySet<string> = new Set([
  'revise-scheda',
  ...verbs.filter(({ fromFile }) => fromFile).map(({ name }) => name),
]);

let schemas: Readonly<Record<string, Schema>> | undefined;

/** The fields of the form of a verb, its own first. Throws for a field that no form can ask (a bug). */
export function fieldsOf({ command, about }: Verb): readonly FormField[] {
  const fields = fieldsIn(command.name);
  const isCommon = ({ name }: FormField): boolean => common.includes(name);
  const own = fields.filter((field) => !isCommon(field));
  const isAbout = ({ name }: FormField): boolean => name === `${about}Id`;
  return [
    ...own.filter(isAbout),
    ...own.filter((field) => !isAbout(field) && field.isRequired),
    ...own.filter((field) => !isAbout(field) && !field.isRequired),
    ...common.flatMap((name) => fields.find((field) => field.name === name) ?? []),
  ];
}

/** Whether every verb can be told it, as its day and its reason. */
export function isCommonField({ name }: FormField): boolean {
  return common.includes(name);
}

function fieldsIn(request: string): readonly FormField[] {
  schemas ??= requestSchemas() as Readonly<Record<string, Schema>>;
  const { properties = {}, required = [] } = schemas[request] ?? {};
  return Object.entries(properties)
    .map(([name, schema]) => ({ name, schema, isRequired: required.includes(name) }))
    .filter(({ name, isRequired }) => isRequired || !unasked.has(`${request}.${name}`))
    .filter(({ name, isRequired }) => isRequired || name !== 'source')
    .map(({ name, schema, isRequired }) => ({
      ...{ name, owner: request, isRequired },
      asked: askedBy(schema, request, name),
    }));
}

function askedBy(schema: Schema, request: string, name: string): Asked {
  const { type, items } = schema;
  if (schema.$ref !== undefined) return { kind: 'group', fields: fieldsIn(requestOf(schema.$ref)) };
  if (type === 'boolean') return { kind: schema.enum === undefined ? 'yesNo' : 'tick' };
  if (type === 'integer') return { kind: 'number' };
  const of = referenceOf(request, name);
  if (type === 'array' && items) {
    if (items.$ref !== undefined) {
      return { kind: 'groups', fields: fieldsIn(requestOf(items.$ref)) };
    }
    if (items.enum) return { kind: 'choices', values: items.enum.map(String) };
    if (items.type === 'integer') return { kind: 'numbers' };
    return of === undefined ? { kind: 'lines' } : { kind: 'references', of };
  }
  if (type !== 'string') throw new Error(`No form can ask for ${request}.${name}`);
  if (schema.enum) return { kind: 'choice', values: schema.enum.map(String) };
  if (of !== undefined) return { kind: 'reference', of };
  return textAskedBy(schema);
}

function textAskedBy({ format, pattern = '', maxLength }: Schema): Asked {
  if (format === 'date') return { kind: 'day' };
  if (format === 'url') return { kind: 'address' };
  if (pattern.startsWith('^([01]')) return { kind: 'time' };
  if (pattern === '^[0-9a-f]{64}$') return { kind: 'fingerprint' };
  if (pattern.startsWith('^(0|[1-9]')) return { kind: 'amount' };
  if (pattern.startsWith('^-?')) return { kind: 'decimal' };
  return { kind: (maxLength ?? 0) >= LONG_FROM ? 'long' : 'text', maxLength };
}

const requestOf = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1);
