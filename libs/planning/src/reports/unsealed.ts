import { valueAt, withValueAt } from '../correction/json-pointer.js';
import { placesOfPersonalData } from '../personal-data/personal-fields.js';
import type { ToldFact } from './told-fact.js';

/** What people read where a text is sealed, or is not: its own words. */
export type Words = (text: string) => string;

/**
 * A fact with the words that are sealed in it, also where a correction quotes them: a chapter writes them down as
 * Markdown, so that they cannot wait to be opened until the answer leaves.
 */
export function unsealed<Told extends ToldFact>(fact: Told, words: Words): Told {
  const quote = (text: string | null): string | null => (text === null ? null : words(text));
  return {
    ...fact,
    data: placesOfPersonalData(fact).reduce<Told['data']>((data, pointer) => {
      const text = valueAt(data, pointer);
      return typeof text === 'string' ? withValueAt(data, pointer, words(text)) : data;
    }, fact.data),
    amendments: fact.amendments.map((each) => ({
      ...each,
      ...{ old: quote(each.old), new: quote(each.new) },
    })),
  };
}
