export { computeDeadlines, derive } from './compute-deadlines.js';
export type { ComputedDeadline, Impossible } from './compute-deadlines.js';
export { anchorDay, anchorName } from './deadline-template.js';
export type {
  Anchor,
  CycleDates,
  DeadlineTemplate,
  TemplateStep,
  Words,
} from './deadline-template.js';
export type { DerivedStep, Derivation, SkippedDay } from './derivation.js';
export { diffDeadlines, impossibleInWords, moveInWords } from './diff-deadlines.js';
export type {
  CurrentDeadline,
  DeadlineDiff,
  DeadlineMove,
  ImpossibleDeadline,
} from './diff-deadlines.js';
export { forecastDeadlines } from './forecast-deadlines.js';
export type { ForecastDeadline } from './forecast-deadlines.js';
export { dayInWords, derivationInWords } from './in-words.js';
export { templateProblems } from './template-problems.js';
