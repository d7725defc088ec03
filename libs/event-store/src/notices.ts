import { categoryOf } from './event-store.js';

/** The category of the streams that hold notices. */
const NOTICES = 'notices';

/** The stream behind a board, on a server. */
export function noticesStream(board: string): string {
  return `${NOTICES}-${board}`;
}

/** Whether a stream holds notices, and no facts. */
export function holdsNotices(stream: string): boolean {
  return categoryOf(stream) === NOTICES;
}

/** The names of the other streams that hold no facts begin with $: they are the server's own. */
export const OF_FACTS = `^(?!${NOTICES}-)[^$]`;

/** Whether a stream may hold facts: it is neither the server's own, whose names begin with $, nor a board. */
export function mayHoldFacts(stream: string): boolean {
  return !stream.startsWith('$') && !holdsNotices(stream);
}
