import type { EventStore, RecordedEvent } from '#event-store';
import { LEDGER_STREAM, type ExternalSeal, type LedgerFactType } from '#ledger';

/** A seal as it stands in the log. */
export interface RecordedSeal {
  /** Of its fact. */
  readonly eventId: string;
  /** Milliseconds since 1970, UTC. */
  readonly recordedMs: number;
  readonly seal: ExternalSeal;
}

const SEALED: LedgerFactType = 'ExternalSealRecorded';

/** The seals that are recorded, the oldest first. @param from revision of the stream to begin with */
export async function* recordedSeals(
  store: Pick<EventStore, 'read'>,
  from = 0,
): AsyncGenerator<RecordedSeal & { readonly revision: number }> {
  for await (const event of store.read(LEDGER_STREAM, { from })) {
    if (event.type === SEALED) yield { ...sealIn(event), revision: event.revision };
  }
}

function sealIn({ id, data, metadata }: RecordedEvent): RecordedSeal {
  // Written by what records facts about the ledger, and by nothing else.
  const seal = data as unknown as ExternalSeal;
  return { eventId: id, recordedMs: Date.parse(metadata['recordedAt'] as string), seal };
}

/**
 * The last seals, the newest first.
 * @param before revision of the stream; those before it
 * @returns with the revision before which there may be more
 */
export async function lastSeals(
  store: Pick<EventStore, 'read'>,
  limit: number,
  before?: number,
): Promise<{ readonly seals: readonly RecordedSeal[]; readonly next?: number }> {
  const seals: RecordedSeal[] = [];
  if (before === 0) return { seals };
  const from = before === undefined ? {} : { from: before - 1 };
  for await (const event of store.read(LEDGER_STREAM, { direction: 'backward', ...from })) {
    if (seals.length === limit) return { seals, next: event.revision + 1 };
    if (event.type === SEALED) seals.push(sealIn(event));
  }
  return { seals };
}
