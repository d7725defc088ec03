import type { Verb } from '../command/verb.js';
import { dropAmendment } from './drop-amendment.js';
import { dropRevision } from './drop-revision.js';
import { openRevision } from './open-revision.js';
import { verifyRevision } from './verify-revision.js';

/** The verbs about the revision of a plan in force; the organ's own are those of the approval. */
export const revisionVerbs: readonly Verb[] = [
  openRevision,
  dropAmendment,
  verifyRevision,
  dropRevision,
];
