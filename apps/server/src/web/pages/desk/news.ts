import { romeDay, romeTime } from '#calendar';
import type { NoticeRow } from '#planning';
import type { NoticeWords } from '../../../notifications/notice-words.js';
import { addressOfNotice } from '../notices/address-of-notice.js';
import type { Frame } from '../../frame.js';
import type { Block } from './desk-reader.js';

/** Something somebody is told, in words. */
export interface ToldNews {
  readonly noticeId: string;
  readonly title: string;
  readonly why: string;
  /** `2026-11-26` in Rome. */
  readonly day: string;
  /** `10:28` in Rome. */
  readonly time: string;
  /** The page of what it is about, or its own where there is none. */
  readonly address: string;
}

/** The news of a desk, of which there may be more than are told. */
export interface News {
  readonly rows: readonly ToldNews[];
  readonly total: number;
}

/** Puts notices into words. */
export function toldNews(
  news: Block<{ readonly rows: readonly NoticeRow[]; readonly total: number }>,
  words: NoticeWords,
  { language, may }: Pick<Frame, 'language' | 'may'>,
): Block<News> {
  if (news === undefined || news === 'failed') return news;
  return {
    total: news.total,
    rows: news.rows.map((notice) => {
      const shownMs = Date.parse(notice.shownAt);
      return {
        noticeId: notice.noticeId,
        title: words.title(notice)[language],
        why: words.why(notice)[language],
        ...{ day: romeDay(shownMs), time: romeTime(shownMs) },
        ...{ address: addressOfNotice(notice, may) ?? `/notifiche/${notice.noticeId}` },
      };
    }),
  };
}
