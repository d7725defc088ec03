import type { RecordedFact } from '#workflow';
import { sha256 } from '../pipeline/command-identity.js';
import { correctionsIn, type Amended, type Redaction } from './correction.data.js';
import { valueAt, withValueAt } from './json-pointer.js';

/** Where a text stands: in which fact, in its data or around it, and at what pointer. */
export type Place = Pick<Redaction, 'factRevision' | 'where' | 'pointer'>;

/** What is shown in the place of a text that must not be shown any more. */
export const redactedText = (fingerprint: string): string =>
  `[testo oscurato · sha256 ${fingerprint}]`;

/**
 * A fact as it may be shown: the texts that were redacted in it are not there, their fingerprints are. This
 * is the one function that hides a text. A text and what corrected it stand in one place: what is hidden
 * there is hidden in the corrections that quote it, too.
 * @param life what is remembered of the stream the fact is of, with all its redactions
 */
export function asShown<Fact extends RecordedFact>(fact: Fact, life: object): Fact {
  const known = correctionsIn(life);
  if (known.redactions.length === 0) return fact;
  const { revision } = fact;
  return hiddenTexts(known).reduce(
    (shown, { factRevision, where, pointer, sha256: fingerprint }) => {
      if (factRevision === revision) return hide(shown, where, pointer, fingerprint);
      if (where === 'envelope' || shown.type !== 'RecordCorrected') return shown;
      const correction = shown.data as {
        readonly factRevision?: unknown;
        readonly field?: unknown;
      };
      return correction.factRevision === factRevision && correction.field === pointer
        ? hide(hide(shown, where, '/old', fingerprint), where, '/new', fingerprint)
        : shown;
    },
    fact,
  );
}

/** Whether a text that stands in a place is redacted there. */
export function isHidden(life: object, place: Place, text: string): boolean {
  const known = correctionsIn(life);
  const { factRevision, where, pointer } = rootOf(place, known);
  const fingerprint = sha256(text);
  return hiddenTexts(known).some(
    (hidden) =>
      hidden.factRevision === factRevision &&
      hidden.where === where &&
      hidden.pointer === pointer &&
      hidden.sha256 === fingerprint,
  );
}

/**
 * Whether a text was redacted anywhere in a life. What goes over into another life leaves its place behind: on
 * the safe side, its words alone decide.
 */
export function isRedacted(life: object, text: string): boolean {
  const { redactions } = correctionsIn(life);
  if (redactions.length === 0) return false;
  const fingerprint = sha256(text);
  return redactions.some((redaction) => redaction.sha256 === fingerprint);
}

/** A text of a life as another life may quote it: its fingerprint alone, where it was redacted. */
export function quotable(life: object, text: string): string {
  return isRedacted(life, text) ? redactedText(sha256(text)) : text;
}

type HiddenText = Place & Pick<Redaction, 'sha256'>;

/** Every text that is hidden, by the place it stood in first: what a correction quotes is at its original's. */
function hiddenTexts(known: Amended): readonly HiddenText[] {
  return known.redactions.map((redaction) => ({
    ...rootOf(redaction, known),
    sha256: redaction.sha256,
  }));
}

function rootOf(place: Place, { corrections }: Amended): Place {
  const { factRevision, where, pointer } = place;
  const quotes = where === 'data' && (pointer === '/old' || pointer === '/new');
  const correction = quotes
    ? corrections.find(({ recordedAs }) => recordedAs === factRevision)
    : undefined;
  return correction
    ? { factRevision: correction.factRevision, where, pointer: correction.field }
    : { factRevision, where, pointer };
}

function hide<Fact extends RecordedFact>(
  fact: Fact,
  where: Place['where'],
  pointer: string,
  fingerprint: string,
): Fact {
  const part = where === 'data' ? 'data' : 'metadata';
  const text = valueAt(fact[part], pointer);
  if (typeof text !== 'string' || sha256(text) !== fingerprint) return fact;
  return { ...fact, [part]: withValueAt(fact[part], pointer, redactedText(fingerprint)) };
}
