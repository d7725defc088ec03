import type { ResolvedEvent } from '../node-event.js';
import type { Progress } from './progress.js';

/** An event on its way to a consumer, and back if nobody copes with it. */
export interface Message {
  readonly resolved: ResolvedEvent;
  /** By which consumers answer: the id of the link, if there is one. */
  readonly id: string;
  /** Place in what `progress` follows. */
  readonly place: number;
  /** What is told when it is settled: the group itself, or a replay of parked events. */
  readonly progress: Progress;
  /** Its turn among those that are given again: its place, and parked ones last. */
  readonly turn: number;
  /** How often it has been given before. */
  retryCount: number;
  settled: boolean;
}

export function newMessage(
  resolved: ResolvedEvent,
  place: number,
  progress: Progress,
  turn = place,
): Message {
  const id = (resolved.link ?? resolved.event)?.id ?? '';
  return { resolved, id, place, progress, turn, retryCount: 0, settled: false };
}

/** Puts a message where its turn is, after those of the same turn. */
export function insertByTurn(messages: Message[], message: Message): void {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle]?.turn ?? 0) <= message.turn) low = middle + 1;
    else high = middle;
  }
  messages.splice(low, 0, message);
}
