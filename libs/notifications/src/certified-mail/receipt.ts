import { hash } from 'node:crypto';
import PostalMime from 'postal-mime';
import type { Report, ReportKind } from '../incoming/report.js';
import type { CertifiedReceipt, MailboxFactType } from '../mailbox.facts.js';
import { idOf } from '../notice.js';
import { receiptData, type ReceiptData } from './receipt-data.js';

/** A receipt of certified mail (PEC): what the provider says became of one message of ours. */
export interface Receipt {
  /** Its own Message-ID: the same receipt comes twice at times. */
  readonly receiptId: string;
  /** Of the message it is about, without angle brackets. */
  readonly messageId: string;
  readonly fact: Extract<
    MailboxFactType,
    'CertifiedMailAccepted' | 'CertifiedMailDelivered' | 'CertifiedMailNotDelivered'
  >;
  readonly code?: string;
  /** When the provider says that it was. */
  readonly atMs: number;
  /** Of the whole file, as it came. */
  readonly sha256: string;
}

/** Receipts bring the message along, and ours are small. */
export const MAX_RECEIPT_BYTES = 2 * 1024 * 1024;

/** The receipts of certified mail, as they come. */
export const receipts: ReportKind = {
  folder: 'receipts',
  channel: 'pec',
  mostBytes: MAX_RECEIPT_BYTES,
  async read(bytes) {
    const receipt = await readReceipt(bytes);
    return receipt && reportOf(receipt);
  },
};

function reportOf({ fact, receiptId, messageId, atMs, sha256, code }: Receipt): Report {
  return {
    messageId,
    eventId: idOf('receipt', receiptId, messageId, fact),
    factAbout(noticeIds) {
      const data: CertifiedReceipt = {
        ...{ noticeIds, messageId, at: new Date(atMs).toISOString(), sha256 },
        ...(code !== undefined && { code }),
      };
      return { type: fact, data };
    },
  };
}

/**
 * What the kinds of receipts say (RFC 6109, 3). A message that is accepted and not delivered after twelve hours is
 * still under way: the provider announces that, and delivers it or gives up after twenty-four.
 */
const facts: Readonly<Record<string, Receipt['fact']>> = {
  accettazione: 'CertifiedMailAccepted',
  'preavviso-errore-consegna': 'CertifiedMailAccepted',
  'avvenuta-consegna': 'CertifiedMailDelivered',
  'non-accettazione': 'CertifiedMailNotDelivered',
  'errore-consegna': 'CertifiedMailNotDelivered',
  'rilevazione-virus': 'CertifiedMailNotDelivered',
};

/**
 * Reads a mail as a receipt: the header says which kind and of what, and `daticert.xml` must say the same. Undefined
 * where it is none, or one that contradicts itself. The signature of the provider is not checked here.
 */
export async function readReceipt(bytes: Buffer): Promise<Receipt | undefined> {
  const mail = await parsed(bytes);
  if (!mail) return undefined;
  const header = (name: string): string =>
    mail.headers.find(({ key }) => key === name)?.value.trim() ?? '';
  const kind = header('x-ricevuta').toLowerCase();
  const fact = Object.hasOwn(facts, kind) ? facts[kind] : undefined;
  const messageId = bare(header('x-riferimento-message-id'));
  const data = mail.attachments
    .filter(({ filename }) => filename?.toLowerCase() === 'daticert.xml')
    .map(({ content }) => receiptData(textOf(content)))
    .find((each) => each?.kind === kind);
  if (!fact || !data || messageId === '' || data.messageId !== messageId) return undefined;
  const sha256 = hash('sha256', bytes);
  const code = codeOf(kind, data);
  return {
    receiptId: bare(header('message-id')) || sha256,
    ...{ messageId, fact, atMs: data.atMs, sha256 },
    ...(code !== undefined && { code }),
  };
}

async function parsed(
  bytes: Buffer,
): Promise<Awaited<ReturnType<typeof PostalMime.parse>> | undefined> {
  try {
    // The message that is brought along stays closed: what is in it was written by us, or by nobody knows whom.
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: 16 });
  } catch {
    return undefined; // No mail at all: it stays where it is, and is reported.
  }
}

function codeOf(kind: string, { error, isToCertified }: ReceiptData): string | undefined {
  if (facts[kind] === 'CertifiedMailNotDelivered')
    return error === '' || error === 'nessuno' ? kind : error;
  if (kind === 'accettazione') return isToCertified ? undefined : 'recipient-not-certified';
  return kind === 'avvenuta-consegna' ? undefined : kind;
}

function bare(messageId: string): string {
  return /^<?([^<>\s]+)>?$/u.exec(messageId)?.[1] ?? '';
}

function textOf(content: string | ArrayBuffer | Uint8Array): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
