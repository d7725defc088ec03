import { present } from './present.js';
import type { SourceRequest } from './requests.js';
import type { Source } from '../source.js';

/** The source of a request as a fact keeps it: a plain object without empty members. */
export function sourceOf(request: SourceRequest): Source {
  const { file, lines, raw, precision } = request;
  return { file, lines, ...present({ raw, precision }) };
}

/** The same for a source that need not be there. */
export function optionalSource(request: SourceRequest | undefined): { readonly source?: Source } {
  return request ? { source: sourceOf(request) } : {};
}
