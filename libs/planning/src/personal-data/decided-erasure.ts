import { romeDay } from '#calendar';
import type { RecordedEvent } from '#event-store';
import type { DecidedErasure } from '#people';
import { cycleName, idOfStream } from '../cycle/cycle-id.js';
import type { Envelope } from '../envelope.js';
import type { DataOf } from '../planning-fact.js';

/** The type of the facts by which persons are erased. */
export const ERASURE = 'PersonErased';

/** What a fact of the type `ERASURE` decides. */
export function decidedErasure({
  id,
  stream,
  data,
  metadata,
}: Pick<RecordedEvent, 'id' | 'stream' | 'data' | 'metadata'>): DecidedErasure {
  // A recorded event of this type is our fact in its envelope.
  const { subject, keys } = data as unknown as DataOf<typeof ERASURE>;
  const { recordedAt, actor } = metadata as unknown as Pick<Envelope, 'recordedAt' | 'actor'>;
  return {
    ...{ eventId: id, zone: cycleName(idOfStream(stream))?.zone ?? '', subject, keys },
    ...{ on: romeDay(Date.parse(recordedAt)), by: actor.personId },
  };
}
