import type { Verb } from '../command/verb.js';
import { correctRecord } from './correct-record.js';
import { redactText } from './redact-text.js';

/** The verbs about what was recorded: what was wrong, what must not be shown. */
export const correctionVerbs: readonly Verb[] = [correctRecord, redactText];
