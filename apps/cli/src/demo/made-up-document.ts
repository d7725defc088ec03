import { sha256 } from '#planning';
import { demonstration } from './story-days.js';

/** A document that does not exist, with the fingerprint of its title. */
export function madeUpDocument(title: string): { readonly title: string; readonly sha256: string } {
  const marked = demonstration(title);
  return { title: marked, sha256: sha256(marked) };
}
