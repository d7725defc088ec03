/** What a notice is called, in the two languages; `{about}` is what it is about. */
interface NoticeTitle extends InBoth {
  /** Where the rule tells some of its audiences another thing than the others. */
  readonly toAudience?: Readonly<Record<string, InBoth>>;
  /** Where the rule tells of several types of facts: what happened. */
  readonly ofFact?: Readonly<Record<string, InBoth>>;
  /** What the rule is called where people choose what they are told of. */
  readonly rule: InBoth;
}

interface InBoth {
  readonly it: string;
  readonly en: string;
}

const calledOff: InBoth = { it: 'Incontro annullato: {about}', en: 'Meeting cancelled: {about}' };
const moved: Pick<NoticeTitle, 'ofFact'> = {
  ofFact: {
    MeetingRescheduled: { it: 'Incontro spostato: {about}', en: 'Meeting moved: {about}' },
    MeetingCancelled: calledOff,
    // What was still to come in a cycle is called off with it.
    ...{ CycleAbandoned: calledOff, CycleAnnulled: calledOff, CycleRevoked: calledOff },
  },
};

/**
 * What the notices of each rule are called. Not in the definition: a better wording must not alter it, and a cycle
 * that began with the old one is told of with the new.
 */
export const noticeTitles: Readonly<Record<string, NoticeTitle>> = {
  'cycle-opened': {
    it: 'Il ciclo è aperto: {about}',
    en: 'The cycle is open: {about}',
    rule: { it: 'Apertura del ciclo', en: 'Opening of the cycle' },
  },
  'kickoff-held': {
    it: 'La riunione di avvio si è tenuta: {about}',
    en: 'The kickoff meeting was held: {about}',
    rule: { it: 'Riunione di avvio', en: 'Kickoff meeting' },
  },
  'scheda-assigned': {
    it: 'Ti è affidata la scheda {about}',
    en: 'The scheda {about} is given to you',
    rule: { it: 'Schede affidate', en: 'Schede assigned' },
  },
  'scheda-reassigned': {
    it: 'Ti è passata la scheda {about}',
    en: 'The scheda {about} has passed to you',
    toAudience: {
      'former-holder-of-scheda': {
        it: 'La scheda {about} è passata ad altri',
        en: 'The scheda {about} has passed to others',
      },
    },
    rule: { it: 'Schede passate di mano', en: 'Schede reassigned' },
  },
  'scheda-returned': {
    it: 'Restituita per integrazioni: scheda {about}',
    en: 'Returned for changes: scheda {about}',
    rule: { it: 'Schede restituite', en: 'Schede returned' },
  },
  'deadline-near': {
    it: 'Promemoria di scadenza: {about}',
    en: 'Reminder of a deadline: {about}',
    rule: { it: 'Promemoria di scadenza', en: 'Reminders of deadlines' },
  },
  'deadline-missed': {
    it: 'Scadenza passata: {about}',
    en: 'Deadline missed: {about}',
    rule: { it: 'Scadenze passate', en: 'Deadlines missed' },
  },
  'unit-reminded': {
    it: 'Sollecito dell’Ufficio di Piano: {about}',
    en: 'Reminder of the planning office: {about}',
    rule: { it: 'Solleciti dell’Ufficio di Piano', en: 'Reminders of the planning office' },
  },
  'meeting-convened': {
    it: 'Convocazione: {about}',
    en: 'Convocation: {about}',
    rule: { it: 'Convocazioni agli incontri', en: 'Convocations to meetings' },
  },
  'meeting-moved': {
    it: 'Incontro spostato o annullato: {about}',
    en: 'Meeting moved or cancelled: {about}',
    ...moved,
    rule: { it: 'Incontri spostati o annullati', en: 'Meetings moved or cancelled' },
  },
  'minutes-opened': {
    it: 'Verbale aperto alle osservazioni: {about}',
    en: 'Minutes open to observations: {about}',
    rule: { it: 'Verbali aperti alle osservazioni', en: 'Minutes open to observations' },
  },
  'meeting-convened-units': {
    it: 'Incontro di partecipazione: {about}',
    en: 'Participation meeting: {about}',
    rule: { it: 'Incontri di partecipazione', en: 'Participation meetings' },
  },
  'meeting-moved-units': {
    it: 'Incontro spostato o annullato: {about}',
    en: 'Meeting moved or cancelled: {about}',
    ...moved,
    rule: { it: 'Incontri spostati o annullati', en: 'Meetings moved or cancelled' },
  },
  'notice-published': {
    it: 'Avviso di co-programmazione pubblicato: {about}',
    en: 'Notice of co-programming published: {about}',
    rule: { it: 'Avvisi di co-programmazione', en: 'Notices of co-programming' },
  },
  'contribution-received': {
    it: 'Contributo ricevuto: {about}',
    en: 'Contribution received: {about}',
    rule: { it: 'Contributi ricevuti', en: 'Contributions received' },
  },
  'contribution-answered': {
    it: 'Risposta al tuo contributo: {about}',
    en: 'Answer to your contribution: {about}',
    rule: { it: 'Risposte ai contributi', en: 'Answers to contributions' },
  },
  'verification-closed': {
    it: 'Verifica conclusa: {about}',
    en: 'Verification closed: {about}',
    rule: { it: 'Verifica conclusa', en: 'Verification closed' },
  },
  'proposal-endorsed': {
    it: 'Proposta da portare alla Conferenza: {about}',
    en: 'Proposal for the Conference: {about}',
    rule: { it: 'Proposte alla Conferenza', en: 'Proposals to the Conference' },
  },
  'organ-convened': {
    it: 'Convocazione della Conferenza: {about}',
    en: 'Convocation of the Conference: {about}',
    rule: { it: 'Convocazioni della Conferenza', en: 'Convocations of the Conference' },
  },
  'organ-convened-office': {
    it: 'La Conferenza è convocata: {about}',
    en: 'The Conference is convened: {about}',
    rule: { it: 'Conferenza convocata', en: 'Conference convened' },
  },
  'session-called-off': {
    it: 'Disdetta la Conferenza: {about}',
    en: 'The Conference is called off: {about}',
    rule: { it: 'Sedute della Conferenza disdette', en: 'Sessions of the Conference called off' },
  },
  'session-called-off-office': {
    it: 'La Conferenza è disdetta: {about}',
    en: 'The Conference is called off: {about}',
    rule: { it: 'Conferenza disdetta', en: 'Conference called off' },
  },
  'deliberation-recorded': {
    it: 'La Conferenza ha deliberato: {about}',
    en: 'The Conference has deliberated: {about}',
    rule: { it: 'Deliberazioni', en: 'Deliberations' },
  },
  'revision-opened': {
    it: 'Aperta una revisione in corso d’anno: {about}',
    en: 'A revision in the course of the year is open: {about}',
    rule: { it: 'Revisioni', en: 'Revisions' },
  },
  'cycle-ended': {
    it: 'Annullato, revocato o riaperto: {about}',
    en: 'Annulled, revoked or reopened: {about}',
    ofFact: {
      CycleAnnulled: { it: 'Annullato: {about}', en: 'Annulled: {about}' },
      CycleRevoked: { it: 'Revocato: {about}', en: 'Revoked: {about}' },
      CycleReopened: { it: 'Riaperto: {about}', en: 'Reopened: {about}' },
    },
    rule: { it: 'Annullamenti, revoche, riaperture', en: 'Annulments, revocations, reopenings' },
  },
  'delegation-granted': {
    it: 'Delega conferita: {about}',
    en: 'Delegation granted: {about}',
    rule: { it: 'Deleghe conferite', en: 'Delegations granted' },
  },
  'delegation-ending': {
    it: 'Delega che finisce fra tre giorni: {about}',
    en: 'Delegation ending in three days: {about}',
    rule: { it: 'Deleghe che finiscono', en: 'Delegations ending' },
  },
  'emergency-opened': {
    it: 'Aperto l’accesso di emergenza: {about}',
    en: 'The emergency access was opened: {about}',
    rule: { it: 'Accesso di emergenza', en: 'Emergency access' },
  },
  'account-changed': {
    it: 'Il tuo account o il modo in cui accedi è cambiato: {about}',
    en: 'Your account or the way you sign in has changed: {about}',
    rule: { it: 'Modifiche al tuo account', en: 'Changes of your account' },
  },
  'mail-returned': {
    it: 'Una mail è tornata indietro: {about}',
    en: 'A mail has come back: {about}',
    rule: { it: 'Mail tornate indietro', en: 'Mails that came back' },
  },
  'mail-refused': {
    it: 'Una mail è stata rifiutata: {about}',
    en: 'A mail was refused: {about}',
    rule: { it: 'Mail rifiutate', en: 'Mails refused' },
  },
  'mail-given-up': {
    it: 'Mail non partite in cinque giorni, tra cui {about}',
    en: 'Mails that did not leave in five days, {about} among them',
    rule: { it: 'Mail non partite', en: 'Mails that did not leave' },
  },
  'nobody-reached': {
    it: 'Nessun indirizzo per chi doveva essere avvisato: {about}',
    en: 'No address for whoever had to be told: {about}',
    rule: { it: 'Destinatari senza indirizzo', en: 'Recipients without an address' },
  },
  'certified-mail-failed': {
    it: 'PEC senza consegna: {about}',
    en: 'Certified mail without delivery: {about}',
    rule: { it: 'PEC senza consegna', en: 'Certified mail without delivery' },
  },
  'webhook-given-up': {
    it: 'Un programma non è più avvisato: {about}',
    en: 'A program is told no more: {about}',
    rule: { it: 'Programmi non più avvisati', en: 'Programs told no more' },
  },
  'row-needs-review': {
    it: 'Da rivedere, il periodo è finito: {about}',
    en: 'To be looked at, its period is over: {about}',
    rule: { it: 'Righe del registro da rivedere', en: 'Rows of the register to be looked at' },
  },
};

/** What of a notice decides what it is called. */
export interface Titled {
  readonly ruleId: string;
  readonly audience: string;
  /** The type of the fact it tells of. */
  readonly causeType: string;
}

/** What a notice is called. Of a rule that nobody has worded, the rule. */
export function titleOf(
  { ruleId, audience, causeType }: Titled,
  about: string,
  language: 'it' | 'en',
): string {
  const title = under(noticeTitles, ruleId);
  const special = under(title?.toAudience, audience) ?? under(title?.ofFact, causeType);
  // Not with `replace`, which would read signs in what it is about.
  return ((special ?? title)?.[language] ?? `${ruleId}: {about}`).split('{about}').join(about);
}

function under<Worded>(
  titles: Readonly<Record<string, Worded>> | undefined,
  key: string,
): Worded | undefined {
  return titles && Object.hasOwn(titles, key) ? titles[key] : undefined;
}
