import { binaryEvent, jsonEvent } from '@eventstore/db-client';
import type { PersistentSubscriptionToStream, ResolvedEvent } from '@eventstore/db-client';
import { once } from 'node:events';

/** What a consumer is given. */
export type Delivery = ResolvedEvent & { readonly retryCount: number };

/** Any subscription of the client, to a stream or to all. */
interface Subscription {
  on(event: 'data', listener: (delivery: Delivery) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  ack: PersistentSubscriptionToStream['ack'];
  nack: PersistentSubscriptionToStream['nack'];
  unsubscribe(): Promise<void>;
}

/** A consumer that keeps what it is given until the test answers. */
export class TestConsumer {
  readonly given: Delivery[] = [];
  error: Error | undefined;
  readonly #subscription: Subscription;
  #changed = () => {
    // nobody waits yet
  };

  /** @param onGiven what it does with each event at once */
  constructor(subscription: unknown, onGiven: (delivery: Delivery) => unknown = () => undefined) {
    this.#subscription = subscription as Subscription; // the two kinds differ in nothing we use
    this.#subscription.on('data', (delivery) => {
      this.given.push(delivery);
      onGiven(delivery);
      this.#changed();
    });
    this.#subscription.on('error', (error) => {
      this.error = error;
      this.#changed();
    });
  }

  /** Resolves once this holds. */
  async until(condition: (consumer: this) => boolean): Promise<void> {
    while (!condition(this)) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  /** Resolves once it has been given so many events, in all. */
  async has(count: number): Promise<readonly Delivery[]> {
    await this.until(({ given, error }) => {
      if (error) throw error;
      return given.length >= count;
    });
    return this.given;
  }

  async failed(): Promise<Error> {
    await this.until(({ error }) => error !== undefined);
    return this.error ?? new Error('unreachable');
  }

  ack(...deliveries: readonly (Delivery | undefined)[]): Promise<void> {
    return this.#subscription.ack(...present(deliveries));
  }

  nack(
    action: 'park' | 'retry' | 'skip' | 'stop',
    ...deliveries: readonly (Delivery | undefined)[]
  ): Promise<void> {
    return this.#subscription.nack(action, 'for a test', ...present(deliveries));
  }

  leave(): Promise<void> {
    return this.#subscription.unsubscribe();
  }

  async confirmed(): Promise<this> {
    await once(this.#subscription as unknown as NodeJS.EventEmitter, 'confirmation');
    return this;
  }
}

function present(deliveries: readonly (Delivery | undefined)[]): Delivery[] {
  return deliveries.filter((delivery) => delivery !== undefined);
}

/** So many events, numbered from `first`. */
export function events(count: number, first = 0) {
  return Array.from({ length: count }, (_, index) =>
    jsonEvent({ type: 'Numbered', data: { number: first + index } }),
  );
}

/** The numbers of what was given, in order. */
export function numbers(deliveries: readonly Delivery[]): readonly number[] {
  return deliveries.map(({ event }) => (event?.data as { number: number }).number);
}

/** Resolves once what is asked again and again answers that it is so. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isSo: (answer: Answer) => boolean,
): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
  }
}

/** A link to an event of another stream. */
export function linkTo(stream: string, revision: number) {
  return binaryEvent({ type: '$>', data: Buffer.from(`${revision}@${stream}`) });
}
