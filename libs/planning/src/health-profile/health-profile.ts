import type { Life } from '#workflow';
import type { AnyLife } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';

/** The life of a health profile. */
export type HealthProfile = Life<HealthProfileData>;

/** The life as that of a health profile; undefined when it follows another definition. */
export function healthProfile(life: Readonly<AnyLife> | undefined): HealthProfile | undefined {
  // Every version of this definition remembers `HealthProfileData`.
  return life?.workflow.reference.id === 'profilo-di-salute' ? (life as HealthProfile) : undefined;
}
