import type { JSX } from 'preact';
import { dayInWords, romeDay, romeTime } from '#calendar';
import { operations, type LoggedDelivery, type Operation } from '#planning';
import { ruleName } from '../../../notifications/notice-words.js';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { loggedStates, type LoggedState } from './logged-states.js';
import { NoticesViews } from './notices-views.js';

/** How a delivery stands that reached nobody: it can begin anew. */
const lost: ReadonlySet<LoggedState> = new Set([
  ...(['not-delivered', 'returned', 'refused', 'suppressed', 'no-address'] as const),
  ...(['given-up', 'expired'] as const),
]);

/** And may have done so because the address is wrong, or missing. */
const wrongAddress: ReadonlySet<LoggedState> = new Set([
  ...(['not-delivered', 'returned', 'refused', 'suppressed', 'no-address'] as const),
]);

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

function Log({ frame, rows }: Shown): JSX.Element {
  const { words, language, self } = frame;
  const said = words.notices;
  const may = (operation: Operation): boolean =>
    self !== undefined && operations[operation].includes(self.role);
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
            <th scope="col">{said.deliveries.nextTry}</th>
            <th scope="col">{said.deliveries.toDo}</th>
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
              <td data-label={said.deliveries.nextTry}>
                {row.nextAt === null ? '–' : on(row.nextAt)}
              </td>
              <td data-label={said.deliveries.toDo}>
                {lost.has(row.state) ? (
                  <ul class="plain">
                    {may('resend-notices') && (
                      <li>
                        <a
                          href={`/stato/recapiti/${encodeURIComponent(row.noticeId)}/${row.channel}`}
                          aria-label={words.status.resendTo(row.recipientId)}
                        >
                          {words.status.resend}
                        </a>
                      </li>
                    )}
                    {may('keep-directory') && wrongAddress.has(row.state) && (
                      <li>
                        <a
                          href={`/amministrazione/persone/${encodeURIComponent(row.recipientId)}`}
                          aria-label={said.deliveries.correctOf(row.recipientId)}
                        >
                          {said.deliveries.correct}
                        </a>
                      </li>
                    )}
                  </ul>
                ) : (
                  '–'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
