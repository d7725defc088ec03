import type { Remembers } from '../remember.js';
import type { CorrectionsData } from './correction.data.js';

export const rememberCorrections: Remembers<CorrectionsData> = {};
