import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { plainToInstance } from 'class-transformer';
import {
  Access,
  AccessRefused,
  type AccountOwner,
  type Enrolled,
  type OpenedEnrolment,
  type SignedIn,
} from '#access';
import { romeDay } from '#calendar';
import type { Person } from '#people';
import {
  Clock,
  Lives,
  organisationOf,
  organisationOn,
  rolesOn,
  streamOf,
  verbByName,
  type CycleCommand,
  type Recorded,
} from '#planning';
import { performed } from '../api/performed.js';
import { refusalProblem } from '../api/refusal-problem.js';
import { AccessTrail } from '../audit/access-trail.js';
import { httpProblem } from '../http/http-problems.js';
import { HeldRoles } from './held-roles.js';

/** The first account of an installation, or of a further zone, and what it takes to be of use: the role that gives roles. */
@Injectable()
export class FirstAdministrator {
  readonly #logger = new Logger(FirstAdministrator.name);

  constructor(
    private readonly access: Access,
    private readonly commands: CommandBus,
    private readonly lives: Lives,
    private readonly held: HeldRoles,
    private readonly trail: AccessTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a code of the console.
   * @throws AccessRefused as Enrolment.open; `person-known-already` for a further zone; Problem unavailable
   */
  async open(code: string, owner: AccountOwner): Promise<OpenedEnrolment> {
    const isOfZone = this.access.invitations.find(code)?.purpose === 'zone';
    if (isOfZone) {
      await this.trail.noteZoneCodes();
      await this.#mustBeNew(owner.personId);
    }
    return this.access.enrolment.open(code, owner);
  }

  /**
   * Makes the account, then the administrator. When the register does not take it, the account is unmade: a new
   * code comes with the next start, or for a further zone from the console.
   * @throws Problem, AccessRefused
   */
  async begin(zone: string, enrol: () => Promise<Enrolled>): Promise<Enrolled> {
    await this.trail.noteZoneCodes();
    const enrolled = await enrol();
    const { personId, method, authenticatedAtMs } = enrolled.signedIn;
    try {
      if (method !== 'bootstrap') throw httpProblem('forbidden');
      // Once more, for what was recorded since the code was opened.
      if (enrolled.purpose === 'zone') await this.#mustBeNew(personId);
      await this.#administer({
        personId,
        zone,
        role: 'ADM',
        authMethod: method,
        authenticatedAtMs,
      });
    } catch (error) {
      if (method === 'bootstrap') this.access.accounts.remove(personId);
      this.#logger.warn('The first account was unmade: it takes a new code');
      throw error;
    }
    // All was proved that an account proves; the code has served its purpose.
    const signedIn: SignedIn = { personId, method: 'password-totp', authenticatedAtMs };
    return { ...enrolled, signedIn };
  }

  /**
   * Whoever begins a further zone comes as nobody yet: a code of that zone must not open the roles somebody has in
   * another.
   */
  async #mustBeNew(personId: string): Promise<void> {
    const zones = await this.held.zonesThatKnow(personId);
    if (zones.length > 0) throw new AccessRefused('person-known-already');
  }

  async #administer(person: Person): Promise<void> {
    const { zone, personId } = person;
    const register = organisationOf(zone);
    const today = romeDay(this.clock.nowMs());
    const organisation = organisationOn(await this.lives.current(streamOf(register)), today);
    // An installation that was run with tokens until now may know its administrator already.
    if (organisation && rolesOn(organisation, personId).some(({ role }) => role === 'ADM')) return;
    if (organisation === undefined) {
      await this.#perform(person, register, 'open-organisation', {
        title: `Organizzazione della zona ${zone}`,
      });
    }
    const grant = { personId, role: 'ADM', from: today };
    const { position } = await this.#perform(person, register, 'grant-role', grant);
    await this.held.reached(position);
  }

  async #perform(
    person: Person,
    cycleId: string,
    verbName: string,
    body: object,
  ): Promise<Recorded> {
    const verb = verbByName.get(verbName);
    if (verb === undefined) throw new Error(`There is no verb ${verbName}`);
    const command: CycleCommand = plainToInstance(verb.command, body);
    command.envelope = { commandId: randomUUID(), cycleId, person };
    const answer = await performed(this.commands, command);
    if (answer.kind === 'refused') {
      throw refusalProblem(answer.refusal, { rule: answer.rule, cycleId });
    }
    return answer;
  }
}
