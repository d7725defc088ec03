export { computeDeadlines, derive } from './compute-deadlines.js';
export type { ComputedDeadline } from './compute-deadlines.js';
export type { Anchor, CycleDates, DeadlineTemplate, Rests, Words } from './deadline-template.js';
export type { Derivation } from './derivation.js';
export { diffDeadlines, impossibleInWords, moveInWords } from './diff-deadlines.js';
export type {
  CurrentDeadline,
  DeadlineDiff,
  DeadlineMove,
  ImpossibleDeadline,
} from './diff-deadlines.js';
export { bothLanguages, derivationInWords, upToInWords } from './in-words.js';
export { templateProblems } from './template-problems.js';
