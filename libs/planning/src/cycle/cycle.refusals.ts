import type { RefusalTexts } from '../refusal-text.js';

/** The cycle, its tree of objectives and programmes, the plans and acts it hangs from. */
export const cycleRefusals = {
  'cycle-not-found': {
    kind: 'absence',
    it: 'Il ciclo {cycleId} non esiste.',
    en: 'There is no cycle {cycleId}.',
    ofRegister: {
      it: 'Il registro {cycleId} non esiste.',
      en: 'There is no register {cycleId}.',
    },
  },
  'cycle-exists': {
    kind: 'conflict',
    it: 'Per questa zona, definizione e anno c’è già un ciclo: {cycleId}. Lavora in quello; se è chiuso, può riaprirlo il Direttore. Uno abbandonato, annullato o revocato resta l’unico del suo anno: si riparte dal ciclo dell’anno dopo.',
    en: 'There already is a cycle for this zone, definition and year: {cycleId}. Work in that one; if it is closed, the director may reopen it. One that was abandoned, annulled or revoked stays the only one of its year: begin again with the cycle of the next year.',
  },
  'definition-unknown': {
    kind: 'absence',
    it: 'La definizione {definition} non è installata.',
    en: 'The definition {definition} is not installed.',
  },
  'id-of-taken-back': {
    kind: 'conflict',
    it: '{id} era di una riga tolta con l’importazione di «{fileName}»: i codici non si riusano. Scegline un altro, o importa di nuovo quel foglio.',
    en: '{id} was that of a row taken back with the import of “{fileName}”: codes are never reused. Choose another one, or import that file again.',
  },
  'objective-not-found': {
    kind: 'absence',
    it: 'L’obiettivo {id} non è nell’albero del ciclo.',
    en: 'The objective {id} is not in the tree of the cycle.',
  },
  'programme-not-found': {
    kind: 'absence',
    it: 'Il programma {id} non è nell’albero del ciclo.',
    en: 'The programme {id} is not in the tree of the cycle.',
  },
  'objective-has-programmes': {
    kind: 'rule',
    it: 'L’obiettivo «{objective}» ha dei programmi ({programmes}): legali prima ad altri obiettivi, o toglili.',
    en: 'The objective “{objective}” has programmes ({programmes}): link them to others first, or take them out.',
  },
  'programme-has-schede': {
    kind: 'rule',
    it: 'Il programma «{programme}» ha delle schede ({schede}): spostale prima in un altro. Quelle del piano in vigore vi restano finché una revisione che le toglie non è approvata.',
    en: 'The programme “{programme}” has schede ({schede}): move them to another one first. Those of the plan in force stay in it until a revision that drops them is approved.',
  },
  'programme-has-contributions': {
    kind: 'rule',
    it: 'Nel programma «{programme}» sono finiti dei contributi ({contributions}): chi li ha dati deve ritrovarli. Cambiagli nome, se serve.',
    en: 'Contributions have ended in the programme “{programme}” ({contributions}): whoever made them must find them there. Rename it, if need be.',
  },
  'expired-plan-needs-note': {
    kind: 'rule',
    it: 'Il piano {plan} è scaduto nel {toYear}: si può collegare, con una nota che lo dica.',
    en: 'The plan {plan} ran out in {toYear}: it can be linked, with a note that says so.',
  },
  'no-unit-head-at-kickoff': {
    kind: 'rule',
    it: 'Alla riunione di avvio deve risultare almeno un responsabile di unità presente o giustificato.',
    en: 'At least one unit head must be present or excused at the kickoff.',
  },
  'affects-needed': {
    kind: 'rule',
    it: 'L’atto arriva a ciclo avviato: di’ che cosa cambia (date, contenuti, schede).',
    en: 'The act comes when the cycle is under way: say what it changes (dates, contents, schede).',
  },
} as const satisfies RefusalTexts;
