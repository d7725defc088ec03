import type { EventStore } from '#event-store';
import type { Acknowledged } from './persistent-client.js';

/** What a log holds, compared with what its clients were told. */
export interface Evidence {
  /** Questions in the log, each time it holds them. */
  readonly recorded: number;
  /** Questions whose recording was acknowledged, and that are not where the answer said. */
  readonly lost: number;
  /** Times that the log holds a question once more. */
  readonly duplicated: number;
  /** Questions in the log that nobody got an answer for, although everybody went on asking. */
  readonly unknown: number;
  /** Events that do not follow the one before in their stream. */
  readonly gaps: number;
}

/** Reads the whole log. */
export async function evidenceIn(
  store: EventStore,
  acknowledged: readonly Acknowledged[],
): Promise<Evidence> {
  const next = new Map<string, number>();
  const places = new Map<string, string[]>();
  let gaps = 0;
  for await (const { stream, revision, id, type, data } of store.readAll()) {
    if (revision !== (next.get(stream) ?? 0)) gaps += 1;
    next.set(stream, revision + 1);
    const { text } = data;
    if (type !== 'QuestionRaised' || typeof text !== 'string') continue;
    places.set(text, [...(places.get(text) ?? []), place(id, revision)]);
  }
  const told = new Set(acknowledged.map(({ text }) => text));
  const recorded = [...places.values()].reduce((sum, { length }) => sum + length, 0);
  return {
    recorded,
    lost: acknowledged.filter(
      ({ text, eventId, revision }) => !places.get(text)?.includes(place(eventId, revision)),
    ).length,
    duplicated: recorded - places.size,
    unknown: [...places.keys()].filter((text) => !told.has(text)).length,
    gaps,
  };
}

function place(eventId: string, revision: number): string {
  return `${eventId} at ${revision}`;
}
