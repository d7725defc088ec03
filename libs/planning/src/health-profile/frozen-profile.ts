import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { Elsewhere } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import type { DataOf } from '../planning-fact.js';
import { healthProfile, type HealthProfile } from './health-profile.js';

/** A health profile whose edition is frozen, and therefore adopted. */
export type FrozenProfile = Readonly<HealthProfile> & {
  readonly data: {
    readonly adopted: DataOf<'EditionAdopted'>;
    readonly frozen: DataOf<'EditionFrozen'>;
  };
};

/** The health profile of an id, if it is of the zone and frozen; else the refusal that says what is missing. */
export function frozenProfile(
  cycleId: string,
  zone: string,
  elsewhere: Elsewhere,
): FrozenProfile | Refusal {
  const profile = healthProfile(elsewhere.life(cycleId));
  if (!profile || cycleName(cycleId)?.zone !== zone) {
    return refuse('profile-cycle-not-found', { cycleId });
  }
  const { root } = profile.workflow;
  if (root.phase(profile.state) === 'frozen') {
    // A profile is frozen only after it was adopted: its machine says so.
    return profile as FrozenProfile;
  }
  const [state] = root.meta(profile.state);
  return refuse('profile-not-frozen', {
    cycleId,
    state: state?.it ?? '',
    stateEn: state?.en ?? '',
  });
}
