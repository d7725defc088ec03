import { randomUUID } from 'node:crypto';
import type { NodeEvent } from '../node-event.js';
import { Consumer } from './consumer.js';
import { newMessage } from './message.js';
import type { Message } from './message.js';
import { Progress } from './progress.js';
import { consumerStrategy } from './strategies.js';

const progress = new Progress(-1);

function message(stream: string, metadata = '', type = 'Numbered', data = ''): Message {
  const event: NodeEvent = {
    position: 1,
    stream,
    revision: 0,
    id: randomUUID(),
    type,
    json: true,
    data: Buffer.from(data),
    metadata: Buffer.from(metadata),
    createdMs: 0,
  };
  return newMessage({ event }, 0, progress);
}

function consumer(slots = 1_000): Consumer {
  const nothing = () => undefined;
  const caller = { from: '', username: '', connectionName: '' };
  return new Consumer(caller, slots, 0, nothing, nothing);
}

function strategy(name: string, ...consumers: readonly Consumer[]) {
  const chosen = consumerStrategy(name);
  if (chosen === undefined) throw new Error(`There is no strategy ${name}`);
  for (const one of consumers) chosen.joined(one);
  return chosen;
}

const STREAMS = Array.from({ length: 200 }, (_, number) => `scheda-${number}`);

describe('a consumer strategy', () => {
  it('has a name that is known', () => {
    expect(consumerStrategy('ByWeather')).toBeUndefined();
    expect(consumerStrategy('toString')).toBeUndefined();
  });

  it.each(['RoundRobin', 'DispatchToSingle', 'Pinned', 'PinnedByCorrelation'])(
    '%s gives to nobody when nobody has room',
    (name) => {
      const full = consumer(1);
      full.give(message('scheda-1'), 0);
      expect(strategy(name, full).choose(message('scheda-1'))).toBe('nobody');
      expect(strategy(name).choose(message('scheda-1'))).toBe('nobody');
    },
  );

  it('RoundRobin passes over who is full', () => {
    const [one, full, other] = [consumer(), consumer(1), consumer()];
    full.give(message('scheda-1'), 0);
    const chosen = strategy('RoundRobin', one, full, other);
    const given = [1, 2, 3, 4].map(() => chosen.choose(message('scheda-1')));
    expect(given).toEqual([one, other, one, other]);
  });
});

describe('pinning', () => {
  const ownersOf = (chosen: ReturnType<typeof strategy>) =>
    new Map(STREAMS.map((stream) => [stream, chosen.choose(message(stream))]));

  it('keeps a stream with its consumer, and shares streams out', () => {
    const [one, other] = [consumer(), consumer()];
    const chosen = strategy('Pinned', one, other);
    const owners = ownersOf(chosen);
    expect(ownersOf(chosen)).toEqual(owners);
    for (const each of [one, other])
      expect([...owners.values()].filter((owner) => owner === each).length).toBeGreaterThan(50);
  });

  it('moves no more streams than it must when somebody joins or leaves', () => {
    const [one, other, third] = [consumer(), consumer(), consumer()];
    const chosen = strategy('Pinned', one, other);
    const before = ownersOf(chosen);
    chosen.joined(third);
    const joined = ownersOf(chosen);
    for (const [stream, owner] of joined)
      if (owner !== third) expect(owner).toBe(before.get(stream));
    expect([...joined.values()]).toContain(third);
    chosen.left(third);
    for (const [stream, owner] of ownersOf(chosen)) {
      expect(owner).not.toBe(third);
      if (joined.get(stream) !== third) expect(owner).toBe(joined.get(stream));
    }
  });

  it('lets an event wait for its full consumer, while others go on', () => {
    const [one, other] = [consumer(1), consumer(1)];
    const chosen = strategy('Pinned', one, other);
    const owners = ownersOf(chosen);
    const streamOf = (owner: Consumer) =>
      STREAMS.find((stream) => owners.get(stream) === owner) ?? '';
    one.give(message(streamOf(one)), 0);
    expect(chosen.choose(message(streamOf(one)))).toBe('later');
    expect(chosen.choose(message(streamOf(other)))).toBe(other);
  });

  it('goes by the stream that a link points to', () => {
    const chosen = strategy('Pinned', consumer(), consumer());
    for (const stream of STREAMS) {
      const link = message('$ce-scheda', '', '$>', `3@${stream}`);
      expect(chosen.choose(link)).toBe(chosen.choose(message(stream)));
    }
  });

  it('by correlation keeps together what says that it belongs together', () => {
    const chosen = strategy('PinnedByCorrelation', consumer(), consumer());
    const correlated = STREAMS.map((stream) =>
      chosen.choose(message(stream, '{"$correlationId":"a"}')),
    );
    expect(new Set(correlated).size).toBe(1);
    const pinned = strategy('Pinned', consumer(), consumer());
    expect(STREAMS.map((stream) => chosen.choose(message(stream, 'no JSON')) !== 'nobody')).toEqual(
      STREAMS.map((stream) => pinned.choose(message(stream)) !== 'nobody'),
    );
  });
});
