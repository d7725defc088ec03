import { stateOfPart, type Fact } from '#workflow';
import type { AnyLife } from './command/verb.js';

/** The id of a thing that does not exist yet, for asking whether it could begin. */
const NOT_YET = 'not-yet';

/**
 * The fact a verb would lead with, as far as a machine looks at it. For a fact about a part: the part the
 * wish names, or one that does not exist yet. Undefined when the wish names a part that is not there.
 */
export function leadingFact(life: Readonly<AnyLife>, type: string, wish: object): Fact | undefined {
  const kind = life.workflow.route(type)?.kind;
  const [variant = { type, data: {} }] = life.workflow.root.variants(type);
  if (kind === undefined) return variant;
  const field = life.workflow.definition.parts[kind]?.idField ?? '';
  const id = (wish as Readonly<Record<string, unknown>>)[field];
  const exists = typeof id === 'string' && life.parts[kind]?.[id] !== undefined;
  const begins = life.workflow.part(kind).hears(life.workflow.part(kind).initial, type);
  if (!exists && !begins) return undefined;
  // Where the part itself tells outcomes apart: one of those it accepts, if there is one.
  const machine = life.workflow.part(kind);
  const standing = exists ? stateOfPart(life, kind, id) : machine.initial;
  const outcome = machine.variants(type).find((one) => machine.step(standing, one) !== undefined);
  const data = { ...variant.data, ...outcome?.data };
  return { type, data: { ...data, [field]: exists ? id : NOT_YET } };
}
