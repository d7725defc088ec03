import { named, work } from '../definitions/vocabulary.machine.js';

/** What the states of the cycle are called, and whose work each of them waits for. */
export const called = {
  absent: named('non ancora impostato', 'not yet drafted'),
  draft: named(
    'in bozza',
    'draft',
    work(
      ['UPc'],
      'Aprire il ciclo: responsabile e fascicolo',
      'Open the cycle: responsible person and case file',
      { doneBy: 'CycleOpened' },
    ),
  ),
  kickoff: named(
    'in avvio',
    'kickoff',
    work(['UPc', 'UPo'], 'Tenere la riunione di avvio', 'Hold the kickoff meeting', {
      doneBy: 'KickoffHeld',
      dueBy: 'KICKOFF',
    }),
  ),
  preparation: named(
    'in preparazione',
    'in preparation',
    work(
      ['UPc'],
      'Aprire la verifica quando partecipazione e co-programmazione sono definite',
      'Open the verification once participation and co-programming are settled',
      { doneBy: 'VerificationOpened', dueBy: 'SCHEDE_SUBMITTED' },
    ),
  ),
  participation: named('partecipazione', 'participation'),
  notStarted: named(
    'partecipazione non avviata',
    'participation not started',
    work(
      ['UPc', 'UPo'],
      'Convocare gli incontri di partecipazione',
      'Convene the participation meetings',
      { doneBy: 'MeetingConvened', dueBy: 'PARTICIPATION' },
    ),
  ),
  scheduled: named(
    'incontri in calendario',
    'meetings scheduled',
    work(
      ['UPc', 'UPo'],
      'Tenere gli incontri di partecipazione',
      'Hold the participation meetings',
      { doneBy: 'MeetingHeld', dueBy: 'PARTICIPATION' },
    ),
  ),
  underWay: named(
    'partecipazione in corso',
    'participation under way',
    work(
      ['UPc', 'UPo'],
      'Completare la partecipazione: categorie non ancora ascoltate',
      'Complete participation: categories not heard yet',
      { doneBy: 'ParticipationCompleted', dueBy: 'PARTICIPATION' },
    ),
  ),
  complete: named('partecipazione conclusa', 'participation complete'),
  coProgramming: named('co-programmazione', 'co-programming'),
  undecided: named(
    'co-programmazione da decidere',
    'co-programming undecided',
    work(
      ['DIR'],
      'Decidere sulla co-programmazione: attivarla o motivare il no',
      'Decide on co-programming: activate it or give the reasons for not doing so',
      { doneBy: 'CoProgrammingNotActivated', dueBy: 'CO_PROGRAMMING_DECISION' },
    ),
  ),
  proposed: named(
    'co-programmazione da decidere, su proposta',
    'co-programming proposed, undecided',
    work(
      ['DIR'],
      "Decidere sulla co-programmazione come proposta dall'Ufficio di Piano, o altrimenti",
      'Decide on co-programming as the planning office proposes, or otherwise',
      { doneBy: 'CoProgrammingNotActivated', dueBy: 'CO_PROGRAMMING_DECISION' },
    ),
  ),
  notActivated: named(
    'co-programmazione non attivata, con motivazione',
    'co-programming not activated, with reasons',
  ),
  referred: named(
    'co-programmazione in un procedimento proprio',
    'co-programming in a procedure of its own',
    work(
      ['UPc', 'UPo'],
      "Prendere atto della relazione, quando il procedimento l'ha pubblicata",
      'Take over the report, once the procedure has published it',
      { doneBy: 'CoProgrammingConcluded' },
    ),
  ),
  activated: named('co-programmazione attivata', 'co-programming activated'),
  started: named(
    'atto di avvio adottato',
    'started by an act',
    work(['UPc', 'UPo'], "Pubblicare l'avviso", 'Publish the notice', {
      doneBy: 'NoticePublished',
    }),
  ),
  onNotice: named(
    'avviso pubblicato',
    'notice published',
    work(['UPc', 'UPo'], "Chiudere l'avviso", 'Close the notice', { doneBy: 'NoticeClosed' }),
  ),
  inSession: named(
    'sessioni di co-programmazione',
    'in session',
    work(
      ['UPc'],
      'Tenere le sessioni e rilasciare la relazione motivata',
      'Hold the sessions and issue the reasoned report',
      { doneBy: 'CoProgrammingReportIssued' },
    ),
  ),
  reported: named(
    'relazione motivata rilasciata',
    'reasoned report issued',
    work(['UPc', 'UPo'], 'Pubblicare la relazione', 'Publish the report', {
      doneBy: 'CoProgrammingReportPublished',
    }),
  ),
  published: named('co-programmazione conclusa', 'co-programming concluded'),
  drafting: named('redazione', 'drafting'),
  empty: named(
    'nessuna scheda ancora al lavoro',
    'no scheda under way yet',
    work(['UPc'], 'Assegnare le schede alle unità', 'Assign the schede to the units', {
      doneBy: 'SchedaAssigned',
    }),
  ),
  draftingUnderWay: named('schede in redazione', 'schede under way'),
  knowledge: named('quadro conoscitivo', 'knowledge'),
  none: named(
    'profilo di salute non allegato',
    'no health profile attached',
    work(['UPc', 'UPo'], 'Allegare il profilo di salute', 'Attach the health profile', {
      doneBy: 'HealthProfileAttached',
      dueBy: 'HEALTH_PROFILE',
    }),
  ),
  attached: named('profilo di salute allegato', 'health profile attached'),
  adopted: named('profilo di salute adottato', 'health profile adopted'),
  verification: named(
    'in verifica',
    'in verification',
    work(
      ['UPc'],
      'Chiudere la verifica o chiedere correzioni',
      'Close the verification or ask for fixes',
      { doneBy: 'VerificationClosed', dueBy: 'SCHEDE_CHECKED' },
    ),
  ),
  approval: named('in approvazione', 'in approval'),
  proposal: named(
    'proposta alla firma del Direttore',
    'proposal before the director',
    work(['DIR'], 'Fare propria la proposta o restituirla', 'Endorse the proposal or return it', {
      doneBy: 'ProposalEndorsed',
      dueBy: 'PROPOSAL',
    }),
  ),
  endorsed: named(
    'proposta del Direttore',
    'endorsed',
    work(['SEG'], 'Convocare la Conferenza', "Convene the mayors' conference", {
      doneBy: 'OrganConvened',
      dueBy: 'CONVOCATION',
    }),
  ),
  onAgenda: named("all'ordine del giorno", 'on the agenda'),
  convened: named(
    'seduta convocata',
    'session convened',
    work(['SEG'], "Registrare l'esito della seduta", 'Record the outcome of the session', {
      doneBy: 'DeliberationRecorded',
      dueBy: 'APPROVAL',
    }),
  ),
  adjourned: named(
    'seduta da riconvocare',
    'adjourned',
    work(['SEG'], 'Convocare una nuova seduta', 'Convene a new session', {
      doneBy: 'OrganConvened',
      dueBy: 'APPROVAL',
    }),
  ),
  inForce: named(
    'in attuazione',
    'in force',
    work(['UPc'], 'Avviare il rendiconto di fine anno', 'Start the final report', {
      doneBy: 'FinalReportStarted',
      dueBy: 'FINAL_REPORT',
    }),
  ),
  monitoring: named('monitoraggio', 'monitoring'),
  betweenCheckpoints: named(
    'nessun monitoraggio aperto',
    'between checkpoints',
    work(['UPc', 'UPo'], 'Aprire il monitoraggio', 'Open the checkpoint', {
      doneBy: 'CheckpointOpened',
      dueBy: 'CHECKPOINT',
    }),
  ),
  atCheckpoint: named(
    'monitoraggio in corso',
    'at a checkpoint',
    work(['UPc', 'UPo'], 'Chiudere il monitoraggio', 'Close the checkpoint', {
      doneBy: 'CheckpointClosed',
      dueBy: 'CHECKPOINT',
    }),
  ),
  revision: named("revisione in corso d'anno", 'revision in the course of the year'),
  noRevision: named('nessuna revisione aperta', 'no revision under way'),
  revisionOpen: named(
    'revisione aperta',
    'revision open',
    work(['UPc'], 'Verificare la revisione o lasciarla cadere', 'Verify the revision or drop it', {
      doneBy: 'RevisionVerified',
    }),
  ),
  revisionProposal: named(
    'revisione alla firma del Direttore',
    'revision before the director',
    work(['DIR'], 'Fare propria la revisione o restituirla', 'Endorse the revision or return it', {
      doneBy: 'ProposalEndorsed',
    }),
  ),
  revisionEndorsed: named(
    'revisione del Direttore',
    'revision endorsed',
    work(
      ['SEG'],
      'Convocare la Conferenza sulla revisione',
      "Convene the mayors' conference on the revision",
      { doneBy: 'OrganConvened' },
    ),
  ),
  publication: named('pubblicazione', 'publication'),
  toPublish: named(
    'piano da pubblicare',
    'plan to be published',
    work(['UPc', 'UPo', 'SEG'], 'Pubblicare il piano in vigore', 'Publish the plan in force', {
      doneBy: 'PlanPublished',
      dueBy: 'PUBLICATION',
    }),
  ),
  planPublished: named('piano pubblicato', 'plan published'),
  prowebDeposit: named('deposito in Proweb', 'deposit in Proweb'),
  toDeposit: named(
    'piano da depositare in Proweb',
    'plan to be deposited in Proweb',
    work(
      ['UPc', 'UPo'],
      'Inserire il piano in Proweb e registrare il deposito',
      'Enter the plan into Proweb and record the deposit',
      { doneBy: 'ProwebDepositRecorded', dueBy: 'PROWEB_DEPOSIT' },
    ),
  ),
  deposited: named('piano depositato in Proweb', 'plan deposited in Proweb'),
  reporting: named('rendiconto', 'reporting'),
  collecting: named(
    'rendiconti delle schede in raccolta',
    'collecting the reports of the schede',
    work(['DIR'], 'Fare proprio il rendiconto', 'Endorse the final report', {
      doneBy: 'FinalReportEndorsed',
      dueBy: 'FINAL_REPORT',
    }),
  ),
  reportEndorsed: named(
    'rendiconto del Direttore',
    'final report endorsed',
    work(
      ['SEG'],
      "Registrare l'approvazione del rendiconto",
      'Record the approval of the final report',
      { doneBy: 'FinalReportApproved', dueBy: 'FINAL_REPORT' },
    ),
  ),
  reportApproved: named(
    'rendiconto approvato',
    'final report approved',
    work(['UPc'], 'Chiudere il ciclo', 'Close the cycle', { doneBy: 'CycleClosed' }),
  ),
  closed: named('chiuso', 'closed'),
  suspended: named(
    'sospeso',
    'suspended',
    work(['DIR'], 'Riprendere il ciclo, quando cade il motivo', 'Resume the cycle in due time', {
      doneBy: 'CycleResumed',
    }),
  ),
  suspendedInPreparation: named('durante la preparazione', 'during preparation'),
  suspendedInVerification: named('durante la verifica', 'during verification'),
  suspendedInApproval: named("durante l'approvazione", 'during approval'),
  suspendedInForce: named("durante l'attuazione", 'while in force'),
  suspendedInReporting: named('durante il rendiconto', 'during reporting'),
  annulled: named("annullato d'ufficio", 'annulled'),
  revoked: named('revocato', 'revoked'),
  abandoned: named('abbandonato', 'abandoned'),
};
