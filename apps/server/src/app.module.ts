import { join } from 'node:path';
import { Injectable, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { DeadlinesModule } from '#deadline-keeper';
import type { PasswordCost, ProviderSettings } from '#access';
import { Duties, DutiesModule, type DutiesStanding } from '#duties';
import { Attachments, Clamd, type ClamdAddress } from '#attachments';
import { EventStore, EventStoreModule, StoreUnavailable } from '#event-store';
import { Ledger } from '#ledger';
import { PeopleModule, PersonalDataModule } from '#people';
import { Moments } from '#history';
import {
  Lives,
  PlanningModule,
  readModels,
  SealedEventStore,
  type Clock,
  type LifeData,
} from '#planning';
import { Projections, ProjectionsModule } from '#projections';
import { Workflows, type Definition } from '#workflow';
import { AccessModule } from './access/access.module.js';
import { AccountsController } from './access/accounts.controller.js';
import { AccountsDesk } from './access/accounts-desk.js';
import { EntranceModule } from './access/entrance.module.js';
import { OidcModule } from './access/oidc/oidc.module.js';
import { SessionController } from './access/session.controller.js';
import { SignInController } from './access/sign-in.controller.js';
import { Renewals } from './access/renewals.js';
import { RoleSwitch } from './access/role-switch.js';
import { SignOut } from './access/sign-out.js';
import { StandingGuard } from './access/standing.js';
import { AccessReportController } from './audit/access-report.controller.js';
import { AuditFactsController } from './audit/audit-facts.controller.js';
import { AuditModule } from './audit/audit.module.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { AttachmentsDesk } from './attachments/attachments-desk.js';
import { AttachmentsSweep } from './attachments/attachments-sweep.js';
import { NamedFiles } from './attachments/named-files.js';
import { AuditQuestionsController } from './audit/audit-questions.controller.js';
import { Inquiries } from './audit/inquiries.js';
import { CalendarController } from './api/calendar.controller.js';
import { CommandsController } from './api/commands.controller.js';
import { CycleReader } from './api/cycle-reader.js';
import { CyclesController } from './api/cycles.controller.js';
import { DeadlinesController } from './api/deadlines.controller.js';
import { FallingDueController } from './api/falling-due.controller.js';
import { HistoryController } from './api/history.controller.js';
import { HistoryReader } from './api/history-reader.js';
import { FunctionsController } from './api/functions.controller.js';
import { LivesController } from './api/lives.controller.js';
import { DefinitionsController } from './api/definitions.controller.js';
import { PolicyController } from './api/policy.controller.js';
import { OpenApiController } from './api/openapi.controller.js';
import { ReadModelReader } from './api/read-model-reader.js';
import { ReportsController } from './api/reports.controller.js';
import { RehearsalsController } from './api/rehearsals.controller.js';
import { ReadModelsController } from './api/read-models.controller.js';
import { ZoneRegisterController } from './api/zone-register.controller.js';
import { SchedaHistoryController } from './api/scheda-history.controller.js';
import { ToldController } from './api/told.controller.js';
import { SchedaController } from './api/scheda.controller.js';
import {
  CoDesignSpreadsheet,
  SchedeSpreadsheet,
  SpreadsheetDesk,
  UnitsSpreadsheet,
} from './api/spreadsheets.controller.js';
import { SpreadsheetImports } from './api/spreadsheet-imports.js';
import { ViewsController } from './api/views.controller.js';
import { ViewsDesk } from './api/views-desk.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidenceDesk } from './evidence/evidence-desk.js';
import { Exporter } from './exports/exporter.js';
import { CycleExportsController, ZoneExportsController } from './exports/exports.controller.js';
import { AuthenticationGuard } from './http/authentication.guard.js';
import { OpensSealedTexts } from './http/opens-sealed-texts.js';
import { HealthController } from './http/health.controller.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Readiness, type Examination } from './http/readiness.js';
import { RequestCounts } from './http/request-counts.js';
import { PersonCountGuard, RouteRuleGuard } from './http/route-rule.guard.js';
import type { SecurityLog } from './http/security-log.js';
import { Erasures } from './people/erasures.js';
import { SearchController } from './api/search.controller.js';
import { SearchReader } from './api/search-reader.js';
import { FallingDueReader } from './api/falling-due-reader.js';
import { AgendaReader } from './notifications/agenda-reader.js';
import { CalendarFeedController } from './notifications/calendar-feed.controller.js';
import { CalendarSubscription } from './notifications/calendar-subscription.js';
import { CalendarsController } from './notifications/calendars.controller.js';
import { CalendarsModule } from './notifications/calendars.module.js';
import { DeliveriesController } from './notifications/deliveries.controller.js';
import { DeliveriesDesk } from './notifications/deliveries-desk.js';
import { Mailboxes } from './notifications/mailboxes.js';
import { NoticePreferencesController } from './notifications/notice-preferences.controller.js';
import { NoticeChoices } from './notifications/notice-choices.js';
import { OwnNotices } from './notifications/own-notices.js';
import { NoticeWords } from './notifications/notice-words.js';
import { NoticesController } from './notifications/notices.controller.js';
import type { Outgoing } from './notifications/outgoing.js';
import { PostModule } from './notifications/post.module.js';
import { SetUpChannels } from './notifications/set-up-channels.js';
import { DirectoryDesk } from './people/directory-desk.js';
import { PeopleController } from './people/people.controller.js';
import { FeedbackBox } from './web/pages/feedback/feedback-box.js';
import { PublicInformation } from './web/pages/legal/public-information.js';
import { PublicPages } from './web/pages/public/public-pages.js';
import { DataPlace } from './web/pages/status/data-place.js';
import { pageControllers, pageProviders } from './web/pages.js';
import { takesOn, type DutiesTaken } from './duties-taken.js';
import { programVersion } from './program-version.js';
import { JobWork } from './jobs/job-work.js';
import { Jobs, JobSettings } from './jobs/jobs.js';
import { KnownDefinitions } from './known-definitions.js';
import { LedgerModule, type LedgerSettings } from './ledger/ledger.module.js';
import { examineLedger } from './ledger/ledger-readiness.js';
import { OutsideModule } from './outside/outside.module.js';
import { OutsideStanding } from './outside/outside-readiness.js';
import type { Outside } from './outside/outside.js';
import { SealsController } from './outside/seals.controller.js';

/** The composition root: the only place that chooses adapters and puts the parts together. */
@Module({})
export class AppModule {
  static forRoot(options: {
    readonly dataFolder: string;
    readonly clock: Clock;
    /** Every definition that is installed. */
    readonly definitions: readonly Definition<LifeData>[];
    /** Address of the server that keeps the log; undefined for a file of the folder. */
    readonly eventStore?: string | undefined;
    /** The file of accounts, sessions and tokens. */
    readonly accessFile: string;
    /** The folder of the directory and of the keys of personal data. */
    readonly peopleFolder: string;
    /** Where the ledger is kept, and signed with what. */
    readonly ledger: Omit<LedgerSettings, 'publicUrl'>;
    /** What the key that wraps them is made of besides its file. */
    readonly keySecret?: Buffer | undefined;
    readonly keyBytes?: ((size: number) => Buffer) | undefined;
    /** By how much the limits on requests are multiplied. */
    readonly rateLimits: number | 'off';
    /** Of what it takes its turn that one instance does for all. */
    readonly duties: DutiesTaken;
    /** Whether it records by itself, every minute, what nobody waits for of who came in. */
    readonly accessRounds: 'on' | 'off';
    /** The origin people open. */
    readonly publicUrl: string | undefined;
    readonly providers: readonly ProviderSettings[];
    /** By what people and programs are told besides the inbox. */
    readonly outgoing: Outgoing;
    /** By whom roots of the ledger are kept or signed outside. */
    readonly outside: Outside;
    /** Whether anybody may read, without a sign-in, how far the cycles have come. */
    readonly publicPages: 'on' | 'off';
    /** What the office says of itself to everybody. */
    readonly publicInformation?: Partial<PublicInformation> | undefined;
    /** For how many days the files are kept that somebody had made as a job. */
    readonly exportDays: number;
    /** Where documents are kept, how large they may be, and what looks for viruses in them. */
    readonly attachments: {
      readonly folder: string;
      readonly mostBytes: number;
      readonly clamd: ClamdAddress | undefined;
    };
    readonly securityLog: SecurityLog;
    /** Only a test makes guesses at passwords cheaper. */
    readonly passwordCost?: PasswordCost;
  }): DynamicModule {
    const { dataFolder, clock, eventStore, accessFile, rateLimits, duties, accessRounds } = options;
    const { publicUrl, providers, outgoing, outside, securityLog, passwordCost } = options;
    return {
      module: AppModule,
      imports: [
        CqrsModule.forRoot(),
        EventStoreModule.forRoot(
          eventStore === undefined
            ? { file: join(dataFolder, 'log.db'), clock: () => clock.nowMs() }
            : { connectionString: eventStore },
          (log) => new SealedEventStore(log),
        ),
        PeopleModule.forRoot({ file: accessFile }),
        PersonalDataModule.forRoot({
          ...{ folder: options.peopleFolder, secret: options.keySecret },
          randomBytes: options.keyBytes,
        }),
        AccessModule.forRoot({
          ...{ file: accessFile, nowMs: () => clock.nowMs(), publicUrl },
          ...(passwordCost && { passwordCost }),
        }),
        EntranceModule.forRoot({ publicUrl, securityLog }),
        OidcModule.forRoot({ providers, publicUrl: publicUrl ?? '' }),
        PlanningModule.forRoot({ folder: dataFolder, clock, definitions: options.definitions }),
        ProjectionsModule.forRoot({ folder: join(dataFolder, 'views') }),
        AuditModule.forRoot({ rounds: accessRounds === 'on' }),
        LedgerModule.forRoot({ ...options.ledger, publicUrl }),
        OutsideModule.forRoot(
          {
            ...{ outside, outgoing, publicUrl },
            conflictsFile: join(dataFolder, 'ledger-conflicts.ndjson'),
          },
          takesOn(duties, 'outside-copies'),
        ),
        CalendarsModule,
        DutiesModule.forRoot(),
        ...(takesOn(duties, 'deadlines') ? [DeadlinesModule.forRoot()] : []),
        ...(takesOn(duties, 'notices') ? [PostModule.forRoot({ outgoing, publicUrl })] : []),
      ],
      controllers: [
        HealthController,
        OpenApiController,
        DefinitionsController,
        PolicyController,
        ReadModelsController,
        ViewsController,
        SchedaController,
        SchedeSpreadsheet,
        CoDesignSpreadsheet,
        UnitsSpreadsheet,
        CycleExportsController,
        ZoneExportsController,
        EvidenceController,
        LivesController,
        HistoryController,
        SchedaHistoryController,
        ToldController,
        ZoneRegisterController,
        ReportsController,
        AccessReportController,
        AuditFactsController,
        AuditQuestionsController,
        FunctionsController,
        CalendarController,
        CyclesController,
        DeadlinesController,
        FallingDueController,
        SearchController,
        SignInController,
        SessionController,
        AccountsController,
        NoticesController,
        NoticePreferencesController,
        DeliveriesController,
        PeopleController,
        CalendarFeedController,
        CalendarsController,
        SealsController,
        CommandsController,
        RehearsalsController,
        AttachmentsController,
        ...pageControllers,
      ],
      providers: [
        CycleReader,
        Renewals,
        RoleSwitch,
        SignOut,
        SpreadsheetDesk,
        SpreadsheetImports,
        AccountsDesk,
        DeliveriesDesk,
        DirectoryDesk,
        ViewsDesk,
        ReadModelReader,
        HistoryReader,
        {
          provide: Moments,
          inject: [EventStore, Lives, Workflows],
          useFactory: (store: EventStore, lives: Lives, workflows: Workflows<LifeData>) =>
            new Moments(store, lives, workflows),
        },
        Exporter,
        {
          provide: EvidenceDesk,
          inject: [EventStore],
          useFactory: (store: EventStore) =>
            new EvidenceDesk(store, options.ledger, options.definitions),
        },
        Inquiries,
        ReadModels,
        KnownDefinitions,
        OpensSealedTexts,
        Erasures,
        Mailboxes,
        NoticeWords,
        FallingDueReader,
        SearchReader,
        { provide: PublicInformation, useValue: new PublicInformation(options.publicInformation) },
        {
          provide: FeedbackBox,
          useFactory: () =>
            new FeedbackBox({
              ...{ dataFolder, mail: outgoing.mail, nowMs: () => clock.nowMs() },
              to: options.publicInformation?.feedbackTo,
            }),
        },
        AgendaReader,
        CalendarSubscription,
        OwnNotices,
        NoticeChoices,
        ...pageProviders,
        {
          provide: JobSettings,
          useValue: new JobSettings(join(dataFolder, 'jobs'), options.exportDays),
        },
        JobWork,
        Jobs,
        { provide: Attachments, useFactory: () => attachmentsIn(options.attachments, clock) },
        AttachmentsDesk,
        AttachmentsSweep,
        NamedFiles,
        { provide: PublicPages, useValue: new PublicPages(options.publicPages === 'on') },
        { provide: DataPlace, useValue: new DataPlace(dataFolder, programVersion()) },
        { provide: SetUpChannels, useValue: new SetUpChannels(outgoing) },
        {
          provide: Readiness,
          inject: [
            ...[EventStore, Projections, KnownDefinitions, Duties, SetUpChannels, Ledger],
            OutsideStanding,
          ],
          useFactory: readiness,
        },
        { provide: RequestCounts, useFactory: () => new RequestCounts(rateLimits) },
        // In this order: may this address ask at all, who is it, may they ask that often, are they still here.
        { provide: APP_GUARD, useClass: RouteRuleGuard },
        { provide: APP_GUARD, useClass: AuthenticationGuard },
        { provide: APP_GUARD, useClass: PersonCountGuard },
        { provide: APP_GUARD, useClass: StandingGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}

/** Lets the read models follow the log once the application starts; until then nothing is written. */
@Injectable()
class ReadModels implements OnModuleInit {
  constructor(
    private readonly projections: Projections,
    private readonly workflows: Workflows<LifeData>,
  ) {}

  onModuleInit(): void {
    this.projections.start(readModels(this.workflows));
  }
}

function attachmentsIn(
  { folder, mostBytes, clamd }: Parameters<typeof AppModule.forRoot>[0]['attachments'],
  clock: Clock,
): Attachments {
  const antivirus = clamd && new Clamd(clamd);
  return new Attachments({ folder, mostBytes, antivirus, nowMs: () => clock.nowMs() });
}

/** What must work for the service to be ready. */
function readiness(
  store: EventStore,
  projections: Projections,
  definitions: KnownDefinitions,
  duties: Duties,
  channels: SetUpChannels,
  ledger: Ledger,
  outside: OutsideStanding,
): Readiness {
  return new Readiness([
    {
      name: 'log',
      examine: () => examineLog(store, definitions),
    },
    {
      name: 'views',
      examine: async () => {
        const lags = await projections.lag();
        return {
          // Ready once every view had caught up; afterwards only a failure makes it unready.
          ok: projections.isReady && lags.every(({ failure }) => failure === undefined),
          detail: lags
            .map(
              ({ name, checkpoint, logEnd, parked }) =>
                `${name} ${checkpoint}/${logEnd} parked ${parked}`,
            )
            .join(', '),
        };
      },
    },
    {
      name: 'ledger',
      examine: () => examineLedger(ledger.standing()),
    },
    {
      name: 'outside',
      examine: () => outside.examine(),
    },
    {
      name: 'duties',
      // Whoever has no duty answers requests as well as the others, so this makes nobody unready.
      examine: () => ({ ok: true, detail: whoDoesWhat(duties.standing()) }),
    },
    {
      name: 'channels',
      // Everybody has the inbox: what goes by no other channel is a choice.
      examine: () => ({ ok: true, detail: channels.remark }),
    },
  ]);
}

function whoDoesWhat({ instance, whose, holder, failure, duties }: DutiesStanding): string {
  if (duties.length === 0) return `none taken on, this is ${instance}`;
  if (whose === 'others') return `done by ${holder ?? ''}, this is ${instance}`;
  if (whose === 'unknown')
    return `done by nobody known: ${failure ?? 'waiting'}, this is ${instance}`;
  const each = duties.map(
    ({ name, isWorking, failure: why, remark }) =>
      `${name} ${why ?? (isWorking ? 'at work' : 'at rest')}${remark === undefined ? '' : ` (${remark})`}`,
  );
  return `done by this one, ${instance}: ${each.join(', ')}`;
}

async function examineLog(store: EventStore, definitions: KnownDefinitions): Promise<Examination> {
  try {
    const detail = `position ${await store.end()}`;
    if (definitions.state === 'known') return { ok: true, detail };
    return { ok: false, detail: `${detail}, its definitions are ${definitions.state}` };
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return { ok: false, detail: 'the event store is not available' };
  }
}
