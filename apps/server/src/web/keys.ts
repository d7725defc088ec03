/**
 * What the keys of the pages do, in the order in which the list of them tells it. The script finds what a key presses
 * by `data-key` in the page: it knows none of these itself but those of lists and forms. A single key is inert where
 * somebody writes, and can be switched off (WCAG 2.1, 2.1.4); `g s` is one key after the other.
 */
export const keys = {
  list: '?',
  search: '/',
  desk: 'g s',
  cycle: 'g c',
  history: 'g h',
  next: 'j',
  previous: 'k',
  nextChange: 'n',
  previousChange: 'p',
  edit: 'e',
  save: 'Control+s',
  send: 'Control+Enter',
} as const;

export type KeyName = keyof typeof keys;
