import { en } from './en.js';
import { it } from './it.js';
import type { Language, Words } from './language.js';

const languages: Readonly<Record<Language, Words>> = { it, en };

/** All that our pages say, in a language. */
export function wordsIn(language: Language): Words {
  return languages[language];
}
