import type { JSX } from 'preact';
import type { Job } from '../../../jobs/job.js';
import type { Frame } from '../../frame.js';
import { Instant } from '../history/instant.js';
import { JobState } from './job-state.js';
import { sizeInWords } from '../../pieces/sizes.js';

/** Jobs, one a row. @param properties.isOwn whether whoever looks may open them */
export function JobsTable({
  frame,
  jobs,
  caption,
  isOwn = true,
}: {
  readonly frame: Frame;
  readonly jobs: readonly Job[];
  readonly caption: string;
  readonly isOwn?: boolean;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.jobs;
  return (
    <div class="table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class="table table-cards table-said">
        <thead>
          <tr>
            <th scope="col">{said.what}</th>
            <th scope="col">{said.asOf}</th>
            <th scope="col" class={isOwn ? 'wide-only' : undefined}>
              {isOwn ? said.hash : said.who}
            </th>
            <th scope="col">{said.asked}</th>
            <th scope="col">{said.state}</th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.jobId}>
              <th scope="row">
                {isOwn ? (
                  <a href={`/lavori/${job.jobId}`}>{said.kinds[job.kind]}</a>
                ) : (
                  said.kinds[job.kind]
                )}
                <p class="small">{job.cycleId}</p>
              </th>
              <td data-label={said.asOf}>
                <Instant at={job.at} language={language} form="short" />
              </td>
              <td class={isOwn ? 'wide-only' : undefined} data-label={isOwn ? said.hash : said.who}>
                {isOwn ? (
                  job.file && (
                    <>
                      <code class="fingerprint">{job.file.sha256.slice(0, 12)}…</code>
                      <p class="small">{sizeInWords(job.file.bytes, language)}</p>
                    </>
                  )
                ) : (
                  <span>{job.personId}</span>
                )}
              </td>
              <td data-label={said.asked}>
                <Instant at={job.askedAt} language={language} form="short" />
              </td>
              <td data-label={said.state}>
                <JobState frame={frame} job={job} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
