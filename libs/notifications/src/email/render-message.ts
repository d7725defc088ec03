import { dayInWords, ROME } from '#calendar';
import type { MessageContent, Render, RenderedMessage, ToldNotice } from '../rendering.js';
import type { Block, MessageBody } from './message-body.js';
import { htmlOf } from './message-body.html.js';
import { plainText } from './message-body.text.js';
import { words } from './message-words.js';
import { oneLine, shortLine } from './one-line.js';

/** Titles of schede are sentences at times; the page has them whole. */
const MAX_TITLE_LENGTH = 200;
/** So many points of an agenda stand in a mail. */
const MAX_AGENDA_ITEMS = 20;
/** Longer ones are cut off in lists of mails anyway, and a header line holds 998 bytes (RFC 5322, 2.1.1). */
const MAX_SUBJECT_LENGTH = 150;

/** Puts notices into words: one by itself, or those of a day. */
export const renderMessage: Render = (content) => {
  const body = bodyOf(content);
  const { subject } = body;
  return { subject, text: plainText(body), html: htmlOf(body), ...unsubscribe(content) };
};

function bodyOf(content: MessageContent): MessageBody {
  const [first] = content.notices;
  return content.kind === 'notice' ? aboutOne(content, first) : aboutMany(content);
}

function aboutOne({ language, preferencesLink }: MessageContent, notice: ToldNotice): MessageBody {
  const say = words[language];
  const title = shortLine(notice.title, MAX_TITLE_LENGTH);
  const rows = [
    [say.within, shortLine(notice.within, MAX_TITLE_LENGTH)],
    ...timesOf(notice, language),
    [say.recorded, longInstant(notice.atMs, language)],
    ...(notice.why === undefined ? [] : [[say.why, oneLine(notice.why)] as const]),
  ] as const;
  return {
    ...{ language, heading: title, subject: shortLine(title, MAX_SUBJECT_LENGTH) },
    blocks: [
      { kind: 'details', rows },
      ...(notice.asksToAcknowledge ? [{ kind: 'paragraph', text: say.acknowledge } as const] : []),
      { kind: 'action', label: say.open, url: httpUrl(notice.link) },
    ],
    closing: closingOf(language, preferencesLink, notice.isLegal),
  };
}

/** When and where it takes place and what is talked about there, and until when it is to be done. */
function timesOf(
  { when, where, joinAt, agenda = [], by }: ToldNotice,
  language: 'it' | 'en',
): readonly (readonly [label: string, value: string])[] {
  const say = words[language];
  return [
    ...(when === undefined ? [] : [[say.when, oneLine(when)] as const]),
    ...(where === undefined ? [] : [[say.where, shortLine(where, MAX_TITLE_LENGTH)] as const]),
    ...(joinAt === undefined ? [] : [[say.joinAt, httpUrl(joinAt)] as const]),
    ...(agenda.length === 0 ? [] : [[say.agenda, agendaInLine(agenda)] as const]),
    ...(by === undefined ? [] : [[say.by, dayInWords(by, language, 'full')] as const]),
  ];
}

/** `1. Profilo di salute; 2. Schede; …`: the page has the rest of a long one. */
function agendaInLine(items: readonly string[]): string {
  const some = items
    .slice(0, MAX_AGENDA_ITEMS)
    .map((item, index) => `${index + 1}. ${shortLine(item, MAX_TITLE_LENGTH)}`);
  return [...some, ...(items.length > MAX_AGENDA_ITEMS ? ['…'] : [])].join('; ');
}

function aboutMany({
  language,
  notices,
  day,
  recipientName,
  preferencesLink,
}: MessageContent): MessageBody {
  const say = words[language];
  const heading = say.digest(notices.length, dayInWords(day, language, 'full'));
  const greeting = recipientName === undefined ? '' : oneLine(recipientName);
  return {
    ...{ language, heading, subject: heading },
    blocks: [
      ...(greeting === '' ? [] : [{ kind: 'paragraph', text: say.greeting(greeting) } as const]),
      {
        kind: 'list',
        items: notices.map((notice) => ({
          title: shortLine(notice.title, MAX_TITLE_LENGTH),
          url: httpUrl(notice.link),
          notes: [
            `${say.within}: ${shortLine(notice.within, MAX_TITLE_LENGTH)}`,
            ...timesOf(notice, language).map((row) => row.join(': ')),
            ...(notice.why === undefined ? [] : [`${say.why}: ${oneLine(notice.why)}`]),
            ...(notice.asksToAcknowledge ? [say.acknowledgeNote] : []),
          ],
        })),
      },
    ],
    closing: closingOf(language, preferencesLink, false),
  };
}

function closingOf(
  language: 'it' | 'en',
  preferencesLink: string,
  isLegal: boolean,
): readonly Block[] {
  const say = words[language];
  return [
    { kind: 'paragraph', text: isLegal ? `${say.automatic} ${say.legal}` : say.automatic },
    { kind: 'link', label: say.preferences, url: httpUrl(preferencesLink) },
  ];
}

/**
 * Where a digest is turned off (RFC 2369): a page behind the sign-in. That one click does it without signing in
 * (RFC 8058) is not said, since no address of ours does that.
 */
function unsubscribe({ kind, preferencesLink }: MessageContent): Pick<RenderedMessage, 'headers'> {
  return kind === 'digest'
    ? { headers: { 'List-Unsubscribe': `<${httpUrl(preferencesLink)}>` } }
    : {};
}

/** An address as a link may have it. @throws TypeError when it is none, or of another kind */
function httpUrl(link: string): string {
  const url = new URL(link);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new TypeError(`No link of a mail: ${url.protocol}`);
  return url.href;
}

const instantFormats = { it: instantFormat('it-IT'), en: instantFormat('en-GB') };

function instantFormat(locale: string): Intl.DateTimeFormat {
  const date = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale, { ...date, ...time, timeZone: ROME });
}

/** `20 febbraio 2025 alle ore 09:30`, in Rome. */
function longInstant(atMs: number, language: 'it' | 'en'): string {
  return instantFormats[language].format(atMs);
}
