import type { JSX } from 'preact';
import type { Job } from '../../../jobs/job.js';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { JobsTable } from './jobs-table.js';

/** The work somebody has asked for; for whoever keeps the service in order, that of the others, without its files. */
export function JobsPage({
  frame,
  own,
  others,
}: {
  readonly frame: Frame;
  readonly own: readonly Job[];
  /** Undefined for whoever does not keep the service in order. */
  readonly others: readonly Job[] | undefined;
}): JSX.Element {
  const { words } = frame;
  const said = words.jobs;
  return (
    <Page
      frame={frame}
      title={said.title}
      crumbs={[
        { label: words.desk.title, address: '/' },
        ...(frame.may.openExports ? [{ label: words.exporting.title, address: '/esporta' }] : []),
      ]}
    >
      <p class="lead">{said.lead}</p>
      {own.length === 0 ? (
        <Notice kind="info">
          <p>
            {said.none} {frame.may.openExports && <a href="/esporta">{said.toExports}</a>}
          </p>
        </Notice>
      ) : (
        <JobsTable frame={frame} jobs={own} caption={said.title} />
      )}
      {others !== undefined && others.length > 0 && (
        <section>
          <h2>{said.others}</h2>
          <p>{said.othersLead}</p>
          <JobsTable frame={frame} jobs={others} caption={said.others} isOwn={false} />
        </section>
      )}
    </Page>
  );
}
