import {
  Injectable,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { dutiesOn, type Duties } from '#duties';
import { EventStore, type StoredLog } from '#event-store';
import { Ledger } from '#ledger';
import { Clock, DecisionSeal, POLICY_VERSION, SealedEventStore } from '#planning';
import { NightlyAudit } from './nightly-audit.js';
import { LedgerController } from './ledger.controller.js';

/** Where the ledger is kept, and how it is called. */
export interface LedgerSettings {
  /** `ledger.db` */
  readonly file: string;
  readonly keyFile: string;
  /** The file of the key of the second line; undefined where none is signed. */
  readonly postQuantumKeyFile: string | undefined;
  readonly publicUrl: string | undefined;
}

/** The turn of signing. Answers wait for it, so it is nobody's choice, and no other work can hold it up. */
const TURN = 'ledger-turn';

/** How long a decision waits to be sealed: longer than it takes for the turn to pass to another instance. */
const PATIENCE_MS = 12_000;

/** How long the last facts may take to be sealed when the program is asked to end. */
const LAST_MS = 2_000;

/** Has the ledger signed, by whichever instance has the turn and the key. */
@Injectable()
class SigningDuty implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #duties: Duties;

  constructor(
    private readonly ledger: Ledger,
    private readonly store: EventStore,
  ) {
    this.#duties = dutiesOn(store, TURN);
    this.#duties.perform('ledger', ledger.sign);
  }

  onApplicationBootstrap(): void {
    void this.#startIfAble();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#sealTheLast();
    await this.#duties.stop();
    await this.ledger.stop();
  }

  /** Whoever still waits for an answer gets it; what else is not sealed is, after the next start. */
  async #sealTheLast(): Promise<void> {
    if (!this.ledger.standing().isSigning) return;
    try {
      await this.ledger.sealed(await this.store.end(), LAST_MS);
    } catch {
      // The store is away, or it takes too long: nothing is lost by it.
    }
  }

  async #startIfAble(): Promise<void> {
    // Why it is not, the ledger itself tells.
    const able = await this.ledger.canSign().catch(() => false);
    if (able) this.#duties.start();
  }
}

/** Keeps the ledger over the log. Needs the module of the log and the domain; is begun by the server. */
@Module({})
export class LedgerModule {
  static forRoot(settings: LedgerSettings): DynamicModule {
    return {
      module: LedgerModule,
      global: true,
      controllers: [LedgerController],
      providers: [
        {
          provide: Ledger,
          inject: [EventStore, Clock],
          useFactory: (store: EventStore, clock: Clock) => ledgerOn(store, clock, settings),
        },
        {
          provide: DecisionSeal,
          inject: [Ledger],
          useFactory: (ledger: Ledger): DecisionSeal => ({
            mustBeWhole: () => {
              ledger.mustBeWhole();
            },
            sealed: (position) => ledger.sealed(position, PATIENCE_MS),
          }),
        },
        SigningDuty,
        NightlyAudit,
      ],
      exports: [Ledger, DecisionSeal],
    };
  }
}

/** Streams of cycles and registers: the pipeline dates no fact of theirs before the one before it. */
const inOrder = /^(cycle|register)-/;

function ledgerOn(store: EventStore, clock: Clock, settings: LedgerSettings): Ledger {
  const { file, keyFile, postQuantumKeyFile, publicUrl } = settings;
  return new Ledger({
    ...{ file, keyFile, postQuantumKeyFile },
    store: asWritten(store),
    host: publicUrl === undefined ? undefined : new URL(publicUrl).hostname,
    nowMs: () => clock.nowMs(),
    policy: POLICY_VERSION,
    isInOrder: (stream) => inOrder.test(stream),
  });
}

/** The log in which what is sealed stays sealed, and every byte can be read. */
function asWritten(store: EventStore): EventStore & StoredLog {
  const log = store instanceof SealedEventStore ? store.asWritten : store;
  if ('readStored' in log) return log as EventStore & StoredLog; // every adapter has it
  throw new Error('This store does not show the bytes that it keeps');
}
