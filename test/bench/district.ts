import type { Person } from '#people';

export const ZONE = 'livornese';

/** Schede of a cycle: as many as a district has. */
export const SCHEDE = 130;

export const coordinator: Person = {
  personId: 'coordinatore',
  role: 'UPc',
  zone: ZONE,
  authMethod: 'api-token',
  scopes: ['command'],
};

export const unitHead = {
  personId: 'responsabile',
  role: 'UH',
  zone: ZONE,
  unitId: 'anziani',
  authMethod: 'api-token',
  scopes: ['command'],
} as const satisfies Person;

/** The id of the cycle of a year. */
export const cycleOf = (year: number): string => `${ZONE}-poa-annuale-${year}`;

/** The id of a scheda; after the last one it begins again with the first. */
export const schedaId = (index: number): string => `scheda-${index % SCHEDE}`;

/** What a person saves in a scheda in one go: about 300 bytes of JSON, others at every revision. */
export function changesOf(revision: number): Record<string, unknown> {
  return {
    description:
      `Versione ${revision}: presa in carico delle persone non autosufficienti al domicilio, con ` +
      'valutazione multidimensionale, progetto individuale e verifica semestrale; la rete dei ' +
      'servizi territoriali è coinvolta fin dalla dimissione ospedaliera protetta.',
    expectedRecipients: revision % 1_000,
  };
}
