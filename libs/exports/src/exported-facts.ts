import { setImmediate } from 'node:timers/promises';
import type { RecordedEvent } from '#event-store';
import {
  asShown,
  correctionsIn,
  cycleName,
  idOfStream,
  streamOf,
  type AnyLife,
  type Envelope,
} from '#planning';
import { withoutSealed } from '#people';
import { begin, evolve, workflowOf } from '#workflow';
import type { ExportedFact } from './exported-fact.js';
import type { ExportRequest, ExportScope, ExportSource } from './export-source.js';
import { objectsOf } from './objects/named-objects.js';

/** So many facts are told before others are let in: a long export holds up nobody's request. */
const FACTS_PER_TURN = 50;

/** A stream that is being told. */
interface ToldStream {
  readonly cycleId: string;
  readonly zone: string;
  /** The last fact that was there when the telling of the stream began: what is redacted until then is known. */
  readonly last: number;
  readonly redacted: object;
  life: AnyLife | undefined;
}

/**
 * The facts of an export in the order of the log, one after another: what was redacted until now is hidden, also in
 * an export of a moment past, and so is personal data. What is recorded while it goes on is not in it.
 * @throws StoreUnavailable, UnknownDefinition, AlteredDefinition, FactNotAccepted
 */
export async function* exportedFacts(
  source: ExportSource,
  { scope, at }: ExportRequest,
): AsyncGenerator<ExportedFact> {
  const streams = new Map<string, ToldStream | undefined>();
  let told = 0;
  for await (const event of eventsOf(source, scope)) {
    if (++told % FACTS_PER_TURN === 0) await setImmediate();
    if (!streams.has(event.stream)) {
      streams.set(event.stream, await toldStream(source, scope, event.stream));
    }
    const stream = streams.get(event.stream);
    if (stream === undefined || event.revision > stream.last) continue;
    // Written by our own pipeline: the shapes are checked there.
    const { recordedAt } = event.metadata as unknown as Envelope;
    if (at !== undefined && recordedAt > at) {
      if (scope.cycleId !== undefined) return;
      continue;
    }
    yield factOf(source, stream, event);
  }
}

async function* eventsOf(
  { store }: ExportSource,
  scope: ExportScope,
): AsyncGenerator<RecordedEvent> {
  if (scope.cycleId !== undefined) {
    yield* store.read(streamOf(scope.cycleId));
    return;
  }
  const end = await store.end();
  for await (const event of store.readAll({ filter: { categories: ['cycle', 'register'] } })) {
    if (event.position > end) return;
    yield event;
  }
}

async function toldStream(
  { lives }: ExportSource,
  scope: ExportScope,
  stream: string,
): Promise<ToldStream | undefined> {
  const cycleId = idOfStream(stream);
  const zone = cycleName(cycleId)?.zone ?? '';
  if (scope.zone !== undefined && scope.zone !== zone) return undefined;
  const now = await lives.current(stream);
  if (now === undefined) return undefined;
  const { corrections, redactions } = correctionsIn(now.data);
  // The life goes on: what it knows now is kept.
  const redacted = { corrections: [...corrections], redactions: [...redactions] };
  return { cycleId, zone, last: now.revision, redacted, life: undefined };
}

function factOf(source: ExportSource, stream: ToldStream, event: RecordedEvent): ExportedFact {
  const shown = withoutSealed(asShown(event, stream.redacted));
  stream.life ??= begin(workflowOf(source.workflows, event));
  evolve(stream.life, shown);
  const { cycleId, zone, life } = stream;
  const { position, revision, id, type, data } = shown;
  const envelope = shown.metadata as unknown as Envelope; // as above
  const objects = objectsOf({ type, data, envelope, cycleId, zone });
  const leaf = source.leafOf(id);
  return { id, type, position, revision, cycleId, zone, data, envelope, objects, leaf, life };
}
