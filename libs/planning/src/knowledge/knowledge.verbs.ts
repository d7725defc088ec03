import type { Verb } from '../command/verb.js';
import { adoptHealthProfile } from './adopt-health-profile.js';
import { attachHealthProfile } from './attach-health-profile.js';
import { importNeeds } from './import-needs.js';

/** The verbs of what the cycle stands on: the health profile and its needs. */
export const knowledgeVerbs: readonly Verb[] = [
  attachHealthProfile,
  adoptHealthProfile,
  importNeeds,
];
