import { MIGRATION, type Migration } from './migration.js';
import type { Life } from './life-of-a-stream.js';
import type { Workflow } from './workflow.js';

/** What a life would remember under a later version, or what keeps that version from taking it over. */
export type Inheritance<Data> = { readonly data: Data } | { readonly fault: string };

/**
 * Tries what a later version takes over of what was remembered, before anything rests on it: its `inherit` may come
 * from a file, and a fact that no life can follow would be there for ever.
 * @param recordedAt when the migration would be recorded, ISO 8601 UTC
 */
export function inheritanceOf<Data>(
  life: Readonly<Life<Data>>,
  to: Workflow<Data>,
  migration: Migration,
  recordedAt: string,
): Inheritance<Data> {
  const { follows } = to.definition;
  if (!follows) return { data: life.data };
  const fact = { type: MIGRATION, data: migration, revision: life.revision + 1 };
  let data: Data;
  try {
    data = follows.inherit(structuredClone(life.data), { ...fact, metadata: { recordedAt } });
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
  if (typeof data !== 'object' || data === null) return { fault: `inherit: ${String(data)}` };
  // Whatever is remembered from the beginning, all that reads a life relies on.
  const missing = Object.entries(to.definition.beginData() as object)
    .filter(([member, begun]) => begun !== undefined && !Object.hasOwn(data as object, member))
    .map(([member]) => member);
  return missing.length === 0 ? { data } : { fault: `inherit: ${missing.join(', ')}` };
}
