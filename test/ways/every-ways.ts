import { coProgrammazioneWays } from './co-programmazione.ways.fixture.js';
import { organizzazioneWays } from './organizzazione.ways.fixture.js';
import { poaWays } from './poa-annuale.ways.fixture.js';
import { profiloDiSaluteWays } from './profilo-di-salute.ways.fixture.js';
import { registroDiZonaWays } from './registro-di-zona.ways.fixture.js';
import type { Ways } from '../journey.fixture.js';

/** The ways of every definition. A test holds this list against the definitions. */
export const everyWays: readonly Ways[] = [
  poaWays,
  organizzazioneWays,
  profiloDiSaluteWays,
  coProgrammazioneWays,
  registroDiZonaWays,
];
