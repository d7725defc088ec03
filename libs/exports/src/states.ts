import type { AnyLife } from '#planning';
import { stateOfPart } from '#workflow';

/** Where a part of a cycle stands, by the name that its machine gives it. */
export function stateOf(life: Readonly<AnyLife>, kind: string, id: string): string {
  return inWords(life.workflow.part(kind).value(stateOfPart(life, kind, id)));
}

/** A state as XState writes it: its name, or the names within one another as JSON. */
export function inWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
