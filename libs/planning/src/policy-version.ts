import { canonicalJson } from '#event-store';
import { sha256 } from './pipeline/command-identity.js';
import { wholePolicy } from './policy.js';
import { verbs } from './verbs.js';

/** The month of the policy, and its number within it: whoever changes the policy gives it the next one. */
const EDITION = '2026-11.8';

/**
 * Which policy a fact was allowed under: the edition for people, and the beginning of the SHA-256 of the whole
 * matrix, so that no change of it goes without another version. It stands in every fact and every refusal.
 */
export const POLICY_VERSION = `${EDITION}+${digest()}`;

function digest(): string {
  // Rule ids only: better words do not make another policy.
  const rules = wholePolicy(verbs).map(({ title: _words, ...rule }) => rule);
  return sha256(canonicalJson(rules)).slice(0, 8);
}
