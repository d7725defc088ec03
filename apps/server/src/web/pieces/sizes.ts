import type { Language } from '../words/language.js';

const formats = {
  it: new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }),
};

/** So many bytes as people say it: `1,2 MB`, of a million bytes. */
export function sizeInWords(bytes: number, language: Language): string {
  if (bytes < 1_000) return `${bytes} byte`;
  return bytes < 1_000_000
    ? `${formats[language].format(bytes / 1_000)} kB`
    : `${formats[language].format(bytes / 1_000_000)} MB`;
}

/** A limit as people say it, rounded down: `25 MB`, each of 1,048,576 bytes as the programs of files count. */
export function limitInWords(bytes: number): string {
  return `${Math.floor(bytes / 1_048_576)} MB`;
}
