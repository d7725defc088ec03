import type { ApprovalFact } from './approval/approval.facts.js';
import type { CoProgrammingFact } from './co-programming/co-programming.facts.js';
import type { CycleFact } from './cycle/cycle.facts.js';
import type { DeadlineFact } from './deadline/deadline.facts.js';
import type { KnowledgeFact } from './knowledge/knowledge.facts.js';
import type { ParticipationFact } from './participation/participation.facts.js';
import type { QuestionFact } from './question/question.facts.js';
import type { SchedaFact } from './scheda/scheda.facts.js';

/** Everything that can happen in a cycle. The stored name of a fact is its type, for ever. */
export type PlanningFact =
  | CycleFact
  | ParticipationFact
  | CoProgrammingFact
  | KnowledgeFact
  | QuestionFact
  | DeadlineFact
  | SchedaFact
  | ApprovalFact;

/** The data of one type of fact. */
export type DataOf<Type extends PlanningFact['type']> = Extract<
  PlanningFact,
  { readonly type: Type }
>['data'];
