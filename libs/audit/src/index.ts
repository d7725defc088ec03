export { AuditFactsProjection } from './facts/audit-facts.projection.js';
export type { FactPlace, FactsFilter, FactsRequest, Order } from './facts/facts-filter.js';
export { factsMatching, type FactRow } from './facts/facts-query.js';
export { factsColumns, factsTableRow, subjectOf } from './facts/facts.table.js';
export { codeInWords } from './questions/code-in-words.js';
export { Inquiry, type Given, type LedgerSays } from './questions/inquiry.js';
export type {
  Answer,
  AnswerTable,
  AuditQuestion,
  Beside,
  FactReference,
  Verdict,
  Words,
} from './questions/question.js';
export { auditQuestion, auditQuestions } from './questions/questions.js';
