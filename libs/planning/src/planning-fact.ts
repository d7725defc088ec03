import type { CarryOverFact } from './carry-over/carry-over.facts.js';
import type { CoDesignFact } from './co-design/co-design.facts.js';
import type { FundedProjectFact } from './funded-project/funded-project.facts.js';
import type { PlanDocumentFact } from './plan-document/plan-document.facts.js';
import type { ZoneRegisterFact } from './zone-register/zone-register.facts.js';
import type { CorrectionFact } from './correction/correction.facts.js';
import type { ErasureFact } from './personal-data/erasure.facts.js';
import type { EndingFact } from './ending/ending.facts.js';
import type { OrganisationFact } from './organisation/organisation.facts.js';
import type { MigrationFact } from './migration/migration.facts.js';
import type { MonitoringFact } from './monitoring/monitoring.facts.js';
import type { PrescriptionFact } from './prescription/prescription.facts.js';
import type { PromiseFact } from './promise/promise.facts.js';
import type { PublicationFact } from './publication/publication.facts.js';
import type { ReportFact } from './report/report.facts.js';
import type { RevisionFact } from './revision/revision.facts.js';
import type { SpreadsheetFact } from './spreadsheet/spreadsheet.facts.js';
import type { ApprovalFact } from './approval/approval.facts.js';
import type { CoProgrammingFact } from './co-programming/co-programming.facts.js';
import type { CycleFact } from './cycle/cycle.facts.js';
import type { DeadlineFact } from './deadline/deadline.facts.js';
import type { HealthProfileFact } from './health-profile/health-profile.facts.js';
import type { KnowledgeFact } from './knowledge/knowledge.facts.js';
import type { ParticipationFact } from './participation/participation.facts.js';
import type { QuestionFact } from './question/question.facts.js';
import type { SchedaFact } from './scheda/scheda.facts.js';

/** Everything that can happen in a cycle or a register. The stored name of a fact is its type, for ever. */
export type PlanningFact =
  | CycleFact
  | ParticipationFact
  | CoProgrammingFact
  | KnowledgeFact
  | QuestionFact
  | DeadlineFact
  | SchedaFact
  | ApprovalFact
  | CarryOverFact
  | CoDesignFact
  | FundedProjectFact
  | PlanDocumentFact
  | ZoneRegisterFact
  | CorrectionFact
  | EndingFact
  | ErasureFact
  | HealthProfileFact
  | MigrationFact
  | MonitoringFact
  | OrganisationFact
  | PrescriptionFact
  | PromiseFact
  | PublicationFact
  | ReportFact
  | RevisionFact
  | SpreadsheetFact;

/** The data of one type of fact. */
export type DataOf<Type extends PlanningFact['type']> = Extract<
  PlanningFact,
  { readonly type: Type }
>['data'];
