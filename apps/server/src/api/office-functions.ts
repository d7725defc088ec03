/** Something of this program that serves a function. A test holds each to what there is. */
export type ServedBy =
  | { readonly query: string }
  | { readonly verb: string }
  /** The definition of a cycle or of a register. */
  | { readonly definition: string };

/** A function of an Ufficio di Piano, what of this program serves it, and what does not. */
export interface OfficeFunction {
  readonly number: number;
  readonly title: { readonly it: string; readonly en: string };
  /** `partly` and `no` say under `missing` what the office still does elsewhere. */
  readonly served: 'yes' | 'partly' | 'no';
  readonly by: readonly ServedBy[];
  readonly missing?: { readonly it: string; readonly en: string };
}

const query = (path: string): ServedBy => ({ query: `/api/v1/${path}` });
const verbs = (...names: readonly string[]): readonly ServedBy[] => names.map((verb) => ({ verb }));
const definition = (id: string): ServedBy => ({ definition: id });

/**
 * The ten functions of an Ufficio di Piano, after the project of the office of Pistoia (2024), which names
 * the documents of the first function in one breath: Profilo di salute, PIS and PIZ are three here.
 */
export const officeFunctions: readonly OfficeFunction[] = [
  {
    number: 1,
    title: { it: 'Profilo di salute', en: 'Health profile' },
    served: 'yes',
    by: [
      definition('profilo-di-salute'),
      ...verbs('propose-theme', 'record-need', 'record-indicator', 'add-data-source'),
      ...verbs('propose-edition', 'adopt-edition', 'attach-health-profile', 'import-needs'),
      query('cycles/{cycleId}'),
    ],
  },
  {
    number: 2,
    title: { it: 'Piano integrato di salute (PIS)', en: 'Integrated health plan (PIS)' },
    served: 'partly',
    by: [
      definition('registro-di-zona'),
      definition('co-programmazione'),
      ...verbs('register-document', 'link-parent-plan', 'open-co-programming'),
    ],
    missing: {
      it: 'Il PIS è registrato e citato come atto, e la sua co-programmazione si svolge qui; il ciclo triennale del piano non è ancora una definizione.',
      en: 'The PIS is registered and cited as an act, and its co-programming goes on here; the three-year cycle of the plan is no definition yet.',
    },
  },
  {
    number: 3,
    title: { it: 'Piano di inclusione zonale (PIZ)', en: 'Zonal inclusion plan (PIZ)' },
    served: 'partly',
    by: [definition('registro-di-zona'), ...verbs('register-document', 'link-parent-plan')],
    missing: {
      it: 'Il PIZ è registrato e citato come atto; la sua redazione non è ancora una definizione.',
      en: 'The PIZ is registered and cited as an act; writing it is no definition yet.',
    },
  },
  {
    number: 4,
    title: {
      it: 'Valutazione, monitoraggio e controllo mediante dati e reporting',
      en: 'Evaluation, monitoring and control by data and reporting',
    },
    served: 'yes',
    by: [
      ...verbs('open-checkpoint', 'record-progress', 'close-checkpoint'),
      query('cycles/{cycleId}/reports/today'),
      query('cycles/{cycleId}/reports/progress'),
      query('cycles/{cycleId}/reports/lateness'),
      query('cycles/{cycleId}/reports/dwell-times'),
      query('cycles/{cycleId}/reports/gaps'),
      query('cycles/{cycleId}/reports/prescriptions'),
    ],
  },
  {
    number: 5,
    title: { it: 'Rendiconti annuali delle attività', en: 'Yearly reports on the activities' },
    served: 'partly',
    by: [
      ...verbs('start-final-report', 'report-scheda', 'accept-report', 'excuse-scheda'),
      query('cycles/{cycleId}/final-report'),
      ...verbs('endorse-final-report', 'approve-final-report', 'close-cycle'),
      query('cycles/{cycleId}/schede'),
      query('cycles/{cycleId}/proweb-export'),
    ],
    missing: {
      it: 'Si rendiconta che cosa è stato fatto e misurato; la spesa sostenuta non è registrata.',
      en: 'What was done and measured is reported; what was spent is not recorded.',
    },
  },
  {
    number: 6,
    title: {
      it: 'Supporto al Direttore, alle strutture, ai responsabili di progetto, ai tavoli di programmazione e co-progettazione',
      en: 'Support to the director, the structures, project leads, tables of programming and co-design',
    },
    served: 'partly',
    by: [
      query('worklist'),
      query('cycles/{cycleId}/schede/{schedaId}/changes'),
      query('cycles/{cycleId}/schede/{schedaId}/last-year'),
      query('cycles/{cycleId}/coverage'),
      query('cycles/{cycleId}/reports/chapters/participation'),
      query('cycles/{cycleId}/reports/chapters/co-programming'),
      query('cycles/{cycleId}/reports/register-expiring'),
      query('registers/{cycleId}/co-design-rows'),
      ...verbs('schedule-meeting', 'record-minutes', 'record-co-programming-session'),
      ...verbs('add-co-design-row', 'renew-co-design-row'),
    ],
    missing: {
      it: 'I tavoli di programmazione e le sessioni di co-programmazione si registrano; quelli di co-progettazione no: se ne tiene il prospetto.',
      en: 'Tables of programming and sessions of co-programming are recorded; those of co-design are not: their register is kept.',
    },
  },
  {
    number: 7,
    title: {
      it: 'Progetti finanziati da risorse ministeriali e comunitarie, e loro rendicontazione',
      en: 'Projects funded by ministries and the EU, and their reporting',
    },
    served: 'partly',
    by: [
      definition('registro-di-zona'),
      ...verbs('add-funded-project', 'link-funded-project', 'set-reporting-deadline'),
      ...verbs('record-reporting'),
      query('registers/{cycleId}/funded-projects'),
      query('registers/{cycleId}/amounts-used-twice'),
    ],
    missing: {
      it: 'Scadenze e adempimenti di rendicontazione sì; le singole spese no.',
      en: 'Reporting deadlines and what was handed in, yes; single expenses, no.',
    },
  },
  {
    number: 8,
    title: {
      it: 'Finanziamenti finalizzati: schede di fabbisogno, monitoraggi periodici, rendicontazione',
      en: 'Earmarked funding: needs sheets, periodic monitoring, reporting',
    },
    served: 'partly',
    by: [
      query('cycles/{cycleId}/reports/money'),
      query('registers/{cycleId}/funded-projects'),
      ...verbs('record-progress', 'record-reporting'),
    ],
    missing: {
      it: 'Le risorse si leggono per fonte e fondo, con le scadenze dei finanziatori; le schede di fabbisogno non ci sono.',
      en: 'Resources are read by source and fund, with the deadlines of the funders; there are no needs sheets.',
    },
  },
  {
    number: 9,
    title: {
      it: "Supporto all'attività sociale e socio-sanitaria delegata",
      en: 'Support to delegated social and socio-sanitary activity',
    },
    served: 'partly',
    by: [
      definition('organizzazione'),
      ...verbs('add-unit', 'grant-delegation'),
      query('cycles/{cycleId}/reports/progress'),
      query('registers/{cycleId}/co-design-rows'),
    ],
    missing: {
      it: "Si sa quale unità di quale ente ha che cosa; l'atto di delega di una funzione tra enti non è registrato come tale.",
      en: 'Which unit of which body has what is known; the act by which one body delegates a function to another is not recorded as such.',
    },
  },
  {
    number: 10,
    title: {
      it: "Raccordo con gli altri uffici di piano ai fini dell'armonizzazione",
      en: 'Link with the other planning offices, for harmonisation',
    },
    served: 'partly',
    by: [
      query('definitions'),
      query('definitions/{id}/{version}'),
      query('policy'),
      query('cycles/{cycleId}/proweb-export'),
    ],
    missing: {
      it: 'Le definizioni, con macchine, insiemi di valori e regole, sono le stesse per tutti gli uffici che usano Traccia, e l’esportazione per Proweb ha per tutti la stessa forma; ma ogni zona vede solo i propri cicli: nessun dato passa da un ufficio di piano a un altro.',
      en: 'The definitions, with their machines, value sets and rules, are the same for every office that uses Traccia, and the export for Proweb has one form for all; but each zone sees its own cycles only: no data pass from one planning office to another.',
    },
  },
];
