import { cite } from './cite.js';
import type { ImportedQuestion } from './import-questions.js';
import type {
  FundedProjectData,
  PlanDocumentData,
  RegisterData,
  RowData,
} from './register-data.js';

/**
 * What the documents do not say of rows, projects and acts and a person of the zone can: one question for each
 * of them that names its nulls, and those the data list. A reader's guess stays apart; it is never a fact.
 */
export function registerQuestions(data: RegisterData): readonly ImportedQuestion[] {
  return [
    ...data.rows.flatMap((row) => aboutRow(data, row)),
    ...data.funded_projects.flatMap((project) => aboutProject(data, project)),
    ...data.plan_documents.map((document) => aboutDocument(data, document)),
    ...data.questions.map(({ id, subject, text, guess, raw, source }) => ({
      questionId: `Q-${id}`,
      subject,
      text,
      ...(guess !== undefined && { guess }),
      source: cite(data, source, raw, 'none'),
    })),
  ];
}

function aboutRow(data: RegisterData, row: RowData): readonly ImportedQuestion[] {
  const { id, amount_eur: amount, act, scheda, legal_form: form, subjects, codes } = row;
  const silent = [
    ...(amount === null ? ['l’importo'] : []),
    ...(act === null ? ['l’atto'] : []),
    ...(scheda === null ? ['la scheda del POA'] : []),
    ...(form === null ? ['la forma giuridica'] : []),
    ...(codes.cup.length === 0 ? ['se c’è un CUP'] : []),
    ...(subjects.some(({ role }) => role === 'to_be_found' || role === 'generic')
      ? ['quali sono i soggetti']
      : []),
  ];
  if (silent.length === 0) return [];
  return [
    {
      questionId: `Q-${id}-mancanti`,
      subject: `co-design-row ${id}`,
      text: `Che cosa manca alla riga ${id}? Il prospetto non dice: ${silent.join('; ')}.`,
      source: cite(data, row.source, row.activity_raw, 'none'),
    },
  ];
}

function aboutProject(
  data: RegisterData,
  { id, funder, holder, cup, description, source }: FundedProjectData,
): readonly ImportedQuestion[] {
  const silent = [
    ...(funder === null ? ['chi lo finanzia'] : []),
    ...(holder === null ? ['chi ne è titolare'] : []),
    ...(cup === null ? ['il CUP'] : []),
    'le scadenze di rendicontazione',
  ];
  return [
    {
      questionId: `Q-${id}-mancanti`,
      subject: `funded-project ${id}`,
      text: `Che cosa manca al progetto ${id}? Il documento non dice: ${silent.join('; ')}.`,
      source: cite(data, source, description, 'none'),
    },
  ];
}

function aboutDocument(
  data: RegisterData,
  { id, act_ref: act, raw, source }: PlanDocumentData,
): ImportedQuestion {
  return {
    questionId: `Q-${id}-testo`,
    subject: `document ${id}`,
    text:
      (act === null ? 'Con quale atto è stato approvato, e dove' : 'Dove') +
      ' si trova il suo testo (impronta SHA-256, protocollo)? Il documento lo nomina soltanto.',
    source: cite(data, source, raw, 'none'),
  };
}
