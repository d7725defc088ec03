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

/** Answers with a page. @param status 200, or what became of a form */
export async function answerPage(
  reply: FastifyReply,
  language: Language,
  page: VNode,
  status = 200,
): Promise<void> {
  const headers = pageHeaders(language);
  for (const name of Object.keys(headers)) reply.raw.removeHeader(name);
  await reply.code(status).headers(headers).send(pageText(page));
}
