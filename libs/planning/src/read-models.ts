import type { Projection } from '#projections';
import type { Workflows } from '#workflow';
import type { LifeData } from './life-data.js';
import { AgendaProjection } from './agenda/agenda.projection.js';
import { CoDesignRowsProjection } from './co-design/co-design-rows.projection.js';
import { CyclesProjection } from './cycle/cycles.projection.js';
import { FundedProjectsProjection } from './funded-project/funded-projects.projection.js';
import { NoticesProjection } from './notices/notices.projection.js';
import { HeldRolesProjection } from './organisation/held-roles.projection.js';
import { CitationsProjection } from './plan-document/citations.projection.js';
import { CoverageProjection } from './participation/coverage.projection.js';
import { PromisesProjection } from './promise/promises.projection.js';
import { QuestionsProjection } from './question/questions.projection.js';
import { RefusalsProjection } from './refusals/refusals.projection.js';
import { AccountProjection } from './reports/account.projection.js';
import { SchedaContentProjection } from './reports/scheda-content.projection.js';
import { SchedaTimesProjection } from './reports/scheda-times.projection.js';
import { SchedeProjection } from './scheda/schede.projection.js';
import { SearchProjection } from './search/search.projection.js';
import { WorklistProjection } from './worklist/worklist.projection.js';

/** Every read model of the domain, for `Projections.start`. */
export function readModels(workflows: Workflows<LifeData>): readonly Projection[] {
  return [
    new CyclesProjection(workflows),
    new SchedeProjection(workflows),
    new WorklistProjection(workflows),
    new CoverageProjection(workflows),
    new QuestionsProjection(workflows),
    new PromisesProjection(workflows),
    new RefusalsProjection(),
    new CoDesignRowsProjection(workflows),
    new FundedProjectsProjection(workflows),
    new CitationsProjection(),
    new SchedaTimesProjection(workflows),
    new SchedaContentProjection(workflows),
    new AccountProjection(workflows),
    new HeldRolesProjection(workflows),
    new AgendaProjection(),
    new NoticesProjection(workflows),
    new SearchProjection(workflows),
  ];
}
