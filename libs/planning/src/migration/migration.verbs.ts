import type { Verb } from '../command/verb.js';
import { migrateDefinition } from './migrate-definition.js';

/** The verb of every definition of which a later version is installed. */
export const migrationVerbs: readonly Verb[] = [migrateDefinition];
