import { romeDay } from '#calendar';
import type { Address } from './channel.js';
import type { DueLetter, NoticeInLetter } from './due-letters.js';
import { isDigest } from './letter.js';
import type { Preferences } from './mailbox.facts.js';
import { messageIdOf } from './notice.js';
import type { WrittenMessage } from './postman.js';
import type { Render, ToldNotice } from './rendering.js';
import { cloudEventOf } from './webhook/cloud-event.js';

type Language = Preferences['language'];

/** What notices are called: whoever knows what they are about says so. */
export interface NoticeWords {
  readonly title: (notice: NoticeInLetter, language: Language) => string;
  /** The title of the cycle or register. */
  readonly within: (cycleId: string) => string;
  readonly why: (notice: NoticeInLetter, language: Language) => string | undefined;
  /** The last day of what it asks for or tells of. */
  readonly by: (notice: NoticeInLetter) => string | undefined;
  /** When and where what it tells of takes place and what is to be talked about, in words. */
  readonly occasion: (
    notice: NoticeInLetter,
    language: Language,
  ) => Pick<ToldNotice, 'when' | 'where' | 'joinAt' | 'agenda'> | undefined;
  /** The path of what it opens, where that is not the notice itself. */
  readonly opens: (notice: NoticeInLetter) => string | undefined;
}

/** What a message writer works with. */
export interface MessageWriterParts {
  readonly render: Render;
  readonly words: NoticeWords;
  readonly languageOf: (zone: string, recipientId: string) => Language;
  /** The origin people open, `https://traccia.example.org`. */
  readonly origin: string;
  readonly host: string;
}

/** Puts letters into words: mails by the template, what is for programs as CloudEvents. */
export function messageWriter(
  parts: MessageWriterParts,
): (letter: DueLetter, to: Address) => WrittenMessage {
  return (letter, to) =>
    letter.channel === 'webhook' ? asEvent(letter, parts) : asMail(letter, to, parts);
}

function asEvent(
  { notices: [notice], zone }: DueLetter,
  { origin }: MessageWriterParts,
): WrittenMessage {
  const { cause, cycleId, about } = notice;
  return {
    subject: cause.type,
    text: cloudEventOf({ cause, zone, cycleId, about }, origin),
    html: '',
  };
}

function asMail(
  letter: DueLetter,
  { name }: Address,
  { render, words, languageOf, origin, host }: MessageWriterParts,
): WrittenMessage {
  const { zone, recipientId, notices, dueMs } = letter;
  const language = languageOf(zone, recipientId);
  const told = (notice: NoticeInLetter): ToldNotice => {
    const [why, by] = [words.why(notice, language), words.by(notice)];
    return {
      noticeId: notice.noticeId,
      ruleId: notice.ruleId,
      title: words.title(notice, language),
      within: words.within(notice.cycleId),
      link: origin + (words.opens(notice) ?? `/notifiche/${notice.noticeId}`),
      ...(why !== undefined && { why }),
      ...(by !== undefined && { by }),
      ...words.occasion(notice, language),
      atMs: Date.parse(notice.cause.recordedAt),
      asksToAcknowledge: notice.asksToAcknowledge,
      isLegal: notice.isLegal,
    };
  };
  const [first, ...rest] = notices;
  const message = render({
    kind: rest.length > 0 || isDigest(letter) ? 'digest' : 'notice',
    language,
    ...(name !== undefined && { recipientName: name }),
    notices: [told(first), ...rest.map(told)],
    preferencesLink: `${origin}/notifiche/preferenze`,
    day: romeDay(dueMs),
  });
  // What is about one thing makes one conversation, which begins with a message that nobody has sent.
  const isOneThread = notices.every(({ threadId }) => threadId === first.threadId);
  if (!isOneThread) return message;
  const beginning = messageIdOf(first.threadId, recipientId, host);
  return { ...message, inReplyTo: beginning, references: [beginning] };
}
