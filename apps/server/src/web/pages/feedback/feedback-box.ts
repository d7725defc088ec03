import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { SmtpChannel, type Channel, type OutgoingMessage, type SmtpSettings } from '#notifications';

/** About what somebody writes to the office. */
export const feedbackKinds = ['accessibilita', 'errore', 'suggerimento', 'altro'] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

/** What somebody reports of the pages, signed in or not. */
export interface Feedback {
  readonly kind: FeedbackKind;
  readonly text: string;
  /** The page it is about, as they wrote it. */
  readonly page: string;
  /** Where they want to be answered; empty where they do not. */
  readonly contact: string;
}

/** A report that is kept here, because nobody was mailed it. */
export type KeptFeedback = Feedback & { readonly code: string; readonly at: string };

/** Where reports go, and where they are kept until they went. */
export interface FeedbackBoxParts {
  readonly dataFolder: string;
  readonly mail: SmtpSettings | undefined;
  readonly to: string | undefined;
  readonly nowMs: () => number;
}

/** What is not there any more is tried again after so long. */
const AGAIN_MS = 10 * 60_000;
/** As long as somebody waits for the page that says it was received. */
const PATIENCE_MS = 10_000;
/** No letters or digits that are mistaken for others when they are read out. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** Nobody fills the disk: what comes beyond is refused. */
const MOST_KEPT = 5_000;

/**
 * What people report of the pages. It is no fact of any cycle, and stands in a file of its own until it has been
 * mailed to the office; then only its code is left. Without an address it stays there, for whoever reads deliveries.
 */
@Injectable()
export class FeedbackBox implements OnModuleInit, OnModuleDestroy {
  readonly #database: DatabaseSync;
  readonly #channel: Channel | undefined;
  readonly #log = new Logger(FeedbackBox.name);
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: FeedbackBoxParts) {
    this.#database = new DatabaseSync(join(parts.dataFolder, 'feedback.db'));
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS feedback (
        code TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        page TEXT NOT NULL,
        contact TEXT NOT NULL,
        sent_at TEXT
      ) STRICT, WITHOUT ROWID`);
    const { mail, to } = parts;
    this.#channel = mail && to !== undefined ? new SmtpChannel('email', mail) : undefined;
  }

  onModuleInit(): void {
    if (!this.#channel) return;
    this.#timer = setInterval(() => void this.#sendAll(), AGAIN_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
    this.#database.close();
  }

  /**
   * Takes a report, and tries to send it.
   * @returns the code to name it by; undefined where there are too many that nobody has looked at
   */
  async take({ kind, text, page, contact }: Feedback): Promise<string | undefined> {
    const { total } = this.#database
      .prepare('SELECT count(*) AS total FROM feedback WHERE sent_at IS NULL')
      .get() as { readonly total: number };
    if (total >= MOST_KEPT) return undefined;
    const code = newCode();
    const at = new Date(this.parts.nowMs()).toISOString();
    this.#database
      .prepare('INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?, NULL)')
      .run(code, at, kind, text, page, contact);
    await this.#sendAll();
    return code;
  }

  /** Those that were not mailed, the newest first. */
  kept(): readonly KeptFeedback[] {
    // The columns of the table, which `take` alone fills.
    return this.#database
      .prepare(
        `SELECT code, at, kind, text, page, contact FROM feedback
        WHERE sent_at IS NULL ORDER BY at DESC LIMIT 200`,
      )
      .all() as unknown as readonly KeptFeedback[];
  }

  async #sendAll(): Promise<void> {
    const { to, mail } = this.parts;
    if (!this.#channel || to === undefined || !mail) return;
    for (const kept of this.kept().toReversed()) {
      const message = mailOf(kept, to, mail.from.address);
      const outcome = await this.#channel.send(message, AbortSignal.timeout(PATIENCE_MS));
      if (outcome.kind !== 'sent') {
        this.#log.warn(
          `Una segnalazione resta qui: ${outcome.code} (A report stays here: ${outcome.code})`,
        );
        return;
      }
      this.#database
        .prepare(
          `UPDATE feedback SET sent_at = ?, text = '', page = '', contact = '' WHERE code = ?`,
        )
        .run(new Date(this.parts.nowMs()).toISOString(), kept.code);
    }
  }
}

function newCode(): string {
  const letters = Array.from(randomBytes(8), (byte) => LETTERS[byte % LETTERS.length]);
  return `SEG-${letters.join('')}`;
}

function mailOf(
  { code, at, kind, text, page, contact }: KeptFeedback,
  to: string,
  from: string,
): OutgoingMessage {
  const lines = [
    ...[`Segnalazione ${code}, ${at}`, `Tipo: ${kind}`, `Pagina: ${page === '' ? '-' : page}`],
    ...[`Recapito per la risposta: ${contact === '' ? 'non lasciato' : contact}`, '', text],
  ];
  return {
    to: { address: to },
    messageId: `segnalazione-${code.toLowerCase()}@${from.split('@')[1] ?? 'traccia'}`,
    subject: `Segnalazione ${code}: ${kind}`,
    text: lines.join('\n'),
    html: `<pre>${escaped(lines.join('\n'))}</pre>`,
    causeEventIds: [],
  };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
