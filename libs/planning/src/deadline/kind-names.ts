import { deadlineKinds, type DeadlineKind } from '../value-sets.js';

type InWords = Readonly<Record<'it' | 'en', Readonly<Record<DeadlineKind, string>>>>;

/** What each kind of deadline is called where it stands by itself: what is so by then. */
export const kindNames: InWords = {
  it: deadlineKinds,
  en: {
    KICKOFF: 'Kickoff',
    HEALTH_PROFILE: 'Health profile attached',
    CO_PROGRAMMING_DECISION: 'Decision on co-programming',
    PARTICIPATION: 'Participation completed',
    SCHEDE_SUBMITTED: 'Schede submitted',
    SCHEDE_CHECKED: 'Schede checked',
    PROPOSAL: 'Proposal to the conference',
    CONVOCATION: 'Convocation of the conference',
    APPROVAL: 'Approval',
    PUBLICATION: 'Publication of the plan',
    PROWEB_DEPOSIT: 'Deposit in Proweb',
    CHECKPOINT: 'Checkpoint',
    FINAL_REPORT: 'Final report',
    PRESERVATION_TRANSFER: 'Transfer to preservation',
    ADMIN_ACCESS_CHECK: 'Check of the administrators’ accesses',
    OTHER: 'Other deadline',
  },
};

/** What each kind of deadline is for, within a sentence: “partecipazione conclusa” would tell that it is done. */
export const kindTasks: InWords = {
  it: {
    KICKOFF: 'riunione di avvio',
    HEALTH_PROFILE: 'allegazione del profilo di salute',
    CO_PROGRAMMING_DECISION: 'decisione sulla co-programmazione',
    PARTICIPATION: 'partecipazione',
    SCHEDE_SUBMITTED: 'trasmissione delle schede',
    SCHEDE_CHECKED: 'verifica delle schede',
    PROPOSAL: 'proposta alla Conferenza',
    CONVOCATION: 'convocazione della Conferenza',
    APPROVAL: 'approvazione',
    PUBLICATION: 'pubblicazione del piano',
    PROWEB_DEPOSIT: 'deposito in Proweb',
    CHECKPOINT: 'monitoraggio',
    FINAL_REPORT: 'rendiconto',
    PRESERVATION_TRANSFER: 'versamento in conservazione',
    ADMIN_ACCESS_CHECK: 'verifica degli accessi degli amministratori',
    OTHER: 'altra scadenza',
  },
  en: {
    KICKOFF: 'kickoff',
    HEALTH_PROFILE: 'attaching the health profile',
    CO_PROGRAMMING_DECISION: 'decision on co-programming',
    PARTICIPATION: 'participation',
    SCHEDE_SUBMITTED: 'submission of the schede',
    SCHEDE_CHECKED: 'check of the schede',
    PROPOSAL: 'proposal to the Conference',
    CONVOCATION: 'convocation of the Conference',
    APPROVAL: 'approval',
    PUBLICATION: 'publication of the plan',
    PROWEB_DEPOSIT: 'deposit in Proweb',
    CHECKPOINT: 'monitoring',
    FINAL_REPORT: 'final report',
    PRESERVATION_TRANSFER: 'transfer to preservation',
    ADMIN_ACCESS_CHECK: 'check of the administrators’ accesses',
    OTHER: 'other deadline',
  },
};
