import { setTimeout as pause } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { AccessFile, forgetPerson } from '#access';
import { romeDay } from '#calendar';
import { EventStore, type RecordedEvent } from '#event-store';
import { ApiTokens, Directory, SubjectKeys } from '#people';
import {
  Clock,
  cycleName,
  heldRoles,
  HeldRolesProjection,
  idOfStream,
  personIn,
  type DataOf,
} from '#planning';
import { Projections } from '#projections';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** How long the register may take to be known here before it is tried again. */
const UP_TO_DATE_MS = 10_000;

/**
 * Carries out every erasure that is recorded, on the files of this instance: the keys of what was sealed, the
 * entry of the directory and, where no other zone knows the person, how they sign in. It begins at the first
 * fact each time, so that it is also carried out on files that were put back from a copy.
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
        const filter = { categories: ['register'], types: ['PersonErased'] };
        for await (const { events } of this.store.follow({ filter, signal })) {
          for (const event of events) await this.#carryOut(event);
        }
      } catch (error) {
        if (this.#isEnding()) return;
        this.#logger.error(`An erasure waits to be carried out: ${String(error)}`);
        // Only ending cuts a pause short, and the loop looks at that next.
        await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #carryOut({ id, stream, data, position }: RecordedEvent): Promise<void> {
    // The filter takes these facts alone.
    const { subject, keys } = data as unknown as DataOf<'PersonErased'>;
    const zone = cycleName(idOfStream(stream))?.zone ?? '';
    const personId = personIn(subject, zone);
    // Also where it was carried out before: the keys alone may have come back from a copy, and are never made again.
    this.keys.erase(keys, romeDay(this.clock.nowMs()));
    if (this.directory.isCarriedOut(id)) return;
    if (personId !== undefined) {
      this.directory.erase(zone, personId);
      if (!(await this.#isKnownElsewhere(personId, zone, position))) {
        this.tokens.forget(personId);
        forgetPerson(this.access, personId);
      }
    }
    this.directory.noteCarriedOut(id);
    this.#logger.log(`The erasure ${id} is carried out`);
  }

  /** Whether a register of another zone gives the person a role: how they sign in is then not ours alone to erase. */
  async #isKnownElsewhere(personId: string, zone: string, position: number): Promise<boolean> {
    const { signal } = this.#ending;
    const roles = this.projections.of(HeldRolesProjection);
    await roles.reached(position, { timeoutMs: UP_TO_DATE_MS, signal });
    const today = romeDay(this.clock.nowMs());
    return roles
      .read((database) => heldRoles(database, personId, today))
      .some((role) => role.zone !== zone);
  }

  /** A method, since it changes while others are awaited. */
  #isEnding(): boolean {
    return this.#ending.signal.aborted;
  }
}
