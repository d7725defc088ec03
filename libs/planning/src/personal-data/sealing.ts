import type { RecordedEvent } from '#event-store';
import { sealedIn, type SubjectKeys } from '#people';
import { valueAt, withValueAt } from '../correction/json-pointer.js';
import { cycleName, idOfStream } from '../cycle/cycle-id.js';
import type { ActorInFact } from '../envelope.js';
import type { PlanningFact } from '../planning-fact.js';
import { personalDataIn, subjectOf } from './personal-fields.js';

/** Where a fact will be recorded, by whom, and the fact it corrects if it corrects one. */
export interface Recording {
  readonly stream: string;
  readonly eventId: string;
  readonly actor: ActorInFact;
  readonly corrected: Pick<RecordedEvent, 'type' | 'data' | 'metadata'> | undefined;
}

/**
 * Seals the personal data of facts before they are written or folded into anything. Whatever is remembered,
 * snapshot or shown by a view holds sealed texts, which are opened where an answer leaves the house.
 */
export class Sealing {
  constructor(private readonly keys: SubjectKeys) {}

  /** The fact as it is recorded. */
  sealed<Fact extends PlanningFact>(fact: Fact, recording: Recording): Fact {
    const pointers = personalDataIn(fact);
    if (pointers.length === 0) return fact;
    const { stream, eventId } = recording;
    const subject = subjectOfRecording(fact, recording);
    return pointers.reduce<Fact>((sealed, pointer) => {
      const text = valueAt(sealed.data, pointer);
      if (typeof text !== 'string') return sealed;
      const inItsPlace = this.keys.seal(subject, text, { stream, eventId, pointer });
      return { ...sealed, data: withValueAt(sealed.data, pointer, inItsPlace) };
    }, fact);
  }

  /**
   * The fingerprint of a command as its facts keep it: where they hold personal data, one at which nobody can
   * guess without the key of its subject. Undefined once that was erased: nobody can say any more what was asked.
   * @param first the first fact of the command, as it is recorded
   */
  digest(first: Pick<RecordedEvent, 'type' | 'data'>, digest: string): string | undefined {
    // An event of ours is one of our facts.
    const [pointer] = personalDataIn(first as unknown as PlanningFact);
    const text = pointer === undefined ? undefined : valueAt(first.data, pointer);
    const sealed = typeof text === 'string' ? sealedIn(text) : undefined;
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

function subjectOfRecording(fact: PlanningFact, recording: Recording): string {
  const { corrected, stream } = recording;
  const cycleId = idOfStream(stream);
  const zone = cycleName(cycleId)?.zone ?? '';
  if (!corrected) return subjectOf({ fact, actor: recording.actor, cycleId, zone });
  // A recorded event of ours is one of our facts with its envelope.
  const original = corrected as unknown as PlanningFact & {
    readonly metadata: { readonly actor: ActorInFact };
  };
  return subjectOf({ fact: original, actor: original.metadata.actor, cycleId, zone });
}
