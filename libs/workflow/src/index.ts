export { fieldOf } from './fact.js';
export type { Fact, RecordedFact } from './fact.js';
export type {
  Awaited,
  Definition,
  DefinitionReference,
  Follows,
  PartDefinition,
  Remember,
  StateMeta,
} from './definition.js';
export { definitionText } from './definition-text.js';
export { lint } from './lint.js';
export { Control, UnknownState } from './control.js';
export type { ControlState } from './control.js';
export { outcome, permit } from './machine-vocabulary.js';
export {
  AlteredDefinition,
  DefinitionRefused,
  MappingNotTotal,
  UnknownDefinition,
  Workflow,
  Workflows,
} from './workflow.js';
export type { Route, Sha256 } from './workflow.js';
export {
  accepts,
  begin,
  evolve,
  FactNotAccepted,
  replay,
  stateOfPart,
  workflowOf,
} from './life.js';
export type { Acceptance, Life, PassedVersion } from './life.js';
export { MIGRATION, migrationIn } from './migration.js';
export { inheritanceOf, type Inheritance } from './inheritance.js';
export { migrationOf } from './migration-of-life.js';
export type { MappedStates, Migration } from './migration.js';
export type { StateMapping, StateNames } from './state-names.js';
export { inWords, succession } from './succession.js';
export type { Succession, Unmapped } from './succession.js';
export { explain, possible, possibleForPart } from './possible.js';
export type { Explanation } from './possible.js';
export { Refusal, type RefusalDetails } from './refusal.js';
export { lifeFrom, snapshotOf } from './snapshot.js';
export type { Snapshot } from './snapshot.js';
export type { Since } from './since.js';
export { diagram } from './diagram.js';
export { graphOf } from './graph.js';
export type { DrawnState, DrawnStep, StateGraph } from './graph.js';
export type { Language } from './label.js';
export { table, tableText } from './table.js';
export type { TableRow } from './table.js';
