/** What is left of a title or label when case, accents, spaces and kinds of apostrophes do not count. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[’‘`´]/g, "'")
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase();
}
