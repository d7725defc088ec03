import { CommandFailed } from '../failure.js';

/** How the process ends where nothing could be verified because it did not come: apart from every step. */
export const NOT_DOWNLOADED = 3;

/** What was to be fetched did not come, or not whole: nothing is said of the history by that. */
export class NotDownloaded extends CommandFailed {
  override readonly name = 'NotDownloaded';
  override readonly exitCode = NOT_DOWNLOADED;

  /** @param status what the server answered instead, where it did */
  constructor(
    message: string,
    readonly status?: number,
    cause?: unknown,
  ) {
    super(`${message} La storia non è stata controllata.`, { cause });
  }
}

/** A header of a request. */
export type Header = readonly [name: string, value: string];

/** What comes from a server, bit by bit; `end` lets it go, whatever was read of it. */
export interface Coming {
  /** Bytes, where the server says how many. */
  readonly bytes: number | undefined;
  readonly chunks: AsyncGenerator<Uint8Array>;
  /** Whether the server says where it ends, so that a connection that breaks is told from that. */
  readonly isFramed: boolean;
  readonly end: () => void;
}

/** How long nothing may come, in milliseconds. */
const PATIENCE_MS = 30_000;

/** Asks servers for files: follows nobody elsewhere, and waits for nobody for ever. */
export class Downloads {
  constructor(private readonly patienceMs = PATIENCE_MS) {}

  /**
   * @returns undefined where the server says that there is no such file
   * @throws NotDownloaded, also while it comes
   */
  async open(address: URL, headers: readonly Header[] = []): Promise<Coming | undefined> {
    const stop = new AbortController();
    const patience = new Patience(this.patienceMs, stop);
    const end = (): void => {
      patience.stop();
      stop.abort();
    };
    const response = await fetch(address, {
      // As it is: what is packed could unpack to anything.
      headers: [['accept-encoding', 'identity'], ...headers.map(([...each]) => each)],
      redirect: 'manual',
      signal: stop.signal,
    }).catch((cause: unknown) => {
      end();
      throw new NotDownloaded(`${address.host} non risponde in HTTP.`, undefined, cause);
    });
    if (!response.ok) {
      end();
      if (response.status === 404 || response.status === 410) return undefined;
      throw new NotDownloaded(refusalOf(response, address), response.status);
    }
    const length = response.headers.get('content-length');
    return {
      bytes: length === null ? undefined : Number(length),
      chunks: chunksOf(response, address, patience),
      isFramed: length !== null || response.headers.has('transfer-encoding'),
      end,
    };
  }
}

/** @throws NotDownloaded where the connection breaks, or nothing comes any more */
async function* chunksOf(
  { body }: Response,
  address: URL,
  patience: Patience,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body ?? []) {
      patience.renew();
      yield chunk;
    }
  } catch (cause) {
    throw cutOff(address, cause);
  } finally {
    patience.stop();
  }
}

/** That a file came, but not to its end. */
export function cutOff({ pathname }: URL, cause?: unknown): NotDownloaded {
  return new NotDownloaded(`${pathname} è arrivato incompleto: riprova.`, undefined, cause);
}

function refusalOf({ status, headers }: Response, { pathname }: URL): string {
  if (status >= 300 && status < 400)
    return `${pathname} rimanda a ${headers.get('location') ?? 'un altro indirizzo'}: se te ne fidi, indica quello.`;
  return status === 401 || status === 403
    ? `Il server non dà ${pathname} a chi chiede (stato ${status}).`
    : `Il server non dà ${pathname} (stato ${status}).`;
}

/** Gives up what shows no sign of life for too long. */
class Patience {
  #timer: NodeJS.Timeout;

  constructor(
    private readonly ms: number,
    private readonly whole: AbortController,
  ) {
    this.#timer = this.#begun();
  }

  renew(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#begun();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #begun(): NodeJS.Timeout {
    return setTimeout(() => {
      this.whole.abort();
    }, this.ms);
  }
}
