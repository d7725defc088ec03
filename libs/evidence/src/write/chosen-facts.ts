import type { EventStore, RecordedEvent } from '#event-store';
import { entryOf, type LedgerFile } from '#ledger';
import type { Scope } from '../format/manifest.js';

/** A fact of the log with the bytes that were sealed of it. */
export interface ChosenFact {
  readonly index: number;
  readonly event: RecordedEvent;
  readonly bytes: Uint8Array;
  /** Data that is too large for an entry, which then only names it. */
  readonly apart?: Uint8Array;
}

/** Where facts are chosen from. */
export interface FactsToChoose {
  readonly store: Pick<EventStore, 'read' | 'readAll'>;
  readonly file: Pick<LedgerFile, 'leafIn' | 'leafOf'>;
  /** Whether the facts of a stream are sealed at all. */
  readonly isSealed: (stream: string) => boolean;
  /** Facts that the seal covers. */
  readonly size: number;
}

/** Every sealed fact, in the order of the ledger. */
async function* allFacts({
  store,
  file,
  isSealed,
  size,
}: FactsToChoose): AsyncGenerator<ChosenFact> {
  let index = 0;
  for await (const event of store.readAll()) {
    if (!isSealed(event.stream)) continue;
    if (index >= size) return;
    // Linked to what was sealed: who reads it sees where what is there now parts from it.
    const { bytes, apart } = entryOf(event, file.leafIn(event.stream, event.revision - 1)?.hash);
    yield { index: index++, event, bytes, ...(apart && { apart }) };
  }
}

/** A stream from its first fact on, as far as the seal covers it, and recorded until an instant. */
async function* factsOfStream(
  { store, file, size }: FactsToChoose,
  stream: string,
  at?: string,
): AsyncGenerator<ChosenFact> {
  for await (const event of store.read(stream)) {
    const index = leafOf(file, event)?.index;
    if (index === undefined || index >= size || isAfter(event, at)) return;
    const { bytes, apart } = entryOf(event, file.leafIn(stream, event.revision - 1)?.hash);
    yield { index, event, bytes, ...(apart && { apart }) };
  }
}

/**
 * The facts that a bundle is about: all of them, or those of its stream with what else must be known to judge it:
 * what happened to the ledger, and whose personal data was erased.
 */
export function chosenFacts(from: FactsToChoose, scope: Scope): AsyncGenerator<ChosenFact> {
  if (scope.kind === 'log') return allFacts(from);
  const [, zone] = /^(?:cycle|register)-([^-]+)-/.exec(scope.stream) ?? [];
  const organisation = `register-${zone ?? ''}-organizzazione`;
  const others = [factsOfStream(from, 'ledger')];
  if (organisation !== scope.stream) others.push(erasuresIn(factsOfStream(from, organisation)));
  return inOrder([factsOfStream(from, scope.stream, scope.at), ...others]);
}

async function* erasuresIn(facts: AsyncGenerator<ChosenFact>): AsyncGenerator<ChosenFact> {
  for await (const fact of facts) if (fact.event.type === 'PersonErased') yield fact;
}

/** Facts of several streams, each in order, as one. */
async function* inOrder(
  streams: readonly AsyncGenerator<ChosenFact>[],
): AsyncGenerator<ChosenFact> {
  const heads = await Promise.all(
    streams.map(async (facts) => ({ facts, head: await nextOf(facts) })),
  );
  for (;;) {
    const waiting = heads.filter(({ head }) => head !== undefined);
    if (waiting.length === 0) return;
    const first = waiting.reduce((one, other) =>
      (other.head?.index ?? 0) < (one.head?.index ?? 0) ? other : one,
    );
    if (first.head) yield first.head;
    first.head = await nextOf(first.facts);
  }
}

async function nextOf(facts: AsyncGenerator<ChosenFact>): Promise<ChosenFact | undefined> {
  const next = await facts.next();
  return next.done === true ? undefined : next.value;
}

function leafOf(file: Pick<LedgerFile, 'leafOf'>, { id, stream }: RecordedEvent) {
  const leaf = file.leafOf(id);
  return leaf?.stream === stream ? leaf : undefined;
}

function isAfter({ metadata: { recordedAt } }: RecordedEvent, at: string | undefined): boolean {
  return at !== undefined && typeof recordedAt === 'string' && recordedAt > at;
}
