import type { RecordedEvent } from '#event-store';
import { sealedIn, type SubjectKeys } from '#people';
import { valueAt, withValueAt } from '../correction/json-pointer.js';
import type { PlanningFact } from '../planning-fact.js';
import {
  personalDataIn,
  placesOfPersonalData,
  subjectOf,
  type Recording,
} from './personal-fields.js';

/**
 * Seals the personal data of facts before they are written or folded into anything. Whatever is remembered,
 * snapshot or shown by a view holds sealed texts, which are opened where an answer leaves the house.
 */
export class Sealing {
  constructor(private readonly keys: SubjectKeys) {}

  /** The fact as it is recorded. */
  sealed<Fact extends PlanningFact>(fact: Fact, recording: Recording): Fact {
    const { stream, eventId } = recording;
    const texts = personalDataIn(fact).map((pointer) => ({
      subject: subjectOf(fact, pointer, recording),
      // The fields of personal data are texts.
      text: valueAt(fact.data, pointer) as string,
      place: { stream, eventId, pointer },
    }));
    const sealed = texts.length === 0 ? [] : this.keys.sealAll(texts);
    return texts.reduce<Fact>(
      (changed, { place: { pointer } }, index) => ({
        ...changed,
        data: withValueAt(changed.data, pointer, sealed[index]),
      }),
      fact,
    );
  }

  /**
   * The fingerprint of a command as its facts keep it: where they hold personal data, one at which nobody can
   * guess without the key of its subject. Undefined once that was erased: nobody can say any more what was asked.
   * @param first the first fact of the command, as it is recorded
   */
  digest(first: Pick<RecordedEvent, 'type' | 'data'>, digest: string): string | undefined {
    const [sealed] = placesOfPersonalData(first).flatMap((pointer) => {
      const text = valueAt(first.data, pointer);
      return typeof text === 'string' ? (sealedIn(text) ?? []) : [];
    });
    return sealed ? this.keys.fingerprint(sealed.token.$pii.k, digest) : digest;
  }

  /** The words of a text: of a sealed one those that were sealed, undefined where it opens no more. */
  words(text: string): string | undefined {
    const sealed = sealedIn(text);
    return sealed ? this.keys.open(sealed.token, sealed.place).text : text;
  }

  /** The keys with which what concerns a subject was sealed. */
  keysOf(subject: string): readonly string[] {
    return this.keys.keysOf(subject);
  }
}

/** The part of it that the pipeline and decisions work with. */
export type Seals = Pick<Sealing, 'sealed' | 'digest' | 'words' | 'keysOf'>;

/** Facts as they are asked for: for histories that nobody keeps, of tests and measurements. */
export const inClear: Seals = {
  sealed: (fact) => fact,
  digest: (_first, digest) => digest,
  words: (text) => text,
  keysOf: () => [],
};
