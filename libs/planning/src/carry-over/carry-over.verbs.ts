import type { Verb } from '../command/verb.js';
import { carryOverSchede } from './carry-over-schede.js';
import { draftFromPrevious } from './draft-from-previous.js';

/** The verbs with which a new year begins from the one before. */
export const carryOverVerbs: readonly Verb[] = [draftFromPrevious, carryOverSchede];
