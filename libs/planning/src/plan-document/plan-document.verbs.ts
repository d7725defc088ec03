import type { Verb } from '../command/verb.js';
import { registerDocument } from './register-document.js';
import { setProtocol } from './set-protocol.js';
import { supersedeDocument } from './supersede-document.js';

/** The verbs of acts of programming and attachments. */
export const planDocumentVerbs: readonly Verb[] = [
  registerDocument,
  supersedeDocument,
  setProtocol,
];
