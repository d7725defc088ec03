/** Letters, digits and what else a parameter may hold as it is (RFC 8187, attr-char). */
const plain = /[!#$&+.^_`|~\w-]/;

/**
 * The header by which a file is saved and never shown, under a name (RFC 6266): in plain letters for whoever knows no
 * other, and as it is (RFC 8187).
 * @param name without its ending, as somebody wrote it
 */
export function savedAs(name: string, ending: string): string {
  const safe = withoutEnding(plainIn(name), ending)
    .slice(0, MOST_CHARACTERS)
    .replace(/\p{Cs}$/u, '')
    .replace(/[. ]+$/, '');
  const whole = `${safe === '' ? 'allegato' : safe}.${ending}`;
  const ascii = whole
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\w.-]+/g, '-');
  const encoded = [...Buffer.from(whole, 'utf8')]
    .map((byte) => {
      const sign = String.fromCharCode(byte);
      return byte < 0x80 && plain.test(sign)
        ? sign
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Longer names are cut: some systems take 255 bytes at most. */
const MOST_CHARACTERS = 100;

/** Nothing that separates folders, that nobody can see, or that a system keeps for itself. */
function plainIn(name: string): string {
  return name
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .replaceAll(/[\\/:*?"<>|]+/g, '-')
    .replace(/^[. ]+/, '');
}

function withoutEnding(name: string, ending: string): string {
  const has = name.toLowerCase().endsWith(`.${ending}`);
  return has ? name.slice(0, -ending.length - 1) : name;
}
