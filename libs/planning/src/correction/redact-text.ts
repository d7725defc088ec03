import { IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import { sha256 } from '../pipeline/command-identity.js';
import type { CorrectionsData } from './correction.data.js';
import { isFreeText } from './free-texts.js';
import { IsPointer } from './is-pointer.js';
import { valueAt } from './json-pointer.js';
import { isHidden } from './redaction.js';

/** Lets a text never be shown again; its fingerprint stands in its place. */
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
  reason: 'required',
  facts: ['TextRedacted'],
  law: 'Reg. UE 2016/679 art. 17',
  looksAt: ({ eventId }) => ({ facts: [eventId] }),
  decide({ data }, { eventId, where = 'data', pointer, legalBasis }, { elsewhere }) {
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
    return [
      {
        type: 'TextRedacted',
        data: {
          ...{ eventId, factType: type, factRevision: revision },
          ...{ where, pointer, sha256: sha256(text), legalBasis },
        },
      },
    ];
  },
});
