import type { NodeEvent } from '../node-event.js';
import type { Consumer } from './consumer.js';
import type { ConsumerStrategy } from './consumer-strategy.js';
import type { Message } from './message.js';
import { pinning } from './pinning.js';

const STRATEGIES: Readonly<Record<string, () => ConsumerStrategy>> = {
  RoundRobin: () => inTurn((consumers) => consumers.push(...consumers.splice(0, 1))),
  DispatchToSingle: () => inTurn(() => undefined),
  Pinned: () => pinning(streamOf),
  PinnedByCorrelation: () => pinning((message) => correlationOf(message) ?? streamOf(message)),
};

/** @returns undefined if nobody knows a strategy of that name */
export function consumerStrategy(name: string): ConsumerStrategy | undefined {
  return Object.hasOwn(STRATEGIES, name) ? STRATEGIES[name]?.() : undefined;
}

/** The first with room gets it; those that are full go to the end of the line. */
function inTurn(afterGiving: (consumers: Consumer[]) => void): ConsumerStrategy {
  const consumers: Consumer[] = [];
  return {
    joined: (consumer) => {
      consumers.push(consumer);
    },
    left: (consumer) => {
      consumers.splice(consumers.indexOf(consumer), 1);
    },
    choose: () => {
      const index = consumers.findIndex(({ hasRoom }) => hasRoom);
      const chosen = consumers[index];
      if (chosen === undefined) return 'nobody';
      consumers.push(...consumers.splice(0, index));
      afterGiving(consumers);
      return chosen;
    },
  };
}

/** The stream of the event itself; of a link that was not followed, the one it points to. */
function streamOf({ resolved: { event, link } }: Message): string {
  const read = event ?? link;
  if (read?.type !== '$>') return read?.stream ?? '';
  const target = Buffer.from(read.data).toString('utf8');
  return target.slice(target.indexOf('@') + 1);
}

function correlationOf({ resolved: { event, link } }: Message): string | undefined {
  const metadata = metadataOf(event ?? link);
  const correlation = metadata['$correlationId'];
  return typeof correlation === 'string' ? correlation : undefined;
}

function metadataOf(event: NodeEvent | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(event?.metadata ?? []).toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {}; // metadata are whatever their writer likes
  }
}
