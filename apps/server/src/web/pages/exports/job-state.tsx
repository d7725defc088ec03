import type { JSX } from 'preact';
import type { Job } from '../../../jobs/job.js';
import type { Frame } from '../../frame.js';
import { sizeInWords } from './sizes.js';

/** Where a job stands and, while it runs, what it is just doing. */
export function stepInWords({ words, language }: Frame, { step }: Job): string {
  const { steps } = words.jobs;
  if (step === undefined) return steps.begun;
  if (step.what === 'chapters') return steps.chapters;
  if (step.what === 'bytes') return steps.bytes(sizeInWords(step.number, language));
  return steps[step.what](step.number, step.of);
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
