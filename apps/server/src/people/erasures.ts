import { setTimeout as pause } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { AccessFile, forgetPerson, isForgotten } from '#access';
import { romeDay } from '#calendar';
import { EventStore } from '#event-store';
import { ApiTokens, Directory, SubjectKeys, type DecidedErasure } from '#people';
import {
  Clock,
  decidedErasure,
  ERASURE,
  heldRoles,
  HeldRolesProjection,
  personIn,
} from '#planning';
import { Projections } from '#projections';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** How long the register may take to be known here before it is tried again. */
const UP_TO_DATE_MS = 10_000;

/**
 * Carries out every erasure that is recorded, on the files of this instance: the keys of what was sealed, the
 * entry of the directory and, where no register gives the person a role, how they sign in. It begins at the first
 * fact each time, so that it is also carried out on files that were put back from a copy; first what is owed since
 * a copy was put in the place of the log.
 */
@Injectable()
export class Erasures implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(Erasures.name);
  readonly #ending = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly keys: SubjectKeys,
    private readonly directory: Directory,
    private readonly access: AccessFile,
    private readonly tokens: ApiTokens,
    private readonly projections: Projections,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#running = this.#run();
  }

  async onModuleDestroy(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    for (
      let pauseMs = FIRST_PAUSE_MS;
      !signal.aborted;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    ) {
      try {
        for (const erasure of this.directory.owed()) await this.#carryOut(erasure);
        const filter = { categories: ['register'], types: [ERASURE] };
        for await (const { events } of this.store.follow({ filter, signal })) {
          for (const event of events) await this.#carryOut(decidedErasure(event));
        }
      } catch (error) {
        if (this.#isEnding()) return;
        this.#logger.error(`An erasure waits to be carried out: ${String(error)}`);
        // Only ending cuts a pause short, and the loop looks at that next.
        await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /**
   * Each file knows what was carried out on it, since one of them may come back from a copy without the others; of
   * the keys all of it is repeated, since none of them is ever made again.
   */
  async #carryOut(erasure: DecidedErasure): Promise<void> {
    const { eventId, zone, subject, keys, on, by } = erasure;
    this.keys.erase(keys, { on, by });
    const personId = personIn(subject, zone);
    if (personId !== undefined && !isForgotten(this.access, eventId)) {
      if (!(await this.#hasRoles(personId))) {
        this.tokens.forget(personId);
        forgetPerson(this.access, personId, eventId);
      }
    }
    if (this.directory.isCarriedOut(eventId)) return;
    if (personId !== undefined) this.directory.erase(zone, personId);
    this.directory.noteCarriedOut(eventId);
    this.#logger.log(`The erasure ${eventId} is carried out`);
  }

  /**
   * Whether a register gives the person a role: of another zone, and how they sign in is then not ours alone to
   * erase; or of this one, where they came back after they were erased.
   */
  async #hasRoles(personId: string): Promise<boolean> {
    const { signal } = this.#ending;
    const roles = this.projections.of(HeldRolesProjection);
    await roles.reached(await this.store.end(), { timeoutMs: UP_TO_DATE_MS, signal });
    const today = romeDay(this.clock.nowMs());
    return roles.read((database) => heldRoles(database, personId, today).length > 0);
  }

  /** A method, since it changes while others are awaited. */
  #isEnding(): boolean {
    return this.#ending.signal.aborted;
  }
}
