import type { JsonObject } from '#event-store';
import {
  pointerTo,
  type BlamedField,
  type Change,
  type LifeThen,
  type RowsOfTimeline,
  type Zoom,
} from '#history';
import type { AnyLife } from '#planning';
import { fieldLabel } from './field-labels.js';

/** How a moment was understood: up to which fact, what was put on record after that day, what does not count yet. */
export function momentView({ life, late, early }: LifeThen): object {
  const { revision, data } = life;
  return { revision, lastRecordedAt: data.lastRecordedAt, late, early };
}

/** Changes as they are answered: each field by JSON pointer, with what it is called. */
export function changesView(
  changes: readonly Change[],
  life: Readonly<AnyLife>,
): readonly object[] {
  return changes.map((change) => {
    const [field, formerly] =
      change.is === 'removed'
        ? [pointerTo(change.from), undefined]
        : [pointerTo(change.to), change.is === 'changed' ? pointerTo(change.from) : undefined];
    return {
      ...{ is: change.is, field, label: fieldLabel(field, life) },
      // Where a list has got other rows, the row stood elsewhere.
      ...(formerly !== undefined && formerly !== field && { formerField: formerly }),
      ...('before' in change && { before: change.before }),
      ...('after' in change && { after: change.after }),
      ...('words' in change && { words: change.words }),
    };
  });
}

/** Origins as they are answered, each field with what it is called. */
export function blameView(
  fields: readonly BlamedField[],
  life: Readonly<AnyLife>,
): { readonly revision: number; readonly fields: readonly object[] } {
  return {
    revision: life.revision,
    fields: fields.map((field) => ({ ...field, label: fieldLabel(field.field, life) })),
  };
}

/**
 * Rows as they are answered: each leads to all its facts.
 * @param address of the timeline
 */
export function timelineView({ rows, next }: RowsOfTimeline, zoom: Zoom, address: string): object {
  return {
    zoom,
    items: rows.map((row) => ({
      ...row,
      href: `${address}?zoom=everything&from=${row.from}&to=${row.to}`,
    })),
    ...(next !== null && { next }),
  };
}

/** A view as plain JSON: what is undefined is not there. */
export const plain = (view: object): JsonObject => JSON.parse(JSON.stringify(view)) as JsonObject;
