import type { JSX } from 'preact';
import { dayInWords, romeDay, romeTime } from '#calendar';
import type { LoggedDelivery } from '#planning';
import { ruleName } from '../../../notifications/notice-words.js';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { loggedStates, type LoggedState } from './logged-states.js';
import { NoticesViews } from './notices-views.js';

interface Shown {
  readonly frame: Frame;
  readonly rows: readonly LoggedDelivery[];
}

/** To whom something was sent, by what and with which outcome; not what it said. */
export function DeliveriesPage({
  frame,
  rows,
  total,
  state,
  next,
}: Shown & {
  readonly total: number;
  readonly state: LoggedState | undefined;
  /** Where the next page begins. */
  readonly next: string | undefined;
}): JSX.Element {
  const { words } = frame;
  const said = words.notices;
  return (
    <Page
      frame={frame}
      title={said.deliveries.title}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: said.title, address: '/notifiche' },
      ]}
    >
      <NoticesViews frame={frame} shown="deliveries" />
      <p class="lead">{said.deliveries.lead}</p>
      <form class="filters card" action="/notifiche/recapiti" aria-label={said.filters}>
        <div class="field">
          <label for="stato">{said.deliveries.state}</label>
          <select id="stato" name="stato">
            <option value="">{said.deliveries.all}</option>
            {loggedStates.map((each) => (
              <option key={each} value={each} selected={each === state}>
                {said.deliveryStates[each]}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="button">
          {words.schede.apply}
        </button>
      </form>
      <p>{said.deliveries.count(total)}</p>
      {rows.length === 0 ? (
        <Notice kind="info">
          <p>{said.deliveries.none}</p>
        </Notice>
      ) : (
        <Log frame={frame} rows={rows} />
      )}
      {next !== undefined && (
        <p>
          <a href={`/notifiche/recapiti?stato=${state ?? ''}&dopo=${encodeURIComponent(next)}`}>
            {said.more}
          </a>
        </p>
      )}
    </Page>
  );
}

function Log({ frame: { words, language }, rows }: Shown): JSX.Element {
  const said = words.notices;
  const on = (instant: string): string => {
    const ms = Date.parse(instant);
    return `${dayInWords(romeDay(ms), language)}, ${romeTime(ms)}`;
  };
  return (
    <div class="table-scroll" role="region" aria-label={said.deliveries.title} tabIndex={0}>
      <table class="table table-cards">
        <thead>
          <tr>
            <th scope="col">{said.deliveries.recipient}</th>
            <th scope="col">{said.deliveries.rule}</th>
            <th scope="col">{said.channel}</th>
            <th scope="col">{said.standing}</th>
            <th scope="col" class="number">
              {said.attempts}
            </th>
            <th scope="col">{said.changed}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.noticeId} ${row.channel}`}>
              <th scope="row">{row.recipientId}</th>
              <td data-label={said.deliveries.rule}>{ruleName(row.ruleId)[language]}</td>
              <td data-label={said.channel}>{said.channels[row.channel]}</td>
              <td data-label={said.standing}>
                {said.deliveryStates[row.state] + (row.isRead ? ` · ${said.deliveries.seen}` : '')}
              </td>
              <td data-label={said.attempts} class="number">
                {row.attempts}
              </td>
              <td data-label={said.changed}>{on(row.changedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
