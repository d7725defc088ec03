import {
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Duties, machine } from '#duties';
import { EventStore } from '#event-store';
import {
  FolderReader,
  Maildir,
  MissingReceipts,
  Postman,
  receipts,
  RegisteredWebhooks,
  returnedMail,
  SmtpChannel,
  WebhookChannel,
  type Channel,
  type ReportKind,
} from '#notifications';
import { Directory } from '#people';
import {
  AgendaProjection,
  Clock,
  NoticesProjection,
  POLICY_VERSION,
  SchedaTimesProjection,
  SchedeProjection,
} from '#planning';
import { Projections, type Projector } from '#projections';
import { SealRecorder } from '../outside/seal-recorder.js';
import { NoticeWords } from './notice-words.js';
import type { Outgoing } from './outgoing.js';
import { postOf } from './post.js';

const POST = Symbol('what goes out');

/** What goes out, and where it leads. */
interface PostOptions {
  readonly outgoing: Outgoing;
  /** The origin people open; undefined only where nothing goes out. */
  readonly publicUrl: string | undefined;
}

/** Sends notices out by the channels that are configured, and reads what comes back. */
@Injectable()
class PostDuty implements OnModuleInit, OnApplicationShutdown {
  readonly #mail: readonly SmtpChannel[];

  constructor(
    @Inject(POST) private readonly options: PostOptions,
    private readonly duties: Duties,
    private readonly store: EventStore,
    private readonly projections: Projections,
    private readonly clock: Clock,
    private readonly words: NoticeWords,
    @Inject(Directory) private readonly directory: Directory,
    private readonly copies: SealRecorder,
  ) {
    const { mail, certifiedMail } = options.outgoing;
    this.#mail = [
      ...(mail ? [new SmtpChannel('email', mail)] : []),
      ...(certifiedMail ? [new SmtpChannel('pec', certifiedMail)] : []),
    ];
  }

  onModuleInit(): void {
    const { webhooks: endpoints, receiptsFolder, returnsFolder } = this.options.outgoing;
    const channels: readonly Channel[] = [
      ...this.#mail,
      ...endpoints.map((endpoint) => new WebhookChannel({ endpoint, nowMs: this.#nowMs })),
    ];
    const { publicUrl } = this.options;
    if (channels.length === 0 || publicUrl === undefined) return;
    this.#send(channels, publicUrl);
    this.#follow();
    if (returnsFolder !== undefined) this.#readFolder('returns', returnsFolder, returnedMail);
    if (receiptsFolder === undefined) return;
    this.#readFolder('receipts', receiptsFolder, receipts);
    this.#watchReceipts();
  }

  onApplicationShutdown(): void {
    for (const channel of this.#mail) channel.close();
  }

  #send(channels: readonly Channel[], publicUrl: string): void {
    const { store, words, directory, projections } = this;
    const { outgoing } = this.options;
    const postman = new Postman({
      ...{ channels, store, notices: this.#notices, nowMs: this.#nowMs, pause },
      policy: POLICY_VERSION,
      ...postOf({ outgoing, publicUrl, words, directory, projections, nowMs: this.#nowMs }),
      random: () => machine.random(),
    });
    this.duties.perform('notices', postman.deliver, () => remarkOf(postman));
  }

  #follow(): void {
    const { store } = this;
    const { webhooks: endpoints } = this.options.outgoing;
    const webhooks = new RegisteredWebhooks({
      ...{ endpoints, store, notices: this.#notices, nowMs: this.#nowMs, pause },
      policy: POLICY_VERSION,
    });
    this.duties.perform('webhooks', webhooks.keep);
  }

  #readFolder(duty: string, folder: string, kind: ReportKind): void {
    const reader = new FolderReader(
      {
        ...{ maildir: new Maildir(folder), kind, notices: this.#notices, store: this.store },
        ...{ nowMs: this.#nowMs, policy: POLICY_VERSION },
        elsewhere: (report) => this.copies.receive(report),
      },
      pause,
    );
    this.duties.perform(duty, reader.read, reader.remark);
  }

  #watchReceipts(): void {
    const missing = new MissingReceipts(
      {
        ...{ store: this.store, notices: this.#notices, nowMs: this.#nowMs },
        policy: POLICY_VERSION,
      },
      pause,
    );
    this.duties.perform('missing-receipts', missing.watch, missing.remark);
  }

  readonly #nowMs = (): number => this.clock.nowMs();

  /** It begins after this. What a mail says is asked of other views, which have to know as much as that of notices. */
  readonly #notices: Pick<Projector, 'read' | 'ready' | 'reached'> = {
    read: (query) => this.projections.of(NoticesProjection).read(query),
    ready: async () => {
      await Promise.all(this.#views().map((view) => view.ready()));
    },
    reached: async (position, reach) => {
      await Promise.all(this.#views().map((view) => view.reached(position, reach)));
    },
  };

  #views(): readonly Pick<Projector, 'ready' | 'reached'>[] {
    const { projections } = this;
    return [NoticesProjection, AgendaProjection, SchedeProjection, SchedaTimesProjection].map(
      (view) => projections.of(view),
    );
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> => machine.pause(ms, signal);

function remarkOf(postman: Postman): string | undefined {
  const down = postman
    .standing()
    .flatMap(({ channel, recipientId = channel, down: why }) =>
      why ? [`${recipientId} is down: ${why.code}`] : [],
    );
  return down.length === 0 ? undefined : down.join(', ');
}

/** Sends what is to be told outside, whenever this instance has the turn of duty. */
@Module({})
export class PostModule {
  /** Expects `Duties`, `Projections`, `Directory`, the store and the domain from elsewhere. */
  static forRoot(options: PostOptions): DynamicModule {
    return {
      module: PostModule,
      providers: [PostDuty, NoticeWords, { provide: POST, useValue: options }],
    };
  }
}
