/**
 * The server said no, in words (RFC 9457). The message is the Italian sentence a person can act on; the
 * code is stable.
 */
export class TracciaProblem extends Error {
  override readonly name = 'TracciaProblem';
  readonly code: string;
  readonly status: number;
  /** The sentences in both languages; the title when the problem has no more to say. */
  readonly it: string;
  readonly en: string;
  /** The rule that said no, where it is a refusal of the domain. */
  readonly rule: string | undefined;
  /** The legal reference behind it, if any. */
  readonly law: string | undefined;
  /** What fills the sentence; for an invalid request, the fields that are wrong. */
  readonly details: Readonly<Record<string, unknown>>;
  /** After how many seconds to ask again, where the server says so. */
  readonly waitSeconds: number | undefined;

  constructor(status: number, document: Readonly<Record<string, unknown>>) {
    const it = sentence(document['it']) ?? text(document['detail']) ?? text(document['title']);
    super(it ?? `Il server ha risposto ${status}`);
    this.status = status;
    this.code = text(document['code']) ?? 'unexpected-answer';
    this.it = this.message;
    this.en = sentence(document['en']) ?? this.message;
    this.rule = text(document['rule']);
    this.law = text(document['law']);
    const { seconds } = document;
    this.waitSeconds = typeof seconds === 'number' ? seconds : undefined;
    const problems = document['problems'];
    this.details = {
      ...(isObject(document['details']) && document['details']),
      ...(problems !== undefined && { problems }),
    };
  }
}

/** Nobody answers at the address of the server, or not in the way of HTTP. */
export class ServerUnreachable extends Error {
  override readonly name = 'ServerUnreachable';

  constructor(server: string, options?: ErrorOptions) {
    super(
      `Il server ${server} non risponde: controlla l'indirizzo e che sia avviato (npm start).`,
      options,
    );
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function sentence(value: unknown): string | undefined {
  return isObject(value) ? (text(value['detail']) ?? text(value['title'])) : text(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
