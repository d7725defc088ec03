import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { Server } from 'node:http';
import { Controller, Get, Module, StreamableFile, type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { closeInTime } from './close-in-time.js';
import { createFastifyAdapter } from './fastify.js';

const PIECE = Buffer.alloc(65_536, 'x');
const LONG_MS = 60_000;

let ended: PromiseWithResolvers<undefined>;
let goOn: PromiseWithResolvers<undefined>;

@Controller()
class AnswersController {
  /** More than any buffer on the way holds. */
  @Get('endless')
  endless(): StreamableFile {
    return new StreamableFile(Readable.from(endlessPieces()));
  }

  @Get('late')
  async late(): Promise<string> {
    await goOn.promise;
    return 'the whole of it';
  }
}

function* endlessPieces() {
  try {
    for (;;) yield PIECE;
  } finally {
    ended.resolve(undefined);
  }
}

@Module({ controllers: [AnswersController] })
class AnswersModule {}

let app: INestApplication;
let socket: Socket;

/** Asks, and reads no more than the beginning of the answer. */
async function ask(path: string): Promise<void> {
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined); // it is cut off
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await once(app.getHttpServer() as Server, 'request');
}

beforeEach(async () => {
  ended = Promise.withResolvers();
  goOn = Promise.withResolvers();
  const testing = await Test.createTestingModule({ imports: [AnswersModule] }).compile();
  app = testing.createNestApplication(createFastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
});
afterEach(() => {
  socket.destroy();
});

describe('Closing a server', () => {
  it('ends although somebody leaves an answer unread, and lets go of what that was made from', async () => {
    await ask('/endless');
    socket.pause();
    await closeInTime(app, 50);
    await ended.promise;
  });

  it('cuts off nobody before the time is over', async () => {
    await ask('/late');
    let answer = '';
    socket.on('data', (bytes) => (answer += String(bytes)));
    const gone = once(socket, 'close');
    const closed = closeInTime(app, LONG_MS);
    goOn.resolve(undefined);
    await Promise.all([closed, gone]);
    expect(answer).toContain('the whole of it');
  });
});
