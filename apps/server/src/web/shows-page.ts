import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** For a route that people open in a browser: whatever comes of it is a page. */
export const ShowsPage = (): MethodDecorator => RouteConfig({ showsPage: true });

/** For a route to which a form of our pages is sent: whatever comes of it is a page, too. */
export const TakesPageForm = (): MethodDecorator =>
  RouteConfig({ showsPage: true, takesForm: true });

/** Whether somebody waits for a page: the route says so, or, where there is no route, the browser does. */
export function waitsForPage({ routeOptions, headers, url }: FastifyRequest): boolean {
  const { showsPage } = (routeOptions.config ?? {}) as { readonly showsPage?: boolean };
  if (routeOptions.url !== undefined) return showsPage === true;
  return !url.startsWith('/api/') && /\btext\/html\b/.test(headers.accept ?? '');
}
