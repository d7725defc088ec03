import type { RegisterView } from '../traccia-client.js';
import { cite } from './cite.js';
import type { ImportCommand } from './import-commands.js';
import type {
  FundedProjectData,
  PeriodData,
  PlanDocumentData,
  RegisterData,
  RowData,
} from './register-data.js';
import { registerQuestions } from './register-questions.js';

/**
 * Everything the import of a register does, in order. Pure. What the documents leave out is not filled in: it
 * becomes a question.
 */
export function registerCommands(data: RegisterData): readonly ImportCommand<RegisterView>[] {
  return [
    {
      step: 'register',
      verb: 'open-zone-register',
      body: { title: `${data.title} – ${data.zone_name}` },
      isThere: () => true,
    },
    {
      step: 'co-design-rows',
      verb: 'import-co-design-rows',
      body: { rows: data.rows.map((row) => rowRequest(data, row)) },
      isThere: ({ coDesignRows }) => data.rows.every(({ id }) => id in coDesignRows),
    },
    ...data.funded_projects.map((project) => ({
      step: `funded-project/${project.id}`,
      verb: 'add-funded-project',
      body: projectRequest(data, project),
      isThere: ({ fundedProjects }: RegisterView) => project.id in fundedProjects,
    })),
    ...data.plan_documents.map((document) => ({
      step: `document/${document.id}`,
      verb: 'register-document',
      body: documentRequest(data, document),
      isThere: ({ documents }: RegisterView) => document.id in documents,
    })),
    ...registerQuestions(data).map((question) => ({
      step: `question/${question.questionId}`,
      verb: 'raise-question',
      body: question,
      isThere: ({ questions }: RegisterView) => question.questionId in questions,
    })),
  ];
}

function rowRequest(data: RegisterData, row: RowData): object {
  const known = data.holders.find(({ text }) => text === row.holder);
  const { state_text, state_condition, addendum_to, amount_eur, act } = row;
  return {
    coDesignRowId: row.id,
    holder: { text: row.holder, ...(known && { bodyIds: known.body_ids }) },
    activity: row.activity,
    ...said({ legalForm: row.legal_form }),
    subjects: row.subjects,
    state: row.state,
    ...said({ stateText: state_text, stateCondition: state_condition }),
    period: periodRequest(row.period),
    codes: row.codes,
    ...said({ amountEur: amount_eur, act, addendumTo: addendum_to }),
    legalReferences: row.legal_references,
    source: cite(data, row.source, row.activity_raw, row.period.precision ?? 'none'),
  };
}

function projectRequest(data: RegisterData, project: FundedProjectData): object {
  const { id, name, description, funder, holder, amount_eur, period, cup, actions } = project;
  return {
    fundedProjectId: id,
    ...said({ name, description, funder, holder, amountEur: amount_eur }),
    period: periodRequest(period),
    ...(cup !== null && { cup: [cup] }),
    actions: actions.map(({ text, min_eur, max_eur, per }) => ({
      text,
      ...said({ minEur: min_eur, maxEur: max_eur, per }),
    })),
    source: cite(data, project.source, project.amount_raw, period.precision ?? 'none'),
  };
}

function documentRequest(data: RegisterData, document: PlanDocumentData): object {
  const { id, kind, title, edition, period, body, act_ref, raw, source } = document;
  return {
    documentId: id,
    kind,
    title,
    ...said({ edition, body, actRef: act_ref }),
    ...(period && { period: periodRequest(period) }),
    source: cite(data, source, raw, period?.precision ?? 'none'),
  };
}

function periodRequest({ from, to, precision, duration_months, text, condition }: PeriodData) {
  return {
    ...said({ from, to, durationMonths: duration_months, condition }),
    precision: precision ?? 'none',
    text,
  };
}

/** Only what the documents say: a null is left out. */
function said(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
