import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, type SpreadsheetTable } from '#planning';
import type { Person } from '#people';
import type { SpreadsheetFile } from '../../../api/spreadsheet-file.js';

/** How long a file waits to be imported after it was sent. */
export const KEPT_MS = 60 * 60_000;
/** Of all files together; the oldest make room for newer ones. */
const MOST_BYTES = 64 * 1_024 * 1_024;

/** A file that somebody tries, before they import just that one. */
export interface KeptFile {
  readonly id: string;
  readonly personId: string;
  readonly table: SpreadsheetTable;
  /** The cycle or register it is for. */
  readonly lifeId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly file: SpreadsheetFile;
  /** Under which id it is imported: sent twice, the confirmation leads to the same import. */
  readonly spreadsheetImportId: string;
  readonly untilMs: number;
}

/**
 * The files between being tried and being imported, each for whoever sent it and for nobody else. They stand in the
 * memory of this instance alone, the last one of each person, for an hour: nothing of them is ever on a disk.
 */
@Injectable()
export class KeptFiles {
  readonly #files = new Map<string, KeptFile>();

  constructor(private readonly clock: Clock) {}

  /** @returns the id under which its owner finds it again */
  keep(
    { personId }: Person,
    file: Pick<KeptFile, 'table' | 'lifeId' | 'fileName' | 'bytes' | 'file'>,
  ): string {
    this.#forget((kept) => kept.personId === personId);
    const id = randomUUID();
    const untilMs = this.clock.nowMs() + KEPT_MS;
    this.#files.set(id, {
      ...file,
      ...{ id, personId, untilMs, spreadsheetImportId: randomUUID() },
    });
    let bytes = [...this.#files.values()].reduce((sum, kept) => sum + kept.bytes, 0);
    for (const [oldest, kept] of this.#files) {
      if (bytes <= MOST_BYTES || oldest === id) break;
      this.#files.delete(oldest);
      bytes -= kept.bytes;
    }
    return id;
  }

  /** @returns undefined where it is kept no more, and for whoever did not send it */
  of({ personId }: Person, id: string): KeptFile | undefined {
    this.#forget(() => false);
    const kept = this.#files.get(id);
    return kept?.personId === personId ? kept : undefined;
  }

  #forget(isUnwanted: (kept: KeptFile) => boolean): void {
    const nowMs = this.clock.nowMs();
    for (const [id, kept] of this.#files) {
      if (kept.untilMs <= nowMs || isUnwanted(kept)) this.#files.delete(id);
    }
  }
}
