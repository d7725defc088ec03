import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientReadableStream } from '@grpc/grpc-js';
import type { Bell } from './bell.js';
import type { EsdbConnection, Remote } from './esdb.connection.js';
import { failureOf } from './esdb.failures.js';
import type { EsdbSightings } from './esdb.sightings.js';
import { jittered } from './esdb.patience.js';
import { shared, streams } from './esdb.protocol.js';
import type { Streams } from './esdb.protocol.js';
import { OF_FACTS } from './notices.js';

const LONGEST_PAUSE_MS = 2_000;
/** How long the server may take to begin the subscription, in milliseconds. */
const BEGIN_MS = 3_000;

/**
 * Rings when somebody, anywhere, has written to the log, and shows what to who has an append under way: one
 * live subscription for all of this process. Nothing depends on it but promptness: it rings whenever it has
 * (again) begun to listen, since something may have come before.
 */
export class EsdbWatch {
  readonly #ending = new AbortController();
  #running: Promise<void> | undefined;

  constructor(
    private readonly connection: EsdbConnection,
    private readonly bell: Bell,
    private readonly sightings: EsdbSightings,
  ) {}

  /** Begins to listen, if it does not already. */
  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    let failures = 0;
    while (!this.#isStopped()) {
      try {
        const deadline = new Date(Date.now() + BEGIN_MS);
        await this.connection.run(deadline, (remote) =>
          this.#listen(remote, () => {
            failures = 0;
            this.bell.ring();
          }),
        );
      } catch (error) {
        if (this.#isStopped()) return;
        failureOf(error); // followers meet the same failure when they read, and tell it
      }
      // Only stopping cuts a pause short, and the loop looks at that next.
      await pause(jittered(failures++, LONGEST_PAUSE_MS), undefined, { signal }).catch(
        () => undefined,
      );
    }
  }

  #isStopped(): boolean {
    return this.#ending.signal.aborted;
  }

  /** Resolves or fails when the subscription ends. */
  async #listen(remote: Remote, heard: () => void): Promise<void> {
    const { signal } = this.#ending;
    const call: ClientReadableStream<Streams.ReadResp> = remote.streams.read(
      subscription(),
      remote.metadata(),
    );
    const hangUp = (): void => {
      call.cancel();
    };
    signal.addEventListener('abort', hangUp);
    // A server that takes the call and then says nothing is as good as away.
    const begun = setTimeout(hangUp, BEGIN_MS);
    call.on('data', (message: Streams.ReadResp) => {
      clearTimeout(begun);
      if (message.hasConfirmation()) this.sightings.begin();
      const event = message.getEvent()?.getEvent();
      if (event !== undefined) this.sightings.pass(event);
      heard();
    });
    try {
      await once(call, 'end');
    } finally {
      this.sightings.end();
      clearTimeout(begun);
      signal.removeEventListener('abort', hangUp);
      call.on('error', () => undefined); // whatever comes after it has ended
      call.cancel();
    }
  }
}

/** Everything that is written from now on, but by the server itself, and but notices. */
function subscription(): Streams.ReadReq {
  const { AllOptions, FilterOptions, ReadDirection, SubscriptionOptions, UUIDOption } =
    streams.ReadReq.Options;
  const filter = new FilterOptions();
  filter.setStreamIdentifier(new FilterOptions.Expression().setRegex(OF_FACTS));
  filter.setMax(500);
  filter.setCheckpointintervalmultiplier(20); // we need none
  const options = new streams.ReadReq.Options();
  options.setAll(new AllOptions().setEnd(new shared.Empty()));
  options.setSubscription(new SubscriptionOptions());
  options.setReadDirection(ReadDirection.FORWARDS);
  options.setFilter(filter);
  options.setUuidOption(new UUIDOption().setString(new shared.Empty()));
  return new streams.ReadReq().setOptions(options);
}
