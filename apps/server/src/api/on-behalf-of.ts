import { apiProblem } from './api-problems.js';

/**
 * The person for whom it is done, from the header `On-Behalf-Of`; nothing where it is not sent.
 * @throws Problem on-behalf-of-malformed
 */
export function onBehalfOf(header: string | undefined): { readonly onBehalfOf?: string } {
  if (header === undefined) return {};
  // As the directory writes the ids of persons.
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(header)) throw apiProblem('on-behalf-of-malformed');
  return { onBehalfOf: header };
}
