import type { Reply } from '../client.fixture.js';

/**
 * The rule of a no for want of a right, as it stands in the security log for whoever watches; of another answer, and
 * where there is no such line, nothing.
 * @param lines the lines of that log
 */
export function ruleLogged(lines: readonly string[], reply: Reply<unknown>): string | undefined {
  const { instance = '' } = reply.body as { readonly instance?: string };
  const requestId = instance.replace('urn:uuid:', '');
  if (requestId === '') return undefined;
  const line = lines.findLast((each) => each.includes(requestId));
  const { event, rule } = JSON.parse(line ?? '{}') as Readonly<Record<string, string>>;
  return event === 'forbidden' ? rule : undefined;
}
