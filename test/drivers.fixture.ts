import type { AnyMachineSnapshot } from 'xstate';
import type { PartKind, PlanningFact, Verb } from '#planning';
import { Control, fieldOf } from '#workflow';
import type { Journey } from './journey.fixture.js';
import { beginning, shortestPath, standingName, type Heard } from './paths.js';
import type { About, Driver, Target, Wish } from './journey.fixture.js';

/** A valid request for a verb, as the life stands; whether it is the moment is another question. */
export function wishOf(
  journey: Journey,
  verb: string,
  about: About,
): Wish & { readonly ifMatch: number | undefined } {
  const wish = journey.ways.wishes[verb]?.(journey, about);
  if (!wish) throw new Error(`Nobody knows how to wish for ${verb}`);
  // Whoever acts on a scheda says which state of it they saw.
  return { ...wish, ifMatch: journey.movedAt(fieldOf(wish.body, 'schedaId')) };
}

/** Brings a fact about. */
export async function drive(
  journey: Journey,
  { type, outcome }: Heard,
  id?: string,
): Promise<void> {
  const driver = journey.ways.drivers[type];
  if (!driver) throw new Error(`Nobody knows how to bring ${type} about`);
  await driver(journey, { ...(id !== undefined && { id }), outcome });
}

/** Brings the cycle to where `there` says yes, by the shortest way. */
export async function reach(
  journey: Journey,
  there: (root: AnyMachineSnapshot) => boolean,
): Promise<void> {
  if (there(journey.root)) return;
  const path = shortestPath(journey.root, there, avoided(journey));
  if (!path) throw new Error(`${journey.cycleId} cannot get there any more`);
  for (const { heard } of path) await drive(journey, heard);
}

const avoided = ({ ways: { alongside, detours } }: Journey): ReadonlySet<string> =>
  new Set([...alongside, ...detours]);

/** A part of this kind that could hear a fact of this type; a new one if there is none. */
export async function anyPart(
  journey: Journey,
  kind: PartKind,
  type: PlanningFact['type'],
): Promise<string> {
  for (const [id, snapshot] of journey.partsOf(kind)) {
    if (!journey.reserved.has(id) && snapshot.can({ type })) return id;
  }
  const before = standingName(journey.root);
  const id = journey.fresh(kind);
  const path = shortestPath(
    beginning(journey.machineOf(kind)),
    (part) => part.can({ type }),
    journey.ways.detours,
  );
  for (const { heard } of path ?? []) await drive(journey, heard, id);
  // Making it may have moved the cycle on.
  const back = shortestPath(
    journey.root,
    (root) => standingName(root) === before,
    avoided(journey),
  );
  for (const { heard } of back ?? []) await drive(journey, heard);
  return id;
}

export async function send(journey: Journey, verb: string, target: Target = {}): Promise<void> {
  const { id = journey.fresh('id'), outcome } = target;
  const { as, body, ifMatch } = wishOf(journey, verb, { id, outcome });
  await journey.perform(as, verb, body, { ifMatch });
}

/** A fact about the whole, led by a verb. */
export const by =
  (verb: string): Driver =>
  (journey, target) =>
    send(journey, verb, target);

/** A fact about a part, led by a verb, once the cycle allows it; `first` is what it needs before. */
export const about =
  (type: PlanningFact['type'], verb: string, first?: Driver): Driver =>
  async (journey, target) => {
    const kind = journey.kindOf(type)!;
    const begins = beginning(journey.machineOf(kind)).can({ type });
    await reach(journey, (root) => hears(root, { type }));
    const id = target.id ?? (begins ? journey.fresh(kind) : await anyPart(journey, kind, type));
    await first?.(journey, { id });
    await send(journey, verb, { id });
  };

/** Whether the cycle as a whole lets this fact happen to a part. */
export function hears(root: AnyMachineSnapshot, heard: Heard): boolean {
  return !(root.machine.events as readonly string[]).includes(heard.type) || root.can(heard);
}

/** Whether the machines accept the leading fact of a verb: about a part, or about one still to begin. */
export function acceptsLeading(journey: Journey, { facts: [type] }: Verb, id = ''): boolean {
  const kind = journey.kindOf(type);
  const outcome = type === 'DeliberationRecorded' ? { outcome: 'approved' } : {};
  if (!hears(journey.root, { type, ...outcome })) return false;
  if (kind === undefined) return true;
  const part = journey.part(kind, id);
  const variants = new Control(part.machine).variants(type);
  return variants.some(({ data }) => part.can({ type, ...data }));
}
