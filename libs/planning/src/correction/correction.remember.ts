import type { Remembers } from '../remember.js';
import type { CorrectionsData } from './correction.data.js';
import { correctableIn, correctableTypes, subjectIn } from './correctable-fields.js';
import type { WholeLife } from './correctable.js';
import { valueAt, withValueAt } from './json-pointer.js';

type Remember = (
  data: CorrectionsData,
  fact: object,
  envelope: unknown,
  recorded: { readonly type: string; readonly revision: number },
) => void;

/** Notes where a fact that can be corrected has just left a copy of its data. */
const noteCopies: Remember = (cycle, fact, _envelope, { type, revision }) => {
  const correctable = correctableIn(type);
  const places = correctable?.copies(wholeOf(cycle), subjectIn(fact, correctable) ?? '') ?? [];
  for (const place of places) (cycle.copies[place] ??= {})[type] = revision;
};

/** What was corrected and redacted. It comes after the tables that leave the copies it notes. */
export const rememberCorrections: Remembers<CorrectionsData> = {
  ...Object.fromEntries(correctableTypes.map((type) => [type, noteCopies])),
  RecordCorrected: (cycle, corrected, { actor, reason = '' }, { revision }) => {
    cycle.corrections.push({ ...corrected, recordedAs: revision, by: actor.personId, reason });
    const { factType, factRevision, field, old } = corrected;
    const whole = wholeOf(cycle);
    const correctable = correctableIn(factType);
    const at = correctable?.place?.(field) ?? field;
    const copy = Object.entries(cycle.copies).find(
      ([place, leftBy]) =>
        (correctable?.piecemeal ? factType in leftBy : leftBy[factType] === factRevision) &&
        // A copy that says something else comes of a later fact, which was not wrong.
        valueAt(whole, place + at) === old,
    );
    if (!copy) return;
    Object.assign(whole, withValueAt<object>(whole, copy[0] + at, corrected.new));
  },
  TextRedacted: (cycle, redacted, _envelope, { revision }) => {
    cycle.redactions.push({ ...redacted, recordedAs: revision });
  },
};

/** A life that has a fact remembers what this fact leaves behind. */
function wholeOf(cycle: CorrectionsData): CorrectionsData & WholeLife {
  return cycle as CorrectionsData & WholeLife;
}
