import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { ProfileData } from './health-profile.data.js';

/**
 * Why nothing that a profile says is corrected now: while an organ has the edition before it, it would decide on
 * something else than what it was shown. Once it is frozen its fingerprint tells the correction apart.
 */
export function whileProposed({ proposed, frozen }: Readonly<ProfileData>): Refusal | undefined {
  return proposed && !frozen ? refuse('edition-proposed') : undefined;
}

/** The same of the text of a theme; and what somebody has reviewed is written anew, so that it is reviewed again. */
export function whileReviewed(
  profile: Readonly<ProfileData>,
  themeId: string,
): Refusal | undefined {
  const { name = '', reviewed = false } = profile.themes[themeId] ?? {};
  const isOpen = profile.frozen === undefined;
  return (
    whileProposed(profile) ?? (isOpen && reviewed ? refuse('theme-reviewed', { name }) : undefined)
  );
}
