export { AuditFactsProjection } from './facts/audit-facts.projection.js';
export {
  factsMatching,
  type FactPlace,
  type FactRow,
  type FactsFilter,
  type FactsRequest,
  type Order,
} from './facts/facts-query.js';
export { factsColumns, factsTableRow, subjectOf } from './facts/facts.table.js';
