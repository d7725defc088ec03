import type { Option } from '../column.js';
import { folded } from '../folded.js';
import { Trouble } from './trouble.js';

/** The code of the option that the text names, by its label or its code. */
export function readChoice(text: string, options: readonly Option[]): string | Trouble {
  const form = folded(text);
  const option =
    options.find(({ code }) => code === text.trim()) ??
    options.find(({ code, label }) => folded(label) === form || folded(code) === form);
  if (option) return option.code;
  const labels = options.map(({ label }) => label).join(', ');
  return new Trouble('not-an-option', { value: text, options: labels });
}

const yes = new Set(['si', 's', 'yes', 'y', 'vero', 'true', '1']);
const no = new Set(['no', 'n', 'falso', 'false', '0']);

export function readYesNo(text: string): boolean | Trouble {
  const form = folded(text);
  if (yes.has(form)) return true;
  return no.has(form) ? false : new Trouble('not-yes-or-no', { value: text });
}
