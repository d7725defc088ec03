import type { TableLimits } from './limits.js';
import type { CellContent } from './grid.js';

/** Controls but tab and line breaks, half characters, and what Unicode says is no character. */
const notText = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/u;

/** A cell of text, unless no cell can hold that text; undefined when it holds nothing but spaces. */
export function textContent(raw: string, limits: TableLimits): CellContent | undefined {
  if (raw.length > limits.cellCharacters) {
    const details = { length: raw.length, limit: limits.cellCharacters };
    return { kind: 'refused', raw: '', code: 'cell-too-long', details };
  }
  const character = notText.exec(raw)?.[0];
  if (character !== undefined) {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const details = { character: `U+${code}` };
    return { kind: 'refused', raw, code: 'control-character', details };
  }
  return raw.trim() === '' ? undefined : { kind: 'text', raw };
}

/** The text with U+FFFD for what no cell can hold, since a file with it could not be read again. */
export function writableText(text: string): string {
  return text.replace(new RegExp(notText.source, 'gu'), '\ufffd');
}
