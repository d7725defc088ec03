import { isMembers, type SealedFact } from './entry.js';
import type { Decision } from './report.js';

/** What a decision says, in the words of its fact. */
export function decisionOf({ index, stream, rev, type, at, meta, data }: SealedFact): Decision {
  const actor = isMembers(meta['actor']) ? meta['actor'] : { personId: meta['actor'] };
  const act = actIn(data);
  return {
    ...{ index, stream, revision: rev, type, at: at ?? '' },
    who: wordOf(actor['personId']) ?? '?',
    ...optional('on', meta['occurredOn']),
    ...optional('role', actor['role']),
    ...optional('onBehalfOf', actor['onBehalfOf']),
    ...(act !== undefined && { act }),
    ...optional('reason', meta['reason']),
  };
}

function optional<Name extends string>(
  name: Name,
  value: unknown,
): Partial<Readonly<Record<Name, string>>> {
  const word = wordOf(value);
  return word === undefined ? {} : ({ [name]: word } as Readonly<Record<Name, string>>);
}

function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An act as a fact cites it: a text, or organ, number and day. */
function actIn({ act }: Readonly<Record<string, unknown>>): string | undefined {
  if (!isMembers(act)) return wordOf(act);
  const words = Object.values(act).filter((value) => ['string', 'number'].includes(typeof value));
  return words.length === 0 ? undefined : words.join(' · ');
}
