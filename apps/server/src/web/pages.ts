import type { Provider, Type } from '@nestjs/common';
import { ActionPageController } from './pages/action/action.controller.js';
import { ActionScenes } from './pages/action/action-scenes.js';
import { AssetsController } from './assets/assets.controller.js';
import { CycleCalendarController } from './pages/cycle/calendar.controller.js';
import { CyclePageController } from './pages/cycle/cycle.controller.js';
import { CyclesPageController } from './pages/cycles/cycles.controller.js';
import { DiagramPageController } from './pages/diagram/diagram.controller.js';
import { Diagrams } from './pages/diagram/diagrams.js';
import { ProgrammePageController } from './pages/programme/programme.controller.js';
import { RemindersController } from './pages/reminders/reminders.controller.js';
import { CycleOverviews } from './pages/cycle/cycle-overviews.js';
import { DeskController } from './pages/desk/desk.controller.js';
import { ActsOfCycles } from './acts-of-cycles.js';
import { ClockOfPages } from './clock-of-pages.js';
import { EndingCoDesigns } from './pages/agenda/ending-co-designs.js';
import { GanttReader } from './pages/agenda/gantt-reader.js';
import { AgendaController } from './pages/agenda/agenda.controller.js';
import { SubscriptionController } from './pages/agenda/subscription.controller.js';
import { DeliveriesPageController } from './pages/notices/deliveries.controller.js';
import { NoticesPageController } from './pages/notices/notices.controller.js';
import { PreferencesPageController } from './pages/notices/preferences.controller.js';
import { ApprovalController } from './pages/approval/approval.controller.js';
import { ApprovalReader } from './pages/approval/approval-reader.js';
import { MonitoringController } from './pages/monitoring/monitoring.controller.js';
import { FinalReportController } from './pages/final-report/final-report.controller.js';
import { ParticipationController } from './pages/participation/participation.controller.js';
import { CoProgrammingReader } from './pages/participation/co-programming-reader.js';
import { MeetingFormsController } from './pages/participation/meeting-forms.controller.js';
import { ParticipationReader } from './pages/participation/participation-reader.js';
import { CoDesignPageController } from './pages/co-design/co-design.controller.js';
import { ImportController } from './pages/import/import.controller.js';
import { Destinations } from './pages/import/destinations.js';
import { KeptFiles } from './pages/import/kept-files.js';
import { Trials } from './pages/import/trial.js';
import { SearchPageController } from './pages/search/search.controller.js';
import { AccountsPageController } from './pages/administration/accounts-page.controller.js';
import { AdministrationController } from './pages/administration/administration.controller.js';
import { CalendarEffects } from './pages/administration/calendar-effects.js';
import { DefinitionsPageController } from './pages/administration/definitions.controller.js';
import { DelegationsPageController } from './pages/administration/delegations.controller.js';
import { LastAccesses } from './pages/administration/last-accesses.js';
import { OfficeCalendarController } from './pages/administration/calendar.controller.js';
import { OrganisationScenes } from './pages/administration/organisation-scenes.js';
import { PeoplePageController } from './pages/administration/people.controller.js';
import { PersonScenes } from './pages/administration/person-scenes.js';
import { RefusalsPageController } from './pages/administration/refusals.controller.js';
import { RolesPageController } from './pages/administration/roles.controller.js';
import { SchedeHeld } from './pages/administration/schede-held.js';
import { UnitsPageController } from './pages/administration/units.controller.js';
import { ServiceDetails } from './pages/status/service-detail.js';
import { ServiceSummary } from './pages/status/service-summary.js';
import { StatusController } from './pages/status/status.controller.js';
import { StatusDetailController } from './pages/status/detail.controller.js';
import { FeedbackController } from './pages/feedback/feedback.controller.js';
import { LegalController } from './pages/legal/legal.controller.js';
import { HelpController } from './pages/help/help.controller.js';
import { PublicCycleController } from './pages/public/public-cycle.controller.js';
import { CycleThroughTime } from './pages/history/cycle-through-time.js';
import { HistoryComparisonController } from './pages/history/comparison.controller.js';
import { FactPageController } from './pages/history/fact.controller.js';
import { SchedaThenController } from './pages/history/scheda-then.controller.js';
import { DwellingPageController } from './pages/history/dwelling.controller.js';
import { QuestionPagesController } from './pages/history/questions.controller.js';
import { IntegrityPageController } from './pages/history/integrity.controller.js';
import { FactsPageController } from './pages/history/facts.controller.js';
import { FactsReader } from './pages/history/facts-reader.js';
import { MomentPageController } from './pages/history/moment.controller.js';
import { tracksProvider } from './pages/history/tracks.provider.js';
import { RevisionsController } from './pages/revisions/revisions.controller.js';
import { VerificationController } from './pages/verification/verification.controller.js';
import { VerificationQueue } from './pages/verification/queue.js';
import { LinkedToScheda } from './pages/scheda/linked.js';
import { RegisterOfZone } from './pages/scheda/register-of-zone.js';
import { NamesOfScheda } from './pages/scheda/named.js';
import { SchedaFactsReader } from './pages/scheda/scheda-facts.js';
import { SchedeToRead } from './pages/scheda/schede-to-read.js';
import { SchedaPageController } from './pages/scheda/scheda-page.controller.js';
import { BulkController } from './pages/schede/bulk.controller.js';
import { SchedeExportController } from './pages/schede/schede-export.controller.js';
import { SchedeListReader } from './pages/schede/schede-list.js';
import { TableChoicesController } from './pages/schede/table-choices.controller.js';
import { SchedePageController } from './pages/schede/schede.controller.js';
import { OnBehalfController } from './pages/on-behalf/on-behalf.controller.js';
import { ProofPageController } from './pages/sign-in/proof.controller.js';
import { SignInPageController } from './pages/sign-in/sign-in-page.controller.js';
import { TopOfPageController } from './pages/top-of-page.controller.js';
import { SchedaSaving } from './pages/writing/save-scheda.js';
import { SchedeInWriting } from './pages/writing/scheda-in-writing.js';
import { SubmitController } from './pages/writing/submit.controller.js';
import { PresenceController } from './pages/writing/presence.controller.js';
import { WritingController } from './pages/writing/writing.controller.js';
import { WrittenByOthers } from './pages/writing/written-by-others.js';
import { LiveController } from './live/live.controller.js';
import { LivePages } from './live/live-pages.js';
import { OpenStreams } from './live/open-streams.js';
import { WhoWrites } from './live/who-writes.js';
import { RecordedBell } from './live/recorded-bell.js';
import { DeskReader } from './pages/desk/desk-reader.js';
import { ReadNotices } from '../notifications/read-notices.js';
import { CycleFilesController } from './pages/exports/cycle-files.controller.js';
import { ExportsPageController } from './pages/exports/exports.controller.js';
import { JobsController } from './pages/exports/jobs.controller.js';
import { OpenFrames } from './open-frames.js';
import { ZoneFrames } from './zone-frames.js';
import { FormsWithFiles } from './commands/form-with-files.js';
import { PageCommands } from './commands/page-commands.js';

