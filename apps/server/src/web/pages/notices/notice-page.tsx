import type { JSX } from 'preact';
import { dayInWords, romeDay, romeTime } from '#calendar';
import type { DeliveryRow, NoticeRow } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { addressOfNotice } from './address-of-notice.js';

/** A notice with all that is known of it. */
export interface ShownNotice {
  readonly notice: NoticeRow;
  readonly deliveries: readonly DeliveryRow[];
  readonly title: string;
  /** The title of the cycle. */
  readonly within: string;
  readonly why: string;
  /** The last day of what it asks for. */
  readonly by: string | undefined;
  /** The path of what it opens, where its rule names one. */
  readonly opens: string | undefined;
}

/** What somebody was told, why, how it went out, and what they can say of it. */
export function NoticePage({
  frame,
  shown,
  today,
}: {
  readonly frame: Frame;
  readonly shown: ShownNotice;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.notices;
  const { notice, title, within, why, by } = shown;
  const shownMs = Date.parse(notice.shownAt);
  const address = addressOfNotice(notice, frame.may);
  return (
    <Page
      frame={frame}
      title={title}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: said.title, address: '/notifiche' },
      ]}
    >
      <dl class="facts">
        <dt>{said.when}</dt>
        <dd>
          <DayFromToday day={romeDay(shownMs)} today={today} language={language} />,{' '}
          {romeTime(shownMs)}
        </dd>
        <dt>{said.within}</dt>
        <dd>{within}</dd>
        <dt>{said.why}</dt>
        <dd>{why}</dd>
        {by !== undefined && (
          <>
            <dt>{said.by}</dt>
            <dd>
              <DayFromToday day={by} today={today} language={language} />
            </dd>
          </>
        )}
      </dl>
      {address !== undefined && (
        <p>
          <a class="button" href={address}>
            {said.open}
          </a>
        </p>
      )}
      <Answers frame={frame} notice={notice} />
      <Deliveries frame={frame} deliveries={shown.deliveries} />
    </Page>
  );
}

function Answers({
  frame: { words, language },
  notice,
}: {
  readonly frame: Frame;
  readonly notice: NoticeRow;
}): JSX.Element {
  const said = words.notices;
  const { noticeId, readAt, asksToAcknowledge, acknowledgedAt, isMuted } = notice;
  const path = `/notifiche/${noticeId}`;
  const on = (instant: string): string => {
    const ms = Date.parse(instant);
    return `${dayInWords(romeDay(ms), language)}, ${romeTime(ms)}`;
  };
  return (
    <>
      {asksToAcknowledge && acknowledgedAt === null && (
        <Notice kind="warning">
          <p>{said.asksToAcknowledge}</p>
          <form method="post" action={`${path}/vista`}>
            <button type="submit" class="button">
              {said.acknowledge}
            </button>
          </form>
        </Notice>
      )}
      {acknowledgedAt !== null && (
        <p>
          {said.acknowledged}: {on(acknowledgedAt)}
        </p>
      )}
      {readAt === null ? (
        <form method="post" action={`${path}/letta`}>
          <button type="submit" class="button-quiet">
            {said.markRead}
          </button>
        </form>
      ) : (
        <p class="small">
          {said.readOn}: {on(readAt)}
        </p>
      )}
      <form method="post" action={`${path}/argomento`}>
        <p class="hint">{isMuted ? said.mutedMeans : said.muteMeans}</p>
        <button type="submit" class="button-quiet">
          {isMuted ? said.unmute : said.mute}
        </button>
      </form>
    </>
  );
}

function Deliveries({
  frame: { words, language },
  deliveries,
}: {
  readonly frame: Frame;
  readonly deliveries: readonly DeliveryRow[];
}): JSX.Element {
  const said = words.notices;
  return (
    <>
      <h2 id="deliveries">{said.wentOut}</h2>
      {deliveries.length === 0 ? (
        <p>{said.onlyHere}</p>
      ) : (
        <table class="table" aria-labelledby="deliveries">
          <thead>
            <tr>
              <th scope="col">{said.channel}</th>
              <th scope="col">{said.standing}</th>
              <th scope="col">{said.changed}</th>
            </tr>
          </thead>
          <tbody>
            {deliveries.map(({ channel, state, changedAt }) => (
              <tr key={channel}>
                <td>{said.channels[channel]}</td>
                <td>{said.deliveryStates[state]}</td>
                <td>{dayInWords(romeDay(Date.parse(changedAt)), language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
