import type { AnyStateMachine } from 'xstate';
import type { RecordedFact, Remember } from '#workflow';
import type { Envelope } from './envelope.js';
import type { LifeData } from './life-data.js';
import type { DataOf, PlanningFact } from './planning-fact.js';

/**
 * What each fact leaves behind in a part of the data. Plain assignments: what may happen is the machines'
 * business and what should happen the decisions'; here it has happened.
 */
export type Remembers<Data> = {
  readonly [Type in PlanningFact['type']]?: (
    data: Data,
    fact: DataOf<Type>,
    envelope: Envelope,
    recorded: RecordedFact,
  ) => void;
};

/**
 * What a definition remembers, in the kernel's shape: for every type of fact its machines hear, what each
 * of the tables does with it, in their order; and the recorded clock.
 */
export function rememberAll<Data extends LifeData>(
  machines: readonly AnyStateMachine[],
  ...tables: readonly Remembers<Data>[]
): Record<string, Remember<Data>> {
  const types = new Set(
    machines.flatMap((machine) =>
      (machine.events as readonly string[]).filter((type) => !type.startsWith('xstate.')),
    ),
  );
  return Object.fromEntries([...types].map((type) => [type, rememberOne(type, tables)]));
}

type RememberOne<Data> = (
  data: Data,
  fact: never,
  envelope: Envelope,
  recorded: RecordedFact,
) => void;

function rememberOne<Data extends LifeData>(
  type: string,
  tables: readonly Remembers<Data>[],
): Remember<Data> {
  const all = tables.flatMap((table) => {
    const remember = (table as Readonly<Record<string, RememberOne<Data> | undefined>>)[type];
    return remember ? [remember] : [];
  });
  return (data, recorded) => {
    // The envelope was written by our pipeline; its shape is checked there, once.
    const envelope = recorded.metadata as unknown as Envelope;
    for (const remember of all) remember(data, recorded.data as never, envelope, recorded);
    data.lastRecordedAt = envelope.recordedAt;
  };
}
