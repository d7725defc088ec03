import type { RefusalDetails } from '#workflow';
import { cycleName } from './cycle/cycle-id.js';

/**
 * Every "no" of the domain: a stable code, a sentence a person can act on in Italian and English, and the
 * legal reference that imposes it. `{name}` is filled from the refusal's details. docs/errors.md lists
 * them and a test keeps the two alike.
 */
export interface RefusalText {
  /** authority: you may not · moment: not now · conflict: it moved · rule: not like this · absence: no such thing */
  readonly kind: 'authority' | 'moment' | 'conflict' | 'rule' | 'absence';
  readonly it: string;
  readonly en: string;
  readonly law?: string;
  /** What to say instead where `{cycleId}` is that of a register. */
  readonly ofRegister?: { readonly it: string; readonly en: string };
}

const LR40 = 'LR Toscana 40/2005 art. 15';
const LR65 = 'LR Toscana 65/2020 art. 9';
const LR65_10 = 'LR Toscana 65/2020 art. 10';

const catalogue = {
  // Who and when
  'not-allowed': {
    kind: 'authority',
    it: '«{verb}» non spetta a: {role}. Spetta a: {who}.',
    en: '“{verbEn}” is not for the {roleEn}. It is for: {whoEn}.',
  },
  'not-your-unit': {
    kind: 'authority',
    it: "Riguarda un'altra unità: può agire solo quella unità o l'Ufficio di Piano.",
    en: 'This is about another unit: only that unit or the planning office may act on it.',
  },
  'other-zone': {
    kind: 'authority',
    it: 'Il ciclo appartiene a un’altra zona.',
    en: 'The cycle belongs to another zone.',
  },
  'not-of-this-definition': {
    kind: 'absence',
    it: '«{verb}» non esiste in: {definition}.',
    en: '“{verbEn}” does not exist in: {definitionEn}.',
  },
  'not-now': {
    kind: 'moment',
    it: 'Ora non è possibile. Stato attuale: {standing}. Stato che serve: {needed}.',
    en: 'Not possible now. It stands at: {standingEn}. It would have to be: {neededEn}.',
  },
  'scheda-moved': {
    kind: 'conflict',
    it: 'La scheda è cambiata da quando l’hai letta: {by} l’ha mossa il {at} ({what}). Rileggila e riprova.',
    en: 'The scheda has changed since you read it: {by} moved it at {at} ({what}). Read it again and retry.',
  },
  'if-match-needed': {
    kind: 'conflict',
    it: 'Serve sapere quale stato della scheda hai letto: indica If-Match con la revisione.',
    en: 'We need to know which state of the scheda you read: send If-Match with its revision.',
  },
  'command-id-reused': {
    kind: 'conflict',
    it: 'Questo identificativo di comando è già stato usato per un’altra richiesta: generane uno nuovo.',
    en: 'This command id was already used for another request: make a new one.',
  },
  'reason-needed': {
    kind: 'rule',
    it: 'Serve una motivazione: scrivi perché.',
    en: 'A reason is needed: say why.',
  },
  'late-reason-needed': {
    kind: 'rule',
    it: 'Il fatto risale al {occurredOn}: registrato dopo più di {days} giorni, serve il motivo del ritardo.',
    en: 'It happened on {occurredOn}: recorded more than {days} days later, the reason for the delay is needed.',
  },
  'not-yet-happened': {
    kind: 'rule',
    it: 'La data {date} è nel futuro: si registra solo ciò che è già accaduto.',
    en: 'The date {date} is in the future: only what has already happened is recorded.',
  },
  'too-long-ago': {
    kind: 'rule',
    it: 'La data {date} è di più di {years} anni fa: controlla l’anno.',
    en: 'The date {date} is more than {years} years ago: check the year.',
  },
  'before-its-time': {
    kind: 'rule',
    it:
      'La data {occurredOn} viene prima del {since}: da quel giorno le cose stanno come stanno, e questo può ' +
      'essere accaduto solo dopo. Controlla il giorno.',
    en:
      'The date {occurredOn} comes before {since}: since that day things have stood as they do, and this can ' +
      'only have happened after it. Check the day.',
  },
  // Cycle and tree
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
  'id-taken': {
    kind: 'conflict',
    it: 'L’identificativo {id} è già in uso: i codici non si riusano.',
    en: 'The id {id} is already in use: codes are never reused.',
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
  // Participation
  'meeting-not-found': {
    kind: 'absence',
    it: 'L’incontro {id} non esiste.',
    en: 'There is no meeting {id}.',
  },
  'no-category-heard': {
    kind: 'rule',
    it: 'Indica almeno una categoria ascoltata: senza, l’incontro non vale per la partecipazione.',
    en: 'Name at least one category heard: without one the meeting does not count for participation.',
    law: LR40,
  },
  'contribution-not-found': {
    kind: 'absence',
    it: 'Il contributo {id} non esiste.',
    en: 'There is no contribution {id}.',
  },
  'category-already-heard': {
    kind: 'rule',
    it: 'La categoria {category} è già stata ascoltata: non serve un’esenzione.',
    en: 'The category {category} has been heard: no exemption is needed.',
    law: LR40,
  },
  'exemption-not-proposed': {
    kind: 'rule',
    it: 'L’esenzione di {category} va prima proposta dal coordinatore dell’Ufficio di Piano.',
    en: 'The exemption of {category} must first be proposed by the coordinator of the planning office.',
    law: LR40,
  },
  'exemption-already-made': {
    kind: 'rule',
    it: 'L’esenzione di {category} è già stata proposta o decisa.',
    en: 'The exemption of {category} was already proposed or decided.',
    law: LR40,
  },
  'participation-incomplete': {
    kind: 'rule',
    it: 'La partecipazione non è completa: mancano {missing}. Servono incontri tenuti e verbalizzati, o un’esenzione motivata.',
    en: 'Participation is not complete: {missing} missing. Held and minuted meetings are needed, or a reasoned exemption.',
    law: LR40,
  },
  // Co-programming
  'co-programming-undecided': {
    kind: 'rule',
    it: 'Manca la decisione sulla co-programmazione: va attivata (fino alla relazione pubblicata) o motivata la mancata attivazione.',
    en: 'The decision on co-programming is missing: activate it (up to the published report) or give the reasons for not doing so.',
    law: LR65,
  },
  'act-needed': {
    kind: 'rule',
    it: 'Indica l’atto.',
    en: 'Name the act.',
  },
  'motivation-too-short': {
    kind: 'rule',
    it: 'La motivazione deve avere almeno {needed} caratteri: ne ha {given}.',
    en: 'The motivation needs at least {needed} characters: it has {given}.',
    law: LR65,
  },
  'deferral-unsaid': {
    kind: 'rule',
    it: 'Di’ a che cosa è rinviata la co-programmazione, oppure dichiara che non è rinviata.',
    en: 'Say to what co-programming is put off, or declare that it is not put off.',
    law: LR65,
  },
  'derogation-cites-nothing': {
    kind: 'rule',
    it: 'La deroga deve citare il regolamento locale con numero e anno, per esempio «Regolamento zonale n. 12/2021, art. 7».',
    en: 'The derogation must cite the local regulation with its number and year, such as “Regolamento zonale n. 12/2021, art. 7”.',
    law: LR65_10,
  },
  'notice-of-no-day': {
    kind: 'rule',
    it: 'L’avviso chiuderebbe il giorno stesso in cui è pubblicato ({publishedOn}): anche con una deroga dura almeno un giorno.',
    en: 'The notice would close on the very day it is published ({publishedOn}): it lasts one day at least, a derogation or not.',
    law: LR65_10,
  },
  'notice-too-short': {
    kind: 'rule',
    it: 'L’avviso dura {days} giorni: ne servono almeno {needed}, o una deroga che citi il regolamento locale.',
    en: 'The notice lasts {days} days: at least {needed} are needed, or a derogation citing the local regulation.',
    law: LR65_10,
  },
  'notice-still-open': {
    kind: 'rule',
    it: 'L’avviso è aperto fino al {closesOn}: non si può chiudere prima.',
    en: 'The notice is open until {closesOn}: it cannot be closed earlier.',
    law: LR65_10,
  },
  'notice-before-start': {
    kind: 'rule',
    it: 'Il procedimento è avviato dal {startedOn}: l’avviso non si pubblica prima di quel giorno.',
    en: 'The procedure was started on {startedOn}: the notice is not published before that day.',
    law: LR65_10,
  },
  'notice-not-over': {
    kind: 'rule',
    it: 'Ci si candida fino al {closesOn} compreso: solo dal giorno dopo si decide sulle candidature e si tengono le sessioni.',
    en: 'Bodies may apply up to and including {closesOn}: only from the day after are applications judged and sessions held.',
    law: LR65_10,
  },
  'report-before-session': {
    kind: 'rule',
    it: 'L’ultima sessione è del {heldOn}: la relazione motivata, che ne dà conto, non si rilascia prima.',
    en: 'The last session was held on {heldOn}: the reasoned report, which accounts for it, is not issued earlier.',
    law: LR65_10,
  },
  'publication-before-report': {
    kind: 'rule',
    it: 'La relazione motivata è stata rilasciata il {issuedOn}: non si pubblica prima di quel giorno.',
    en: 'The reasoned report was issued on {issuedOn}: it is not published before that day.',
    law: LR65_10,
  },
  'conclusion-before-publication': {
    kind: 'rule',
    it: 'La relazione del procedimento è stata pubblicata il {publishedOn}: non se ne prende atto prima di quel giorno.',
    en: 'The report of the procedure was published on {publishedOn}: its outcome is not taken over before that day.',
    law: LR65_10,
  },
  'no-session-held': {
    kind: 'rule',
    it: 'Prima della relazione serve almeno una sessione tenuta.',
    en: 'At least one session must be held before the report.',
    law: LR65_10,
  },
  'not-responsible-person': {
    kind: 'authority',
    it: 'La relazione motivata è della persona responsabile del procedimento: la rilascia lei.',
    en: 'The reasoned report belongs to the responsible person of the procedure, who issues it.',
    law: LR65_10,
  },
  'dates-reversed': {
    kind: 'rule',
    it: 'La data {to} viene prima di {from}.',
    en: 'The date {to} comes before {from}.',
  },
  'same-date': {
    kind: 'rule',
    it: 'La nuova data è uguale a quella attuale ({date}).',
    en: 'The new date is the present one ({date}).',
  },
  // Schede
  'scheda-not-found': {
    kind: 'absence',
    it: 'La scheda {id} non esiste.',
    en: 'There is no scheda {id}.',
  },
  'scheda-invalid': {
    kind: 'rule',
    it: 'Punti da sistemare nella scheda: {count}. Il primo: {first}.',
    en: 'Points to mend in the scheda: {count}. The first: {firstEn}.',
  },
  'nothing-changed': {
    kind: 'rule',
    it: 'Non è cambiato nulla: non c’è niente da registrare.',
    en: 'Nothing has changed: there is nothing to record.',
  },
  'own-scheda': {
    kind: 'rule',
    it: 'Chi ha scritto o trasmesso la scheda non può verificarla: serve un’altra persona.',
    en: 'Who wrote or submitted the scheda may not check it: another person is needed.',
  },
  'own-unit-head': {
    kind: 'rule',
    it: 'Il responsabile della scheda non può verificarla né giudicarne il rendiconto: serve un’altra persona.',
    en: 'The head responsible for the scheda may neither check it nor judge the report on it: another person is needed.',
  },
  'other-needs-text': {
    kind: 'rule',
    it: 'Con il motivo «Altro» serve un testo che lo spieghi.',
    en: 'The reason “other” needs a text that explains it.',
  },
  'same-assignee': {
    kind: 'rule',
    it: 'La scheda è già di questa unità e di questa persona.',
    en: 'The scheda already belongs to this unit and person.',
  },
  'same-programme': {
    kind: 'rule',
    it: 'La scheda è già in questo programma.',
    en: 'The scheda already belongs to this programme.',
  },
  'checker-becomes-head': {
    kind: 'rule',
    it: 'Chi ha verificato la scheda non può diventarne responsabile: scegli un’altra persona.',
    en: 'Who checked the scheda cannot become its responsible head: choose another person.',
  },
  'checked-moves-by-office': {
    kind: 'rule',
    it: 'La scheda {code} è già verificata: può spostarla o riassegnarla solo il coordinamento dell’Ufficio di Piano. Chiedilo a loro.',
    en: 'The scheda {code} is already checked: only the coordinator of the planning office may move or reassign it. Ask there.',
  },
  'withdrawal-not-requested': {
    kind: 'rule',
    it: 'Nessuno ha chiesto di ritirare la scheda.',
    en: 'Nobody has asked to withdraw the scheda.',
  },
  'withdrawal-already-requested': {
    kind: 'rule',
    it: 'Il ritiro della scheda è già stato chiesto.',
    en: 'The withdrawal of the scheda has already been requested.',
  },
  // Verification and approval
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
  // Between the years
  'not-an-earlier-cycle': {
    kind: 'rule',
    it: 'Si riparte da un ciclo della stessa programmazione e di un anno precedente: {fromCycleId} non lo è.',
    en: 'A new year starts from a cycle of the same kind and of an earlier year: {fromCycleId} is not one.',
  },
  'earlier-cycle-undone': {
    kind: 'rule',
    it: 'Il ciclo {fromCycleId} è {state}: le sue schede non si ripropongono.',
    en: 'The cycle {fromCycleId} is {stateEn}: its schede are not carried over.',
  },
  'nothing-to-carry-over': {
    kind: 'rule',
    it: 'Nel ciclo {fromCycleId} nessun rendiconto di scheda è ancora accettato: non c’è nulla da riproporre. Accetta prima i rendiconti, o imposta il ciclo senza partire da quello.',
    en: 'No report on a scheda of {fromCycleId} has been accepted yet: there is nothing to carry over. Accept the reports first, or draft the cycle without starting from that one.',
  },
  'scheda-not-carried': {
    kind: 'rule',
    it: 'La scheda {code} non si ripropone. {why}.',
    en: 'The scheda {code} is not carried over. In Italian: {why}.',
  },
  'scheda-already-carried': {
    kind: 'conflict',
    it: 'La scheda {code} è già riproposta in questo ciclo, come {newCode}.',
    en: 'The scheda {code} has already been carried over into this cycle, as {newCode}.',
  },
  // Monitoring, prescriptions, publication
  'status-unexplained': {
    kind: 'rule',
    it: 'Per lo stato «{status}» serve un testo che dica perché.',
    en: 'The status “{statusEn}” needs a text that says why.',
  },
  'indicator-unknown': {
    kind: 'rule',
    it: 'La scheda {code} non ha un indicatore che si chiama «{indicator}».',
    en: 'The scheda {code} has no indicator called “{indicator}”.',
  },
  'measured-twice': {
    kind: 'rule',
    it: 'Per l’indicatore «{indicator}» ci sono due valori dello stesso giorno ({date}): lascia quello giusto.',
    en: 'There are two values of the same day ({date}) for the indicator “{indicator}”: keep the right one.',
  },
  'prescription-of-whole-plan': {
    kind: 'authority',
    it: 'La prescrizione riguarda l’intero piano, non le schede di un’unità: vi adempie l’Ufficio di Piano.',
    en: 'The prescription is about the whole plan, not about schede of a unit: the planning office meets it.',
  },
  'prescription-not-found': {
    kind: 'absence',
    it: 'La prescrizione {id} non esiste.',
    en: 'There is no prescription {id}.',
  },
  'other-plan': {
    kind: 'conflict',
    it: 'L’impronta indicata non è quella del piano in vigore: rileggi il piano.',
    en: 'The fingerprint given is not that of the plan in force: read the plan again.',
  },
  // Final report and closing
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
  // Revisions, ends, corrections
  'only-by-revision': {
    kind: 'moment',
    it: 'La scheda {code} è già stata approvata: si cambia, o esce dal piano, solo con una revisione deliberata.',
    en: 'The scheda {code} was already approved: only a deliberated revision changes it or takes it out of the plan.',
  },
  'scheda-not-in-plan': {
    kind: 'rule',
    it: 'La scheda {code} è «{state}»: una revisione riprende solo schede approvate e in attuazione.',
    en: 'The scheda {code} is “{stateEn}”: a revision takes up only schede that are approved and being carried out.',
  },
  'scheda-not-in-proposal': {
    kind: 'rule',
    it: 'La scheda {code} non è nella proposta su cui l’organo ha deliberato: una prescrizione si rivolge a schede che vi sono.',
    en: 'The scheda {code} is not in the proposal that the organ deliberated: a prescription is addressed to schede that are.',
  },
  'not-in-revision': {
    kind: 'rule',
    it: 'La scheda {code} non è fra quelle che la revisione modifica o toglie.',
    en: 'The scheda {code} is not one of those the revision amends or drops.',
  },
  'amendment-not-left-out': {
    kind: 'rule',
    it: 'La scheda {code} è nel piano in vigore: per lasciarla com’è, toglila dalla revisione.',
    en: 'The scheda {code} is in the plan in force: to leave it as it is, take it out of the revision.',
  },
  'revision-changes-nothing': {
    kind: 'rule',
    it: 'La revisione non cambia nulla del piano in vigore: non c’è nulla da deliberare.',
    en: 'The revision changes nothing in the plan in force: there is nothing to deliberate.',
  },
  'revision-verified': {
    kind: 'rule',
    it: 'La revisione {number} è verificata e comprende tutto il piano: prima va deliberata o restituita.',
    en: 'Revision {number} is verified and holds the whole plan: it must first be deliberated or returned.',
  },
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
  'promise-not-found': {
    kind: 'absence',
    it: 'L’impegno {id} non esiste.',
    en: 'There is no promise {id}.',
  },
  // Register of the zone
  'co-design-row-not-found': {
    kind: 'absence',
    it: 'La riga di co-progettazione {id} non è nel registro.',
    en: 'The co-design {id} is not in the register.',
  },
  'co-design-step-not-possible': {
    kind: 'rule',
    it: 'La riga è «{from}» e non può diventare «{to}». Da qui può diventare: {possible}.',
    en: 'The row stands at “{from}” and cannot become “{to}”. From here it can become: {possible}.',
  },
  'already-said': {
    kind: 'rule',
    it: 'Il campo {field} ha già un valore: si completa solo ciò che manca.',
    en: 'The field {field} has a value already: only what is missing can be filled in.',
  },
  'already-renewed': {
    kind: 'rule',
    it: 'La riga {id} ha già il suo rinnovo.',
    en: 'The row {id} has its renewal already.',
  },
  'links-in-circle': {
    kind: 'rule',
    it: '{id} non può rinviare a {to}, che rinvia già a {id}, da sé o attraverso altre righe.',
    en: '{id} cannot refer to {to}, which refers to {id} already, by itself or through other rows.',
  },
  'not-itself': {
    kind: 'rule',
    it: '{id} non può rinviare a sé: indicane un altro.',
    en: '{id} cannot refer to itself: name another one.',
  },
  'period-unreadable': {
    kind: 'rule',
    it: '«{point}» non è una data con la precisione indicata ({precision}).',
    en: '“{point}” is no date of the precision given ({precision}).',
  },
  'amounts-reversed': {
    kind: 'rule',
    it: 'L’importo massimo ({most} €) è minore del minimo ({least} €).',
    en: 'The most ({most} €) is less than the least ({least} €).',
  },
  'funded-project-not-found': {
    kind: 'absence',
    it: 'Il progetto finanziato {id} non è nel registro.',
    en: 'The funded project {id} is not in the register.',
  },
  'link-not-found': {
    kind: 'absence',
    it: '{from} non è collegato a {to}: non c’è niente da scollegare.',
    en: '{from} is not linked to {to}: there is nothing to unlink.',
  },
  'reporting-not-found': {
    kind: 'absence',
    it: 'La rendicontazione {id} non è fra quelle del progetto.',
    en: 'The reporting {id} is not among those of the project.',
  },
  'reporting-already-recorded': {
    kind: 'rule',
    it: 'La rendicontazione {id} è già registrata.',
    en: 'The reporting {id} is already recorded.',
  },
  'document-not-found': {
    kind: 'absence',
    it: 'Il documento {id} non è nel registro.',
    en: 'The document {id} is not in the register.',
  },
  'protocol-already-set': {
    kind: 'rule',
    it: 'Il documento ha già il protocollo {number}: un numero si dà una volta sola.',
    en: 'The document already has the protocol number {number}: a number is given once.',
    law: 'DPR 445/2000 art. 57',
  },
  'protocol-year-wrong': {
    kind: 'rule',
    it: 'Il protocollo {number} è dell’anno {year}, ma la sua data è {date}.',
    en: 'The protocol number {number} is of {year}, but its date is {date}.',
    law: 'DPR 445/2000 art. 57',
  },
  // Deadlines, questions, knowledge
  'deadline-not-found': {
    kind: 'absence',
    it: 'La scadenza {id} non esiste.',
    en: 'There is no deadline {id}.',
  },
  'deadline-not-over': {
    kind: 'rule',
    it: 'La scadenza non è mancata: il suo ultimo giorno è il {due}.',
    en: 'The deadline is not missed: its last day is {due}.',
  },
  'deadline-stands-still': {
    kind: 'rule',
    it: 'La scadenza del {due} è ferma finché il ciclo è sospeso.',
    en: 'The deadline of {due} stands still while the cycle is suspended.',
  },
  'deadline-act-needed': {
    kind: 'rule',
    it: 'La scadenza viene da una legge o da un atto: per cambiarla serve citare l’atto.',
    en: 'The deadline comes from a law or an act: to change it, cite the act.',
  },
  'target-approval-needed': {
    kind: 'rule',
    it: 'Il calendario si conta dal giorno dell’approvazione: indicalo, o fissa prima la data obiettivo.',
    en: 'The calendar is counted from the day of approval: name it, or set the target day first.',
  },
  'director-sets-binding-deadlines': {
    kind: 'authority',
    it: 'Le scadenze con base in una legge o in un atto regionale sono del Direttore.',
    en: 'Deadlines based on a law or a regional act are for the director.',
  },
  'unit-without-schede': {
    kind: 'rule',
    it: 'L’unità {unitId} non ha schede in questo ciclo: la proroga non varrebbe per nessuno.',
    en: 'The unit {unitId} has no schede in this cycle: the extension would be for nobody.',
  },
  'affects-needed': {
    kind: 'rule',
    it: 'L’atto arriva a ciclo avviato: di’ che cosa cambia (date, contenuti, schede).',
    en: 'The act comes when the cycle is under way: say what it changes (dates, contents, schede).',
  },
  'question-not-found': {
    kind: 'absence',
    it: 'La domanda {id} non esiste.',
    en: 'There is no question {id}.',
  },
  // Spreadsheets
  'spreadsheet-faulty': {
    kind: 'rule',
    it: 'Nel foglio ci sono punti da correggere: {count}. Il primo: {first}. Nulla è stato registrato.',
    en: 'There are points to correct in the spreadsheet: {count}. The first: {firstEn}. Nothing was recorded.',
  },
  'spreadsheet-empty': {
    kind: 'rule',
    it: 'Sotto i titoli il foglio non ha righe: compilalo e caricalo di nuovo.',
    en: 'Below its titles the spreadsheet has no rows: fill it in and upload it again.',
  },
  'spreadsheet-already-imported': {
    kind: 'conflict',
    it: 'Questo stesso file è già stato importato il {on} (si chiamava {fileName}). Per ripeterlo, annulla prima quell’importazione.',
    en: 'This very file was imported on {on} already (it was called {fileName}). To repeat it, undo that import first.',
  },
  'spreadsheet-import-not-found': {
    kind: 'absence',
    it: 'L’importazione {id} non esiste.',
    en: 'There is no import {id}.',
  },
  'spreadsheet-import-worked-on': {
    kind: 'conflict',
    it: 'L’importazione non si può più annullare: su {thing} ha già lavorato {by}, il {at} ({what}).',
    en: 'The import cannot be undone any more: {by} has worked on {thing} already, at {at} ({what}).',
  },
  'spreadsheet-import-in-use': {
    kind: 'conflict',
    it: 'L’importazione non si può più annullare: a {thing} rimanda {user}, che non viene dallo stesso file.',
    en: 'The import cannot be undone any more: {user}, which is not of the same file, points to {thing}.',
  },
  // Organisation, delegations
  'register-exists': {
    kind: 'conflict',
    it: 'La zona tiene già questo registro: {registerId}.',
    en: 'The zone already keeps this register: {registerId}.',
  },
  'unit-not-found': {
    kind: 'absence',
    it: 'L’unità {id} non è nel registro dell’organizzazione.',
    en: 'The unit {id} is not in the register of the organisation.',
  },
  'unit-not-active': {
    kind: 'rule',
    it: 'L’unità {unit} è confluita in un’altra o è chiusa: indica un’unità attiva.',
    en: 'The unit {unit} was merged into another or closed: name an active unit.',
  },
  'unit-not-closed': {
    kind: 'rule',
    it: 'L’unità {unit} non è chiusa: le sue schede restano sue. Togli l’unità dall’elenco.',
    en: 'The unit {unit} is not closed: its schede stay with it. Leave the unit out of the list.',
  },
  'same-unit': {
    kind: 'rule',
    it: 'L’unità {unit} non può confluire in sé stessa.',
    en: 'The unit {unit} cannot be merged into itself.',
  },
  'unit-has-no-head': {
    kind: 'rule',
    it: 'Oggi l’unità {unit} non ha un responsabile da sostituire: nominane uno con un atto.',
    en: 'Today the unit {unit} has no head to stand in for: name one, by act.',
  },
  'unit-closed': {
    kind: 'authority',
    it: 'L’unità è chiusa: le sue schede vanno riassegnate dall’Ufficio di Piano.',
    en: 'The unit is closed: the planning office has to reassign its schede.',
  },
  'not-head-of-unit': {
    kind: 'authority',
    it: 'Nel registro dell’organizzazione il responsabile di questa unità, oggi, è un’altra persona.',
    en: 'In the register of the organisation the head of this unit, today, is somebody else.',
  },
  'not-head-on-that-day': {
    kind: 'authority',
    it: 'Per il registro dell’organizzazione il {day} il responsabile di questa unità era un’altra persona: lo registra chi lo era, oppure dagli un giorno da quando lo sei tu.',
    en: 'In the register of the organisation the head of this unit was somebody else on {day}: whoever it was records it, or give it a day since when it is you.',
  },
  'role-not-held': {
    kind: 'authority',
    it: 'Dal registro dell’organizzazione non risulta che {personId}, il {day}, abbia il ruolo di: {role}. I ruoli li dà l’amministratore di sistema.',
    en: 'In the register of the organisation {personId} does not, on {day}, have the role of: {roleEn}. Roles are granted by the system administrator.',
  },
  'bootstrap-only': {
    kind: 'authority',
    it: 'Con il codice del primo avvio si può solo aprire il registro e, finché nessuno ha un ruolo, diventarne l’amministratore. Poi accedi con le tue credenziali.',
    en: 'With the code of the first start one can only open the register and, while nobody has a role, become its administrator. Then sign in as yourself.',
  },
  'token-may-not-decide': {
    kind: 'authority',
    it: '{verb} è un atto che decide: lo compie una persona che ha effettuato l’accesso, non un programma con un token.',
    en: '{verbEn} is a decisive act: it takes a person who has signed in, not a program with a token.',
  },
  'emergency-may-not-decide': {
    kind: 'authority',
    it: '{verb} è un atto che decide: con l’accesso di emergenza non si può. Aspetta chi ne ha il ruolo, con le sue credenziali.',
    en: '{verbEn} is a decisive act, and is not for an emergency access. Wait for somebody who has the role, signed in as themselves.',
  },
  'proof-too-old': {
    kind: 'authority',
    it: '{verb} è un atto che decide: conferma chi sei e ripeti la richiesta. La conferma vale {minutes} minuti.',
    en: '{verbEn} is a decisive act: prove again who you are and repeat the request. The proof counts for {minutes} minutes.',
  },
  'own-role': {
    kind: 'authority',
    it: 'Nessuno dà un ruolo a sé stesso: lo dà un’altra persona.',
    en: 'Nobody grants a role to themselves: somebody else does.',
  },
  'only-contact-persons': {
    kind: 'authority',
    it: 'Il coordinatore nomina e revoca solo i referenti: gli altri ruoli spettano all’amministratore di sistema.',
    en: 'The coordinator names and revokes contact persons alone: the other roles are the system administrator’s.',
  },
  'administrator-first': {
    kind: 'rule',
    it: 'Il primo ruolo del registro è quello di un amministratore di sistema, da oggi o prima e senza ultimo giorno: senza, nessuno potrebbe più darne altri.',
    en: 'The first role of the register is that of a system administrator, from today or earlier and without a last day: without one nobody could grant any other.',
  },
  'last-administrator': {
    kind: 'rule',
    it: 'È l’ultimo amministratore di sistema della zona: prima danne il ruolo a un’altra persona, senza ultimo giorno.',
    en: 'This is the last system administrator of the zone: first grant the role to somebody else, without a last day.',
  },
  'one-subject': {
    kind: 'rule',
    it: 'Indica la persona, oppure il contributo con il suo ciclo: una cosa sola.',
    en: 'Name the person, or else the contribution with its cycle: one of the two.',
  },
  'still-in-office': {
    kind: 'rule',
    it: '{personId} ha ancora un ruolo, o ne avrà uno: i dati di chi è in carica restano. Prima revoca i ruoli o registra la cessazione.',
    en: '{personId} still has a role, or will have one: the data of office holders stay. First revoke the roles or record that they left.',
    law: 'Reg. UE 2016/679 art. 17 par. 3',
  },
  'nothing-sealed': {
    kind: 'absence',
    it: 'Nel contributo {contributionId} non ci sono dati che si possano cancellare così: se l’ha presentato una persona con un account, indica la persona.',
    en: 'In the contribution {contributionId} there are no data that could be erased like this: if a person with an account submitted it, name the person.',
  },
  'roles-incompatible': {
    kind: 'rule',
    it: '{personId} non può avere il ruolo di: {role}, perché dal {from} al {to} ha quello di: {other}. Chi amministra il sistema o controlla non compila, non verifica e non decide.',
    en: '{personId} cannot have the role of: {roleEn}, because from {from} to {to} they have that of: {otherEn}. Whoever runs the system or audits does not write, check or decide.',
  },
  'role-already-held': {
    kind: 'conflict',
    it: '{personId} ha già questo ruolo dal {from} al {to}: revocalo, o indica altri giorni.',
    en: '{personId} already has this role from {from} to {to}: revoke it, or give other days.',
  },
  'role-needs-unit': {
    kind: 'rule',
    it: 'Questo ruolo è di un’unità: indica quale.',
    en: 'This role is that of a unit: say of which.',
  },
  'role-without-unit': {
    kind: 'rule',
    it: 'Questo ruolo vale per tutta la zona: togli l’unità.',
    en: 'This role is for the whole zone: leave the unit out.',
  },
  'head-is-named': {
    kind: 'rule',
    it: 'L’unità {unit} è nel registro: il responsabile si nomina lì, con un atto («Cambia il responsabile dell’unità»), e il ruolo viene da sé.',
    en: 'The unit {unit} is in the register: its head is named there, by act (“replace-head”), and the role comes with it.',
  },
  'role-grant-not-found': {
    kind: 'absence',
    it: 'Il ruolo {id} non risulta dato a nessuno.',
    en: 'There is no role granted under {id}.',
  },
  'no-delegation': {
    kind: 'authority',
    it: 'Non risulta una delega di {from} a te, o è stata revocata.',
    en: 'There is no delegation from {from} to you, or it was revoked.',
  },
  'delegation-not-valid': {
    kind: 'authority',
    it: 'La delega di {from} vale dal {validFrom} al {validTo}: non il {day}.',
    en: 'The delegation from {from} holds from {validFrom} to {validTo}, not on {day}.',
  },
  'delegation-out-of-scope': {
    kind: 'authority',
    it: 'La delega di {from} non comprende questo: vale per altri cicli o per altri atti.',
    en: 'The delegation from {from} does not cover this: it is for other cycles or other acts.',
  },
  'may-not-stand-in': {
    kind: 'authority',
    it: 'Chi ha il ruolo di {role} non può agire per conto di altri.',
    en: 'The {roleEn} cannot act on behalf of others.',
  },
  'delegation-not-found': {
    kind: 'absence',
    it: 'La delega {id} non esiste.',
    en: 'There is no delegation {id}.',
  },
  'verb-unknown': {
    kind: 'rule',
    it: 'Nessuna azione si chiama «{verb}»: scrivi il nome che ha negli indirizzi, come submit-scheda.',
    en: 'No verb is called “{verb}”: write the name it has in the addresses, such as submit-scheda.',
  },
  'delegation-over': {
    kind: 'rule',
    it: 'L’ultimo giorno della delega ({validTo}) è già passato.',
    en: 'The last day of the delegation ({validTo}) is already over.',
  },
  'delegation-too-long': {
    kind: 'rule',
    it: 'Una delega dura al massimo un anno: anticipa l’ultimo giorno; quando finisce, se serve, conferiscine un’altra.',
    en: 'A delegation lasts one year at most: give an earlier last day; once it ends, grant another one if need be.',
  },
  'delegation-chained': {
    kind: 'rule',
    it: 'Chi agisce per conto di un altro non può delegare a sua volta.',
    en: 'Whoever acts on behalf of somebody cannot delegate in turn.',
  },
  'delegation-overlaps': {
    kind: 'rule',
    it: 'Negli stessi giorni e per gli stessi atti c’è già la delega {id} a {to} (dal {validFrom} al {validTo}): revocala, o cambia giorni o ambito.',
    en: 'For the same days and acts there already is the delegation {id} to {to} (from {validFrom} to {validTo}): revoke it, or change the days or the scope.',
  },
  'self-delegation': {
    kind: 'rule',
    it: 'Nessuno delega sé stesso: indica un’altra persona.',
    en: 'Nobody delegates to themselves: name another person.',
  },
  'not-your-delegation': {
    kind: 'authority',
    it: 'La delega non è tua: la revoca chi l’ha conferita, il Direttore o il coordinatore dell’Ufficio di Piano.',
    en: 'The delegation is not yours: it is revoked by whoever granted it, the director or the coordinator of the planning office.',
  },
  'same-hands': {
    kind: 'rule',
    it: 'Qui serve un secondo sguardo: decide una persona che non abbia già chiesto, proposto o preparato questo atto, né agito per chi l’ha fatto.',
    en: 'This needs a second look: somebody must decide who has not asked for it, proposed it or prepared it, nor acted for whoever did.',
  },
  // Procedures of co-programming
  'application-not-found': {
    kind: 'absence',
    it: 'La candidatura {id} non esiste.',
    en: 'There is no application {id}.',
  },
  'application-too-late': {
    kind: 'rule',
    it: 'L’avviso è scaduto il {closesOn}: una candidatura arrivata dopo non si registra. Se è arrivata in tempo, indica il giorno in cui è arrivata.',
    en: 'The notice ran out on {closesOn}: an application that came later is not registered. If it came in time, give the day it came.',
    law: LR65_10,
  },
  'applications-undecided': {
    kind: 'rule',
    it: 'Candidature né ammesse né non ammesse: {count}. Vanno decise prima della relazione.',
    en: 'Applications neither admitted nor not admitted: {count}. They are to be decided before the report.',
    law: LR65_10,
  },
  'body-not-admitted': {
    kind: 'rule',
    it: '{body} si è candidato e non è ammesso: non partecipa alle sessioni.',
    en: '{body} applied and is not admitted: it takes no part in the sessions.',
    law: LR65_10,
  },
  'co-programming-session-not-found': {
    kind: 'absence',
    it: 'La sessione di co-programmazione {id} non esiste.',
    en: 'There is no co-programming session {id}.',
  },
  'already-responsible': {
    kind: 'rule',
    it: 'È già la persona responsabile del procedimento.',
    en: 'This already is the responsible person of the procedure.',
  },
  'procedure-not-found': {
    kind: 'absence',
    it: 'Il procedimento di co-programmazione {cycleId} non esiste in questa zona.',
    en: 'There is no procedure of co-programming {cycleId} in this zone.',
  },
  'procedure-given-up': {
    kind: 'rule',
    it: 'Al procedimento {cycleId} si è rinunciato: non c’è un esito da attendere.',
    en: 'The procedure {cycleId} was given up: there is no outcome to wait for.',
  },
  'procedure-not-published': {
    kind: 'rule',
    it: 'Il procedimento {cycleId} non ha ancora pubblicato la relazione motivata.',
    en: 'The procedure {cycleId} has not published its reasoned report yet.',
    law: LR65_10,
  },
  'other-procedure': {
    kind: 'rule',
    it: 'Il ciclo attende l’esito di un altro procedimento: {awaited}.',
    en: 'The cycle waits for the outcome of another procedure: {awaited}.',
  },
  // Health profile
  'theme-not-found': {
    kind: 'absence',
    it: 'Il tema {id} non è nel profilo.',
    en: 'The theme {id} is not in the profile.',
  },
  'theme-reviewed': {
    kind: 'rule',
    it: 'Il tema «{name}» è già riletto: per cambiare ciò che contiene, riscrivine prima il testo.',
    en: 'The theme “{name}” is already reviewed: to change what is in it, write its text anew first.',
  },
  'theme-in-use': {
    kind: 'rule',
    it: 'Nel tema «{name}» ci sono ancora nodi, aspetti o indicatori ({count}): ritirali o spostali prima.',
    en: 'There are still needs or indicators in the theme “{name}” ({count}): withdraw or move them first.',
  },
  'own-theme': {
    kind: 'rule',
    it: 'Chi ha scritto il tema non lo rilegge: serve un’altra persona.',
    en: 'Who wrote the theme does not review it: another person is needed.',
  },
  'need-not-found': {
    kind: 'absence',
    it: 'Il nodo o aspetto {id} non è nel profilo.',
    en: 'The need {id} is not in the profile.',
  },
  'profile-indicator-not-found': {
    kind: 'absence',
    it: 'L’indicatore {id} non è nel profilo.',
    en: 'The indicator {id} is not in the profile.',
  },
  'data-source-not-found': {
    kind: 'absence',
    it: 'La fonte {id} non è nel profilo: aggiungila prima.',
    en: 'The source {id} is not in the profile: add it first.',
  },
  'document-already-attached': {
    kind: 'rule',
    it: 'Il documento «{title}» è già allegato, con la stessa impronta.',
    en: 'The document “{title}” is already attached, with the same fingerprint.',
  },
  'profile-empty': {
    kind: 'rule',
    it: 'Il profilo non ha ancora temi: non c’è un’edizione da proporre.',
    en: 'The profile has no themes yet: there is no edition to propose.',
  },
  'themes-not-reviewed': {
    kind: 'rule',
    it: 'Temi non ancora riletti: {count} (il primo: {first}). Un’edizione si propone quando lo sono tutti.',
    en: 'Themes not reviewed yet: {count} (the first: {first}). An edition is proposed once all of them are.',
  },
  'other-edition': {
    kind: 'conflict',
    it: 'L’impronta indicata non è quella dell’edizione proposta: rileggi l’edizione.',
    en: 'The fingerprint given is not that of the proposed edition: read the edition again.',
  },
  'edition-not-later': {
    kind: 'rule',
    it: 'L’edizione {cycleId} non è di un anno successivo: non può superare questa.',
    en: 'The edition {cycleId} is not of a later year: it cannot supersede this one.',
  },
  'profile-cycle-not-found': {
    kind: 'absence',
    it: 'Il profilo di salute {cycleId} non esiste in questa zona.',
    en: 'There is no health profile {cycleId} in this zone.',
  },
  'profile-not-frozen': {
    kind: 'rule',
    it: 'Il profilo {cycleId} non è un’edizione congelata e in vigore. Stato attuale: {state}.',
    en: 'The profile {cycleId} is not a frozen edition in force. It stands at: {stateEn}.',
  },
  'profile-unsaid': {
    kind: 'rule',
    it: 'Indica il ciclo del profilo e nient’altro, oppure edizione, titolo e documento.',
    en: 'Name the cycle of the profile and nothing else, or the edition, the title and the document.',
  },
  'profile-not-attached': {
    kind: 'rule',
    it: 'Nessun profilo di salute è allegato: prima di adottarlo va allegato.',
    en: 'No health profile is attached: it is attached before it is adopted.',
  },
  'profile-already-adopted': {
    kind: 'rule',
    it: 'Il profilo di salute allegato è già adottato.',
    en: 'The attached health profile is already adopted.',
  },
} as const satisfies Readonly<Record<string, RefusalText>>;

export type RefusalCode = keyof typeof catalogue;

export const refusalTexts: Readonly<Record<RefusalCode, RefusalText>> = catalogue;

/** The sentence of a refusal in both languages, filled in. */
export function refusalSentence(
  code: string,
  details: RefusalDetails,
): { readonly it: string; readonly en: string; readonly law?: string } {
  const text = (refusalTexts as Readonly<Record<string, RefusalText | undefined>>)[code];
  if (!text) return { it: code, en: code };
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => wordOf(details[name]) ?? `{${name}}`);
  const { it, en } = (isOfRegister(details) ? text.ofRegister : undefined) ?? text;
  return { it: fill(it), en: fill(en), ...(text.law !== undefined && { law: text.law }) };
}

/** Whether a refusal is about a register: it has no year, where a cycle has one. */
function isOfRegister({ cycleId }: RefusalDetails): boolean {
  const name = typeof cycleId === 'string' ? cycleName(cycleId) : undefined;
  return name !== undefined && name.year === undefined;
}

function wordOf(detail: RefusalDetails[string] | undefined): string | undefined {
  return typeof detail === 'object' ? undefined : detail?.toString();
}
