import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { httpProblem } from './http-problems.js';

export const FORM_MEDIA_TYPE = 'application/x-www-form-urlencoded';

/** As much as a request of the API: what somebody writes in a form of ours is as long. */
export const MAX_FORM_BYTES = 1_048_576;

/** For a route to which another server sends a form. For forms of our pages: `TakesPageForm`. */
export const TakesForm = (): MethodDecorator => RouteConfig({ takesForm: true });

/** Whether the route of a request takes a form. */
export function takesForm({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { readonly takesForm?: boolean }).takesForm === true;
}

/** The form a request brings. @throws Problem media-type-unsupported */
export function formOf({ body }: FastifyRequest): URLSearchParams {
  if (body instanceof URLSearchParams) return body;
  throw httpProblem('media-type-unsupported');
}
