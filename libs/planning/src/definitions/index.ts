import type { Definition } from '#workflow';
import type { PartKind } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import { coProgrammazioneV1 } from './co-programmazione.v1.js';
import { organizzazioneV1 } from './organizzazione.v1.js';
import { poaAnnualeV1 } from './poa-annuale.v1.js';
import { profiloDiSaluteV1 } from './profilo-di-salute.v1.js';
import { registroDiZonaV1 } from './registro-di-zona.v1.js';

/** Every definition this version of the program can run, by id and version. Never remove one that has run. */
export const definitions: readonly Definition<LifeData>[] = [
  poaAnnualeV1,
  organizzazioneV1,
  profiloDiSaluteV1,
  coProgrammazioneV1,
  registroDiZonaV1,
];

/** Every kind of part some definition has. */
export const partKinds: readonly PartKind[] = [
  // The kinds of parts of our definitions are those the verbs are about; a test holds the two together.
  ...new Set(definitions.flatMap(({ parts }) => Object.keys(parts) as PartKind[])),
];
