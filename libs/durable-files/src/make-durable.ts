import { closeSync, fsyncSync, openSync } from 'node:fs';

/**
 * Waits until the disk has a file, or the names in a folder: after a power cut it is there as it was (POSIX fsync).
 * @throws Error of the system where there is no such file, or it may not be read
 */
export function makeDurable(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
