import {
  START,
  type EventStore,
  type JsonObject,
  type LogFile,
  type RecordedEvent,
  type StoredLog,
} from '#event-store';

/** A log file as one reads a store, also while a server works on it. */
export function readerOf(
  log: LogFile,
): Pick<EventStore, 'read' | 'readAll'> & Pick<StoredLog, 'readStored'> {
  const all = (): Generator<RecordedEvent> => recorded(log);
  return {
    async *read(wanted) {
      for (const event of all()) if (event.stream === wanted) yield await Promise.resolve(event);
    },
    async *readStored(after = START) {
      for (const event of log.facts()) {
        if (event.position > after) yield await Promise.resolve(event);
      }
    },
    async *readAll({ after = START, max = Infinity } = {}) {
      let given = 0;
      for (const event of all()) {
        if (event.position <= after) continue;
        if (given++ >= max) return;
        yield await Promise.resolve(event);
      }
    },
  };
}

function* recorded(log: LogFile): Generator<RecordedEvent> {
  for (const { data, metadata, ...event } of log.facts()) {
    // When the store wrote it is another instant in every copy, so nobody seals that.
    yield { ...event, data: jsonOf(data), metadata: jsonOf(metadata), createdMs: 0 };
  }
}

/** Facts are JSON objects: nothing else is appended by the server. */
const jsonOf = (bytes: Uint8Array): JsonObject =>
  JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonObject;
