import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** With this header a page asks for itself anew, without anybody having done anything. */
const ASKED_BY_PAGE_HEADER = 'traccia-asked-by-page';

/** For a route that only pages ask by themselves. */
export const AskedByPage = (): MethodDecorator => RouteConfig({ askedByPage: true });

/**
 * Whether nobody did anything for this request: a page asked it by itself. It is answered like any other, and
 * keeps no session from becoming idle (ASVS 5.0 7.3.1): a page that is left open would keep it for ever.
 */
export function isAskedByPage({ headers, method, routeOptions }: FastifyRequest): boolean {
  if (method !== 'GET') return false;
  const { askedByPage } = routeOptions.config as { readonly askedByPage?: boolean };
  return askedByPage === true || headers[ASKED_BY_PAGE_HEADER] !== undefined;
}
