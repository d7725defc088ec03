import { Injectable } from '@nestjs/common';
import type { ActingAs } from '#access';
import { romeDay } from '#calendar';
import { EventStore } from '#event-store';
import { Clock, heldRoles, HeldRolesProjection, zonesThatKnow } from '#planning';
import { roles, type Role } from '#people';
import { NotYetProjected, Projections } from '#projections';
import { httpProblem } from '../http/http-problems.js';

/** A role somebody may act in today. */
export interface MayActAs extends ActingAs {
  readonly unitName?: string;
}

/** How long signing in waits for a role that has just been recorded. */
const PATIENCE_MS = 5_000;

/** In which roles a person may act today, by the registers of all zones. */
@Injectable()
export class HeldRoles {
  constructor(
    private readonly projections: Projections,
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  /** The roles in the order in which one of them is taken when nobody chooses: the office first. */
  of(personId: string): readonly MayActAs[] {
    const today = romeDay(this.clock.nowMs());
    return this.projections
      .of(HeldRolesProjection)
      .read((database) => heldRoles(database, personId, today))
      .map(({ zone, role, unitId, unitName }) => ({
        ...{ zone, role },
        ...(unitId !== undefined && { unitId }),
        ...(unitName !== undefined && { unitName }),
      }))
      .toSorted((one, other) => orderOf(one).localeCompare(orderOf(other)));
  }

  /**
   * The same, once whatever is recorded by now counts: who was given a role this very moment comes in, and who was
   * deactivated does not.
   * @throws Problem unavailable; StoreUnavailable
   */
  async known(personId: string): Promise<readonly MayActAs[]> {
    await this.reached(await this.store.end());
    return this.of(personId);
  }

  /**
   * The zones whose register knows a person, with whatever is recorded by now.
   * @throws Problem unavailable; StoreUnavailable
   */
  async zonesThatKnow(personId: string): Promise<readonly string[]> {
    await this.reached(await this.store.end());
    const today = romeDay(this.clock.nowMs());
    return this.projections
      .of(HeldRolesProjection)
      .read((database) => zonesThatKnow(database, personId, today));
  }

  /** Waits until what was recorded up to this position counts. @throws Problem unavailable */
  async reached(position: number): Promise<void> {
    try {
      await this.projections.of(HeldRolesProjection).reached(position, { timeoutMs: PATIENCE_MS });
    } catch (error) {
      if (error instanceof NotYetProjected) throw httpProblem('unavailable', { cause: error });
      throw error;
    }
  }
}

const order = Object.keys(roles) as readonly Role[];

function orderOf({ role, zone, unitId = '' }: ActingAs): string {
  return [order.indexOf(role), zone, unitId].join(' ');
}
