import { textOf } from './bytes.js';

/** Mails within mails, and parts within parts, as deep as they are followed. */
const MOST_DEPTH = 8;

/**
 * The texts of a mail as it was saved: its parts and attachments, also those of a mail within it, as they were
 * before they were encoded to travel (RFC 2045, 2046). What is no mail is one text.
 */
export function textsOf(saved: string): readonly string[] {
  return textsIn(saved.replaceAll('\r\n', '\n'), 0);
}

function textsIn(entity: string, depth: number): readonly string[] {
  const [head = '', ...rest] = entity.replace(/^\n+/, '').split(/\n\n/);
  const headers = headersIn(head);
  if (headers === undefined || depth > MOST_DEPTH) return [entity];
  const body = rest.join('\n\n');
  const type = headers.get('content-type') ?? 'text/plain';
  if (/^multipart\//i.test(type))
    return partsOf(body, type).flatMap((part) => textsIn(part, depth + 1));
  const text = decoded(body, headers.get('content-transfer-encoding') ?? '');
  return /^message\//i.test(type) ? textsIn(text, depth + 1) : [text];
}

/** The headers of an entity, their names in small letters; none for an empty head. @returns undefined for what is no head */
function headersIn(head: string): ReadonlyMap<string, string> | undefined {
  const lines = head.replaceAll(/\n[ \t]+/g, ' ').split('\n');
  const headers = new Map<string, string>();
  for (const line of lines) {
    if (line === '' || line.startsWith('From ')) continue;
    const [, name, value = ''] = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name === undefined) return undefined;
    headers.set(name.toLowerCase(), value.trim());
  }
  return headers;
}

/** What stands between the boundaries; what stands before and after them is for programs that know none. */
function partsOf(body: string, type: string): readonly string[] {
  const [, quoted, bare] = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? [];
  const boundary = `--${quoted ?? bare ?? ''}`;
  const parts: string[][] = [];
  for (const line of body.split('\n')) {
    const trimmed = line.trimEnd();
    if (trimmed === `${boundary}--`) break;
    if (trimmed === boundary) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts.map((lines) => lines.join('\n'));
}

function decoded(body: string, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return fromBase64(body);
    case 'quoted-printable':
      return fromQuotedPrintable(body);
    default:
      return body;
  }
}

function fromBase64(body: string): string {
  try {
    const binary = atob(body.replaceAll(/[^A-Za-z0-9+/=]/g, ''));
    return readable(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
  } catch {
    return body;
  }
}

function fromQuotedPrintable(body: string): string {
  const lines = body.split('\n').map((line) => line.trimEnd());
  const whole = lines.join('\n').replaceAll('=\n', '');
  return whole.replaceAll(/(?:=[0-9A-Fa-f]{2})+/g, (run) =>
    readable(Uint8Array.from(run.slice(1).split('='), (hex) => Number.parseInt(hex, 16))),
  );
}

/** A seal is ASCII, whatever else stands in the text and in whichever letters. */
function readable(bytes: Uint8Array): string {
  const text = textOf(bytes) ?? new TextDecoder('latin1').decode(bytes);
  return text.replaceAll('\r\n', '\n');
}
