/** Something a person names by its id or by what it is called. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** As lists to choose from show it, and as exports write it: `P07 – Anziani`. */
export const labelOf = ({ id, name }: Named): string => (name === '' ? id : `${id} – ${name}`);

/**
 * The one that a text names: by its id, by its id and name together, or by its name alone. Capitals, accents
 * and spaces do not matter where nothing fits exactly.
 */
export function findNamed(
  all: readonly Named[],
  text: string,
): { readonly id: string } | 'unknown' | 'ambiguous' {
  const exact = all.find(({ id }) => id === text.trim());
  if (exact) return exact;
  const plain = plainly(text);
  for (const written of [({ id }: Named) => id, labelOf, ({ name }: Named) => name]) {
    const found = all.filter((each) => plainly(written(each)) === plain);
    if (found[0]) return found.length === 1 ? found[0] : 'ambiguous';
  }
  return 'unknown';
}

function plainly(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[’‘`´]/g, "'")
    .replace(/[–—−]/g, '-')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase();
}

/** Some of them, for a person who has to choose. */
export function inWords(all: readonly Named[]): string {
  const MOST = 8;
  const some = all.slice(0, MOST).map(labelOf).join('; ');
  return all.length > MOST ? `${some}; …` : some;
}
