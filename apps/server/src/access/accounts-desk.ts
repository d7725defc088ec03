import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Access, AccessFile, AccessRefused, Oidc, type RecoveryRequest } from '#access';
import type { Person } from '#people';
import { knowsPerson } from '#planning';
import { CycleReader } from '../api/cycle-reader.js';
import { httpProblem } from '../http/http-problems.js';
import { SecurityLog } from '../http/security-log.js';
import { mustBeFresh } from './fresh-proof.js';
import { HeldRoles } from './held-roles.js';
import type { Invite, RequestRecovery } from './requests.js';
import { instant } from './session-view.js';

/** An account as whoever runs the system sees it. */
export interface ShownAccount {
  readonly personId: string;
  readonly login: string;
  readonly isEnabled: boolean;
  readonly hasPassword: boolean;
  /** How many there are. */
  readonly passkeys: number;
  readonly sessions: number;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
}

/** A request for an account to be given back, as it waits for a second administrator. */
export interface ShownRecovery {
  readonly id: string;
  readonly personId: string;
  readonly lost: RecoveryRequest['lost'];
  readonly requestedBy: string;
  /** Until when somebody may agree, ISO 8601 UTC. */
  readonly endsAt: string;
}

/**
 * Looks after the accounts of the persons whom the register of a zone knows; the others are not there. Nobody sees or
 * sets anybody's password. Whatever changes something takes a fresh proof, so never a token.
 */
@Injectable()
export class AccountsDesk {
  constructor(
    private readonly access: Access,
    private readonly file: AccessFile,
    private readonly oidc: Oidc,
    private readonly reader: CycleReader,
    private readonly held: HeldRoles,
    private readonly security: SecurityLog,
  ) {}

  /** @throws Problem not-allowed, role-not-held */
  async mustAdminister(person: Person): Promise<void> {
    const [it, en] = ['Amministrare gli account', 'Administer the accounts'];
    await this.reader.mustOperate(person, 'administer-accounts', it, en);
  }

  /** @throws Problem not-allowed, role-not-held */
  async accounts(person: Person): Promise<readonly ShownAccount[]> {
    const isTheirs = await this.#theirPersons(person);
    const accounts = this.access.accounts.list().filter(({ personId }) => isTheirs(personId));
    return accounts.map((account) => ({
      ...{ personId: account.personId, login: account.login, isEnabled: account.isEnabled },
      hasPassword: account.hasPassword,
      passkeys: this.access.passkeys.list(account.personId).length,
      sessions: this.access.sessions.list(account.personId).length,
      createdAt: instant(account.createdMs),
    }));
  }

  /**
   * A code with which a person makes their account, within a day. Shown once.
   * @throws Problem not-allowed, role-not-held, proof-needed, session-needed, not-found; AccessRefused
   */
  async invite(
    { personId, login }: Invite,
    person: Person,
    request: FastifyRequest,
  ): Promise<string> {
    await this.#mustChangeOf(personId, person, request);
    await this.#mustBeOfHereAlone(personId, person.zone);
    const code = this.access.invitations.invite({ personId, login });
    this.#changed(request, 'invited', personId);
    return code;
  }

  /** Nobody signs in with this account any more, and its sessions are over. @throws as `invite` */
  async disable(personId: string, person: Person, request: FastifyRequest): Promise<void> {
    await this.#mustChangeOf(personId, person, request);
    if (!this.access.localAccounts.disable(personId)) throw httpProblem('not-found');
    this.#changed(request, 'disabled', personId);
  }

  /** @throws as `invite` */
  async enable(personId: string, person: Person, request: FastifyRequest): Promise<void> {
    await this.#mustChangeOf(personId, person, request);
    if (!this.access.localAccounts.enable(personId)) throw httpProblem('not-found');
    this.#changed(request, 'enabled', personId);
  }

  /** Asks that somebody gets their account back; another administrator has to agree. @throws as `invite` */
  async requestRecovery(
    personId: string,
    { lost }: RequestRecovery,
    person: Person,
    request: FastifyRequest,
  ): Promise<ShownRecovery> {
    const requestedBy = await this.#mustChangeOf(personId, person, request);
    const asked = this.access.recovery.request({ personId, lost, requestedBy });
    this.#changed(request, 'recovery-requested', personId);
    return shownRecovery(asked);
  }

  /** What waits for a second administrator. @throws Problem not-allowed, role-not-held */
  async recoveries(person: Person): Promise<readonly ShownRecovery[]> {
    const isTheirs = await this.#theirPersons(person);
    const requests = this.access.recovery.requests().filter(({ personId }) => isTheirs(personId));
    return requests.map(shownRecovery);
  }

  /** Agrees: a code for the owner, within a day. Shown once. @throws as `invite` */
  async approveRecovery(id: string, person: Person, request: FastifyRequest): Promise<string> {
    const asked = await this.#requestOf(id, person, request);
    await this.#mustBeOfTwoZones(asked, person.zone);
    const code = this.access.recovery.approve(id, person.personId);
    this.#changed(request, 'recovery-approved');
    return code;
  }

