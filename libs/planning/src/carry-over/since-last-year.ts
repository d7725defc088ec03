import { canonicalJson } from '#event-store';
import type { CycleLife } from '../command/verb.js';
import type { Scheda } from '../scheda/scheda.data.js';
import type { SchedaContent } from '../scheda/scheda.facts.js';
import type { SchedaSchema } from '../scheda/scheda-validator.js';
import type { CarriedFrom } from './carry-over.facts.js';

/** A field of a scheda that is not what it was last year; null where it was or is empty. */
export interface ChangedField {
  readonly field: string;
  /** What the field is called on the sheet. */
  readonly label: string;
  readonly lastYear: unknown;
  readonly now: unknown;
}

/** A scheda beside what it was in the year it was carried over from. */
export interface SinceLastYear {
  readonly carriedFrom: CarriedFrom;
  /** The whole content of last year, as it was approved. */
  readonly lastYear: SchedaContent;
  readonly now: SchedaContent;
  /** In the order of the sheet. */
  readonly changes: readonly ChangedField[];
}

/** What has changed in a scheda since last year; undefined when it was not carried over. */
export function sinceLastYear(
  { data, workflow }: Readonly<CycleLife>,
  { schedaId, carriedFrom, content: now }: Readonly<Scheda>,
): SinceLastYear | undefined {
  const lastYear = data.lastYear[schedaId];
  if (!carriedFrom || !lastYear) return undefined;
  // The kernel keeps documents as plain JSON; every definition with schede carries this one.
  const { properties } = workflow.definition.documents['schedaSchema'] as SchedaSchema;
  const fields = new Set([...Object.keys(properties), ...Object.keys({ ...lastYear, ...now })]);
  const changes = [...fields].flatMap((field): ChangedField[] => {
    const [before, after] = [lastYear[field] ?? null, now[field] ?? null];
    if (canonicalJson(before) === canonicalJson(after)) return [];
    return [{ field, label: properties[field]?.title ?? field, lastYear: before, now: after }];
  });
  return { carriedFrom, lastYear, now, changes };
}
