/** One notice as a message tells it: what it is called and where it is read. No content beyond that leaves. */
export interface ToldNotice {
  readonly noticeId: string;
  readonly ruleId: string;
  /** In the language of the message: `Restituita la scheda 2024-P07-003 “Sportello”`. */
  readonly title: string;
  /** What it is about belongs to: the title of the cycle or register. */
  readonly within: string;
  /** `https://…/avvisi/<noticeId>`. */
  readonly link: string;
  /** Why the recipient is told, in the language of the message: `sei responsabile dell’unità`. */
  readonly why?: string;
  /** The last day of what it asks for or tells of, `2024-02-20`. */
  readonly by?: string;
  /** When what it tells of takes place, in the language of the message: `mercoledì 21 febbraio 2024, ore 09:30`. */
  readonly when?: string;
  /** Where it does. */
  readonly where?: string;
  /** The https address at which it is joined from afar. */
  readonly joinAt?: string;
  /** What is to be talked about there, point by point. */
  readonly agenda?: readonly string[];
  /** When the fact was recorded, in milliseconds since 1970 (UTC). */
  readonly atMs: number;
  /** Whether the recipient is asked to say that they have seen it. */
  readonly asksToAcknowledge: boolean;
  /** Whether it is owed, and cannot be turned off. */
  readonly isLegal: boolean;
}

/** What a message says. */
export interface MessageContent {
  readonly kind: 'notice' | 'digest';
  readonly language: 'it' | 'en';
  readonly recipientName?: string;
  /** One, or those of a digest, the oldest first. */
  readonly notices: readonly [ToldNotice, ...ToldNotice[]];
  /** Where a person says what they want to be told of. */
  readonly preferencesLink: string;
  /** The day of the digest, `2024-02-20`. */
  readonly day: string;
}

/** A message in words. */
export interface RenderedMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Puts what a message says into words: the one typed template of text and HTML, Italian and English. Pure. */
export type Render = (content: MessageContent) => RenderedMessage;
