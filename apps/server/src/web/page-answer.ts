import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { PAGE_CONTENT_SECURITY_POLICY } from '../http/security-headers.js';
import type { Language } from './words/language.js';

/** What goes with every page. Personal pages are kept by nobody (see the headers of every answer). */
export function pageHeaders(language: Language): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-language': language,
    'content-security-policy': PAGE_CONTENT_SECURITY_POLICY,
    vary: 'accept-language, cookie',
  };
}

/** A page as text. Preact escapes whatever stands in it. */
export function pageText(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}

/**
 * Answers with a page, once it stands on record that they look at it, where that is recorded.
 * @param status 200, or what became of a form
 * @throws Problem access-not-recorded
 */
export async function answerPage(
  reply: FastifyReply,
  language: Language,
  page: VNode,
  status = 200,
): Promise<void> {
  await answerText(reply, language, pageText(page), status);
}

/** The same for a part of a page, which a script of ours asks for and puts in its place. */
export async function answerPart(
  reply: FastifyReply,
  language: Language,
  part: VNode,
): Promise<void> {
  await answerText(reply, language, renderToString(part), 200);
}

async function answerText(
  reply: FastifyReply,
  language: Language,
  text: string,
  status: number,
): Promise<void> {
  await reply.request.beforeShown?.();
  const headers = pageHeaders(language);
  for (const name of Object.keys(headers)) reply.raw.removeHeader(name);
  await reply.code(status).headers(headers).send(text);
}
