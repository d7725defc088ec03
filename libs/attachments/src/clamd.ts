import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { AntivirusAway, type Antivirus } from './antivirus.js';

/** Longer than clamd takes for the largest file that is kept; whoever sends it waits for as long. */
const PATIENCE_MS = 60_000;
/** What it answers is a line. */
const MOST_ANSWERED = 4_096;

/** Where clamd listens: a port of a host, or the file of a socket. */
export type ClamdAddress =
  { readonly host: string; readonly port: number } | { readonly path: string };

/**
 * ClamAV, asked over its own protocol (clamd(8), INSTREAM): the file in pieces, each after its length in four bytes, most
 * significant first; a length of zero at the end; then it answers `stream: OK` or `stream: <what> FOUND`.
 */
export class Clamd implements Antivirus {
  constructor(private readonly address: ClamdAddress) {}

  /** @throws AntivirusAway */
  async virusIn(path: string): Promise<string | undefined> {
    const answer = await this.#answer(path);
    if (answer === 'stream: OK') return undefined;
    const [, found] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
    if (found === undefined) throw new AntivirusAway(`clamd answered: ${answer}`);
    return found;
  }

  async #answer(path: string): Promise<string> {
    const socket = connect(this.address);
    socket.setTimeout(PATIENCE_MS, () => {
      socket.destroy(new Error('clamd is silent'));
    });
    try {
      const [answer] = await Promise.all([
        textFrom(socket),
        pipeline(inPieces(createReadStream(path)), socket, { end: false }),
      ]);
      return answer;
    } catch (cause) {
      throw new AntivirusAway('clamd did not answer', { cause });
    } finally {
      socket.destroy();
    }
  }
}

async function* inPieces(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const piece of file) {
    yield lengthOf(piece.length);
    yield piece;
  }
  yield lengthOf(0);
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** What it says, up to the sign of no value that ends it. */
async function textFrom(socket: Socket): Promise<string> {
  let text = '';
  // Whoever still writes to it ends it themselves.
  for await (const piece of socket.iterator({ destroyOnReturn: false })) {
    text += (piece as Buffer).toString('latin1');
    const end = text.indexOf('\0');
    if (end !== -1) return text.slice(0, end);
    if (text.length > MOST_ANSWERED) break;
  }
  throw new Error('clamd ended before it answered');
}
