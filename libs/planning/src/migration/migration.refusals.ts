import type { RefusalTexts } from '../refusal-text.js';

/** Going on under a later version of a definition. */
export const migrationRefusals = {
  'no-later-version': {
    kind: 'rule',
    it: 'Qui non è installata una versione {version} di «{definition}» sotto la quale si possa continuare: restano in vigore le regole di oggi. Le versioni installate sono in /api/v1/definitions.',
    en: 'No version {version} of “{definitionEn}” under which this could go on is installed here: the rules of today stay in force. The versions that are installed stand in /api/v1/definitions.',
  },
  'over-not-migrated': {
    kind: 'rule',
    it: 'È «{state}»: ciò che è finito resta sotto le regole con cui è finito.',
    en: 'It is “{stateEn}”: what is over stays under the rules by which it ended.',
  },
  'cannot-inherit': {
    kind: 'rule',
    it: 'La versione {version} non sa riprendere ciò che qui è già registrato ({fault}): restano in vigore le regole di oggi. La definizione va corretta da chi l’ha scritta, e riprovata con traccia rehearse.',
    en: 'Version {version} cannot take over what is recorded here ({fault}): the rules of today stay in force. Whoever wrote the definition has to correct it, and try it with traccia rehearse.',
  },
} as const satisfies RefusalTexts;
