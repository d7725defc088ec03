import type { RefusalTexts } from '../refusal-text.js';

/** Correcting and redacting what was recorded. */
export const correctionRefusals = {
  'fact-not-found': {
    kind: 'absence',
    it: 'In questo ciclo non c’è un fatto {id}.',
    en: 'This cycle has no fact {id}.',
  },
  'not-correctable': {
    kind: 'rule',
    it: 'Il campo {field} di «{type}» non si corregge: una decisione può averne tenuto conto. {instead}',
    en: 'The field {field} of “{type}” is not corrected: a decision may rest on it. {insteadEn}',
  },
  'old-value-differs': {
    kind: 'conflict',
    it: 'In {field} ora sta scritto «{current}», non «{old}»: rileggi e riprova.',
    en: '{field} now reads “{current}”, not “{old}”: read it again and retry.',
  },
  'new-value-invalid': {
    kind: 'rule',
    it: '«{value}» non va bene in {field}: {expected}.',
    en: '“{value}” will not do in {field}: {expectedEn}.',
  },
  'not-redactable': {
    kind: 'rule',
    it: 'In «{type}» il campo {pointer} non si oscura: {instead}',
    en: 'The field {pointer} of “{type}” is not redacted: {insteadEn}',
  },
  'text-redacted': {
    kind: 'rule',
    it: 'Il testo in {pointer} è oscurato.',
    en: 'The text at {pointer} is redacted.',
  },
} as const satisfies RefusalTexts;
