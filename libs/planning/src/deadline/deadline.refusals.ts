import type { RefusalTexts } from '../refusal-text.js';

/** Deadlines and the calendar they are counted by. */
export const deadlineRefusals = {
  'deadline-not-found': {
    kind: 'absence',
    it: 'La scadenza {id} non esiste: prendi il suo id dall’elenco delle scadenze del ciclo, o la chiave dalla proposta.',
    en: 'There is no deadline {id}: take its id from the list of the deadlines of the cycle, or the key from the proposal.',
  },
  'deadline-would-be-sooner': {
    kind: 'rule',
    it: 'Il {to} viene prima dell’ultimo giorno di adesso, il {from}: una proroga va a un giorno più lontano. Per anticipare la scadenza usa «Anticipa la scadenza» (shorten-deadline).',
    en: '{to} comes before the present last day, {from}: an extension goes to a later day. To move the deadline to an earlier one, use “Shorten the deadline” (shorten-deadline).',
  },
  'deadline-would-be-later': {
    kind: 'rule',
    it: 'Il {to} viene dopo l’ultimo giorno di adesso, il {from}: si anticipa a un giorno più vicino. Per dare più tempo usa «Proroga la scadenza» (extend-deadline).',
    en: '{to} comes after the present last day, {from}: it is shortened to an earlier day. To give more time, use “Extend the deadline” (extend-deadline).',
  },
  'deadline-not-over': {
    kind: 'rule',
    it: 'La scadenza non è mancata: il suo ultimo giorno è il {due}.',
    en: 'The deadline is not missed: its last day is {due}.',
  },
  'deadline-met-by-what-is-done': {
    kind: 'rule',
    it: 'La scadenza è rispettata quando è registrato il fatto di cui parla: {what}.',
    en: 'The deadline is met once what it is about is recorded: {whatEn}.',
  },
  'deadline-stands-still': {
    kind: 'rule',
    it: 'La scadenza del {due} è ferma finché il ciclo è sospeso.',
    en: 'The deadline of {due} stands still while the cycle is suspended.',
  },
  'reminder-of-another-day': {
    kind: 'rule',
    it: 'Il promemoria è per il {due}, ma l’ultimo giorno ora è il {now}.',
    en: 'The reminder is for {due}, but the last day is {now} by now.',
  },
  'reminder-not-due': {
    kind: 'rule',
    it: 'Il promemoria della scadenza del {due} non è per oggi: il suo giorno è il {day}.',
    en: 'The reminder of the deadline of {due} is not for today: its day is {day}.',
  },
  'nobody-to-remind': {
    kind: 'rule',
    it: 'La scadenza del {due} non va ricordata a nessuno: è già fatto, o chi deve saperlo lo sa già.',
    en: 'There is nobody to remind of the deadline of {due}: it is done, or whoever must know knows.',
  },
  'nobody-in-unit-to-remind': {
    kind: 'rule',
    it: 'Nell’unità {unitId} nessuno può ricevere il sollecito: indica prima chi ne è responsabile.',
    en: 'There is nobody in the unit {unitId} whom a reminder would reach: first say who heads it.',
  },
  'reminder-not-found': {
    kind: 'absence',
    it: 'Il sollecito {id} non esiste: prendi il suo id dal fatto con cui è stato inviato.',
    en: 'There is no reminder {id}: take its id from the fact by which it was sent.',
  },
  'reminder-has-left': {
    kind: 'conflict',
    it: 'È tardi per annullare il sollecito: si poteva entro {seconds} secondi dall’invio, e ormai parte.',
    en: 'It is too late to take the reminder back: that was possible within {seconds} seconds of sending it, and by now it leaves.',
  },
  'reminder-taken-back': {
    kind: 'conflict',
    it: 'Il sollecito è stato annullato prima di partire, e non si spedisce più: se serve, inviane un altro.',
    en: 'The reminder was taken back before it left, and is not sent any more: send another one if there is need.',
  },
  'proposal-changed': {
    kind: 'conflict',
    it: 'La proposta di scadenze non è più quella che hai visto: rileggila e decidi su quella.',
    en: 'The proposal of deadlines is no longer the one you saw: read it again and decide on that.',
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
  'kickoff-needed': {
    kind: 'rule',
    it: 'La riunione di avvio non si è ancora tenuta e il ciclo non ne conosce il giorno: non c’è un giorno da spostare. Indica in quale giorno supponi che si tenga.',
    en: 'The kickoff was not held yet and the cycle knows no day for it: there is no day to move. Name the day on which you suppose it to be.',
  },
  'director-sets-binding-deadlines': {
    kind: 'authority',
    it: 'Le scadenze con base in una legge o in un atto regionale sono del Direttore: chiedilo a lui.',
    en: 'Deadlines based on a law or a regional act are for the director: ask them to do it.',
  },
  'director-accepts-binding-moves': {
    kind: 'authority',
    it: 'La proposta sposta anche scadenze con base in una legge o in un atto regionale, che sono del Direttore: chiedi a lui di accettarla, o lascia come sono queste con «leaveOut»: {keys}.',
    en: 'The proposal also moves deadlines based on a law or a regional act, which are for the director: ask them to accept it, or leave these as they are by “leaveOut”: {keys}.',
  },
  'unit-without-schede': {
    kind: 'rule',
    it: 'L’unità {unitId} non ha schede in questo ciclo: la proroga non varrebbe per nessuno. Indica un’unità che ne ha, o nessuna per prorogare a tutti.',
    en: 'The unit {unitId} has no schede in this cycle: the extension would be for nobody. Name a unit that has some, or none to extend it for all.',
  },
} as const satisfies RefusalTexts;
