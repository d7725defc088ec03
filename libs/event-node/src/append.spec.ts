import { randomUUID } from 'node:crypto';
import { TestNode } from './event-node.fixture.js';
import { shared, streams } from './protocol.js';
import { END_STREAM, RawConnection } from './raw-connection.fixture.js';
import { streamIdentifier, uuid } from './wire.js';

const STREAM = 'scheda-1';
const EVENTS = 3;
const NOTHING = Buffer.alloc(0);

/** The messages of an append, each in two frames, so that it can break off within a message as well. */
function frames(): readonly Buffer[] {
  const options = new streams.AppendReq.Options().setAny(new shared.Empty());
  options.setStreamIdentifier(streamIdentifier(STREAM));
  const messages = [new streams.AppendReq().setOptions(options)];
  for (let count = 0; count < EVENTS; count++) {
    const event = new streams.AppendReq.ProposedMessage().setId(uuid(randomUUID()));
    event.getMetadataMap().set('type', 'Test').set('content-type', 'application/octet-stream');
    messages.push(new streams.AppendReq().setProposedMessage(event.setData(Buffer.from('data'))));
  }
  return messages.flatMap((message) => {
    const bytes = message.serializeBinary();
    const prefixed = Buffer.alloc(5 + bytes.length);
    prefixed.writeUInt32BE(bytes.length, 1);
    prefixed.set(bytes, 5);
    return [prefixed.subarray(0, 9), prefixed.subarray(9)];
  });
}

/** How a call or its connection can break. */
const BREAKS: readonly (readonly [
  how: string,
  breakOff: (connection: RawConnection) => Promise<unknown>,
])[] = [
  ['the call is reset', (connection) => connection.reset()],
  [
    'the call is ended and then reset, as clients on Node cancel it',
    async (connection) => {
      await connection.data(NOTHING, END_STREAM);
      await connection.read(); // as far apart as a network may bring them
      await connection.reset();
    },
  ],
  ['the connection is closed', (connection) => connection.close()],
  [
    'the connection is torn down',
    (connection) => Promise.resolve(connection.socket.resetAndDestroy()),
  ],
];

describe('an append event by event', () => {
  const node = new TestNode();

  const begin = async (parts: readonly Buffer[]): Promise<RawConnection> => {
    const connection = new RawConnection(node.port);
    await connection.call('/event_store.client.streams.Streams/Append');
    for (const part of parts) await connection.data(part);
    return connection;
  };
  /** How many events are written, once every write is done that was asked for before. */
  const written = async (): Promise<number> => {
    await node.client.appendToStream('another', []);
    const found = [];
    try {
      for await (const event of node.client.readStream(STREAM)) found.push(event);
    } catch (error) {
      expect(error).toMatchObject({ type: 'stream-not-found' });
    }
    return found.length;
  };

  it.each(BREAKS)('is not written at all, wherever %s', async (_, breakOff) => {
    const all = frames().length;
    for (let sent = 0; sent <= all; sent++) {
      const connection = await begin(frames().slice(0, sent));
      connection.answersPings = false; // the reset comes before the answer
      await breakOff(connection);
      if (!connection.socket.destroyed) await connection.read();
      expect([sent, await written()]).toEqual([sent, 0]);
      connection.socket.destroy();
    }
  });

  it.each([
    ['its last frame', (last: Buffer, to: RawConnection) => to.data(last, END_STREAM)],
    [
      'a frame of its own',
      async (last: Buffer, to: RawConnection) => {
        await to.data(last);
        await to.data(NOTHING, END_STREAM);
      },
    ],
    [
      'trailers',
      async (last: Buffer, to: RawConnection) => {
        await to.data(last);
        await to.headers(END_STREAM, { 'x-last': '1' });
      },
    ],
  ])('is written when its end comes with %s', async (_, end) => {
    const parts = frames();
    const connection = await begin(parts.slice(0, -1));
    await end(parts.at(-1) ?? NOTHING, connection);
    await connection.answered();
    expect(await written()).toBe(EVENTS);
    await connection.close();
  });

  it('is written when the connection is closed after its end, and not when it is torn down', async () => {
    for (let time = 1; time <= 20; time++) {
      const connection = await begin(frames());
      connection.answersPings = false;
      await connection.data(NOTHING, END_STREAM);
      await connection.close();
      expect(await written()).toBe(time * EVENTS);
    }
    const connection = await begin(frames());
    connection.answersPings = false;
    await connection.data(NOTHING, END_STREAM);
    await connection.asked();
    connection.socket.resetAndDestroy();
    expect(await written()).toBe(20 * EVENTS);
  });

  it('is refused, and not written, when it ends within a message', async () => {
    for (const sent of [1, 3, 5, 7]) {
      const connection = await begin(frames().slice(0, sent));
      await connection.data(NOTHING, END_STREAM);
      await connection.answered();
      expect([sent, await written()]).toEqual([sent, 0]);
      await connection.close();
    }
  });
});
