import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';

const MAX_ROOM_BYTES = 4_194_304;
/**
 * How many transactions pass from one look at the length to the next. Linux, when somebody has asked for the
 * times of a file, records the next write to it with its exact time: a look costs more than a write saves.
 */
const TRANSACTIONS_PER_LOOK = 16;

/**
 * Keeps room in the write-ahead file beyond what has been written. To make a write durable that lengthens
 * its file the disk must record the new length, too; a write into room that is there already takes half the
 * time. The room is zeros: SQLite ends where the checksums of what it reads back do. (Room that is only
 * reserved would not do: that it has been written must be recorded as well.)
 *
 * After each checkpoint SQLite begins the file anew without shortening it, so one day it is long enough.
 */
export class WriteAheadRoom {
  readonly #descriptor: number;
  readonly #enoughBytes: number;
  #bytes: number;
  #transactions = 0;

  /**
   * @param file the write-ahead file of a database that is open. SQLite takes no locks on it, which closing
   * a descriptor of ours would undo.
   * @param enoughBytes how long it is when SQLite begins it anew
   */
  constructor(file: string, enoughBytes: number) {
    this.#descriptor = openSync(file, 'r+');
    this.#enoughBytes = enoughBytes;
    this.#bytes = fstatSync(this.#descriptor).size;
  }

  /**
   * Makes new room, as much as there is already, when it sees that SQLite has gone beyond the last. To be
   * called within each transaction that writes: nobody else writes meanwhile, and the commit makes the room
   * durable.
   * @throws if the disk is full
   */
  renew(): void {
    if (this.#bytes >= this.#enoughBytes) return;
    this.#transactions += 1;
    if (this.#transactions % TRANSACTIONS_PER_LOOK !== 0) return;
    const { size } = fstatSync(this.#descriptor);
    if (size <= this.#bytes) return;
    const room = Buffer.alloc(Math.min(size, MAX_ROOM_BYTES));
    this.#bytes = size + writeSync(this.#descriptor, room, 0, room.length, size);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
