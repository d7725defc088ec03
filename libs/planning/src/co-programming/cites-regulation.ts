const FEWEST_CHARACTERS = 10;
const year = /\b(?:19|20)\d{2}\b/;
const number = /\d+/g;

/**
 * Whether a text cites a regulation so that somebody can find it: in at least ten characters, with a number
 * and a year, as in `Regolamento zonale n. 12/2021, art. 7`.
 */
export function citesRegulation(text: string): boolean {
  const [found] = year.exec(text) ?? [];
  if (text.trim().length < FEWEST_CHARACTERS || found === undefined) return false;
  // The year is one of the numbers.
  return (text.match(number) ?? []).length > 1;
}
