import { isPiiToken, replaceSealed } from './sealed-text.js';

/** What stands in the place of personal data that is sealed in the log. */
export const WITHHELD = '[dato personale sigillato]';

/** A JSON value without the personal data that is sealed in it, at any depth. */
export function withoutSealed<Value>(value: Value): Value {
  return hidden(value) as Value; // texts stay texts, and everything else has the shape it had
}

function hidden(value: unknown): unknown {
  if (typeof value === 'string') return replaceSealed(value, () => WITHHELD);
  if (typeof value !== 'object' || value === null) return value;
  if (isPiiToken(value)) return WITHHELD;
  if (Array.isArray(value)) return value.map(hidden);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, hidden(member)]));
}
