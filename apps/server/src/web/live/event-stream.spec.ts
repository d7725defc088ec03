import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { EventStream } from './event-stream.js';

/** A connection at whose other end somebody reads, or nobody does. */
class Connection extends Writable {
  readonly heads: unknown[] = [];
  text = '';

  constructor(private readonly isRead: boolean) {
    super();
  }

  writeHead(...head: unknown[]): void {
    this.heads.push(head);
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    if (this.isRead) done();
  }
}

const streamTo = (connection: Connection): EventStream =>
  // Of an answer it uses what a writable stream has, and its head.
  new EventStream(connection as unknown as ServerResponse);

describe('A stream of events', () => {
  it('is told apart by ids, events and lines', () => {
    const connection = new Connection(true);
    const stream = streamTo(connection);
    stream.send('7', 'novita', 'nuovo');
    stream.ping();
    expect(connection.text).toBe('retry: 3000\n\nid: 7\nevent: novita\ndata: nuovo\n\n:\n\n');
  });

  it('is cut off for whoever does not read it, and keeps nothing for them', () => {
    const connection = new Connection(false);
    const stream = streamTo(connection);
    for (let times = 0; times < 1_000 && !stream.ended.aborted; times++)
      stream.send(String(times), 'novita', 'nuovo');
    expect(stream.ended.aborted).toBe(true);
    expect(connection.destroyed).toBe(true);
    expect(connection.writableLength).toBeLessThan(32_768);
  });

  it('goes on for whoever reads it, however much there is', () => {
    const connection = new Connection(true);
    const stream = streamTo(connection);
    for (let times = 0; times < 1_000; times++) stream.send(String(times), 'novita', 'nuovo');
    expect(stream.ended.aborted).toBe(false);
  });

  it('is over when its reader goes, and says nothing more', async () => {
    const connection = new Connection(true);
    const stream = streamTo(connection);
    connection.destroy();
    await new Promise((resolve) => connection.once('close', resolve));
    expect(stream.ended.aborted).toBe(true);
    const before = connection.text;
    stream.send('7', 'novita', 'nuovo');
    expect(connection.text).toBe(before);
  });
});
