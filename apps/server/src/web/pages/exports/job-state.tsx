import type { JSX } from 'preact';
import type { Job } from '../../../jobs/job.js';
import type { Frame } from '../../frame.js';
import { sizeInWords } from '../../pieces/sizes.js';

/** Where a job stands and, while it runs, what it is just doing. */
export function stepInWords({ words, language }: Frame, { step }: Job): string {
  const { steps } = words.jobs;
  if (step === undefined) return steps.begun;
  if (step.what === 'chapters') return steps.chapters;
  if (step.what === 'bytes') return steps.bytes(sizeInWords(step.number, language));
  return steps[step.what](step.number, step.of);
}

/** Before so much time has passed nobody knows how long it takes. */
const ESTIMATED_AFTER_MS = 10_000;
const MINUTE_MS = 60_000;

/**
 * How many whole minutes a job will still take, if it goes on as it went so far: 0 is less than one.
 * @returns undefined where nobody can tell yet, or nobody knows how much there is to do
 */
export function minutesLeft(
  { state, startedAt, share }: Pick<Job, 'state' | 'startedAt' | 'share'>,
  nowMs: number,
): number | undefined {
  if (state !== 'running' || startedAt === undefined || share <= 0) return undefined;
  const takenMs = nowMs - Date.parse(startedAt);
  if (takenMs < ESTIMATED_AFTER_MS) return undefined;
  const leftMs = (takenMs / share) * (1 - share);
  return leftMs < MINUTE_MS ? 0 : Math.round(leftMs / MINUTE_MS);
}

/** The state of a job in a list. */
export function JobState({
  frame,
  job,
}: {
  readonly frame: Frame;
  readonly job: Job;
}): JSX.Element {
  const { states } = frame.words.jobs;
  return (
    <>
      {states[job.state]}
      {job.state === 'running' && <p class="small">{stepInWords(frame, job)}</p>}
    </>
  );
}
