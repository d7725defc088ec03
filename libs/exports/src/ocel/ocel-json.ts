import type { ExportedFact } from '../exported-fact.js';
import { objectAttributes } from '../objects/object-changes.js';
import { TemporaryFolder } from '../temporary-folder.js';
import { eventAttributes, OcelFile } from './ocel-file.js';

/**
 * An event log of OCEL 2.0 as JSON, piece by piece. The published schema takes texts as values and nothing else, so
 * texts they are, also where they are numbers.
 */
export async function* ocelJson(facts: AsyncIterable<ExportedFact>): AsyncGenerator<string> {
  const folder = new TemporaryFolder();
  try {
    const file = new OcelFile(folder.file('ocel.sqlite'));
    try {
      for await (const fact of facts) file.add(fact);
      file.finish();
      yield* written(file);
    } finally {
      file.close();
    }
  } finally {
    folder.remove();
  }
}

function* written(file: OcelFile): Generator<string> {
  const types = (name: string, attributes: readonly string[]) => ({
    name,
    attributes: attributes.map((each) => ({ name: each, type: 'string' })),
  });
  const eventTypes = file.eventTypes.map((type) => types(type, eventAttributes));
  const objectTypes = file.objectTypes.map((type) => types(type, objectAttributes(type)));
  yield `{"eventTypes":${JSON.stringify(eventTypes)},\n"objectTypes":${JSON.stringify(objectTypes)},\n`;
  yield '"events":[';
  yield* separated(eventsIn(file));
  yield '],\n"objects":[';
  yield* separated(objectsIn(file));
  yield ']}\n';
}

function* separated(values: Iterable<object>): Generator<string> {
  let separator = '\n';
  for (const value of values) {
    yield separator + JSON.stringify(value);
    separator = ',\n';
  }
}

/** In the order of the log. */
function* eventsIn(file: OcelFile): Generator<object> {
  for (const { ocel_id: id, ocel_type: type } of file.events()) {
    // Both are texts, by the schema of the file.
    const row = file.event(id as string, type as string);
    yield {
      ...{ id, type, time: row['ocel_time'] },
      attributes: eventAttributes.flatMap((name) => {
        const value = row[name] ?? null;
        return value === null ? [] : [{ name, value }];
      }),
      relationships: file.objectsOf(id as string).map((relation) => ({
        objectId: relation['ocel_object_id'],
        qualifier: relation['ocel_qualifier'],
      })),
    };
  }
}

function* objectsIn(file: OcelFile): Generator<object> {
  for (const type of file.objectTypes) {
    for (const { ocel_id: id } of file.objects(type)) {
      const attributes = file.historyOf(id as string, type).flatMap((row) =>
        objectAttributes(type).flatMap((name) => {
          const value = row[name] ?? null;
          return value === null ? [] : [{ name, time: row['ocel_time'], value }];
        }),
      );
      const relationships = file.bondsOf(id as string).map((bond) => ({
        objectId: bond['ocel_target_id'],
        qualifier: bond['ocel_qualifier'],
      }));
      yield { id, type, attributes, relationships };
    }
  }
}
