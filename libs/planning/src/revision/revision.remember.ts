import type { Remembers } from '../remember.js';
import type { RevisionsData } from './revision.data.js';

export const rememberRevisions: Remembers<RevisionsData> = {};
