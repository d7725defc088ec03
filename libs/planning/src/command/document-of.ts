import type { DocumentReference } from '../source.js';
import { present } from './present.js';
import type { DocumentRequest } from './requests.js';

/** The document of a request as a fact keeps it. */
export function documentOf({ title, sha256, protocol }: DocumentRequest): DocumentReference {
  return { title, sha256, ...present({ protocol }) };
}
