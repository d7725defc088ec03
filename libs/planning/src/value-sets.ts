/**
 * The closed lists of the domain: never free strings in a fact. They belong to the definition (and to its
 * digest); labels are what a person reads. Sources: LR Toscana 40/2005 art. 15 (categories), the Livorno
 * POA 2024 (sectors, counterparts); the rest is a proposal of this project.
 */
export const sectors = {
  SOCIO_SANITARIO: 'Socio-sanitario',
  SOCIO_ASSISTENZIALE: 'Socio-assistenziale',
  PREVENZIONE_PROMOZIONE: 'Prevenzione e promozione',
  CURE_PRIMARIE_SANITA_TERRITORIALE: 'Cure primarie-sanità territoriale',
  VIOLENZA_DI_GENERE: 'Violenza di genere',
} as const;

/** Those whose participation is due by LR 40/2005 art. 15. */
export const categories = {
  UTENTI: 'Utenti',
  ORGANIZZAZIONI_SINDACALI: 'Organizzazioni sindacali',
  VOLONTARIATO: 'Organizzazioni di volontariato',
  TUTELA_E_PROMOZIONE_SOCIALE: 'Associazioni di tutela e di promozione sociale',
  COOPERAZIONE_SOCIALE: 'Cooperazione sociale',
  ALTRI_ETS: 'Altri soggetti del terzo settore',
} as const;

export const counterparts = {
  COMITATO_PARTECIPAZIONE: 'Comitato di partecipazione zonale',
  OO_SS: 'Organizzazioni sindacali',
  CONSULTA_TERZO_SETTORE: 'Consulta del Terzo settore',
  ALTRO: 'Altro interlocutore',
} as const;

export const channels = { IN_PERSON: 'In presenza', ONLINE: 'Online', MIXED: 'Mista' } as const;

export const returnReasons = {
  INCOMPLETE: 'Incompleta',
  NO_INDICATOR: 'Senza indicatore',
  WRONG_PROGRAMME: 'Programma sbagliato',
  NOT_TIED_TO_NEED: 'Non legata a un bisogno',
  RESOURCES_UNCLEAR: 'Risorse non chiare',
  DUPLICATE: 'Doppione',
  TEXT: 'Testo da rivedere',
  OTHER: 'Altro',
} as const;

export const noCoProgrammingMotivations = {
  TIGHT_SCHEDULE: 'Tempistica serrata',
  NOTICE_PERIOD_NOT_FEASIBLE: 'Termine di avviso non compatibile',
  DEFERRED_TO_OTHER_CYCLE: 'Rinvio ad altro ciclo',
  NO_MATTER_OF_GENERAL_INTEREST: 'Nessuna attività di interesse generale',
  OTHER: 'Altro',
} as const;

export const deadlineBases = {
  REGIONAL_ACT: 'Atto regionale',
  LAW: 'Legge',
  ORGAN_DECISION: "Decisione dell'organo",
  OFFICE: 'Ufficio',
} as const;

/** What a deadline of a cycle is about; the work a state awaits names one of these. */
export const deadlineKinds = {
  KICKOFF: 'Riunione di avvio',
  HEALTH_PROFILE: 'Profilo di salute allegato',
  CO_PROGRAMMING_DECISION: 'Decisione sulla co-programmazione',
  PARTICIPATION: 'Partecipazione conclusa',
  SCHEDE_SUBMITTED: 'Schede trasmesse',
  SCHEDE_CHECKED: 'Schede verificate',
  PROPOSAL: 'Proposta alla Conferenza',
  CONVOCATION: 'Convocazione della Conferenza',
  APPROVAL: 'Approvazione',
  PUBLICATION: 'Pubblicazione del piano',
  PROWEB_DEPOSIT: 'Deposito in Proweb',
  CHECKPOINT: 'Monitoraggio',
  FINAL_REPORT: 'Rendiconto',
  PRESERVATION_TRANSFER: 'Versamento in conservazione',
  ADMIN_ACCESS_CHECK: 'Verifica degli accessi degli amministratori',
  OTHER: 'Altra scadenza',
} as const;

export const outcomes = {
  approved: 'Approvato',
  approvedWithPrescriptions: 'Approvato con prescrizioni',
  rejected: 'Respinto',
  postponed: 'Rinviato',
  noQuorum: 'Numero legale mancante',
} as const;

/** By what office somebody sits in the organ for their body, and whose place a delegate may take. */
export const memberOffices = {
  SINDACO: 'Sindaco',
  PRESIDENTE_UNIONE: "Presidente dell'unione di comuni",
  DIRETTORE_GENERALE: "Direttore generale dell'azienda USL",
} as const;

export const contributionAnswers = {
  ACCEPTED: 'Accolto',
  PARTLY: 'Accolto in parte',
  NOT_ACCEPTED: 'Non accolto',
} as const;

