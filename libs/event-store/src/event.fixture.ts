import { randomUUID } from 'node:crypto';
import type { NewEvent } from './event-store.js';
import { prepareAppend } from './prepared-append.js';
import type { PreparedAppend } from './prepared-append.js';

/** Some event, with everything that JSON has. */
export function anEvent(type = 'Noted'): NewEvent {
  return {
    id: randomUUID(),
    type,
    data: { words: ['perché', '€', '😀'], amount: 12.5, nothing: null, a: { z: 1, b: true } },
    metadata: { actor: 'clerk' },
  };
}

export function someEvents(length: number): NewEvent[] {
  return Array.from({ length }, () => anEvent());
}

/** An append as the log takes it. */
export function anAppend(stream: string, type?: string): PreparedAppend {
  return prepareAppend(stream, [anEvent(type)], 'any');
}
