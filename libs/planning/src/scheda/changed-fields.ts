import { canonicalJson } from '#event-store';
import type { AnyLife } from '../command/verb.js';
import type { SchedaContent } from './scheda.facts.js';
import type { SchedaSchema } from './scheda-validator.js';

/** A field of a scheda that is different in one text from another; null where it is empty. */
export interface ChangedField {
  readonly field: string;
  /** What the field is called on the sheet. */
  readonly label: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The fields in which two texts of a scheda differ, in the order of the sheet. */
export function changedFields(
  before: SchedaContent,
  after: SchedaContent,
  { workflow }: Pick<Readonly<AnyLife>, 'workflow'>,
): readonly ChangedField[] {
  // The kernel keeps documents as plain JSON; every definition with schede carries this one.
  const { properties } = workflow.definition.documents['schedaSchema'] as SchedaSchema;
  const fields = new Set([...Object.keys(properties), ...Object.keys({ ...before, ...after })]);
  return [...fields].flatMap((field): readonly ChangedField[] => {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    if (canonicalJson(was) === canonicalJson(is)) return [];
    return [{ field, label: properties[field]?.title ?? field, before: was, after: is }];
  });
}