export const holders = {
  AUSL: 'Azienda USL',
  COMUNE: 'Comune',
  COMUNI_DELLA_ZONA: 'Comuni della zona',
} as const;

export const schedaKinds = {
  NEW: 'Nuova',
  CARRIED_OVER: 'Riproposta',
  CONSOLIDATED: 'Consolidata',
} as const;

/** How far a scheda of a plan in force has come. Proweb has a list of its own, to be mapped at the export. */
export const executionStatuses = {
  NOT_STARTED: 'Non avviata',
  UNDER_WAY: 'In corso',
  SUSPENDED: 'Sospesa',
  COMPLETED: 'Completata',
  PARTLY_DONE: 'Realizzata in parte',
  NOT_DONE: 'Non realizzata',
} as const;

/** Why a scheda of the year before does not begin in the new one. */
export const notCarriedReasons = {
  NOT_RE_PROPOSED: 'Non riproposta dalla sua unità',
  NOT_REPORTED: 'Senza rendiconto: nessuno ha detto se riproporla',
  NOT_ACCEPTED: 'Il suo rendiconto non è ancora accettato',
  EXCUSED: 'Esonerata dal rendiconto',
  DROPPED: 'Tolta dal piano con una revisione',
  ANNULLED: 'Annullata',
  WITHDRAWN: 'Ritirata',
  NOT_SUBMITTED: 'La sua unità non l’ha mai trasmessa',
  NOT_APPROVED: 'Mai approvata: lasciata fuori dal piano, o di un ciclo abbandonato',
  UNIT_CLOSED: 'La sua unità non esiste più',
  LEFT_FOR_LATER: 'Troppo testo per una volta sola: si ripropone con un secondo passaggio',
} as const;

/** Where a row of the register of co-design stands. The words of its source are kept beside the code. */
export const coDesignStates = {
  planned: 'In programma',
  award_started: 'Avviato iter per l’affidamento',
  ongoing: 'In corso',
  suspended: 'Sospesa',
  concluded: 'Conclusa',
  withdrawn: 'Ritirata',
} as const;

/** What a row of the register of co-design is, in law. */
export const legalForms = {
  art55: 'Co-progettazione (d.lgs. 117/2017 art. 55)',
  art56: 'Convenzione (d.lgs. 117/2017 art. 56)',
  convenzione: 'Convenzione',
  atto_aggiuntivo: 'Atto aggiuntivo',
  unknown: 'Non indicata',
} as const;

/** What somebody named in a row of co-design is to it. */
export const subjectRoles = {
  partner: 'Partner',
  beneficiary: 'Destinatario',
  to_be_found: 'Da individuare',
  generic: 'Categoria di soggetti',
} as const;

/** The acts of programming, by what they are; everything else is an attachment. */
export const planDocumentKinds = {
  pssir: 'Piano sanitario e sociale integrato regionale',
  pis: 'Piano integrato di salute',
  piz: 'Piano d’inclusione zonale',
  poa: 'Programmazione operativa annuale',
  profilo: 'Profilo di salute',
  psz: 'Piano sociale di zona',
  atto_regionale: 'Atto regionale',
  convenzione: 'Convenzione',
  allegato: 'Allegato',
} as const;

export const valueSets = {
  coDesignStates,
  legalForms,
  subjectRoles,
  planDocumentKinds,
  sectors,
  categories,
  counterparts,
  channels,
  returnReasons,
  noCoProgrammingMotivations,
  deadlineBases,
  deadlineKinds,
  outcomes,
  memberOffices,
  contributionAnswers,
  holders,
  schedaKinds,
  executionStatuses,
  notCarriedReasons,
} as const;

/** The codes of a value set, for a check or a union type. */
export function codes<Code extends string>(set: Readonly<Record<Code, string>>): readonly Code[] {
  return Object.keys(set) as Code[];
}

export type CoDesignState = keyof typeof coDesignStates;
export type LegalForm = keyof typeof legalForms;
export type SubjectRole = keyof typeof subjectRoles;
export type PlanDocumentKind = keyof typeof planDocumentKinds;
export type Sector = keyof typeof sectors;
export type Category = keyof typeof categories;
export type Counterpart = keyof typeof counterparts;
export type Channel = keyof typeof channels;
export type ReturnReason = keyof typeof returnReasons;
export type NoCoProgrammingMotivation = keyof typeof noCoProgrammingMotivations;
export type DeadlineBasis = keyof typeof deadlineBases;
export type DeadlineKind = keyof typeof deadlineKinds;
export type DeliberationOutcome = keyof typeof outcomes;
export type MemberOffice = keyof typeof memberOffices;
export type ContributionAnswer = keyof typeof contributionAnswers;
export type ExecutionStatus = keyof typeof executionStatuses;
export type NotCarriedReason = keyof typeof notCarriedReasons;
