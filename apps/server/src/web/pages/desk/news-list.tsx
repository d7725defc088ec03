import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import type { News } from './news.js';

/** What somebody was told and has not read, the newest first. */
export function NewsList({
  frame: { words, language },
  news: { rows, total },
  today,
}: {
  readonly frame: Frame;
  readonly news: News;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}): JSX.Element {
  if (rows.length === 0) return <p>{words.desk.noNews}</p>;
  return (
    <>
      <ul class="items">
        {rows.map(({ noticeId, title, why, day, time, address }) => (
          <li key={noticeId} class="item item-narrow">
            <p class="small">
              {day === today ? time : <DayFromToday day={day} today={today} language={language} />}
            </p>
            <h3>
              <a href={address}>{title}</a>
            </h3>
            <div class="news-foot">
              <p class="small">{why}</p>
              <form method="post" action="/notifiche/lette">
                <button type="submit" class="button-link" name="noticeId" value={noticeId}>
                  {words.desk.read}
                  <span class="visually-hidden">: {title}</span>
                </button>
              </form>
            </div>
          </li>
        ))}
      </ul>
      {total > rows.length && <p class="small">{words.desk.moreNews(total - rows.length)}</p>}
      {rows.length > 1 && (
        <form method="post" action="/notifiche/lette">
          {rows.map(({ noticeId }) => (
            <input key={noticeId} type="hidden" name="noticeId" value={noticeId} />
          ))}
          <button type="submit" class="button-link">
            {words.desk.readAll}
          </button>
        </form>
      )}
    </>
  );
}
