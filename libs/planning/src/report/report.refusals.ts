import type { RefusalTexts } from '../refusal-text.js';

/** The final report and the closing of the year. */
export const reportRefusals = {
  'checkpoint-still-open': {
    kind: 'rule',
    it: 'Il monitoraggio n. {number} è ancora aperto: chiudilo prima di avviare il rendiconto.',
    en: 'Checkpoint no. {number} is still open: close it before the final report is started.',
  },
  'revision-still-open': {
    kind: 'rule',
    it: 'È in corso una revisione del piano: va deliberata o lasciata cadere prima di avviare il rendiconto.',
    en: 'A revision of the plan is under way: it is to be deliberated or dropped before the final report is started.',
  },
  'status-not-final': {
    kind: 'rule',
    it: 'Lo stato «{status}» dice a che punto è la scheda, non com’è finito l’anno: indica se è completata, realizzata in parte, non realizzata o sospesa. Se continua, riproponila.',
    en: 'The status “{statusEn}” says how the scheda is getting on, not how the year ended: say whether it was completed, done in part, not done or suspended. If it goes on, propose it again.',
  },
  'not-re-proposed-unexplained': {
    kind: 'rule',
    it: 'Se la scheda non va riproposta, di’ perché.',
    en: 'If the scheda is not to be proposed again, say why.',
  },
  'own-report': {
    kind: 'rule',
    it: 'Chi ha rendicontato la scheda non può accettare né restituire il rendiconto: serve un’altra persona.',
    en: 'Who reported on the scheda may neither accept nor return the report: another person is needed.',
  },
  'schede-not-reported': {
    kind: 'rule',
    it: 'Schede senza un rendiconto accettato e non esonerate: {count} (la prima: {first}).',
    en: 'Schede without an accepted report and not excused: {count} (the first: {first}).',
  },
  'other-report': {
    kind: 'conflict',
    it: 'L’impronta indicata non è quella del rendiconto com’è adesso: rileggi il rendiconto.',
    en: 'The fingerprint given is not that of the final report as it stands: read the report again.',
  },
} as const satisfies RefusalTexts;
