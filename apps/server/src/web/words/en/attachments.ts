import type { attachments as italian } from '../it/attachments.js';

/** What is said of documents, and of the files of those that are kept. */
export const attachments: typeof italian = {
  label: 'Choose the file',
  hint: (types, most) =>
    `${types}; at most ${most}. The file is kept here; the original stays in the protocol.`,
  send: 'Upload the file',
  progress: 'How much of the file has arrived',
  cancel: 'Cancel',
  cancelled: 'Cancelled: nothing was kept.',
  lookingAt: 'All of it has arrived: it is looked at…',
  failed: 'The file did not arrive: check the connection and choose it again.',
  unreadable:
    'The browser cannot read the file: it is too large, or has been moved. Choose another, or type its fingerprint.',
  differs: 'The file that arrived is not the one you chose: choose it again.',
  wait: 'Wait until the file has arrived, or cancel.',
  onlyNamed: 'There is only the fingerprint: the file is not kept here.',
  tooLarge: (most) => `The file is larger than ${most}.`,
  wrongType: (types) => `What is kept is ${types}.`,
  kept: 'Kept',
  antivirus: {
    clean: 'checked, no virus',
    'not-looked-at': 'not checked: no antivirus is configured',
  },
  download: (type, size) => `Download (${type}, ${size})`,
  notKept: 'The file is not kept here.',
  deleted: (day, reason) =>
    `The file was deleted (${day}) and is not kept here any more. The reason: “${reason}”.`,
};
