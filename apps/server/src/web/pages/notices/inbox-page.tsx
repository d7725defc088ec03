import type { JSX } from 'preact';
import { romeDay, romeTime } from '#calendar';
import type { NoticeRow } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { inboxStates, type InboxState } from './inbox-states.js';
import { threadsIn } from './threads.js';
import { NoticesViews } from './notices-views.js';

interface Told {
  readonly notice: NoticeRow;
  readonly title: string;
  readonly why: string;
}

/** All that somebody was told, the newest first. */
export function InboxPage({
  frame,
  told,
  total,
  today,
  state,
  next,
}: {
  readonly frame: Frame;
  readonly told: readonly Told[];
  readonly total: number;
  /** `2026-11-26` in Rome. */
  readonly today: string;
  readonly state: InboxState | undefined;
  /** Where the next page begins. */
  readonly next: string | undefined;
}): JSX.Element {
  const { words } = frame;
  const said = words.notices;
  const only = state === undefined ? '' : `stato=${state}&`;
  return (
    <Page frame={frame} title={said.title} crumbs={[{ label: words.desk.title, address: '/' }]}>
      <NoticesViews frame={frame} shown="inbox" />
      <nav class="views" aria-label={said.filters}>
        <ul>
          {[undefined, ...inboxStates].map((each) => (
            <li key={each ?? 'all'}>
              <a
                href={each === undefined ? '/notifiche' : `/notifiche?stato=${each}`}
                {...(each === state && { 'aria-current': 'true' as const })}
              >
                {said.states[each ?? 'all']}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {total === 0 ? (
        <Notice kind="info">
          <p>{state === undefined ? said.none : said.noneSuch}</p>
        </Notice>
      ) : (
        <p>{said.count(total)}</p>
      )}
      {told.length > 0 && (
        <ul class="items">
          {threadsIn(told).map(([first, ...others]) => (
            <li key={first.notice.noticeId} class="item notice-line">
              <Line frame={frame} told={first} today={today} level="h2" />
              {others.length > 0 && (
                <details>
                  <summary>{said.sameThread(others.length)}</summary>
                  <ul>
                    {others.map((each) => (
                      <li key={each.notice.noticeId} class="notice-line">
                        <Line frame={frame} told={each} today={today} level="h3" />
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
      {next !== undefined && (
        <p>
          <a href={`/notifiche?${only}dopo=${encodeURIComponent(next)}`}>{said.more}</a>
        </p>
      )}
    </Page>
  );
}

function Line({
  frame: { words, language },
  told: { notice, title, why },
  today,
  level: Heading,
}: {
  readonly frame: Frame;
  readonly told: Told;
  readonly today: string;
  readonly level: 'h2' | 'h3';
}): JSX.Element {
  const said = words.notices;
  const shownMs = Date.parse(notice.shownAt);
  const waits = notice.asksToAcknowledge && notice.acknowledgedAt === null;
  return (
    <>
      <div class={notice.readAt === null ? undefined : 'notice-read'}>
        <Heading class="item-title">
          <a href={`/notifiche/${notice.noticeId}`}>{title}</a>
        </Heading>
        <p class="small">{why}</p>
      </div>
      <div>
        <p>
          <DayFromToday day={romeDay(shownMs)} today={today} language={language} />,{' '}
          {romeTime(shownMs)}
        </p>
        <p class="small">
          {notice.readAt === null ? <strong>{said.unread}</strong> : said.readOn}
          {waits && ` · ${said.states['to-acknowledge']}`}
          {notice.isMuted && ` · ${said.isMuted}`}
        </p>
      </div>
    </>
  );
}
