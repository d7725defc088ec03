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
  takePageHeaders(reply, language, status);
  await reply.send(pageText(page));
}

/**
 * A page for a route whose reads are recorded: it is handed back instead of sent, so that nobody has it before it
 * stands on record that they looked. The route takes its reply with `passthrough`.
 */
export function shownPage(
  reply: FastifyReply,
  language: Language,
  page: VNode,
  status = 200,
): string {
  takePageHeaders(reply, language, status);
  return pageText(page);
}

/** The same for a part of a page, which a script of ours asks for and puts in its place. */
export function shownPart(reply: FastifyReply, language: Language, part: VNode): string {
  takePageHeaders(reply, language, 200);
  return renderToString(part);
}

function takePageHeaders(reply: FastifyReply, language: Language, status: number): void {
  const headers = pageHeaders(language);
  for (const name of Object.keys(headers)) reply.raw.removeHeader(name);
  reply.code(status).headers(headers);
}
