import type { Consumer } from './consumer.js';
import type { Message } from './message.js';

/**
 * Who gets a message: a consumer with room; nobody, when none has any; or it has to wait for the
 * consumer it belongs to, while others may go before it.
 */
export type Choice = Consumer | 'nobody' | 'later';

/** How the events of a group are shared out among its consumers. */
export interface ConsumerStrategy {
  joined(consumer: Consumer): void;
  left(consumer: Consumer): void;
  choose(message: Message): Choice;
}
