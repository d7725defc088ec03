import { Injectable } from '@nestjs/common';
import type { ActingAs } from '#access';
import { romeDay } from '#calendar';
import { Clock, heldRoles, HeldRolesProjection } from '#planning';
import { roles, type Role } from '#people';
import { Projections } from '#projections';

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

  /** Waits until what was recorded up to this position counts. */
  async reached(position: number): Promise<void> {
    await this.projections.of(HeldRolesProjection).reached(position, { timeoutMs: PATIENCE_MS });
  }
}

const order = Object.keys(roles) as readonly Role[];

function orderOf({ role, zone, unitId = '' }: ActingAs): string {
  return [order.indexOf(role), zone, unitId].join(' ');
}
