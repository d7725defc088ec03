import type { Verb } from '../command/verb.js';
import { breakPromise } from './break-promise.js';
import { keepPromise } from './keep-promise.js';
import { makePromise } from './make-promise.js';

/** The verbs of promises. */
export const promiseVerbs: readonly Verb[] = [makePromise, keepPromise, breakPromise];
