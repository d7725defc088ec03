import type { JSX } from 'preact';
import type { Job } from '../../../jobs/job.js';
import type { Frame } from '../../frame.js';
import { Instant } from '../history/instant.js';

/** Long work that has come to its end since whoever asked for it looked: what it was, and whether it is ready. */
export function EndedJobs({
  frame: { words, language },
  jobs,
}: {
  readonly frame: Frame;
  readonly jobs: readonly Job[];
}): JSX.Element {
  const said = words.jobs;
  return (
    <ul class="items">
      {jobs.map(({ jobId, kind, state, endedAt, askedAt }) => (
        <li key={jobId} class="item item-narrow">
          <h3>
            <a href={`/lavori/${jobId}`}>{said.kinds[kind]}</a>
          </h3>
          <p class="small">
            <strong class={state === 'failed' ? 'late' : undefined}>{said.states[state]}</strong> ·{' '}
            <Instant at={endedAt ?? askedAt} language={language} />
          </p>
        </li>
      ))}
    </ul>
  );
}
