/** What a report of delivery says (RFC 3464, 2), as far as it is used. */
export interface DeliveryStatus {
  /** What we called the message when we handed it over (RFC 3461, ENVID). */
  readonly envelopeId?: string;
  readonly recipients: readonly StatusOfRecipient[];
}

/** What became of a message on its way to one recipient; whom is not kept. */
export interface StatusOfRecipient {
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`. */
  readonly action: string;
  /** `5.1.1` (RFC 3463). */
  readonly status?: string;
}

const MOST_CHARACTERS = 64 * 1024;
const MOST_GROUPS = 50;

/** Reads the groups of fields of a report: of the message, then of each recipient. Undefined where there are none. */
export function deliveryStatus(text: string): DeliveryStatus | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const [ofMessage = '', ...ofRecipients] = text
    .trim()
    .split(/(?:\r?\n[ \t]*){2,}/u)
    .slice(0, MOST_GROUPS);
  const recipients = ofRecipients.flatMap(recipientIn);
  if (recipients.length === 0) return undefined;
  const envelopeId = fromXtext(field(ofMessage, 'original-envelope-id') ?? '');
  return { ...(envelopeId !== undefined && { envelopeId }), recipients };
}

function recipientIn(group: string): readonly StatusOfRecipient[] {
  const action = /^[a-z]{1,20}/u.exec(field(group, 'action')?.toLowerCase() ?? '')?.[0];
  if (action === undefined) return [];
  const status = /^[245]\.\d{1,3}\.\d{1,3}(?!\d)/u.exec(field(group, 'status') ?? '')?.[0];
  return [{ action, ...(status !== undefined && { status }) }];
}

/** A field of a header, unfolded; undefined where it is not there. @param name in small letters */
export function field(head: string, name: string): string | undefined {
  for (const line of head.replaceAll(/\r?\n[ \t]+/gu, ' ').split(/\r?\n/u)) {
    const colon = line.indexOf(':');
    if (line.slice(0, Math.max(colon, 0)).trim().toLowerCase() === name)
      return line.slice(colon + 1).trim();
  }
  return undefined;
}

/** What `+3C` and the like stand for (RFC 3461, 4), without angle brackets. */
function fromXtext(written: string): string | undefined {
  const read = written.replaceAll(/\+([0-9A-F]{2})/gu, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return /^<?([^<>\s]{1,250})>?$/u.exec(read)?.[1];
}

/**
 * Whether a message that came back says that nothing will ever arrive at the address: it is none, or nobody has it
 * any more. A box that is full, or a message that a filter did not like, says nothing of the next one.
 */
export function isNobodyThere(code: string): boolean {
  return /^(?:550-)?5\.(?:1\.(?:1|2|3|6|10)|2\.1)$/u.test(code);
}

/**
 * Whether an answer that refuses for good refuses the address, and not this one message: what a filter did not like,
 * or a box did not take for its size, says nothing of the next one.
 * @param code of the attempt: `550`, `554-5.7.1`, `address-invalid`
 */
export function isAddressRefused(code: string): boolean {
  const [, reply, detail] = /^(\d{3})(?:-(\d\.\d{1,3}\.\d{1,3}))?$/u.exec(code) ?? [];
  if (reply === undefined) return code !== 'too-large';
  return detail === undefined ? ['550', '551', '553'].includes(reply) : isNobodyThere(detail);
}
