import type { CycleLife } from '../command/verb.js';
import type { Scheda } from '../scheda/scheda.data.js';
import { changedFields, type ChangedField } from '../scheda/changed-fields.js';
import type { SchedaContent } from '../scheda/scheda.facts.js';
import type { CarriedFrom } from './carry-over.facts.js';

/** A field of a scheda that is not what it was last year; null where it was or is empty. */
export interface ChangedSinceLastYear extends Pick<ChangedField, 'field' | 'label'> {
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
  readonly changes: readonly ChangedSinceLastYear[];
}

/** What has changed in a scheda since last year; undefined when it was not carried over. */
export function sinceLastYear(
  life: Readonly<CycleLife>,
  { schedaId, carriedFrom, content: now }: Readonly<Scheda>,
): SinceLastYear | undefined {
  const lastYear = life.data.lastYear[schedaId];
  if (!carriedFrom || !lastYear) return undefined;
  const changes = changedFields(lastYear, now, life).map(({ field, label, before, after }) => ({
    ...{ field, label, lastYear: before, now: after },
  }));
  return { carriedFrom, lastYear, now, changes };
}
