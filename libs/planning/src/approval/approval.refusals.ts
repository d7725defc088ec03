import type { RefusalTexts } from '../refusal-text.js';

/** Verification, the session of the organ, its vote and its act. */
export const approvalRefusals = {
  'schede-not-ready': {
    kind: 'rule',
    it: '{count} schede non sono verificate né lasciate fuori con motivo (la prima: {first}).',
    en: '{count} schede are neither checked nor left out with a reason (the first: {first}).',
  },
  'withdrawal-pending': {
    kind: 'rule',
    it: 'Per la scheda {code} è chiesto il ritiro: prima va concesso o negato.',
    en: 'The withdrawal of the scheda {code} was requested: grant or deny it first.',
  },
  'left-out-is-checked': {
    kind: 'rule',
    it: 'La scheda {code} è verificata o chiusa: non si può lasciare fuori.',
    en: 'The scheda {code} is checked or closed: it cannot be left out.',
  },
  'no-scheda-checked': {
    kind: 'rule',
    it: 'Nessuna scheda è verificata: non c’è nulla da proporre.',
    en: 'No scheda is checked: there is nothing to propose.',
  },
  'scheda-not-fixable': {
    kind: 'rule',
    it: 'La scheda {code} è {state}: si chiedono correzioni solo su schede verificate o lasciate fuori.',
    en: 'The scheda {code} is {stateEn}: fixes are asked only of checked or left-out schede.',
  },
  'other-manifest': {
    kind: 'conflict',
    it: 'L’impronta indicata non è quella della proposta verificata: rileggi la proposta.',
    en: 'The fingerprint given is not that of the verified proposal: read the proposal again.',
  },
  'session-not-convened': {
    kind: 'rule',
    it: 'La seduta {id} non è convocata o ha già un esito.',
    en: 'The session {id} is not convened or already has an outcome.',
  },
  'session-before-convocation': {
    kind: 'rule',
    it: 'La seduta è del {sessionOn}: non si delibera prima.',
    en: 'The session is on {sessionOn}: nothing is deliberated earlier.',
  },
  'quotas-wrong': {
    kind: 'rule',
    it: 'Le quote dei componenti fanno {sum} millesimi invece di 1000.',
    en: 'The quotas of the members add up to {sum} thousandths instead of 1000.',
  },
  'quorum-too-low': {
    kind: 'rule',
    it: 'Il numero legale indicato è di {quorum} millesimi: serve la presenza di più della metà delle quote, almeno {least}. Controlla il regolamento della Conferenza.',
    en: 'The quorum given is {quorum} thousandths: more than half of the quotas have to be present, at least {least}. Check the rules of the organ.',
  },
  'no-quorum': {
    kind: 'rule',
    it: 'Numero legale mancante: presenti {present} millesimi su {quorum}. L’esito può essere solo «numero legale mancante».',
    en: 'No quorum: {present} thousandths present of {quorum}. The outcome can only be “no quorum”.',
  },
  'quorum-reached': {
    kind: 'rule',
    it: 'Il numero legale c’era ({present} millesimi su {quorum}): l’esito non può essere «numero legale mancante».',
    en: 'There was a quorum ({present} thousandths of {quorum}): the outcome cannot be “no quorum”.',
  },
  'votes-missing': {
    kind: 'rule',
    it: 'Ogni componente presente deve avere un voto, e nessun assente.',
    en: 'Every member present must have a vote, and no absent one.',
  },
  'votes-against-outcome': {
    kind: 'rule',
    it: 'I voti favorevoli sono {inFavour} millesimi su {present} presenti: l’esito non corrisponde.',
    en: 'The votes in favour are {inFavour} thousandths of {present} present: the outcome does not match.',
  },
  'prescriptions-mismatch': {
    kind: 'rule',
    it: 'Le prescrizioni vanno indicate se, e solo se, l’esito è «approvato con prescrizioni».',
    en: 'Prescriptions are given if, and only if, the outcome is “approved with prescriptions”.',
  },
  'member-twice': {
    kind: 'rule',
    it: 'Il componente {body} è indicato due volte.',
    en: 'The member {body} is given twice.',
  },
  'delegate-absent': {
    kind: 'rule',
    it: 'Il componente {body} risulta assente: chi non siede nella seduta non vi ha un delegato. Segnalo presente, o togli la delega.',
    en: 'The member {body} is marked absent: nobody sits for them by delegation. Mark them present, or leave the delegation out.',
  },
  'act-date-wrong': {
    kind: 'rule',
    it: 'La data dell’atto ({actDate}) deve stare fra la seduta e oggi.',
    en: 'The date of the act ({actDate}) must lie between the session and today.',
  },
  'act-number-needed': {
    kind: 'rule',
    it: 'Una deliberazione che approva ha un numero e una data: indicali.',
    en: 'A deliberation that approves has a number and a date: give them.',
  },
  'organ-words-needed': {
    kind: 'rule',
    it: 'Riporta le parole dell’organo: perché ha respinto o rinviato.',
    en: 'Give the words of the organ: why it rejected or postponed.',
  },
} as const satisfies RefusalTexts;
