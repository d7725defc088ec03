import type { JSX } from 'preact';
import { dayInWords, romeDay, romeTime } from '#calendar';
import { reads, type CycleRow } from '#planning';
import type { Job } from '../../../jobs/job.js';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { Catalogue, type Chosen } from './catalogue.js';
import { JobsTable } from './jobs-table.js';

/** What is wrong with what was asked for. */
export type ExportsFault =
  | { readonly kind: 'moment'; readonly text: string }
  | { readonly kind: 'queue'; readonly text: string };

/** Which document, as of which date, in which format. */
export function ExportsPage({
  frame,
  cycles,
  chosen,
  at,
  fault,
  earlier,
}: {
  readonly frame: Frame;
  readonly cycles: readonly CycleRow[];
  /** Undefined where the zone has no cycle. */
  readonly chosen: Chosen | undefined;
  /** The moment that is meant, ISO 8601 UTC; undefined for now. */
  readonly at: string | undefined;
  readonly fault: ExportsFault | undefined;
  /** What they had made of this cycle, the latest first. */
  readonly earlier: readonly Job[];
}): JSX.Element {
  const { words, language } = frame;
  const said = words.exporting;
  const atMs = at === undefined ? undefined : Date.parse(at);
  return (
    <Page frame={frame} title={said.title} crumbs={[{ label: words.desk.title, address: '/' }]}>
      <p class="lead">{said.lead}</p>
      {fault?.kind === 'queue' && (
        <Notice kind="warning">
          <p>
            {fault.text} <a href="/lavori">{said.allJobs}</a>
          </p>
        </Notice>
      )}
      {chosen === undefined ? (
        <Notice kind="info">
          <p>{said.noCycle}</p>
        </Notice>
      ) : (
        <>
          <Choice {...{ frame, cycles, chosen, fault }} />
          {atMs !== undefined && (
            <Notice kind="info">
              <p>{said.asOf(dayInWords(romeDay(atMs), language), romeTime(atMs))}</p>
            </Notice>
          )}
          <p>{said.asJob}</p>
          <Catalogue frame={frame} chosen={fault?.kind === 'moment' ? nowOf(chosen) : chosen} />
          <section>
            <h2>{said.earlier}</h2>
            {earlier.length === 0 ? (
              <p>{said.noEarlier}</p>
            ) : (
              <JobsTable frame={frame} jobs={earlier} caption={said.earlier} />
            )}
            <p>
              <a href="/lavori">{said.allJobs}</a>
            </p>
          </section>
        </>
      )}
    </Page>
  );
}

const nowOf = (chosen: Chosen): Chosen => ({ ...chosen, typed: undefined });

function Choice({
  frame: { words },
  cycles,
  chosen: { cycleId, role, typed },
  fault,
}: {
  readonly frame: Frame;
  readonly cycles: readonly CycleRow[];
  readonly chosen: Chosen;
  readonly fault: ExportsFault | undefined;
}): JSX.Element {
  const said = words.exporting;
  const error = fault?.kind === 'moment' ? fault.text : undefined;
  const mayGoBack = reads(role, 'history');
  return (
    <form class="filters card" action="/esporta" aria-label={said.choice}>
      <div class="field">
        <label for="ciclo">{said.cycle}</label>
        <select id="ciclo" name="ciclo">
          {cycles.map((cycle) => (
            <option key={cycle.cycleId} value={cycle.cycleId} selected={cycle.cycleId === cycleId}>
              {cycle.title}
            </option>
          ))}
        </select>
      </div>
      {mayGoBack ? (
        <div class={error === undefined ? 'field' : 'field field-wrong'}>
          <label for="al">{said.at}</label>
          <p class="hint" id="al-hint">
            {said.atHint}
          </p>
          {error !== undefined && (
            <p class="field-error" id="al-error">
              {error}
            </p>
          )}
          <input
            id="al"
            name="al"
            value={typed ?? ''}
            autocomplete="off"
            aria-describedby={error === undefined ? 'al-hint' : 'al-hint al-error'}
            {...(error !== undefined && { 'aria-invalid': 'true' as const })}
          />
        </div>
      ) : (
        <p>{said.nowOnly}</p>
      )}
      <button type="submit" class="button">
        {said.show}
      </button>
    </form>
  );
}
