import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isResult } from './result-code.js';

/** Another process works on the same folder. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
  readonly code = 'already-running';
  constructor(readonly folder: string) {
    super(
      `Un altro processo sta già usando la cartella ${folder}: fermarlo o scegliere un'altra cartella. / ` +
        `Another process is already using the folder ${folder}: stop it or choose another folder.`,
    );
  }
}

/**
 * One process for one folder. The lock is an exclusive transaction on an empty database, held as long
 * as the process wants. The kernel lets go of it when the process dies, however it dies: there is no
 * stale file to remove by hand.
 */
export class InstanceLock {
  /** Those not yet released. One that is nobody's variable would be collected, and its folder free. */
  static readonly #held = new Set<InstanceLock>();
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * Takes the folder, making it if it is not there.
   * @throws AlreadyRunning
   */
  static take(folder: string): InstanceLock {
    mkdirSync(folder, { recursive: true });
    const database = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
    try {
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      if (isResult(error, 'busy')) throw new AlreadyRunning(folder);
      throw error;
    }
    const lock = new InstanceLock(database);
    InstanceLock.#held.add(lock);
    return lock;
  }

  /** Lets the next process in. */
  release(): void {
    if (this.#database.isOpen) this.#database.close();
    InstanceLock.#held.delete(this);
  }
}
