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
import { Ledger, LEDGER_STREAM } from '#ledger';
import { MAILBOX, SmtpChannel } from '#notifications';
import {
  ConflictsFile,
  KeepCopies,
  MailedCopy,
  StampedCopy,
  TimestampAuthority,
  WitnessedCopy,
  type GrowingLedger,
  type OutsideCopy,
} from '#outside-copies';
import { Clock } from '#planning';
import { approvals } from './approvals.js';
import type { Outgoing } from '../notifications/outgoing.js';
import { SealRecorder } from './seal-recorder.js';
import { OutsideStanding } from './outside-readiness.js';
import type { Outside } from './outside.js';

const OUTSIDE = Symbol('who is outside');

/** Who is outside, and how they are reached. */
export interface OutsideOptions {
  readonly outside: Outside;
  readonly outgoing: Outgoing;
  /** The origin people open. */
  readonly publicUrl: string | undefined;
  /** Where it is kept what somebody outside remembers otherwise. */
  readonly conflictsFile: string;
}

/** Has roots of the ledger kept outside, whenever this instance has the turn of duty. */
@Injectable()
class OutsideDuty implements OnModuleInit, OnApplicationShutdown {
  readonly #mail: SmtpChannel[] = [];

  constructor(
    @Inject(OUTSIDE) private readonly options: OutsideOptions,
    private readonly duties: Duties,
    private readonly store: EventStore,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly conflicts: ConflictsFile,
    private readonly seals: SealRecorder,
  ) {}

  onModuleInit(): void {
    const { store, conflicts } = this;
    const ledger = asCopied(this.ledger);
    const copies = this.#copies(ledger);
    if (copies.length === 0) return;
    const keeper = new KeepCopies({
      ...{ copies, ledger, store, approvals, conflicts },
      record: (seal) => this.seals.record(seal),
      nowMs: this.#nowMs,
      pause: (ms, signal) => machine.pause(ms, signal),
      random: () => machine.random(),
    });
    this.duties.perform('outside-copies', keeper.keep, keeper.remark);
  }

  onApplicationShutdown(): void {
    for (const channel of this.#mail) channel.close();
  }

  #copies(ledger: GrowingLedger): readonly OutsideCopy[] {
    const { outside, outgoing } = this.options;
    const { reach, witnesses, timestamps, mailTo, certifiedMailTo } = outside;
    const { mail, certifiedMail } = outgoing;
    return [
      ...witnesses.map(
        (witness) => new WitnessedCopy({ witness, ledger, reach, nowMs: this.#nowMs }),
      ),
      ...(timestamps
        ? [new StampedCopy(new TimestampAuthority({ ...timestamps, reach }, this.#nowMs))]
        : []),
      ...this.#mailed('mail', mailTo, ledger, mail && (() => new SmtpChannel('email', mail))),
      ...this.#mailed(
        'certified-mail',
        certifiedMailTo,
        ledger,
        certifiedMail && (() => new SmtpChannel('pec', certifiedMail)),
      ),
    ];
  }

  #mailed(
    kind: 'mail' | 'certified-mail',
    addresses: readonly string[],
    ledger: GrowingLedger,
    open: (() => SmtpChannel) | undefined,
  ): readonly OutsideCopy[] {
    const { publicUrl } = this.options;
    if (addresses.length === 0 || !open || publicUrl === undefined) return [];
    const channel = open();
    this.#mail.push(channel);
    const host = new URL(publicUrl).hostname;
    return addresses.map(
      (address, index) =>
        new MailedCopy({
          ...{ channel, kind, address, ledger, host, ordinal: index + 1, nowMs: this.#nowMs },
        }),
    );
  }

  readonly #nowMs = (): number => this.clock.nowMs();
}

/** What is recorded of seals and of messages is no reason to make another copy, or there would be no end of it. */
const isItsOwn = (stream: string): boolean =>
  stream === LEDGER_STREAM || stream.startsWith(`${MAILBOX}-`);

/** Until the ledger is open there is nothing to copy. */
function asCopied(ledger: Ledger): GrowingLedger {
  return {
    checkpoint: () => (ledger.standing().state === 'sealing' ? ledger.checkpoint() : undefined),
    consistency: (from, to) => ledger.consistency(from, to),
    sizeAt: (position) => ledger.sizeAt(position),
    hasGrownSince: (size) => ledger.hasGrownSince(size, (stream) => !isItsOwn(stream)),
    sealed: (position, withinMs) => ledger.sealed(position, withinMs),
  };
}

/** Has roots of the ledger kept outside. Needs `Duties`, the store, the ledger and the domain from elsewhere. */
@Module({})
export class OutsideModule {
  /** @param takesPart whether this instance takes its turn of it; if not, it only knows of conflicts */
  static forRoot(options: OutsideOptions, takesPart: boolean): DynamicModule {
    return {
      module: OutsideModule,
      global: true,
      providers: [
        ...(takesPart ? [OutsideDuty] : []),
        SealRecorder,
        { provide: OUTSIDE, useValue: options },
        { provide: ConflictsFile, useFactory: () => new ConflictsFile(options.conflictsFile) },
        {
          provide: OutsideStanding,
          inject: [ConflictsFile],
          useFactory: (conflicts: ConflictsFile) => new OutsideStanding(conflicts, options.outside),
        },
      ],
      exports: [OutsideStanding, SealRecorder],
    };
  }
}
