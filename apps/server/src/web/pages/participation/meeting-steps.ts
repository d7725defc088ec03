import type { CycleLife } from '#planning';
import { stateOfPart } from '#workflow';

/**
 * Where a meeting has come; of minutes there are three standings: missing, recorded, approved. That they are under
 * observation is no step: not all come to it.
 */
export type MeetingStep = 'scheduled' | 'convened' | 'held' | 'minuted' | 'closed';

const steps: readonly MeetingStep[] = ['scheduled', 'convened', 'held', 'minuted', 'closed'];

/** The steps of a meeting; undefined for one that was called off. */
export function meetingSteps(
  life: Readonly<CycleLife>,
  { meetingId, invitees }: CycleLife['data']['meetings'][string],
):
  | readonly {
      readonly step: MeetingStep;
      readonly standing: 'done' | 'current' | 'ahead' | 'skipped';
    }[]
  | undefined {
  const state = stateOfPart(life, 'meeting', meetingId);
  const here = steps.findIndex(
    (step) => step === (state === 'underObservation' ? 'minuted' : state),
  );
  if (here === -1) return undefined;
  return steps.map((step, index) => {
    // Some are held without anybody having been convened in writing.
    if (step === 'convened' && here > index && invitees.length === 0)
      return { step, standing: 'skipped' };
    return { step, standing: index <= here ? 'done' : index === here + 1 ? 'current' : 'ahead' };
  });
}
