import type { AnyLife } from '#planning';

/** What a field is called. */
export interface FieldLabel {
  readonly it: string;
  readonly en: string;
}

const called = (it: string, en: string): FieldLabel => ({ it, en });

/** By the outermost member, of a scheda or of a cycle or register. */
const labels: Readonly<Record<string, FieldLabel>> = {
  state: called('Stato', 'State'),
  states: called('Stati', 'States'),
  phase: called('Fase', 'Phase'),
  labels: called('Stato', 'State'),
  title: called('Titolo', 'Title'),
  year: called('Anno', 'Year'),
  revision: called('Ultimo fatto', 'Last fact'),
  lastRecordedAt: called('Ultima registrazione', 'Last record'),
  definition: called('Definizione', 'Definition'),
  code: called('Codice', 'Code'),
  programmeId: called('Programma', 'Programme'),
  unitId: called('Unità', 'Unit'),
  personId: called('Responsabile', 'Person in charge'),
  checkedBy: called('Verificata da', 'Checked by'),
  returns: called('Restituzioni', 'Returns'),
  lastReturn: called('Ultima restituzione', 'Last return'),
  withdrawalRequestedBy: called('Ritiro chiesto da', 'Withdrawal requested by'),
  leftOutReason: called('Motivo dell’esclusione', 'Why it was left out'),
  carriedFrom: called('Riportata da', 'Carried over from'),
  caseFile: called('Fascicolo informatico', 'Case file'),
  responsiblePersonId: called('Responsabile del procedimento', 'Responsible person'),
  regionalAct: called('Atto regionale', 'Regional act'),
  targetApproval: called('Data obiettivo di approvazione', 'Target day of approval'),
  parentPlans: called('Piani sovraordinati', 'Parent plans'),
  objectives: called('Obiettivi', 'Objectives'),
  programmes: called('Programmi', 'Programmes'),
  needs: called('Bisogni', 'Needs'),
  profile: called('Profilo di salute', 'Health profile'),
  kickoff: called('Riunione di avvio', 'Kickoff meeting'),
  coProgramming: called('Co-programmazione', 'Co-programming'),
  coProgrammingProposal: called('Proposta di co-programmazione', 'Proposal of co-programming'),
  coProgrammingApplications: called('Candidature', 'Applications'),
  coProgrammingSessions: called('Sessioni di co-programmazione', 'Co-programming sessions'),
  meetings: called('Incontri', 'Meetings'),
  exemptions: called('Esenzioni', 'Exemptions'),
  exemptionsProposed: called('Esenzioni proposte', 'Exemptions proposed'),
  contributions: called('Contributi', 'Contributions'),
  questions: called('Domande', 'Questions'),
  deadlines: called('Scadenze', 'Deadlines'),
  schede: called('Schede', 'Schede'),
  manifest: called('Elenco delle schede', 'Manifest'),
  manifestHash: called('Impronta dell’elenco', 'Fingerprint of the manifest'),
  endorsed: called('Fatta propria', 'Endorsed'),
  sentBack: called('Restituzione della proposta', 'Return of the proposal'),
  sessions: called('Sedute', 'Sessions'),
  publications: called('Pubblicazioni', 'Publications'),
  prowebDeposits: called('Depositi su Proweb', 'Deposits in Proweb'),
  prescriptions: called('Prescrizioni', 'Prescriptions'),
  checkpoints: called('Verifiche periodiche', 'Checkpoints'),
  revisions: called('Revisioni', 'Revisions'),
  finalReport: called('Relazione finale', 'Final report'),
  closings: called('Chiusure', 'Closings'),
  suspension: called('Sospensione', 'Suspension'),
  suspensions: called('Sospensioni', 'Suspensions'),
  ended: called('Fine anticipata', 'End'),
  outcome: called('Esito', 'Outcome'),
  actNumber: called('Numero dell’atto', 'Number of the act'),
  actDate: called('Data dell’atto', 'Date of the act'),
  carryOvers: called('Riporti', 'Carry-overs'),
  spreadsheetImports: called('Fogli importati', 'Spreadsheets imported'),
  openProposal: called('Proposta di scadenze', 'Proposed deadlines'),
  themes: called('Temi', 'Themes'),
  indicators: called('Indicatori', 'Indicators'),
  dataSources: called('Fonti di dati', 'Data sources'),
  documents: called('Documenti', 'Documents'),
  proposed: called('Proposta', 'Proposed'),
  adopted: called('Adozione', 'Adoption'),
  frozen: called('Congelamento', 'Freezing'),
  supersededBy: called('Superata da', 'Superseded by'),
  units: called('Unità', 'Units'),
  delegations: called('Deleghe', 'Delegations'),
  roleGrants: called('Ruoli', 'Roles'),
  roles: called('Ruoli', 'Roles'),
  deactivated: called('Persone disattivate', 'Deactivated persons'),
  officeClosures: called('Chiusure dell’ufficio', 'Office closures'),
  coDesignRows: called('Righe di co-progettazione', 'Co-design rows'),
  fundedProjects: called('Progetti finanziati', 'Funded projects'),
};

/**
 * What a field is called, by its JSON pointer: of what is written in a scheda as its sheet says, of all else its
 * outermost member; null for a member without a name.
 */
export function fieldLabel(pointer: string, { workflow }: Readonly<AnyLife>): FieldLabel | null {
  const [, member = '', inner = ''] = pointer.split('/');
  if (member === 'content') {
    // The kernel keeps documents as plain JSON; every definition with schede carries this one.
    const schema = workflow.definition.documents['schedaSchema'] as
      { readonly properties: Readonly<Record<string, { readonly title?: string }>> } | undefined;
    const title = schema?.properties[inner]?.title;
    return title === undefined ? null : { it: title, en: title };
  }
  return Object.hasOwn(labels, member) ? (labels[member] ?? null) : null;
}
