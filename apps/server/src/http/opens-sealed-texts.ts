import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { SubjectKeys } from '#people';

/**
 * The one place where sealed personal data is opened: in an answer, on its way out to somebody who may read it.
 * Where its subject was erased, the answer says so in its place.
 */
@Injectable()
export class OpensSealedTexts implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly keys: SubjectKeys,
  ) {}

  onModuleInit(): void {
    // The adapter is the Fastify of this application.
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onSend', (_request, _reply, payload, done) => {
      done(null, typeof payload === 'string' ? this.#opened(payload) : payload);
    });
  }

  /** Answers are JSON: a text takes the place of another within its quotes. */
  #opened(payload: string): string {
    return this.keys.readable(payload, (text) => JSON.stringify(text).slice(1, -1));
  }
}
