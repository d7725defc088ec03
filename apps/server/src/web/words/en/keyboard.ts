import type { Words } from '../language.js';

/** What is done with the keyboard. */
export const keyboard: Words['keyboard'] = {
  title: 'Keyboard shortcuts',
  lead: 'Everything is reached with Tab and opened with Enter. These keys are faster.',
  key: 'Key',
  does: 'What it does',
  single: 'Use single keys',
  singleHint:
    'Holds for this browser. Keys with Ctrl stay. Where one writes, a letter is always a letter.',
  noScript: 'Shortcuts need JavaScript, which is off in this browser. The pages work all the same.',
  then: 'then',
  or: 'or',
  control: 'Ctrl',
  enter: 'Enter',
  keys: {
    list: 'opens this page',
    search: 'goes to the search box',
    desk: 'goes to the desk',
    cycle: 'goes to the cycle',
    history: 'goes to the history',
    next: 'to the next one of a list or queue',
    previous: 'to the one before in a list or queue',
    nextChange: 'to the next change, in a comparison',
    previousChange: 'to the change before, in a comparison',
    edit: 'edits the scheda one reads',
    save: 'saves the scheda one writes',
    send: 'sends the form one writes in',
  },
};
