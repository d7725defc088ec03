import type { Json, JsonObject } from '#event-store';
import type { AnyLife, CycleLife, Scheda } from '#planning';
import { stateOfPart } from '#workflow';

/** The members of a scheda that people set, besides what is written in it. What follows from them is left out. */
const standing = [
  ...['code', 'programmeId', 'unitId', 'personId', 'checkedBy', 'returns', 'lastReturn'],
  ...['withdrawalRequestedBy', 'leftOutReason', 'carriedFrom'],
] as const satisfies readonly (keyof Scheda)[];

/** A scheda as differences and origins are told of it: where it stands, whose it is, and all that is written in it. */
export function schedaThen(life: Readonly<AnyLife>, schedaId: string): JsonObject | undefined {
  const scheda = schedaOf(life, schedaId);
  if (!scheda) return undefined;
  return {
    state: stateOfPart(life, 'scheda', schedaId),
    ...Object.fromEntries(
      standing.flatMap((member) => {
        // What is remembered is plain JSON.
        const value = scheda[member] as Json | undefined;
        return value === undefined ? [] : [[member, value]];
      }),
    ),
    content: scheda.content as JsonObject,
  };
}

/** The scheda of an id, which may be any text; undefined where the life has none of it. */
export function schedaOf(life: Readonly<AnyLife>, schedaId: string): Readonly<Scheda> | undefined {
  const { schede } = (life as Readonly<CycleLife>).data as Partial<CycleLife['data']>;
  return schede && Object.hasOwn(schede, schedaId) ? schede[schedaId] : undefined;
}
