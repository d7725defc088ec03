import { allOf } from './all-of.js';
import { EsdbEventStore } from './esdb.event-store.js';
import { shared } from './esdb.protocol.js';
import type { Shared } from './esdb.protocol.js';
import { UnrulyNode } from './esdb.unruly-node.fixture.js';
import { eventNode } from './event-node.fixture.js';
import type { NodeUnderTest } from './event-node.fixture.js';
import { AppendTooLarge, StoreUnavailable, WrongExpectedRevision } from './event-store.js';
import type { Appended, EventStore, NewEvent } from './event-store.js';
import { anEvent, someEvents } from './event.fixture.js';

let node: NodeUnderTest;
let unruly: UnrulyNode;
/** Behind the unruly node. */
let store: EventStore;
/** At the node itself: knows the truth. */
let witness: EventStore;

beforeEach(async () => {
  node = await eventNode();
  unruly = await UnrulyNode.before(node.port);
  store = EsdbEventStore.open({ connectionString: node.address(unruly.port) });
  witness = EsdbEventStore.open({ connectionString: node.address() });
});
afterEach(async () => {
  await store.close();
  await witness.close();
  unruly.end();
  await node.dispose();
});

const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);
const recorded = async (stream: string) => idsOf(await allOf(witness.read(stream)));

/** Eight streams with one event each, which the store knows. */
async function eightStreams(): Promise<readonly string[]> {
  const names = Array.from({ length: 8 }, (_, n) => `cycle-${n}`);
  await Promise.all(names.map((stream) => store.append(stream, [anEvent()], 'none')));
  return names;
}

/** Appends to each of the streams in one turn of the event loop. */
function appendToAll(names: readonly string[], events: readonly NewEvent[]): Promise<Appended>[] {
  return names.map((stream, n) => store.append(stream, [events[n]!], 0));
}

describe('Appends share one call', () => {
  it.each(['a break', 'the end of the node'])(
    'which %s ends for all: some are written, some not, and each is settled by its ids',
    async (what) => {
      const names = await eightStreams();
      const events = someEvents(8);
      const before = unruly.shared;
      // Of those under way some are written without an answer, and some never arrive.
      unruly.fate = (append) =>
        append >= before + 8
          ? 'written'
          : append % 2 === 0
            ? 'written, and never answered'
            : 'lost';
      const answers = appendToAll(names, events);
      await unruly.seen(before + 8, before + 4);
      expect(
        (await Promise.all(names.map(recorded))).filter((ids) => ids.length === 2),
      ).toHaveLength(4);
      if (what === 'a break') unruly.breakCalls();
      else {
        await node.stop();
        await node.start();
        unruly.breakCalls();
      }
      for (const answer of await Promise.all(answers))
        expect(answer).toMatchObject({ revision: 1, repeated: false });
      for (const [n, stream] of names.entries())
        expect((await recorded(stream)).slice(1)).toEqual([events[n]!.id]);
    },
  );

  it('and one that breaks it does so again and again without doing harm to the others', async () => {
    const names = await eightStreams();
    const events = someEvents(8);
    const before = unruly.shared;
    unruly.fate = (append) => ((append - before) % 5 === 2 ? 'breaks the call' : 'written');
    const answers = await Promise.all(appendToAll(names, events));
    for (const answer of answers) expect(answer).toMatchObject({ revision: 1, repeated: false });
    for (const [n, stream] of names.entries())
      expect((await recorded(stream)).slice(1)).toEqual([events[n]!.id]);
  });

  it('but not what is wrong with one of them', async () => {
    const names = await eightStreams();
    await witness.append('cycle-3', [anEvent()], 0);
    const events = someEvents(8);
    const answers = await Promise.allSettled(appendToAll(names, events));
    for (const [n, answer] of answers.entries()) {
      if (n !== 3) expect(answer).toMatchObject({ value: { revision: 1, repeated: false } });
    }
    expect(answers[3]).toMatchObject({ reason: expect.any(WrongExpectedRevision) as unknown });
    expect(await recorded('cycle-3')).not.toContain(events[3]!.id);
  });

  it('but not an answer that is lost: only whoever waits for it asks what became of the append', async () => {
    const names = await eightStreams();
    const events = someEvents(8);
    const before = unruly.shared;
    unruly.fate = (append) => (append === before + 2 ? 'written, and never answered' : 'written');
    const order: number[] = [];
    const answers = appendToAll(names, events).map(async (answer, n) => {
      expect(await answer).toMatchObject({ revision: 1, repeated: false });
      order.push(n);
    });
    await Promise.all(answers);
    expect(order.at(-1)).toBe(2);
    expect(await recorded('cycle-2')).toHaveLength(2);
    expect(unruly.shared).toBe(before + 8); // none was sent twice
  });

  it('but no time: one without an answer says in time that nobody knows, and what comes of it later is known again', async () => {
    await store.append('cycle-1', [anEvent()], 'none');
    unruly.fate = () => 'lost';
    const events = someEvents(2);
    const append = () => store.append('cycle-1', events, 0);
    await expect(append()).rejects.toThrow(StoreUnavailable);
    await witness.append('cycle-1', events, 0); // it had only been on its way
    unruly.fate = () => 'written';
    expect(await append()).toMatchObject({ revision: 2 });
    expect((await recorded('cycle-1')).slice(1)).toEqual(idsOf(events));
  });

  it('but not with a large one, which has a call to itself, in parts if it is one of many events', async () => {
    const large = { ...anEvent(), data: { text: 'è'.repeat(270_000) } };
    const many = someEvents(150).map((event) => ({ ...event, data: { text: 'a'.repeat(1_700) } }));
    const answers = await Promise.all([
      store.append('small-1', [anEvent()], 'none'),
      store.append('large-1', [large], 'none'),
      store.append('many-1', many, 'none'),
      store.append('small-2', [anEvent()], 'none'),
    ]);
    expect(answers.map(({ revision }) => revision)).toEqual([0, 0, 149, 0]);
    expect([unruly.calls, unruly.alone]).toEqual([3, 0]);
    expect(await recorded('many-1')).toEqual(idsOf(many));
  });

  it('nor with one that is too large for the server: only that one is refused', async () => {
    const tooLarge = { ...anEvent('T'.repeat(560_000)), data: { text: 'a'.repeat(1_000_000) } };
    const [small, refused] = await Promise.allSettled([
      store.append('small-1', [anEvent()], 'none'),
      store.append('large-1', [tooLarge], 'none'),
    ]);
    expect(small).toMatchObject({ value: { revision: 0, repeated: false } });
    expect(refused).toMatchObject({ reason: expect.any(AppendTooLarge) as unknown });
    expect([unruly.calls, unruly.alone]).toEqual([2, 0]);
    expect(await recorded('large-1')).toEqual([]);
  });
});

