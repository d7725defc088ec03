import { hexOf, sameBytes, textOf } from '../format/bytes.js';
import type { Cryptography } from '../format/cryptography.js';
import { leafHashes } from '../format/growing-root.js';
import { readCheckpoint, readNote } from '../format/note.js';
import type { Scope } from '../format/manifest.js';
import { TILE_WIDTH, tileEntries, tilePathOf } from '../format/tiles.js';
import { readEntry, type SealedFact } from './entry.js';
import type { EvidenceSource } from './evidence-source.js';
import type { Findings } from './report.js';

/** Where whatever a part of the log leaves out can be read. */
interface WholeLogParts {
  /** A bundle of the whole log. Nothing of it is believed: each entry must be the leaf that the part has of it. */
  readonly source: EvidenceSource;
  readonly cryptography: Cryptography;
  readonly findings: Findings;
  readonly scope: Extract<Scope, { readonly kind: 'cycle' }>;
  /** Whether all facts of a stream should be in the part. */
  readonly isWhole: (stream: string) => boolean;
}

/**
 * Whether a bundle of one cycle leaves out facts of it, which it cannot show by itself: of the facts that it does not
 * hold it has hashes, and the facts with these hashes are read in a bundle of the whole log.
 */
export class WholeLog {
  #size: number | undefined;
  #isPastInstant = false;
  #read = 0;
  #unread = 0;

  constructor(private readonly parts: WholeLogParts) {}

  /** Facts of the part's seal that were not there to be read. */
  get unread(): number {
    return this.#unread;
  }

  /** Facts that were read. */
  get read(): number {
    return this.#read;
  }

  /** Looks at a row of leaves. @param first the index of the first @param here the indexes of facts that the part holds */
  async look(
    first: number,
    leaves: readonly Uint8Array[],
    here: ReadonlySet<number>,
  ): Promise<void> {
    const entries = (await this.#entriesFrom(first)).slice(0, leaves.length);
    this.#read += entries.length;
    this.#unread += leaves.length - entries.length;
    const hashes = await leafHashes(entries, this.parts.cryptography);
    entries.forEach((bytes, at) => {
      const [own, expected] = [hashes[at], leaves[at]];
      const index = first + at;
      if (own === undefined || expected === undefined || !sameBytes(own, expected))
        this.parts.findings.add(
          ...(['root', `#${index} ${hexOf(expected ?? new Uint8Array())}`] as const),
          'nel fascicolo di tutto il registro è un altro fatto',
          'is another fact in the bundle of the whole log',
        );
      else if (!here.has(index)) this.#lookAtMissing(readEntry(bytes, index));
    });
  }

  #lookAtMissing(fact: ReturnType<typeof readEntry>): void {
    if (typeof fact === 'string' || !this.parts.isWhole(fact.stream) || this.#isAfter(fact)) return;
    this.parts.findings.add(
      ...(['order', `${fact.stream} ${fact.rev} (#${fact.index}, ${fact.type})`] as const),
      'fu sigillato, e in questo fascicolo manca',
      'was sealed, and is missing in this bundle',
    );
  }

  /** Of a cycle as it was at an instant, the first fact recorded after it and all that follow are not meant to be there. */
  #isAfter({ stream, at }: SealedFact): boolean {
    const { scope } = this.parts;
    if (scope.at === undefined || stream !== scope.stream) return false;
    this.#isPastInstant ||= at !== null && at > scope.at;
    return this.#isPastInstant;
  }

  async #entriesFrom(first: number): Promise<readonly Uint8Array[]> {
    const { source } = this.parts;
    this.#size ??= await sizeOf(source);
    const width = Math.min(TILE_WIDTH, this.#size - first);
    if (width <= 0) return [];
    const place = { index: first / TILE_WIDTH, width };
    return tileEntries(await source.read(tilePathOf('entries', place))) ?? [];
  }
}

async function sizeOf(source: EvidenceSource): Promise<number> {
  const note = readNote(textOf((await source.read('checkpoint')) ?? new Uint8Array()) ?? '');
  return (note && readCheckpoint(note.text))?.size ?? 0;
}
