import type { RecordedEvent } from './event-store.js';
import type { GroupCommit } from './group-commit.js';

interface LookUp {
  readonly stream: string;
  readonly eventId: string;
  readonly found: (event: RecordedEvent | undefined) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Looks events up by id, those asked for in one turn of the event loop in one read transaction: opening
 * and closing one costs as much as the look-up itself.
 */
export class LookUps {
  #waiting: LookUp[] = [];

  constructor(private readonly commits: GroupCommit) {}

  /** @throws StoreUnavailable */
  find(stream: string, eventId: string): Promise<RecordedEvent | undefined> {
    return new Promise((found, failed) => {
      this.#waiting.push({ stream, eventId, found, failed });
      if (this.#waiting.length === 1) setImmediate(this.#findAll);
    });
  }

  readonly #findAll = (): void => {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const events = this.commits.read((log) =>
        log.atOneSight(() => waiting.map(({ stream, eventId }) => log.find(stream, eventId))),
      );
      waiting.forEach(({ found }, index) => {
        found(events[index]);
      });
    } catch (error) {
      for (const { failed } of waiting) failed(error);
    }
  };
}