  /** @throws as `invite` */
  async withdrawRecovery(id: string, person: Person, request: FastifyRequest): Promise<void> {
    await this.#requestOf(id, person, request);
    if (!this.access.recovery.withdraw(id)) throw httpProblem('not-found');
    this.#changed(request, 'recovery-withdrawn');
  }

  /** Ends all sessions of one person. @returns how many @throws as `invite` */
  async endSessionsOf(personId: string, person: Person, request: FastifyRequest): Promise<number> {
    await this.#mustChangeOf(personId, person, request);
    const ended = this.access.sessions.endAllOf(personId);
    this.#changed(request, 'sessions-ended', personId);
    return ended;
  }

  /** Ends the sessions of everybody who works in the zone, one's own too. @returns how many @throws as `invite` */
  async endSessions(person: Person, request: FastifyRequest): Promise<number> {
    await this.#mustChange(person, request);
    const ended = this.access.sessions.endAllIn(person.zone);
    this.#changed(request, 'all-sessions-ended');
    return ended;
  }

  /** Two codes for the sealed envelopes of two persons. Shown once. @throws as `invite` */
  async prepareEmergency(
    holderIds: [string, string],
    person: Person,
    request: FastifyRequest,
  ): Promise<readonly object[]> {
    await this.#mustChange(person, request);
    const items = this.access.emergency.prepare(holderIds);
    this.#changed(request, 'emergency-prepared', holderIds.join(' '));
    return items;
  }

  /** @throws as `invite` */
  async disableEmergency(person: Person, request: FastifyRequest): Promise<void> {
    await this.#mustChange(person, request);
    this.access.emergency.disable();
    this.#changed(request, 'emergency-disabled');
  }

  /** @returns who it is */
  async #mustChange(person: Person, request: FastifyRequest): Promise<string> {
    await this.mustAdminister(person);
    return mustBeFresh(request, this.file.nowMs()).personId;
  }

  /**
   * The same, where it is about a person.
   * @throws Problem not-found for one whom the register of the zone does not know, as for one who is nowhere
   */
  async #mustChangeOf(about: string, person: Person, request: FastifyRequest): Promise<string> {
    const administrator = await this.#mustChange(person, request);
    const isTheirs = await this.#theirPersons(person);
    if (!isTheirs(about)) throw httpProblem('not-found');
    return administrator;
  }

  /** Which persons the administrator of a zone may look after: those whom its register knows. */
  async #theirPersons(person: Person): Promise<(personId: string) => boolean> {
    await this.mustAdminister(person);
    const organisation = await this.reader.organisation(person.zone);
    return (personId) => organisation !== undefined && knowsPerson(organisation, personId);
  }

  /** @throws AccessRefused recovery-not-valid, also for a request about somebody of another zone */
  async #requestOf(id: string, person: Person, request: FastifyRequest): Promise<RecoveryRequest> {
    await this.#mustChange(person, request);
    const isTheirs = await this.#theirPersons(person);
    const found = this.access.recovery.requests().find((each) => each.id === id);
    if (!found || !isTheirs(found.personId)) throw new AccessRefused('recovery-not-valid');
    return found;
  }

  /**
   * Whoever has the invitation is the person, in every zone and for whatever is kept of them: one administrator
   * gives no such thing for somebody whom another zone knows, or who comes in otherwise already.
   * @throws AccessRefused invitation-at-console
   */
  async #mustBeOfHereAlone(personId: string, zone: string): Promise<void> {
    const zones = await this.held.zonesThatKnow(personId);
    const isLinked = this.oidc.identities.list(personId).length > 0;
    if (isLinked || zones.some((each) => each !== zone)) {
      throw new AccessRefused('invitation-at-console');
    }
  }

  /**
   * Where the person has roles in other zones, too, the administrators of one alone do not get into their account:
   * they could give themselves a say by giving the person a role.
   * @throws AccessRefused recovery-needs-two
   */
  async #mustBeOfTwoZones({ personId, requestedBy }: RecoveryRequest, zone: string): Promise<void> {
    const [owner, asking] = [await this.held.known(personId), await this.held.known(requestedBy)];
    const isElsewhere = owner.some((each) => each.zone !== zone);
    const asksFromHere = asking.some((each) => each.role === 'ADM' && each.zone === zone);
    if (isElsewhere && asksFromHere) throw new AccessRefused('recovery-needs-two');
  }

  #changed(request: FastifyRequest, what: string, about?: string): void {
    this.security.noteRequest('access-changed', request, { what, about });
  }
}

function shownRecovery({
  id,
  personId,
  lost,
  requestedBy,
  endsMs,
}: RecoveryRequest): ShownRecovery {
  return { id, personId, lost, requestedBy, endsAt: instant(endsMs) };
}
