import type { Json, JsonObject } from '#event-store';
import { documentDifference, type Change } from '#history';
import type { CycleLife, Scheda } from '#planning';
import type { FieldSchema } from '../scheda/field-value.js';
import { fieldsOfSchede } from '../scheda/scheda-content.js';

/** A field of two versions of a scheda. */
export interface ComparedField {
  readonly field: string;
  readonly schema: FieldSchema;
  /** Undefined where it is empty. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** What is different in it; nothing for a field that says the same in both. */
  readonly changes: readonly Change[];
}

/** Each field that is written in one of two versions, in the order of the sheet. */
export function comparedFields(
  former: Pick<Scheda, 'content'>,
  latter: Pick<Scheda, 'content'>,
  life: Pick<Readonly<CycleLife>, 'workflow'>,
): readonly ComparedField[] {
  // What was written was JSON.
  const [before, after] = [former.content as JsonObject, latter.content as JsonObject];
  const changes = Map.groupBy(documentDifference(before, after), (change) =>
    String((change.is === 'removed' ? change.from : change.to)[0]),
  );
  return fieldsOfSchede(life).flatMap(([field, schema]) => {
    const [was, is] = [before[field], after[field]];
    if (was === undefined && is === undefined) return [];
    return [{ field, schema, before: was, after: is, changes: changes.get(field) ?? [] }];
  });
}

/** The schema of what stands at the end of a path within a field. */
export function schemaAt(schema: FieldSchema, path: readonly (string | number)[]): FieldSchema {
  return path.reduce<FieldSchema>(
    (inner, step) => (typeof step === 'number' ? inner.items : inner.properties?.[step]) ?? {},
    schema,
  );
}
