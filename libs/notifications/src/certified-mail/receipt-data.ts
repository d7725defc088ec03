import { SaxesParser } from 'saxes';

/** What `daticert.xml` says of a certified message (RFC 6109, 4.4 and appendix). */
export interface ReceiptData {
  /** `accettazione`, `avvenuta-consegna`, … */
  readonly kind: string;
  /** `nessuno`, `no-dest`, `no-dominio`, `virus`, `altro`. */
  readonly error: string;
  /** The Message-ID that we gave the message, without angle brackets. */
  readonly messageId: string;
  readonly atMs: number;
  /** Whether the recipient's box is a certified one: to another one nothing is proved delivered. */
  readonly isToCertified: boolean;
}

const MOST_DEPTH = 8;
const MOST_CHARACTERS = 256 * 1024;

/** Reads it strictly, without DOCTYPE and so without entities of its own; undefined where it is no such data. */
export function receiptData(xml: string): ReceiptData | undefined {
  if (xml.length > MOST_CHARACTERS) return undefined;
  const texts = textsOf(xml);
  if (!texts) return undefined;
  const said = (path: string): string => texts.get(path)?.trim() ?? '';
  const kind = said('postacert@tipo');
  const messageId = /^<?([^<>\s]+)>?$/u.exec(said('postacert/dati/msgid'))?.[1];
  const atMs = instantOf(
    said('postacert/dati/data/giorno'),
    said('postacert/dati/data/ora'),
    said('postacert/dati/data@zona'),
  );
  if (kind === '' || messageId === undefined || atMs === undefined) return undefined;
  const isToCertified = said('postacert/intestazione/destinatari@tipo') !== 'esterno';
  return { kind, error: said('postacert@errore'), messageId, atMs, isToCertified };
}

/** Texts by the path of their element, and of their attribute after `@`; of several the first. */
function textsOf(xml: string): ReadonlyMap<string, string> | undefined {
  const texts = new Map<string, string>();
  const path: string[] = [];
  const note = (where: string, text: string): void => {
    if (!texts.has(where)) texts.set(where, text);
  };
  const faults: string[] = [];
  let pending = '';
  const parser = new SaxesParser<{ xmlns: false; position: false }>({
    xmlns: false,
    position: false,
  });
  parser.on('error', ({ message }) => faults.push(message));
  parser.on('doctype', () => faults.push('doctype'));
  parser.on('opentag', ({ name, attributes }) => {
    path.push(name);
    pending = '';
    if (path.length > MOST_DEPTH) faults.push('depth');
    for (const [attribute, value] of Object.entries(attributes))
      note(`${path.join('/')}@${attribute}`, value);
  });
  parser.on('text', (text) => (pending += text));
  parser.on('cdata', (text) => (pending += text));
  parser.on('closetag', () => {
    note(path.join('/'), pending);
    pending = '';
    path.pop();
  });
  parser.write(xml).close();
  return faults.length === 0 ? texts : undefined;
}

/** `13/02/2025`, `09:31:02`, `+0100`. */
function instantOf(day: string, time: string, zone: string): number | undefined {
  const [, date, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/u.exec(day) ?? [];
  const [, hours, minutes] = /^([+-]\d{2}):?(\d{2})$/u.exec(zone) ?? [];
  const isRead = [date, month, year, hours, minutes].every((part) => part !== undefined);
  if (!isRead || !/^\d{2}:\d{2}:\d{2}$/u.test(time)) return undefined;
  const atMs = Date.parse(`${year}-${month}-${date}T${time}${hours}:${minutes}`);
  return Number.isNaN(atMs) ? undefined : atMs;
}
