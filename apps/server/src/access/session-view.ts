import { Injectable } from '@nestjs/common';
import { SESSION_IDLE_MS, type Session } from '#access';
import { AccessesProjection, emergenciesNotLookedAt } from '#access-log';
import { romeDay } from '#calendar';
import { StoreUnavailable } from '#event-store';
import type { Person, Role } from '#people';
import {
  Clock,
  holdsOn,
  isStillTheirs,
  Lives,
  organisationOf,
  organisationOn,
  reads,
  streamOf,
} from '#planning';
import { Projections, ProjectionUnavailable } from '#projections';
import { HeldRoles, type MayActAs } from './held-roles.js';

/** For whom somebody may act today, in one zone. */
interface MayActFor {
  readonly delegationId: string;
  readonly personId: string;
  readonly role: string;
  readonly unitId: string | null;
  readonly until: string;
}

/** A session as its person sees it. Holds no secret. */
export interface ShownSession {
  readonly id: string;
  readonly isThis: boolean;
  readonly zone: string;
  readonly role: string;
  readonly unitId: string | null;
  readonly method: string;
  readonly browser: string;
  readonly network: string;
  readonly beganAt: string;
  readonly lastSeenAt: string;
  readonly endsAt: string;
}

/** Who somebody is here, and what they may become. */
export interface ShownSelf {
  readonly personId: string;
  readonly zone: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly method: string;
  /** When they last proved who they are; null for a token. */
  readonly provedAt: string | null;
  readonly session: ShownSession | null;
  /** When the session ends if nothing is asked until then; null for a token. */
  readonly idleEndsAt: string | null;
  /** The seconds until then: whoever is told need not have a clock that is right. */
  readonly idleEndsInSeconds: number | null;
  readonly mayActAs: readonly MayActAs[];
  readonly mayActFor: readonly MayActFor[];
  /** What every page must show all the time. */
  readonly banner: { readonly it: string; readonly en: string } | null;
}

const emergencyBanner = {
  it: 'Accesso di emergenza: dura 60 minuti, non può approvare né cancellare, e i revisori ne sono informati.',
  en: 'Emergency access: it lasts 60 minutes, can neither approve nor erase, and the auditors are told.',
} as const;

const openedBanner = (day: string): NonNullable<ShownSelf['banner']> => ({
  it: `Il ${day} è stato aperto l’accesso di emergenza: guarda negli accessi chi ne aveva i codici, perché, e che cosa è stato fatto. L’avviso resta finché un revisore non li ha guardati.`,
  en: `The emergency access was opened on ${day}: look in the accesses who had its codes, why, and what was done. You are told until an auditor has looked.`,
});

/** Shows people who they are here. */
@Injectable()
export class SessionView {
  constructor(
    private readonly held: HeldRoles,
    private readonly lives: Lives,
    private readonly clock: Clock,
    private readonly projections: Projections,
  ) {}

  async self(person: Person, session: Session | undefined): Promise<ShownSelf> {
    const { personId, zone, role, unitId = null, authMethod, authenticatedAtMs } = person;
    const idleEndsMs = session && Math.min(session.lastSeenMs + SESSION_IDLE_MS, session.endsMs);
    return {
      ...{ personId, zone, role, unitId, method: authMethod },
      provedAt: authenticatedAtMs === undefined ? null : instant(authenticatedAtMs),
      session: session ? shown(session, session.id) : null,
      idleEndsAt: idleEndsMs === undefined ? null : instant(idleEndsMs),
      idleEndsInSeconds:
        idleEndsMs === undefined
          ? null
          : Math.max(0, Math.floor((idleEndsMs - this.clock.nowMs()) / 1_000)),
      // A token is for one role and stays so.
      mayActAs: session && authMethod !== 'emergency' ? this.held.of(personId) : [],
      mayActFor: await this.#mayActFor(person),
      banner: authMethod === 'emergency' ? emergencyBanner : this.#emergencyToLookAt(person),
    };
  }

  /** What whoever reads the accesses is told wherever they are, until an auditor has looked at them. */
  #emergencyToLookAt({ zone, role }: Person): ShownSelf['banner'] {
    if (!reads(role, 'access-report')) return null;
    try {
      const [first] = this.projections
        .of(AccessesProjection)
        .read((database) => emergenciesNotLookedAt(database, zone));
      return first === undefined ? null : openedBanner(romeDay(Date.parse(first)));
    } catch (error) {
      // Who somebody is does not depend on it.
      if (error instanceof ProjectionUnavailable) return null;
      throw error;
    }
  }

  async #mayActFor({ zone, personId }: Person): Promise<readonly MayActFor[]> {
    const day = romeDay(this.clock.nowMs());
    try {
      const life = await this.lives.current(streamOf(organisationOf(zone)));
      const organisation = organisationOn(life, day);
      if (organisation === undefined) return [];
      return Object.values(organisation.data.delegations)
        .filter(({ toPersonId }) => toPersonId === personId)
        .filter((each) => holdsOn(each, day) && isStillTheirs(organisation, each))
        .map(({ delegationId, fromPersonId, fromRole, scope: { unitId = null }, validTo }) => ({
          ...{ delegationId, personId: fromPersonId, role: fromRole, unitId, until: validTo },
        }));
    } catch (error) {
      // Who somebody is does not depend on it.
      if (error instanceof StoreUnavailable) return [];
      throw error;
    }
  }
}

/** @param thisId the session that asks */
export function shown(session: Session, thisId: string | undefined): ShownSession {
  const { id, zone, role, unitId = null, method, origin } = session;
  return {
    ...{ id, isThis: id === thisId, zone, role, unitId, method },
    ...{ browser: origin.browser, network: origin.network },
    beganAt: instant(session.createdMs),
    lastSeenAt: instant(session.lastSeenMs),
    endsAt: instant(session.endsMs),
  };
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
