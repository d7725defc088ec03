import type { JsonObject } from '#event-store';
import type { Envelope } from '#planning';
import { kindOfField, kindOfOddField, type ObjectKind } from './object-kinds.js';
import { objectId, type Home, type ObjectType } from './object-id.js';

/** Something a fact is about. */
export interface NamedObject {
  /** The same in every fact and every format. */
  readonly id: string;
  readonly type: ObjectType;
  /** Which part it plays: where the fact names it, `from-unit`, `manifest.schede.scheda`. */
  readonly qualifier: string;
}

/** A fact as far as it says what it is about. */
export interface NamingFact {
  readonly type: string;
  readonly data: JsonObject;
  readonly envelope: Pick<Envelope, 'actor'>;
  readonly cycleId: string;
  readonly zone: string;
}

/**
 * Everything a fact names: its cycle, who did it and for whom, and whatever its data name by an id, a fingerprint or an
 * act. None twice in the same part.
 */
export function objectsOf(fact: NamingFact): readonly NamedObject[] {
  const found = new Map<string, NamedObject>();
  const add = (type: ObjectType, id: string, home: Home, qualifier: string): void => {
    const whole = objectId(type, id, home);
    const key = `${whole} ${qualifier}`;
    if (!found.has(key)) found.set(key, { id: whole, type, qualifier });
  };
  const { cycleId, zone } = fact;
  const { personId, unitId, onBehalfOf, delegationId } = fact.envelope.actor;
  add('cycle', cycleId, fact, 'cycle');
  add('person', personId, fact, 'actor');
  if (unitId !== undefined) add('unit', unitId, fact, 'actor-unit');
  if (onBehalfOf !== undefined) add('person', onBehalfOf, fact, 'on-behalf-of');
  if (delegationId !== undefined) add('delegation', delegationId, fact, 'delegation');
  for (const { type, id, home, qualifier } of namedIn(
    fact.type,
    fact.data,
    { cycleId, zone },
    [],
  )) {
    add(type, id, home, qualifier);
  }
  return [...found.values()];
}

interface Found {
  readonly type: ObjectType;
  readonly id: string;
  readonly home: Home;
  readonly qualifier: string;
}

/** @param path the members that lead here, without places in lists */
function* namedIn(
  factType: string,
  object: JsonObject,
  outer: Home,
  path: readonly string[],
): Generator<Found> {
  // Something of another cycle stands beside the id of that cycle.
  const { cycleId } = object;
  const home = path.length > 0 && typeof cycleId === 'string' ? { ...outer, cycleId } : outer;
  const named = (kind: ObjectKind, id: string): Found => ({
    ...{ type: kind.type, id, home },
    qualifier: [...path.map(kebab), kind.role].join('.'),
  });
  const { title, sha256, number, actDate } = object;
  if (isFingerprint(sha256) && typeof title === 'string') {
    yield named({ type: 'document', role: 'document' }, sha256);
  }
  if (typeof number === 'string' && typeof actDate === 'string') {
    yield named({ type: 'act', role: 'act' }, `${number} ${actDate}`);
  }
  for (const [name, value] of Object.entries(object)) {
    const kind = kindOfOddField(factType, name, object) ?? kindOfField(name, path.length);
    const ids = kind === undefined ? [] : textsIn(value);
    if (kind !== undefined) for (const id of ids) yield named(kind, id);
    if (ids.length > 0 || typeof value !== 'object' || value === null) continue;
    for (const inner of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) continue;
      yield* namedIn(factType, inner as JsonObject, home, [...path, name]);
    }
  }
}

const isFingerprint = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** The text, or the texts of a list of nothing else. */
function textsIn(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.every((each) => typeof each === 'string' && each !== '') ? (all as string[]) : [];
}

const kebab = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
