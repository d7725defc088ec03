import type { CycleLife, Scheda } from '#planning';
import { notFound } from '../../../api/cycle-reader.js';

/** The scheda with an id from an address, which may be any text. @throws Problem scheda-not-found */
export function schedaOf({ data }: Readonly<CycleLife>, schedaId: string): Readonly<Scheda> {
  const scheda = Object.hasOwn(data.schede, schedaId) ? data.schede[schedaId] : undefined;
  if (scheda === undefined) throw notFound('scheda-not-found', { id: schedaId });
  return scheda;
}
