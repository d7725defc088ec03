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
  const changes = Map.groupBy(rowsMatched(documentDifference(before, after)), (change) =>
    String((change.is === 'removed' ? change.from : change.to)[0]),
  );
  return fieldsOfSchede(life).flatMap(([field, schema]) => {
    const [was, is] = [before[field], after[field]];
    if (was === undefined && is === undefined) return [];
    return [{ field, schema, before: was, after: is, changes: changes.get(field) ?? [] }];
  });
}

/**
 * A row of a table that was taken out where another was put in is that row, changed: people write over what is there.
 * Rows of a scheda carry no ids by which the history could tell them apart.
 */
function rowsMatched(changes: readonly Change[]): readonly Change[] {
  const placeOf = (path: readonly (string | number)[]): string => JSON.stringify(path);
  const added = new Map(
    changes.flatMap((change) =>
      change.is === 'added' && isRow(change.after) ? [[placeOf(change.to), change]] : [],
    ),
  );
  const removed = new Set<string>();
  const matched = changes.map((change): readonly Change[] => {
    if (change.is !== 'removed' || !isRow(change.before)) return [change];
    const other = added.get(placeOf(change.from));
    if (!other) return [change];
    removed.add(placeOf(change.from));
    return documentDifference(change.before, other.after).map((inner): Change => ({
      ...inner,
      ...('from' in inner && { from: [...change.from, ...inner.from] }),
      ...('to' in inner && { to: [...other.to, ...inner.to] }),
    }));
  });
  return matched
    .flat()
    .filter((change) => change.is !== 'added' || !removed.has(placeOf(change.to)));
}

const isRow = (value: Json): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema of what stands at the end of a path within a field. */
export function schemaAt(schema: FieldSchema, path: readonly (string | number)[]): FieldSchema {
  return path.reduce<FieldSchema>(
    (inner, step) => (typeof step === 'number' ? inner.items : inner.properties?.[step]) ?? {},
    schema,
  );
}
