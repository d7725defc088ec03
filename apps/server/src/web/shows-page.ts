import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** For a route that people open in a browser: whatever comes of it is a page. */
export const ShowsPage = (): MethodDecorator => RouteConfig({ showsPage: true });

/** For a route to which a form of our pages is sent: whatever comes of it is a page, too. */
export const TakesPageForm = (): MethodDecorator =>
  RouteConfig({ showsPage: true, takesForm: true });

/** For a route to which such a form is sent with files, too: the handler reads it with `readUpload`. */
export const TakesPageUpload = (): MethodDecorator =>
  RouteConfig({ showsPage: true, takesForm: true, takesUpload: true });

/**
 * Whether what went wrong is told on a page: to a browser, which says that it takes HTML, at the address of a page
 * or at one where there is nothing. Programs get the same document as from the API.
 */
export function waitsForPage({ routeOptions, headers, url }: FastifyRequest): boolean {
  if (!/\btext\/html\b/.test(headers.accept ?? '')) return false;
  const { showsPage } = routeOptions.config as { readonly showsPage?: boolean };
  return routeOptions.url === undefined ? !url.startsWith('/api/') : showsPage === true;
}

/**
 * Takes what a page tells once (`?fatto=…`) out of the query of the request: no page asks for it, and those that know
 * what they are asked would refuse it. The address keeps it.
 */
export function takeToldOnce(request: FastifyRequest): void {
  const { showsPage } = request.routeOptions.config as { readonly showsPage?: boolean };
  if (showsPage !== true) return;
  const { fatto: _told, ...asked } = request.query as Readonly<Record<string, unknown>>;
  request.query = asked;
}
