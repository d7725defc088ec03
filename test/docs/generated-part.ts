import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * Expects that a part of a page, between `<!-- name -->` and `<!-- /name -->`, is this text. With
 * `UPDATE_DOCS=1` in the environment it writes the text there instead.
 */
export function expectGenerated(page: string, name: string, text: string): void {
  const file = join(root, page);
  const now = readFileSync(file, 'utf8');
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const from = now.indexOf(begin);
  const to = now.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${page} has no part ${name}`);
  const wanted = `\n${text.trim()}\n\n`;
  if (process.env['UPDATE_DOCS'] === '1') {
    writeFileSync(file, now.slice(0, from + begin.length) + wanted + now.slice(to));
    return;
  }
  expect(now.slice(from + begin.length, to)).toBe(wanted);
}

/** Expects that a whole page is this text; with `UPDATE_DOCS=1` in the environment it is written. */
export function expectGeneratedPage(page: string, text: string): void {
  const file = join(root, page);
  if (process.env['UPDATE_DOCS'] === '1') {
    writeFileSync(file, text);
    return;
  }
  expect(readFileSync(file, 'utf8')).toBe(text);
}

/** The pages of a folder. */
export function pagesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder)).sort();
}

/** A page of the project as text. */
export function pageText(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}
