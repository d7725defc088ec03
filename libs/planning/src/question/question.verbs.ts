import type { Verb } from '../command/verb.js';
import { answerQuestion } from './answer-question.js';
import { raiseQuestion } from './raise-question.js';

/** The verbs of what the sources do not say. */
export const questionVerbs: readonly Verb[] = [raiseQuestion, answerQuestion];
