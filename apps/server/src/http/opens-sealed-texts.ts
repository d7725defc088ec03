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
    fastify.addHook('onSend', (_request, reply, payload, done) => {
      if (typeof payload !== 'string') {
        done(null, payload);
        return;
      }
      const isPage = String(reply.getHeader('content-type')).startsWith('text/html');
      done(null, this.keys.readable(payload, isPage ? asHtml : withinQuotes));
    });
  }
}

/** A text of an answer in JSON takes the place of another within its quotes. */
function withinQuotes(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

const special: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** On a page it is text, whatever it says. */
function asHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => special[sign] ?? sign);
}
