import type { Definition } from '#workflow';
import type { LifeData } from '../life-data.js';
import { poaAnnualeV1 } from './poa-annuale.v1.js';

/** Every definition this version of the program can run, by id and version. Never remove one that has run. */
export const definitions: readonly Definition<LifeData>[] = [poaAnnualeV1];
