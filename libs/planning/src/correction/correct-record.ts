import type { RecordedFact } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import { correctableIn, fieldKind, insteadOfCorrecting, subjectIn } from './correctable-fields.js';
import type { WholeLife } from './correctable.js';
import type { CorrectionsData } from './correction.data.js';
import { isPersonalData } from '../personal-data/personal-fields.js';
import { IsPointer } from './is-pointer.js';
import { valueAt } from './json-pointer.js';
import { isHidden, quotable } from './redaction.js';

/** Says that something was recorded wrongly and what is right. The wrong record stays as it is, and is linked. */
export class CorrectRecord extends CycleCommand {
  /** The fact that is wrong, by the id of its event. */
  @IsId()
  readonly eventId!: string;

  /** JSON pointer into its data: `/number`, `/caseFile/identifier`. */
  @IsPointer()
  readonly field!: string;

  /** What it says now, after any earlier correction: so that nobody corrects what they have not read. */
  @IsText(4000)
  readonly old!: string;

  @IsText(4000)
  readonly new!: string;
}

export const correctRecord = verb<CorrectRecord, CorrectionsData & LifeData>({
  name: 'correct-record',
  command: CorrectRecord,
  title: { it: 'Correggi una registrazione', en: 'Correct a record' },
  who: roles('UPc'),
  reason: 'required',
  facts: ['RecordCorrected'],
  looksAt: ({ eventId }) => ({ facts: [eventId] }),
  decide({ data }, wish, { elsewhere, today }) {
    const { eventId, field, old, new: value } = wish;
    const fact = elsewhere.fact(eventId);
    if (!fact) return refuse('fact-not-found', { id: eventId });
    const { type, revision } = fact;
    const correctable = correctableIn(type);
    const kind = fieldKind(type, field);
    const recorded = currentValue(data, fact, field);
    if (!correctable || !kind || typeof recorded !== 'string') {
      const instead = insteadOfCorrecting(type);
      return refuse('not-correctable', {
        ...{ type, field, instead: instead.it, insteadEn: instead.en },
      });
    }
    if (isHidden(data, { factRevision: revision, where: 'data', pointer: field }, recorded)) {
      return refuse('text-redacted', { pointer: field });
    }
    const current = elsewhere.words(recorded);
    // Of somebody who was erased.
    if (current === undefined) return refuse('text-redacted', { pointer: field });
    // Refusals are kept, and nobody's personal data is sealed in them.
    const quotation = (text: string): string =>
      isPersonalData(type, field) ? '…' : quoted(data, text);
    if (current !== old) {
      return refuse('old-value-differs', {
        ...{ field, current: quotation(current), old: quotation(old) },
      });
    }
    if (value === current) return refuse('nothing-changed');
    if (!kind.allows(value, today)) {
      return refuse('new-value-invalid', {
        ...{ field, value: quotation(value), expected: kind.it, expectedEn: kind.en },
      });
    }
    const subjectId = subjectIn(fact.data, correctable);
    // A life that has such a fact remembers what the rules about this fact look at.
    const whole = data as unknown as Readonly<WholeLife>;
    const problem = correctable.problem?.(whole, { subjectId: subjectId ?? '', field, value });
    if (problem) return problem;
    return [
      {
        type: 'RecordCorrected',
        data: {
          ...{ eventId, factType: type, factRevision: revision },
          ...present({ subjectId }),
          // As it is remembered, so that it is found again where it was copied: a sealed text as it is sealed.
          ...{ field, old: recorded, new: value },
        },
      },
    ];
  },
});

/** Characters of a text that a refusal quotes. */
const QUOTED_LENGTH = 100;

/**
 * A text as a refusal quotes it. Refusals are kept, and nothing in them can be redacted: they hold the
 * beginning, by which people know what is meant, and of a redacted text the fingerprint alone.
 */
function quoted(life: object, text: string): string {
  const whole = quotable(life, text);
  return whole.length > QUOTED_LENGTH && whole === text
    ? `${text.slice(0, QUOTED_LENGTH)}…`
    : whole;
}

/** What a field of a fact says now: as it was corrected last, or else as it was recorded. */
function currentValue(
  { corrections }: Readonly<CorrectionsData>,
  { revision, data }: RecordedFact,
  field: string,
): unknown {
  const last = corrections.findLast(
    (correction) => correction.factRevision === revision && correction.field === field,
  );
  return last ? last.new : valueAt(data, field);
}
