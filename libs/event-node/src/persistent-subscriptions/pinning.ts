import type { Consumer } from './consumer.js';
import type { ConsumerStrategy } from './consumer-strategy.js';
import type { Message } from './message.js';

const BUCKETS = 1_024;

/**
 * What belongs together goes to the same consumer as long as it stays. Buckets of texts are shared out
 * evenly; who joins takes some from those that have most, and who leaves gives its own to the others.
 */
export function pinning(belongsTo: (message: Message) => string): ConsumerStrategy {
  const owners: (Consumer | undefined)[] = new Array<undefined>(BUCKETS).fill(undefined);
  const consumers: Consumer[] = [];
  /** A message that waits is looked at again and again. */
  const buckets = new WeakMap<Message, number>();

  const shareOut = () => {
    const owned = new Map(consumers.map((consumer) => [consumer, 0]));
    for (const owner of owners) if (owner) owned.set(owner, (owned.get(owner) ?? 0) + 1);
    const fair = Math.ceil(BUCKETS / consumers.length);
    for (const [bucket, owner] of owners.entries()) {
      const has = owner === undefined ? Infinity : (owned.get(owner) ?? 0);
      if (has <= fair) continue;
      const [next, hasNext] = least(owned);
      if (hasNext + 1 >= has) continue; // it would only change sides
      owners[bucket] = next;
      owned.set(next, hasNext + 1);
      if (owner) owned.set(owner, has - 1);
    }
  };
  return {
    joined: (consumer) => {
      consumers.push(consumer);
      shareOut();
    },
    left: (consumer) => {
      consumers.splice(consumers.indexOf(consumer), 1);
      for (const [bucket, owner] of owners.entries())
        if (owner === consumer) owners[bucket] = undefined;
      if (consumers.length > 0) shareOut();
    },
    choose: (message) => {
      const bucket = buckets.get(message) ?? bucketOf(belongsTo(message));
      buckets.set(message, bucket);
      const owner = owners[bucket];
      if (owner?.hasRoom) return owner;
      return consumers.some(({ hasRoom }) => hasRoom) ? 'later' : 'nobody';
    },
  };
}

/** FNV-1a of 32 bits. */
function bucketOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % BUCKETS;
}

/** @param owned of at least one consumer */
function least(owned: ReadonlyMap<Consumer, number>): readonly [Consumer, number] {
  return [...owned].reduce((one, other) => (other[1] < one[1] ? other : one));
}
