/**
 * Where evidence is: a folder, the data of a page. Paths are those within the bundle, `tile/0/000`.
 * What cannot be read throws `UnreadableFile`; what is not there is undefined.
 */
export interface EvidenceSource {
  /** It is the copy that a page holds in itself: the files of the bundle beside that page were not looked at. */
  readonly isInPage?: boolean;
  read(path: string): Promise<Uint8Array | undefined>;
  /** A file bit by bit; undefined where there is none. */
  chunks(path: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** SHA-256 of a file in hex. */
  sha256(path: string): Promise<string | undefined>;
  /** Every file that is there; undefined where nobody can say. */
  list(): Promise<readonly string[] | undefined>;
}

const LINE_END = 10;
/** An entry has at most 64 KiB: what goes on for longer is no line of facts, and might never end. */
const MOST_LINE_BYTES = 1 << 20;

/**
 * The lines of a file without their ends; the last one must end, too, or it is not whole and is given as it is. Of a
 * line that is far too long only its beginning is given, and nothing after it.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array[] = [];
  for await (const chunk of chunks) {
    const waiting = rest.reduce((sum, piece) => sum + piece.length, 0);
    if (waiting > MOST_LINE_BYTES) break;
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end !== -1; end = chunk.indexOf(LINE_END, from)) {
      const piece = chunk.subarray(from, end);
      yield rest.length === 0 ? piece : joinedWith(rest, piece);
      rest = [];
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.slice(from));
  }
  if (rest.length > 0) yield joinedWith(rest, new Uint8Array());
}

function joinedWith(pieces: readonly Uint8Array[], last: Uint8Array): Uint8Array {
  const length = pieces.reduce((sum, piece) => sum + piece.length, last.length);
  const line = new Uint8Array(length);
  let at = 0;
  for (const piece of [...pieces, last]) {
    line.set(piece, at);
    at += piece.length;
  }
  return line;
}
