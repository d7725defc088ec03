import { IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { thatFit } from '../command/that-fit.js';
import { roles, verb, type IdentifiedFact } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { sha256 } from '../pipeline/command-identity.js';
import type { CorrectionsData } from './correction.data.js';
import { freeTextsIn, isFreeText } from './free-texts.js';
import { IsPointer } from './is-pointer.js';
import { valueAt } from './json-pointer.js';
import { isHidden, type Place } from './redaction.js';

/**
 * Lets a text never be shown again; its fingerprint stands in its place. One command can write the same words
 * into several facts: they are hidden in all of them, in one action.
 */
export class RedactText extends CycleCommand {
  /** The fact that holds the text, by the id of its event. */
  @IsId()
  readonly eventId!: string;

  /** `data`, unless it stands in the reason around the fact: `envelope`. */
  @IsOptional()
  @IsIn(['data', 'envelope'])
  readonly where?: 'data' | 'envelope';

  /** JSON pointer to the text: `/changes/description`; in the envelope `/reason` or `/lateReason`. */
  @IsPointer()
  readonly pointer!: string;

  /** On what ground: `GDPR art. 17 par. 1 lett. d`. */
  @IsText(300)
  readonly legalBasis!: string;
}

export const redactText = verb<RedactText, CorrectionsData & LifeData>({
  name: 'redact-text',
  command: RedactText,
  title: { it: 'Oscura un testo', en: 'Redact a text' },
  // To hide something from the history is graver than to correct it: the office asks, the director does it.
  who: roles('DIR'),
  decisive: true,
  reason: 'required',
  facts: ['TextRedacted'],
  law: 'Reg. UE 2016/679 art. 17',
  looksAt: ({ eventId }) => ({ facts: [eventId], commandOf: eventId }),
  decide({ data }, wish, { elsewhere }) {
    const { eventId, where = 'data', pointer } = wish;
    const fact = elsewhere.fact(eventId);
    if (!fact) return refuse('fact-not-found', { id: eventId });
    const { type, revision } = fact;
    const text = valueAt(where === 'data' ? fact.data : fact.metadata, pointer);
    if (typeof text !== 'string') {
      return refuse('not-redactable', {
        ...{ type, pointer, instead: 'lì non c’è un testo.', insteadEn: 'there is no text.' },
      });
    }
    if (!isFreeText(fact, where, pointer)) {
      return refuse('not-redactable', {
        ...{ type, pointer },
        instead: 'è un codice, o sono le parole che la legge vuole in una decisione.',
        insteadEn: 'it is a code, or the words the law wants a decision to be given in.',
      });
    }
    if (isHidden(data, { factRevision: revision, where, pointer }, text)) {
      return refuse('text-redacted', { pointer });
    }
    const named = { eventId, factType: type, factRevision: revision, where, pointer };
    const others = placesOf(text, elsewhere.sameCommand).filter(
      (place) => !isSamePlace(place, named) && !isHidden(data, place, text),
    );
    const redacted = redactionOf(text, wish.legalBasis);
    // What does not fit in is hidden when one of the places that are left is named.
    return [redacted(named), ...thatFit(others.map(redacted), [redacted(named)], wish)];
  },
});

/** A place in a fact, by all that a redaction says of it. */
type PlaceInFact = Omit<DataOf<'TextRedacted'>, 'sha256' | 'legalBasis'>;

/** Every place in some facts where these very words stand, of those that can be redacted. */
function placesOf(text: string, facts: readonly IdentifiedFact[]): readonly PlaceInFact[] {
  return facts.flatMap((fact) =>
    freeTextsIn(fact)
      .filter((each) => each.text === text)
      .map(({ where, pointer }) => ({
        ...{ eventId: fact.id, factType: fact.type, factRevision: fact.revision },
        ...{ where, pointer },
      })),
  );
}

function isSamePlace(one: Place, other: Place): boolean {
  return (
    one.factRevision === other.factRevision &&
    one.where === other.where &&
    one.pointer === other.pointer
  );
}

const redactionOf =
  (text: string, legalBasis: string) =>
  (place: PlaceInFact): Extract<PlanningFact, { type: 'TextRedacted' }> => ({
    type: 'TextRedacted',
    data: { ...place, sha256: sha256(text), legalBasis },
  });
