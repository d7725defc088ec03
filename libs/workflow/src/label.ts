import type { AnyStateNode } from 'xstate';
import type { StateMeta } from './definition.js';

export type Language = 'it' | 'en';

/** What people call a state; its name in the machine where nobody said. */
export function labelOf(node: AnyStateNode, language: Language): string {
  const meta = node.meta as StateMeta | undefined;
  if (meta) return meta[language];
  if (!node.parent) return language === 'it' ? 'ogni stato' : 'any state';
  return node.key;
}

/** The label with those of the states around it, so that no two states are called the same. */
export function fullLabelOf(node: AnyStateNode, language: Language): string {
  if (node.type === 'history' && node.parent) {
    return `${fullLabelOf(node.parent, language)} (${language === 'it' ? "com'era" : 'as it was'})`;
  }
  return node.parent?.parent
    ? `${fullLabelOf(node.parent, language)} › ${labelOf(node, language)}`
    : labelOf(node, language);
}
