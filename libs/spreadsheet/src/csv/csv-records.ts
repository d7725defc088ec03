export interface CsvField {
  readonly text: string;
  /** `unclosed`: the quotes have no end. `misplaced`: there is text after the closing quotes. */
  readonly quotes: 'fine' | 'unclosed' | 'misplaced';
}

export interface CsvRecord {
  /** The row that a spreadsheet program makes of it: line breaks within quotes do not count. */
  readonly row: number;
  readonly fields: readonly CsvField[];
}

/**
 * The records of a CSV as RFC 4180 has them, one after the other, with any kind of line break. Quotes
 * within a field that does not begin with them stand for themselves.
 * @param mostFields fields beyond these are left out, so that a record stays small
 */
export function* csvRecords(
  text: string,
  separator: Separator,
  mostFields: number,
): Generator<CsvRecord> {
  const unquoted = new RegExp(`[^${separator}\r\n]*`, 'y');
  const unquotedFrom = (start: number): string => {
    unquoted.lastIndex = start;
    return unquoted.exec(text)?.[0] ?? '';
  };
  let at = 0;
  for (let row = 1; at < text.length; row += 1) {
    const fields: CsvField[] = [];
    for (;;) {
      const { field, end } = fieldFrom(text, at, unquotedFrom);
      if (fields.length < mostFields) fields.push(field);
      at = end;
      if (text[at] !== separator) break;
      at += 1;
    }
    yield { row, fields };
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
}

export type Separator = ';' | ',' | '\t';

function fieldFrom(
  text: string,
  start: number,
  unquotedFrom: (start: number) => string,
): { readonly field: CsvField; readonly end: number } {
  if (text[start] !== '"') {
    const plain = unquotedFrom(start);
    return { field: { text: plain, quotes: 'fine' }, end: start + plain.length };
  }
  let inside = '';
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) {
      return { field: { text: inside + text.slice(from), quotes: 'unclosed' }, end: text.length };
    }
    inside += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      const rest = unquotedFrom(quote + 1);
      const field: CsvField =
        rest.trim() === ''
          ? { text: inside, quotes: 'fine' }
          : { text: inside + rest, quotes: 'misplaced' };
      return { field, end: quote + 1 + rest.length };
    }
    inside += '"';
    from = quote + 2;
  }
}
