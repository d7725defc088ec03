import type { JSX } from 'preact';
import { daysBetween, romeDay } from '#calendar';
import type { Frame } from '../../frame.js';
import { liveOfCycle } from '../../live/cycle-live.js';
import { LiveRegion } from '../../pieces/live.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { ShortDay } from '../../pieces/short-day.js';
import { Instant } from '../history/instant.js';
import { cycleCrumb } from '../cycle/cycle-address.js';
import type { Queue } from './queue.js';

/** What waits to be checked, that which has waited longest first, and who is at it. */
export function QueuePage({
  frame,
  queue: { list, waiting },
}: {
  readonly frame: Frame;
  readonly queue: Queue;
}): JSX.Element {
  const { words, language, self } = frame;
  const said = words.verification;
  const { cycleId } = list.life.data;
  const [first] = waiting;
  return (
    <Page
      frame={frame}
      title={said.title}
      crumbs={[{ label: words.desk.title, address: '/' }, cycleCrumb(frame, list.life.data)]}
      live={liveOfCycle(frame, list.life)}
    >
      <LiveRegion id="coda" kind="list">
        {first === undefined ? (
          <Notice kind="done">
            <p>{said.empty}</p>
          </Notice>
        ) : (
          <>
            <p class="lead">{said.queue(waiting.length)}</p>
            <table class="table table-cards">
              <thead>
                <tr>
                  <th scope="col">{words.schede.code}</th>
                  <th scope="col">{words.schede.heading}</th>
                  <th scope="col">{words.schede.unit}</th>
                  <th scope="col">{said.since}</th>
                  <th scope="col">{said.charge}</th>
                  <th scope="col">{words.schede.due}</th>
                </tr>
              </thead>
              <tbody>
                {waiting.map(({ scheda, submitted, taken }) => (
                  <tr key={scheda.schedaId} {...(scheda.isLate && { class: 'row-late' })}>
                    <td data-label={words.schede.code}>
                      <span class="code">{scheda.code}</span>
                    </td>
                    <th scope="row">
                      <a href={`/cicli/${cycleId}/schede/${scheda.schedaId}/verifica`}>
                        {scheda.title}
                      </a>
                    </th>
                    <td data-label={words.schede.unit}>{scheda.unitName}</td>
                    <td data-label={said.since}>
                      {submitted && (
                        <span>
                          {said.days(daysBetween(romeDay(Date.parse(submitted.at)), list.today))}
                          <span class="small">
                            {' '}
                            ({said.submittedBy} {submitted.personId})
                          </span>
                        </span>
                      )}
                    </td>
                    <td data-label={said.charge}>
                      {taken ? (
                        <span>
                          {taken.personId === self?.personId ? said.you : taken.personId}
                          <span class="small">
                            {', '}
                            <Instant at={taken.at} language={language} form="short" />
                          </span>
                        </span>
                      ) : (
                        said.nobody
                      )}
                    </td>
                    <td data-label={words.schede.due}>
                      {scheda.owedBy !== undefined && (
                        <span>
                          <ShortDay day={scheda.owedBy} today={list.today} language={language} />
                          {scheda.isLate && <strong class="late"> {words.schede.lateMark}</strong>}
                        </span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </LiveRegion>
    </Page>
  );
}
