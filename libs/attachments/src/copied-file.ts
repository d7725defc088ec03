import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { makeDurable } from '#durable-files';

/** What becomes of a file: it is what its name says, it is not, or there is none. */
export type FileState = 'whole' | 'damaged' | 'missing';

/** So much of a file is in memory at once. */
const PIECE_BYTES = 1_024 * 1_024;

/** Reads a file to its end, a piece at a time. @param sha256 what it should be */
export function stateOf(path: string, sha256: string): FileState {
  return readThrough(path, sha256, () => undefined);
}

/**
 * Copies a file that is whole, and waits until the disk has it. Nothing is left of one that is not.
 * @param sha256 what it should be
 */
export function copyFile(from: string, to: string, sha256: string): FileState {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const partial = `${to}.partial`;
  const target = openSync(partial, 'w', 0o600);
  let state: FileState;
  try {
    state = readThrough(from, sha256, (piece) => {
      for (let at = 0; at < piece.length;) at += writeSync(target, piece, at);
    });
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
  if (state === 'whole') {
    renameSync(partial, to);
    makeDurable(dirname(to));
  } else rmSync(partial);
  return state;
}

function readThrough(path: string, sha256: string, each: (piece: Buffer) => void): FileState {
  let source: number;
  try {
    source = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing';
    throw error;
  }
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(PIECE_BYTES);
    for (;;) {
      const bytes = readSync(source, buffer);
      if (bytes === 0) break;
      const piece = buffer.subarray(0, bytes);
      hash.update(piece);
      each(piece);
    }
    return hash.digest('hex') === sha256 ? 'whole' : 'damaged';
  } finally {
    closeSync(source);
  }
}
