import type { Life } from '#workflow';
import type { CycleData } from '../cycle/cycle-data.js';
import type { LifeData } from '../life-data.js';

/** The life of a yearly programme. */
export type CycleLife = Life<CycleData>;
/** Any life, of whatever definition, by what every life remembers. */
export type AnyLife = Life<LifeData>;
