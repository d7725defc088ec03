import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Access, AccessFile, AccessRefused, Oidc, type RecoveryRequest } from '#access';
import type { Person } from '#people';
import { knowsPerson } from '#planning';
import { CycleReader } from '../api/cycle-reader.js';
import { CurrentPerson } from '../http/current-person.js';
import { httpProblem } from '../http/http-problems.js';
import { SecurityLog } from '../http/security-log.js';
import { CheckedBody } from './checked-body.js';
import { mustBeFresh } from './fresh-proof.js';
import { HeldRoles } from './held-roles.js';
import { Invite, PrepareEmergency, RequestRecovery } from './requests.js';
import { instant } from './session-view.js';

/**
 * Who has an account here: for whoever runs the system, of the persons whom the register of their zone knows; the
 * others are not there. Nobody sees or sets anybody's password. Whatever changes something takes a fresh proof, so
 * never a token.
 */
@Controller('api/v1')
export class AccountsController {
  constructor(
    private readonly access: Access,
    private readonly file: AccessFile,
    private readonly oidc: Oidc,
    private readonly reader: CycleReader,
    private readonly held: HeldRoles,
    private readonly security: SecurityLog,
  ) {}

  @Get('accounts')
  async accounts(@CurrentPerson() person: Person): Promise<{
    readonly items: readonly object[];
    readonly total: number;
  }> {
    const isTheirs = await this.#theirPersons(person);
    const accounts = this.access.accounts.list().filter(({ personId }) => isTheirs(personId));
    const items = accounts.map((account) => ({
      ...{ personId: account.personId, login: account.login, isEnabled: account.isEnabled },
      hasPassword: account.hasPassword,
      passkeys: this.access.passkeys.list(account.personId).length,
      sessions: this.access.sessions.list(account.personId).length,
      createdAt: instant(account.createdMs),
    }));
    return { items, total: items.length };
  }

  /** A code with which a person makes their account, within a day. Shown once. */
  @Post('accounts/invitations')
  @HttpCode(200)
  async invite(
    @Body(new CheckedBody(Invite)) { personId, login }: Invite,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly code: string }> {
    await this.#mustChangeOf(personId, person, request);
    await this.#mustBeOfHereAlone(personId, person.zone);
    const code = this.access.invitations.invite({ personId, login });
    this.#changed(request, 'invited', personId);
    return { code };
  }

  /** Nobody signs in with this account any more, and its sessions are over. */
  @Post('accounts/:personId/disable')
  @HttpCode(200)
  async disable(
    @Param('personId') personId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly changed: true }> {
    await this.#mustChangeOf(personId, person, request);
    if (!this.access.localAccounts.disable(personId)) throw httpProblem('not-found');
    this.#changed(request, 'disabled', personId);
    return { changed: true };
  }

  @Post('accounts/:personId/enable')
  @HttpCode(200)
  async enable(
    @Param('personId') personId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly changed: true }> {
    await this.#mustChangeOf(personId, person, request);
    if (!this.access.localAccounts.enable(personId)) throw httpProblem('not-found');
    this.#changed(request, 'enabled', personId);
    return { changed: true };
  }

  /** Asks that somebody gets their account back; another administrator has to agree. */
  @Post('accounts/:personId/recovery')
  @HttpCode(200)
  async requestRecovery(
    @Param('personId') personId: string,
    @Body(new CheckedBody(RequestRecovery)) { lost }: RequestRecovery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<object> {
    const requestedBy = await this.#mustChangeOf(personId, person, request);
    const asked = this.access.recovery.request({ personId, lost, requestedBy });
    this.#changed(request, 'recovery-requested', personId);
    return shownRecovery(asked);
  }

  /** What waits for a second administrator. */
  @Get('recoveries')
  async recoveries(@CurrentPerson() person: Person): Promise<{
    readonly items: readonly object[];
    readonly total: number;
  }> {
    const isTheirs = await this.#theirPersons(person);
    const requests = this.access.recovery.requests().filter(({ personId }) => isTheirs(personId));
    const items = requests.map(shownRecovery);
    return { items, total: items.length };
  }

  /** Agrees: a code for the owner, within a day. Shown once. */
  @Post('recoveries/:id/approve')
  @HttpCode(200)
  async approveRecovery(
    @Param('id') id: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly code: string }> {
    const asked = await this.#requestOf(id, person, request);
    await this.#mustBeOfTwoZones(asked, person.zone);
    const approvedBy = person.personId;
    const code = this.access.recovery.approve(id, approvedBy);
    this.#changed(request, 'recovery-approved');
    return { code };
  }

  @Delete('recoveries/:id')
  @HttpCode(200)
  async withdrawRecovery(
    @Param('id') id: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly changed: true }> {
    await this.#requestOf(id, person, request);
    if (!this.access.recovery.withdraw(id)) throw httpProblem('not-found');
    this.#changed(request, 'recovery-withdrawn');
    return { changed: true };
  }

  /** Ends all sessions of one person. */
  @Delete('accounts/:personId/sessions')
  @HttpCode(200)
  async endSessionsOf(
    @Param('personId') personId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly ended: number }> {
    await this.#mustChangeOf(personId, person, request);
    const ended = this.access.sessions.endAllOf(personId);
    this.#changed(request, 'sessions-ended', personId);
    return { ended };
  }

  /** Ends the sessions of everybody who works in the zone, one's own too. */
  @Delete('accounts/sessions')
  @HttpCode(200)
  async endAllSessions(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly ended: number }> {
    await this.#mustChange(person, request);
    const ended = this.access.sessions.endAllIn(person.zone);
    this.#changed(request, 'all-sessions-ended');
    return { ended };
  }

  /** Two codes for the sealed envelopes of two persons. Shown once. */
  @Post('emergency-codes')
  @HttpCode(200)
  async prepareEmergency(
    @Body(new CheckedBody(PrepareEmergency)) { holderIds }: PrepareEmergency,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly items: readonly object[]; readonly total: number }> {
    await this.#mustChange(person, request);
    const items = this.access.emergency.prepare(holderIds);
    this.#changed(request, 'emergency-prepared', holderIds.join(' '));
    return { items, total: items.length };
  }

  @Delete('emergency-codes')
  @HttpCode(200)
  async disableEmergency(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly changed: true }> {
    await this.#mustChange(person, request);
    this.access.emergency.disable();
    this.#changed(request, 'emergency-disabled');
    return { changed: true };
  }

  async #mustAdminister(person: Person): Promise<void> {
    const [it, en] = ['Amministrare gli account', 'Administer the accounts'];
    await this.reader.mustOperate(person, 'administer-accounts', it, en);
  }

  /** @returns who it is */
  async #mustChange(person: Person, request: FastifyRequest): Promise<string> {
    await this.#mustAdminister(person);
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
    await this.#mustAdminister(person);
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

function shownRecovery({ id, personId, lost, requestedBy, endsMs }: RecoveryRequest): object {
  return { id, personId, lost, requestedBy, endsAt: instant(endsMs) };
}