describe('Servers differ', () => {
  it('one that knows no shared call is given each append on its own', async () => {
    unruly.old = true;
    const names = await eightStreams();
    const events = someEvents(8);
    for (const answer of await Promise.all(appendToAll(names, events)))
      expect(answer).toMatchObject({ revision: 1, repeated: false });
    expect(unruly.alone).toBe(16);
    await expect(store.append('cycle-1', [anEvent()], 0)).rejects.toThrow(WrongExpectedRevision);
  });

  it('ids in answers may be numbers, and positions may be left out', async () => {
    unruly.disguise = (answer) => {
      answer.setCorrelationId(inNumbers(answer.getCorrelationId()?.getString() ?? ''));
      answer.getSuccess()?.setNoPosition(new shared.Empty());
      return answer;
    };
    const { position } = await store.append('cycle-1', someEvents(2), 'none');
    expect((await allOf(witness.read('cycle-1'))).at(-1)?.position).toBe(position);
  });

  it('an answer to nobody, or one that says nothing, does no harm', async () => {
    await store.append('cycle-1', [anEvent()], 'none');
    let spoilt = 0;
    unruly.disguise = (answer) => {
      if (spoilt++ === 0) return answer.setCorrelationId(undefined);
      return spoilt === 2 ? answer.setSuccess(undefined) : answer;
    };
    const answers = [0, 1].map((after) => store.append('cycle-1', [anEvent()], after));
    expect(await Promise.all(answers)).toMatchObject([
      { revision: 1, repeated: false },
      { revision: 2, repeated: false },
    ]);
    expect(await recorded('cycle-1')).toHaveLength(3);
  });

  it('a live subscription that never begins only makes it slower to say who was first', async () => {
    unruly.silent = true;
    const event = anEvent();
    await store.append('cycle-1', [anEvent()], 'none');
    await witness.append('cycle-1', [{ ...event, metadata: { by: 'the witness' } }], 0);
    expect(await store.append('cycle-2', [anEvent()], 'none')).toMatchObject({ repeated: false });
    expect(await store.append('cycle-1', [event], 0)).toMatchObject({
      revision: 1,
      repeated: true,
    });
  });
});

/** The same id in the other form that the protocol has. */
function inNumbers(id: string): Shared.UUID {
  const hex = id.replaceAll('-', '');
  const half = (from: number) =>
    BigInt.asIntN(64, BigInt(`0x${hex.slice(from, from + 16)}`)).toString();
  const structured = new shared.UUID.Structured();
  structured.setMostSignificantBits(half(0)).setLeastSignificantBits(half(16));
  return new shared.UUID().setStructured(structured);
}
