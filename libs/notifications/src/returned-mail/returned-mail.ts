import { hash } from 'node:crypto';
import PostalMime, { type Attachment } from 'postal-mime';
import { NOTHING_TO_RECORD, type Report, type ReportKind } from '../incoming/report.js';
import { idOf } from '../notice.js';
import { deliveryStatus, field, type StatusOfRecipient } from './delivery-status.js';

/** A report that brings a message of ours along is small: so are they. */
const MAX_RETURNED_BYTES = 2 * 1024 * 1024;

/** Mails that could not be delivered after a relay had taken them, as the report of their coming back (RFC 3464). */
export const returnedMail: ReportKind = {
  folder: 'returned mail',
  channel: 'email',
  mostBytes: MAX_RETURNED_BYTES,
  read: readReturnedMail,
};

/**
 * Reads a report of delivery: which message of ours did not arrive, and by which code. What is under way, or has
 * arrived, is nothing to record. Undefined where it is no such report: whoever answers a mail, or is away.
 */
async function readReturnedMail(
  bytes: Buffer,
): Promise<Report | typeof NOTHING_TO_RECORD | undefined> {
  const parts = await partsOf(bytes);
  const written = parts.find(({ mimeType }) => statuses.has(mimeType));
  const status = written && deliveryStatus(textOf(written));
  if (!status) return undefined;
  const failed = status.recipients.find(({ action }) => action === 'failed');
  if (!failed) return NOTHING_TO_RECORD;
  const messageId = idOfMessage(parts) ?? status.envelopeId;
  if (messageId === undefined) return undefined;
  const sha256 = hash('sha256', bytes);
  const code = codeOf(failed);
  return {
    messageId,
    // A message comes back once, however many reports there are of it.
    eventId: idOf('returned', messageId),
    factAbout: (noticeIds) => ({
      type: 'DeliveryReturned',
      data: { noticeIds, channel: 'email', messageId, sha256, code },
    }),
  };
}

const statuses = new Set(['message/delivery-status', 'message/global-delivery-status']);
const messages = new Set(['message/rfc822', 'message/global']);
const headersOnly = new Set(['text/rfc822-headers', 'message/global-headers']);

async function partsOf(bytes: Buffer): Promise<readonly Attachment[]> {
  try {
    // The message that is brought along stays closed but for its headers.
    const options = { forceRfc822Attachments: true, maxNestingDepth: 16 };
    const { headers, attachments } = await PostalMime.parse(bytes, options);
    const type = headers.find(({ key }) => key === 'content-type')?.value ?? '';
    return /^\s*multipart\/report\b/iu.test(type) ? attachments : [];
  } catch {
    return []; // No mail at all: it stays where it is, and is reported.
  }
}

/** The Message-ID of the message that has come back, by its own headers. */
function idOfMessage(parts: readonly Attachment[]): string | undefined {
  const brought = parts.find(({ mimeType }) => messages.has(mimeType) || headersOnly.has(mimeType));
  if (!brought) return undefined;
  const head =
    textOf(brought)
      .slice(0, MOST_HEADER_CHARACTERS)
      .split(/\r?\n\r?\n/u)[0] ?? '';
  return /^<([^<>\s]{1,250})>$/u.exec(field(head, 'message-id') ?? '')?.[1];
}

const MOST_HEADER_CHARACTERS = 64 * 1024;

/** `5.1.1` (RFC 3463): numbers, and never what the server said beside them. */
function codeOf({ status }: StatusOfRecipient): string {
  return status ?? 'no-code';
}

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
