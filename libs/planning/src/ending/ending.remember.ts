import type { Remembers } from '../remember.js';
import type { EndingData } from './ending.data.js';

export const rememberEnding: Remembers<EndingData> = {};
