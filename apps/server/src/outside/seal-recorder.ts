import { Injectable } from '@nestjs/common';
import { EventStore } from '#event-store';
import { recordLedgerFact, type ExternalSeal } from '#ledger';
import type { Report } from '#notifications';
import { sealByReceipt } from '#outside-copies';
import { Clock, POLICY_VERSION } from '#planning';

/** Records what somebody outside has kept or signed. The same, told again, is there once. */
@Injectable()
export class SealRecorder {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  /** @throws StoreUnavailable */
  async record(seal: ExternalSeal): Promise<void> {
    const place = { store: this.store, nowMs: () => this.clock.nowMs(), policy: POLICY_VERSION };
    await recordLedgerFact(place, { type: 'ExternalSealRecorded', data: seal });
  }

  /**
   * Takes a receipt of certified mail.
   * @returns false for what is about no checkpoint, or says that it did not arrive: a person has to see that
   * @throws StoreUnavailable
   */
  async receive(report: Report): Promise<boolean> {
    const seal = await sealByReceipt(this.store, report);
    if (seal) await this.record(seal);
    return seal !== undefined;
  }
}
