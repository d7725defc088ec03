/**
 * The words of a text as they are looked for: letters and digits alone, without case and accents, so that
 * `Proroga` finds `prorogà` and `dell'atto n. 12/2024` is found by `12 2024`.
 */
export function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
