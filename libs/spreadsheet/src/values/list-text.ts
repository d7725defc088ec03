/**
 * Several values in one cell: separated by `;` or `|`, spaces around them dropped, empty ones left out. An
 * item that holds a separator, or begins with quotes, stands in quotes, with its own quotes doubled.
 */
export function readList(text: string): string[] {
  const items: string[] = [];
  const item = /\s*(?:"((?:[^"]|"")*)"\s*(?=[;|]|$)|([^;|]*))(?:[;|]|$)/y;
  while (item.lastIndex < text.length) {
    const [, quoted, plain = ''] = item.exec(text) ?? [];
    const value = quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"').trim();
    if (value !== '') items.push(value);
  }
  return items;
}

export function writeList(items: readonly string[]): string {
  return items
    .map((item) => (/^"|[;|]/.test(item) ? `"${item.replaceAll('"', '""')}"` : item))
    .join('; ');
}
