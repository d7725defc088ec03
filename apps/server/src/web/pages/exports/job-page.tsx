import type { JSX } from 'preact';
import { addDays, dayInWords, romeDay } from '#calendar';
import type { Job } from '../../../jobs/job.js';
import type { Frame } from '../../frame.js';
import { LiveRegion } from '../../pieces/live.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { Instant } from '../history/instant.js';
import { CycleName } from '../../pieces/cycle-name.js';
import { minutesLeft, stepInWords } from './job-state.js';
import { Copied } from '../../pieces/copied.js';
import { sizeInWords } from '../../pieces/sizes.js';

interface Shown {
  readonly frame: Frame;
  readonly job: Job;
  /** How many come before it, while it waits. */
  readonly before: number;
  /** For so many days its file is kept. */
  readonly days: number;
  /** Milliseconds since 1970 (UTC). */
  readonly nowMs: number;
}

const openStates: ReadonlySet<string> = new Set(['waiting', 'running', 'stopping']);

/** One piece of long work: how far it is, what can be done about it, and the file once it is there. */
export function JobPage({
  seen,
  refused,
  ...shown
}: Shown & {
  /** What the page shows, as its stream says it. */
  readonly seen: string;
  /** Why it is not begun again. */
  readonly refused?: string | undefined;
}): JSX.Element {
  const { frame, job } = shown;
  const { words, language } = frame;
  const said = words.jobs;
  return (
    <Page
      frame={frame}
      title={said.kinds[job.kind]}
      before={`${inTitle(frame, job)}:`}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: said.title, address: '/lavori' },
      ]}
      live={{ stream: `/lavori/${job.jobId}/novita`, seen }}
    >
      {refused !== undefined && (
        <Notice kind="warning">
          <p>{refused}</p>
        </Notice>
      )}
      <LiveRegion id="job">
        <Standing {...shown} />
      </LiveRegion>
      <dl class="fields fields-dense">
        <div>
          <dt>{words.exporting.cycle}</dt>
          <dd>
            <CycleName frame={frame} cycleId={job.cycleId} title={job.cycleId} />
          </dd>
        </div>
        <div>
          <dt>{said.asOf}</dt>
          <dd>
            <Instant at={job.at} language={language} />
          </dd>
        </div>
        <div>
          <dt>{said.asked}</dt>
          <dd>
            <Instant at={job.askedAt} language={language} />
          </dd>
        </div>
      </dl>
    </Page>
  );
}

/** How far it is, as the title of a tab that lies behind others says it. */
function inTitle({ words }: Frame, { state, share }: Job): string {
  const isMeasured = state === 'running' && share > 0;
  return isMeasured ? `${Math.round(share * 100)} %` : words.jobs.states[state];
}

function Standing(shown: Shown): JSX.Element {
  const { frame, job, before, nowMs } = shown;
  const said = frame.words.jobs;
  const minutes = minutesLeft(job, nowMs);
  return (
    <>
      {job.interrupted > 0 && job.state !== 'failed' && (
        <Notice kind="info">
          <p>{said.interrupted(job.interrupted)}</p>
        </Notice>
      )}
      <p>
        <strong>{said.states[job.state]}</strong>
        {job.state === 'waiting' && ` – ${said.before(before)}`}
        {job.state === 'running' && ` – ${stepInWords(frame, job)}`}
        {minutes !== undefined && ` – ${said.left(minutes)}`}
      </p>
      {job.state === 'running' && (
        <progress
          class="job-progress"
          aria-label={said.progress}
          {...(job.share > 0 && { value: Math.round(job.share * 100), max: 100 })}
        />
      )}
      {openStates.has(job.state) && <p>{said.leave}</p>}
      {job.state === 'failed' && (
        <Notice kind="error">
          <p>{said.failures[job.failure ?? 'unknown']}</p>
          {job.step && <p>{said.failedAt(stepInWords(frame, job))}</p>}
        </Notice>
      )}
      {job.state === 'cancelled' && <p>{said.cancelledText}</p>}
      {job.state === 'expired' && <p>{said.expired}</p>}
      <Made {...shown} />
      <Doable job={job} frame={frame} />
    </>
  );
}

/** The file, or what is left to say of one that was removed. */
function Made({ frame, job, days }: Shown): JSX.Element | null {
  const { words, language } = frame;
  const said = words.jobs;
  const { file, endedAt } = job;
  if (file === undefined || (job.state !== 'done' && job.state !== 'expired')) return null;
  const until = addDays(romeDay(Date.parse(endedAt ?? job.askedAt)), days);
  return (
    <>
      {job.state === 'done' && (
        <p>
          <a
            class="button"
            href={`/cicli/${job.cycleId}/lavori/${job.jobId}/file`}
            download={file.name}
          >
            {said.download}
          </a>
        </p>
      )}
      <dl class="fields fields-dense">
        <div>
          <dt>{said.what}</dt>
          <dd>{file.name}</dd>
        </div>
        <div>
          <dt>{said.size}</dt>
          <dd>{sizeInWords(file.bytes, language)}</dd>
        </div>
        <div>
          <dt>{said.hash}</dt>
          <dd>
            <Copied frame={frame} text={file.sha256} label={words.approval.copyHash}>
              <code class="fingerprint">{file.sha256}</code>
            </Copied>
            <p class="small">{said.hashHint}</p>
          </dd>
        </div>
      </dl>
      {job.state === 'done' && <p>{said.keptUntil(dayInWords(until, language))}</p>}
    </>
  );
}

function Doable({ frame: { words }, job }: Pick<Shown, 'frame' | 'job'>): JSX.Element | null {
  const said = words.jobs;
  const canEnd = job.state === 'waiting' || job.state === 'running';
  const canBegin = job.state === 'failed' || job.state === 'cancelled';
  if (!canEnd && !canBegin && job.state !== 'stopping') return null;
  return (
    <div class="job-actions">
      {openStates.has(job.state) && (
        <a class="button button-second" href={`/lavori/${job.jobId}`}>
          {said.refresh}
        </a>
      )}
      {canEnd && (
        <form method="post" action={`/lavori/${job.jobId}/annulla`}>
          <button type="submit" class="button button-second">
            {said.cancel}
          </button>
        </form>
      )}
      {canBegin && (
        <form method="post" action={`/lavori/${job.jobId}/ripresa`}>
          <button type="submit" class="button">
            {said.resume}
          </button>
        </form>
      )}
    </div>
  );
}
