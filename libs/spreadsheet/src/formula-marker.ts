/**
 * CSV injection: a spreadsheet program takes a cell for a formula when it begins with one of these, and a
 * formula can run programs or send data away. https://owasp.org/www-community/attacks/CSV_Injection
 *
 * The rule: a text that begins so, after any apostrophes and spaces, gets one apostrophe in front when it
 * is written, and loses one when it is read. Since apostrophes do not change whether a text is dangerous,
 * every text comes back as it was.
 */
const dangerous = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** Whether a spreadsheet program could take the text for a formula, were it not marked as text. */
export function looksLikeFormula(text: string): boolean {
  return dangerous.test(text);
}

/** For files that cannot say that a cell is text. */
export function marked(text: string): string {
  return dangerous.test(text) ? `'${text}` : text;
}

/**
 * For files that can say that a cell is text. Only what the reader would take for marked is marked, so that
 * nobody sees an apostrophe before “- first point”.
 */
export function markedIfMarked(text: string): string {
  return text.startsWith("'") ? marked(text) : text;
}

export function unmarked(text: string): string {
  return text.startsWith("'") && dangerous.test(text) ? text.slice(1) : text;
}
