import type { Remembers } from '../remember.js';
import type { PromisesData } from './promise.data.js';

export const rememberPromises: Remembers<PromisesData> = {};
