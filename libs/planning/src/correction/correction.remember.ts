import type { CycleData } from '../cycle/cycle-data.js';
import type { Remembers } from '../remember.js';
import type { CorrectionsData } from './correction.data.js';
import { correctableIn } from './correctable-fields.js';
import { valueAt, withValueAt } from './json-pointer.js';

export const rememberCorrections: Remembers<CorrectionsData> = {
  RecordCorrected: (cycle, corrected, { actor, reason = '' }, { revision }) => {
    cycle.corrections.push({ ...corrected, recordedAs: revision, by: actor.personId, reason });
    const { factType, subjectId = '', field, old } = corrected;
    const correctable = correctableIn(factType);
    // A life that has such a fact remembers what this fact leaves behind.
    const whole = cycle as CorrectionsData & CycleData;
    const place = correctable?.place?.(field) ?? field;
    // A copy that says something else comes of a later fact, which was not wrong.
    const copy = correctable
      ?.copies(whole, subjectId)
      .findLast((pointer) => valueAt(whole, pointer + place) === old);
    if (copy === undefined) return;
    Object.assign(whole, withValueAt<object>(whole, copy + place, corrected.new));
  },
  TextRedacted: (cycle, redacted, _envelope, { revision }) => {
    cycle.redactions.push({ ...redacted, recordedAs: revision });
  },
};
