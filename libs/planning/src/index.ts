export type { Answer, AnsweredFact, Recorded, Refused } from './command/answer.js';
export { complaintAbout } from './command/complaints.js';
export { CycleCommand, type CommandEnvelope } from './command/cycle-command.js';
export { IsDay, IsId, IsText } from './command/fields.js';
export { forms, HasForm } from './command/forms.js';
export { InvalidCommand, type RequestProblem } from './command/invalid-command.js';
export type { AnyLife, CycleLife, Grant, PartKind, SchedaProblem, Verb } from './command/verb.js';
export { lastUsefulDay } from './co-programming/last-useful-day.js';
export type { LastUsefulDay } from './co-programming/last-useful-day.js';
export { dateNames, templatesIn } from './deadline/cycle-dates.js';
export type { Deadline } from './deadline/deadline.data.js';
export {
  forecastChanges,
  forecastOf,
  forecastStandings,
  shiftOf,
} from './deadline/deadline-forecast.js';
export type {
  DeadlineForecast,
  ForecastDeadline,
  StandingDeadline,
} from './deadline/deadline-forecast.js';
export { datesToCountFrom, deadlineProposal } from './deadline/deadline-proposal.js';
export type { DeadlineProposal } from './deadline/deadline-proposal.js';
export { recordMissedDeadline, RecordMissedDeadline } from './deadline/record-missed-deadline.js';
export { recordReminder, RecordReminder } from './deadline/record-reminder.js';
export { unitsToRemind, type UnitToRemind } from './deadline/units-to-remind.js';
export { dayOfReminder, reminderRulesOf, type ReminderRules } from './deadline/reminder-rules.js';
export type { RemindedPerson, ReminderLevel } from './deadline/deadline.facts.js';
export {
  coProgrammingProcedure,
  type CoProgrammingProcedure,
} from './co-programming/co-programming-procedure.js';
export type { CoProgrammingData } from './co-programming/co-programming.data.js';
export { coProgrammingVerbs } from './co-programming/co-programming.verbs.js';
export type { CycleData } from './cycle/cycle-data.js';
export type { HealthProfile } from './health-profile/health-profile.js';
export type { ContributionsData } from './participation/participation.data.js';
export type { LifeData } from './life-data.js';
export type { Scheda } from './scheda/scheda.data.js';
export type { SchedaContent } from './scheda/scheda.facts.js';
export { cycleName, idOfStream, registerId, streamOf, type CycleName } from './cycle/cycle-id.js';
export { yearlyProgramme } from './cycle/yearly-programme.js';
export { asShown, redactedText } from './correction/redaction.js';
export { correctionsIn } from './correction/correction.data.js';
export { factWords, type FactWords } from './fact-words.js';
export { definitions, partKinds } from './definitions/index.js';
export { coProgrammazioneV1 } from './definitions/co-programmazione.v1.js';
export { organizzazioneV1 } from './definitions/organizzazione.v1.js';
export { poaAnnualeV1 } from './definitions/poa-annuale.v1.js';
export { registroDiZonaV1 } from './definitions/registro-di-zona.v1.js';
export {
  coDesignRowsOf,
  CoDesignRowsProjection,
  type CoDesignListRow,
  type CoDesignRowsQuery,
} from './co-design/co-design-rows.projection.js';
export { renewalOf } from './co-design/co-design.data.js';
export { needsReview } from './co-design/needs-review.js';
export {
  fundedProjectsOf,
  FundedProjectsProjection,
  type FundedProjectListRow,
} from './funded-project/funded-projects.projection.js';
export {
  citationsOf,
  CitationsProjection,
  type Citation,
} from './plan-document/citations.projection.js';
export {
  amountsUsedTwice,
  type CountedScheda,
  type UsedTwice,
} from './zone-register/amounts-used-twice.js';
export { countedSchede } from './zone-register/counted-schede.js';
export { endOf, firstDay, isPast } from './zone-register/period.js';
export {
  ZONE_REGISTER,
  zoneRegister,
  type ZoneRegisterLife,
} from './zone-register/zone-register.data.js';
export { profiloDiSaluteV1 } from './definitions/profilo-di-salute.v1.js';
export type { Envelope } from './envelope.js';
export { decidedErasure, ERASURE } from './personal-data/decided-erasure.js';
export { personIn } from './personal-data/personal-fields.js';
export { fateOfText, textsTold, type FateOfText } from './personal-data/texts-of-verbs.js';
export { inClear } from './personal-data/sealing.js';
export { SealedEventStore } from './personal-data/sealed-event-store.js';
export { NoDefinition, type DefinitionKit } from './migration/candidate.js';
export { definitionOfFile, definitionsWith } from './migration/definitions-of-files.js';
export type { DeadlineChange } from './migration/changed-deadlines.js';
export type { NoticeChange } from './migration/changed-rules.js';
export {
  Rehearsal,
  type Divergence,
  type RehearsalResult,
  type RehearsedLife,
  type StuckState,
} from './migration/rehearsal.js';
export { Clock, SystemClock } from './pipeline/clock.js';
export { DecisionSeal } from './pipeline/decision-seal.js';
export { idFrom, sha256 } from './pipeline/command-identity.js';
export { Lives, type PointInTime } from './pipeline/lives.js';
export { Pipeline, TooBusy } from './pipeline/pipeline.js';
export type { Denied, Granted } from './pipeline/decision.js';
export { RecordedClock } from './pipeline/recorded-clock.js';
export type { CommandRefused } from './pipeline/refusal-log.js';
export { Snapshots } from './pipeline/snapshots.js';
export { PlanningModule } from './planning.module.js';
export type { DataOf, PlanningFact } from './planning-fact.js';
export {
  actionOf,
  actionsOf,
  type Action,
  type Circumstances,
  type PartOfCycle,
} from './actions.js';
export { manifestOf } from './approval/manifest.js';
export { mayNameDocument } from './may-name-document.js';
export { proposalOf } from './revision/revision.data.js';
export { belongsTo } from './command/belongs-to.js';
export {
  allowedToOperate,
  allowedToRead,
  reads,
  operations,
  readingNames,
  readings,
  type Operation,
  type Reading,
  policyMatrix,
  wholePolicy,
  type PolicyAnswer,
  type PolicyRow,
} from './policy.js';
export { POLICY_VERSION } from './policy-version.js';
export { rolesInWords } from './roles-in-words.js';
export { scopesInWords } from './token-scopes.js';
export { refusalSentence, refusalTexts, type RefusalCode, type RefusalText } from './refusals.js';
export { valueSets } from './value-sets.js';
export { approvalVerbs } from './approval/approval.verbs.js';
export { observationsOn } from './participation/observations.js';
export { participationVerbs } from './participation/participation.verbs.js';
export { publicationVerbs } from './publication/publication.verbs.js';
export { revisionVerbs } from './revision/revision.verbs.js';
export { monitoringVerbs } from './monitoring/monitoring.verbs.js';
export { prescriptionVerbs } from './prescription/prescription.verbs.js';
export { reportVerbs } from './report/report.verbs.js';
export { silentAt } from './monitoring/silent-schede.js';
export { isInPlan } from './monitoring/in-force.js';
export { openCheckpointOf } from './monitoring/monitoring.data.js';
export { kindNames } from './deadline/kind-names.js';
export type { DeadlineKind } from './value-sets.js';
export { standpointsOf } from './worklist/standpoints.js';
export { verbByName, verbs } from './verbs.js';
export {
  currentUnit,
  headOf,
  holdsOn,
  isClosed,
  nameOf,
  organisationOf,
  organisationOn,
  type OrganisationLife,
  type OrganisationOn,
} from './organisation/organisation.js';
export { workingCalendarOf } from './organisation/office-calendar.js';
export { isStillTheirs } from './organisation/acting.js';
export {
  areIncompatible,
  everyRole,
  holdersOf,
  grantableRoles,
  isDeactivated,
  knowsPerson,
  overlap,
  rolesOfUnits,
  rolesOn,
  type RoleOfPerson,
} from './organisation/roles-of-persons.js';
export {
  heldRoles,
  HeldRolesProjection,
  organisationLastSeen,
  zonesThatKnow,
  type HeldRole,
  type PersonOfZone,
} from './organisation/held-roles.projection.js';
export { fourEyesConflicts, type FourEyesConflict } from './four-eyes/conflicts.js';
export { fourEyesBroken } from './four-eyes/replayed.js';
export { fourEyesWarnings, type FourEyesWarning } from './four-eyes/warnings.js';
export { leftOpen, type LeftOpen } from './organisation/left-open.js';
export { organisationValueSets } from './organisation/organisation.value-sets.js';
export { whyNotOn } from './cycle/way-on.js';
export { cycleOf, cyclesOf, CyclesProjection } from './cycle/cycles.projection.js';
export type { CycleRow, CyclesQuery } from './cycle/cycles.projection.js';
export { standingLabel } from './ending/standing-label.js';
export { coverageOf, CoverageProjection } from './participation/coverage.projection.js';
export type { Cell, Coverage, Exemption } from './participation/coverage.projection.js';
export { sinceLastYear } from './carry-over/since-last-year.js';
export type { ChangedSinceLastYear, SinceLastYear } from './carry-over/since-last-year.js';
export { changedFields, type ChangedField } from './scheda/changed-fields.js';
export { schedaValidatorOf } from './scheda/scheda-validator.js';
export { withChanges } from './scheda/scheda.remember.js';
export { submissionProblems } from './scheda/submission-problems.js';
export { givenBackAt, madeAt } from './scheda/scheda-versions.js';
export { promisesOf, PromisesProjection, promiseStandings } from './promise/promises.projection.js';
export type { PromiseRow, PromisesQuery, PromiseStanding } from './promise/promises.projection.js';
export { questionsOf, QuestionsProjection } from './question/questions.projection.js';
export type { QuestionRow, QuestionsQuery } from './question/questions.projection.js';
export { InvalidCursor, type Page, type PageRequest } from './read-side/page.js';
export {
  AgendaProjection,
  deadlineInAgenda,
  deadlinesInAgenda,
  meetingInAgenda,
  meetingsInAgenda,
  type DeadlineInAgenda,
  type MeetingInAgenda,
} from './agenda/agenda.projection.js';
export {
  deadlineEntries,
  meetingEntries,
  meetingEntry,
  type AgendaEntry,
  type AgendaStandpoint,
  type AgendaStyle,
} from './agenda/agenda-entries.js';
export { sessionInAgenda, sessionsInAgenda } from './agenda/sessions-in-agenda.js';
export { sessionEntries, sessionEntry, sessionInWords } from './agenda/session-entries.js';
export { agendaStandpoints } from './agenda/agenda-standpoints.js';
export { fallingDue, type FallingDue } from './agenda/falling-due.js';
export { readModels } from './read-models.js';
export { refusalsIn, RefusalsProjection } from './refusals/refusals.projection.js';
export type { RefusalRow, RefusalsQuery } from './refusals/refusals.projection.js';
export { differenceOf, plansInForce, versionsInForce } from './revision/what-was-approved.js';
export { schedaOf, schedeCounts, schedeOf, SchedeProjection } from './scheda/schede.projection.js';
export type { SchedaRow, SchedeCounts, SchedeQuery } from './scheda/schede.projection.js';
export { cyclesWithCalendar } from './worklist/tasks.js';
export { worklistOf, WorklistProjection } from './worklist/worklist.projection.js';
export type { Task, WorklistQuery } from './worklist/worklist.projection.js';
export {
  prowebExport,
  type ExportedScheda,
  type ProwebExport,
} from './publication/proweb-export.js';
export { AccountProjection, accountFrame, namedSchede } from './reports/account.projection.js';
export type { Chapter } from './reports/chapter.js';
export { coProgrammingChapter } from './reports/co-programming-chapter.js';
export { dwellOverYears, type DwellingOverYears } from './reports/dwell-over-years.js';
export { dwellTimesOf, unitDwellTimes, type UnitDwelling } from './reports/dwell-times.js';
export { preparationTimes } from './reports/preparation-times.js';
export type { PreparationTimes } from './reports/preparation-times.js';
export { finalReportNow, type FinalReportNow } from './report/final-report-now.js';
export { gapsOf, type SchedaGaps } from './reports/gaps.js';
export { lateAndCorrected } from './reports/late-and-corrected.js';
export {
  deadlinesLateness,
  everyScheda as latenessOfSchede,
  latenesses,
  schedeLateness,
} from './reports/lateness.js';
export type { Lateness, SchedaLateness } from './reports/lateness.js';
export { metOn } from './reports/met-on.js';
export { pressingOf, todayOf, type Gap, type Today } from './reports/today.js';
export { leftOutAndChanges } from './reports/left-out-and-changes.js';
export { moneyOf, type Money } from './reports/money.js';
export { participationChapter } from './reports/participation-chapter.js';
export { prescriptionsOf } from './reports/prescriptions.js';
export { progressOf, type GroupProgress, type ProgressReport } from './reports/progress.js';
export { SchedaContentProjection } from './reports/scheda-content.projection.js';
export { SchedaTimesProjection } from './reports/scheda-times.projection.js';
export type { KeptImport } from './spreadsheet/spreadsheet.data.js';
export { spreadsheetFaulty, type RowFault } from './spreadsheet/row-fault.js';
export { faultsOfRequest, withoutRefused } from './spreadsheet/faults-of-request.js';
export { SpreadsheetCommand, MOST_ROWS } from './spreadsheet/spreadsheet-command.js';
export {
  coDesignTable,
  schedeTable,
  spreadsheetTables,
  type Made,
  unitsTable,
  type SpreadsheetTable,
} from './spreadsheet/spreadsheet-tables.js';
export type { RowOfTable } from './spreadsheet/schede-table.js';
export { bodyId } from './notices/body-id.js';
export { NoticesProjection } from './notices/notices.projection.js';
export {
  deliveriesOf,
  deliveryLog,
  deliveryTo,
  inboxOf,
  noticeOf,
  refusedAddressesOf,
  threadsOf,
  unreadOf,
  unreadReturns,
  type DeliveryRow,
  type InboxQuery,
  type LoggedDelivery,
  type NoticeRow,
  type ThreadRow,
  type UnreadReturn,
} from './notices/inbox.js';
export {
  bodiesToldBefore,
  convocationDeliveries,
  personsSeen,
  type ConvocationDeliveries,
} from './notices/convocation.js';
export { meetingInWords, type OccasionInWords } from './agenda/meeting-in-words.js';
export { aboutOf, labelOf, sessionDay } from './notices/abouts.js';
export { audienceReasons, reminderReasons } from './notices/audiences.js';
export { installationNotices, noticeRulesOf } from './notices/notice-rules-of.js';
export { noticeBehind, type NoticeBehind } from './notices/tell-of-post.js';
export { noticeTitles, titleOf } from './notices/notice-titles.js';
export { observationsEnd } from './notices/told-observations.js';
export { reminderTitle } from './notices/reminder-titles.js';
export { undoLeftMs } from './deadline/undo-window.js';
export { isStillOwed } from './notices/still-owed.js';
export { otherDayNow, remindedDay } from './notices/reminder-day.js';
export { toldAbout, type ToldPerson } from './notices/told-about.js';
export {
  remindedByHand,
  reminderOf,
  remindsInVain,
  type RemindedUnit,
  type ToldReminder,
} from './notices/told-reminders.js';
export { askedWords, LONGEST_QUERY } from './search/asked-words.js';
export { markedTexts } from './search/marked-text.js';
export { FOUND_FROM, FOUND_TO } from './search/marks.js';
export {
  findableBy,
  search,
  type Found,
  type FoundFact,
  type FoundKind,
  type FoundThing,
  type SearchQuery,
} from './search/found-things.js';
export { SearchProjection } from './search/search.projection.js';
export { thingKinds, type ThingKind } from './search/searched-thing.js';
export { isTheirDeadline } from './agenda/whose-deadline.js';
export { dueFor } from './deadline/due-for.js';