/** What answers at the addresses that people open in a browser. A new page is a line here and one of `page-rules`. */
export const pageControllers: readonly Type[] = [
  ActionPageController,
  AssetsController,
  BulkController,
  CycleCalendarController,
  CyclePageController,
  CyclesPageController,
  DiagramPageController,
  ProgrammePageController,
  RemindersController,
  DeskController,
  LiveController,
  AgendaController,
  SubscriptionController,
  DeliveriesPageController,
  NoticesPageController,
  PreferencesPageController,
  ApprovalController,
  MonitoringController,
  FinalReportController,
  ParticipationController,
  MeetingFormsController,
  CoDesignPageController,
  ImportController,
  AdministrationController,
  UnitsPageController,
  PeoplePageController,
  AccountsPageController,
  RolesPageController,
  DelegationsPageController,
  DefinitionsPageController,
  OfficeCalendarController,
  RefusalsPageController,
  StatusController,
  StatusDetailController,
  HelpController,
  SearchPageController,
  LegalController,
  FeedbackController,
  PublicCycleController,
  DwellingPageController,
  IntegrityPageController,
  QuestionPagesController,
  FactsPageController,
  FactPageController,
  HistoryComparisonController,
  SchedaThenController,
  MomentPageController,
  RevisionsController,
  SchedaPageController,
  SchedeExportController,
  SchedePageController,
  TableChoicesController,
  OnBehalfController,
  ProofPageController,
  SignInPageController,
  SubmitController,
  TopOfPageController,
  PresenceController,
  VerificationController,
  WritingController,
  CycleFilesController,
  ExportsPageController,
  JobsController,
];

/** What the pages are given besides what the API has. */
export const pageProviders: readonly Provider[] = [
  ActsOfCycles,
  ClockOfPages,
  GanttReader,
  EndingCoDesigns,
  RecordedBell,
  WhoWrites,
  ReadNotices,
  OpenStreams,
  LivePages,
  DeskReader,
  ActionScenes,
  CycleOverviews,
  Diagrams,
  CycleThroughTime,
  FactsReader,
  tracksProvider,
  FormsWithFiles,
  PageCommands,
  OpenFrames,
  ZoneFrames,
  ApprovalReader,
  CalendarEffects,
  LastAccesses,
  OrganisationScenes,
  PersonScenes,
  SchedeHeld,
  ServiceDetails,
  ServiceSummary,
  ParticipationReader,
  CoProgrammingReader,
  Destinations,
  KeptFiles,
  Trials,
  SchedeListReader,
  RegisterOfZone,
  LinkedToScheda,
  NamesOfScheda,
  SchedaSaving,
  SchedeInWriting,
  WrittenByOthers,
  SchedaFactsReader,
  SchedeToRead,
  VerificationQueue,
];
