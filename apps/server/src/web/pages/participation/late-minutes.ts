import type { CycleLife } from '#planning';
import { stateOfPart } from '#workflow';

/**
 * What is late about a meeting whose day is past: that nobody said how it went, or its minutes. Nothing about one that was
 * called off.
 * @param today `2026-11-26` in Rome
 */
export function lateMinutes(
  life: Readonly<CycleLife>,
  { meetingId, date, heldOn }: CycleLife['data']['meetings'][string],
  today: string,
): 'notRecorded' | 'noMinutes' | undefined {
  const state = stateOfPart(life, 'meeting', meetingId);
  if (state === 'scheduled' || state === 'convened')
    return date < today ? 'notRecorded' : undefined;
  return state === 'held' && heldOn !== undefined && heldOn < today ? 'noMinutes' : undefined;
}
