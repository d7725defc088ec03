import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { Arrangements } from './participation.facts.js';

/** Why a meeting cannot be arranged like this: one that takes place in person alone is joined from nowhere else. */
export function joinedInPerson({
  channel,
  onlineAddress,
}: Pick<Arrangements, 'channel' | 'onlineAddress'>): Refusal | undefined {
  const isAtOdds = channel === 'IN_PERSON' && onlineAddress !== undefined;
  return isAtOdds ? refuse('meeting-in-person-alone') : undefined;
}
