import type { Refusal } from '#workflow';
import { notReadyToClose } from '../approval/close-verification.js';
import type { CycleLife } from '../command/verb.js';
import { refusalSentence } from '../refusals.js';
import { notReadyToVerify } from './open-verification.js';

/** The verbs that take a cycle on by its being ready alone, each with what says why it is not. */
const waysOn: Readonly<Record<string, (life: Readonly<CycleLife>) => Refusal | undefined>> = {
  'open-verification': notReadyToVerify,
  'close-verification': (life) => notReadyToClose(life),
};

/**
 * Why a cycle cannot go on by a verb yet, in the words in which that verb would be refused; undefined where it can, and
 * for verbs that depend on more than the cycle.
 */
export function whyNotOn(
  life: Readonly<CycleLife>,
  verb: string,
): { readonly code: string; readonly it: string; readonly en: string } | undefined {
  const refusal = Object.hasOwn(waysOn, verb) ? waysOn[verb]?.(life) : undefined;
  if (!refusal) return undefined;
  const { it, en } = refusalSentence(refusal.code, refusal.details);
  return { code: refusal.code, it, en };
}
