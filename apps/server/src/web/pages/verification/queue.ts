import { Injectable } from '@nestjs/common';
import type { Envelope } from '#planning';
import type { Person } from '#people';
import { HistoryReader } from '../../../api/history-reader.js';
import type { ListedScheda } from '../schede/listed-scheda.js';
import { SchedeListReader, type SchedeList } from '../schede/schede-list.js';

/** Something somebody did, and when (ISO 8601 UTC). */
export interface Hand {
  readonly personId: string;
  readonly at: string;
}

/** A scheda that waits for the office. */
export interface WaitingScheda {
  readonly scheda: ListedScheda;
  /** Who submitted it last. */
  readonly submitted: Hand | undefined;
  /** Who has it in charge. */
  readonly taken: Hand | undefined;
}

/** What waits to be checked. */
export interface Queue {
  readonly list: SchedeList;
  /** That which has waited longest first. */
  readonly waiting: readonly WaitingScheda[];
}

/** Reads what waits to be checked, with who has what in charge. */
@Injectable()
export class VerificationQueue {
  constructor(
    private readonly lists: SchedeListReader,
    private readonly history: HistoryReader,
  ) {}

  /** @throws Problem not-allowed, role-not-held, cycle-not-found */
  async of(person: Person, cycleId: string): Promise<Queue> {
    const list = await this.lists.of(person, cycleId);
    const waits = list.schede.filter(
      ({ stage }) => stage === 'submitted' || stage === 'inVerification',
    );
    const [submitted, taken] = await this.#hands(
      cycleId,
      new Set(waits.map((each) => each.schedaId)),
    );
    const waiting = waits
      .map((scheda): WaitingScheda => ({
        scheda,
        submitted: submitted.get(scheda.schedaId),
        taken: scheda.stage === 'inVerification' ? taken.get(scheda.schedaId) : undefined,
      }))
      .toSorted((one, other) => {
        const [at, otherAt] = [one.submitted?.at ?? '', other.submitted?.at ?? ''];
        return at < otherAt ? -1 : Number(at > otherAt);
      });
    return { list, waiting };
  }

  /** Who submitted and who took in charge each scheda last. */
  async #hands(
    cycleId: string,
    wanted: ReadonlySet<string>,
  ): Promise<readonly [ReadonlyMap<string, Hand>, ReadonlyMap<string, Hand>]> {
    const [submitted, taken] = [new Map<string, Hand>(), new Map<string, Hand>()];
    if (wanted.size === 0) return [submitted, taken];
    for await (const { type, data, metadata } of this.history.facts(cycleId)) {
      const hands =
        type === 'SchedaSubmitted' ? submitted : type === 'SchedaTakenInCharge' ? taken : undefined;
      const { schedaId } = data;
      if (!hands || typeof schedaId !== 'string' || !wanted.has(schedaId)) continue;
      // Written by our own pipeline.
      const { actor, recordedAt } = metadata as unknown as Envelope;
      hands.set(schedaId, { personId: actor.personId, at: recordedAt });
    }
    return [submitted, taken];
  }
}
