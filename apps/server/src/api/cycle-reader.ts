import { Injectable } from '@nestjs/common';
import { romeDay } from '#calendar';
import { EventStore, StoreUnavailable } from '#event-store';
import {
  allowedToOperate,
  allowedToRead,
  Clock,
  cycleName,
  HeldRolesProjection,
  Lives,
  operations,
  organisationLastSeen,
  organisationOf,
  organisationOn,
  readingNames,
  readings,
  rolesInWords,
  scopesInWords,
  streamOf,
  yearlyProgramme,
  type AnyLife,
  type CycleLife,
  type Operation,
  type OrganisationOn,
  type PointInTime,
  type PolicyAnswer,
  type Reading,
} from '#planning';
import type { Person, Role } from '#people';
import { Projections } from '#projections';
import { AlteredDefinition, Refusal, UnknownDefinition } from '#workflow';
import { apiProblem } from './api-problems.js';
import type { PointQuery } from './query.js';
import { refusalProblem } from './refusal-problem.js';

/** How long a log that did not answer is not asked again who holds which role. */
const AWAY_MS = 5_000;

/** Reads lives for people who may read them: the present one, durable, or the one of a moment past. */
@Injectable()
export class CycleReader {
  /** Until when the log counts as away, on a clock that nobody sets. */
  #awayUntilMs = -Infinity;

  constructor(
    private readonly lives: Lives,
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly projections: Projections,
  ) {}

  /** Today in Europe/Rome. */
  today(): string {
    return romeDay(this.clock.nowMs());
  }

  nowMs(): number {
    return this.clock.nowMs();
  }

  /**
   * @throws Problem not-allowed, role-not-held, or cycle-not-found, which also hides the cycles of other zones
   */
  async mustBeAllowed(person: Person, reading: Reading, cycleId: string): Promise<void> {
    const zone = cycleName(cycleId)?.zone;
    if (zone === undefined || zone !== person.zone) throw notFound('cycle-not-found', { cycleId });
    await this.mustRead(person, reading);
  }

  /** @throws Problem not-allowed, role-not-held */
  async mustRead(person: Person, reading: Reading): Promise<void> {
    const { it, en } = readingNames[reading];
    const organisation = await this.#organisationOf(person);
    const policy = allowedToRead(person, reading, person.zone, organisation);
    this.#mustBe(policy, person, readings[reading], {
      verb: `Leggere ${it}`,
      verbEn: `Read ${en}`,
    });
  }

  /** @throws Problem not-allowed, role-not-held */
  async mustOperate(
    person: Person,
    operation: Operation,
    verb: string,
    verbEn: string,
  ): Promise<void> {
    const policy = allowedToOperate(person, operation, await this.#organisationOf(person));
    this.#mustBe(policy, person, operations[operation], { verb, verbEn });
  }

  /**
   * The moment a request asks for, or undefined for now. What was is for those who may read the history.
   * @throws Problem not-allowed, role-not-held
   */
  async pointOf(person: Person, { revision, at }: PointQuery): Promise<PointInTime | undefined> {
    if (revision === undefined && at === undefined) return undefined;
    await this.mustRead(person, 'history');
    if (revision !== undefined) return { revision };
    return at === undefined ? undefined : { instant: new Date(at).toISOString() };
  }

  /** @throws Problem cycle-not-found when the cycle has no facts */
  async mustExist(cycleId: string): Promise<void> {
    for await (const _first of this.store.read(streamOf(cycleId), { max: 1 })) return;
    throw notFound('cycle-not-found', { cycleId });
  }

  /** The life of a yearly programme, now or at a point in time. @throws Problem cycle-not-found */
  async programme(cycleId: string, point?: PointInTime): Promise<Readonly<CycleLife>> {
    const life = yearlyProgramme(await this.life(cycleId, point));
    if (!life) throw notFound('cycle-not-found', { cycleId });
    return life;
  }

  /** The life of a cycle or register as it may be shown, now or at a point in time. @throws Problem cycle-not-found */
  async life(cycleId: string, point?: PointInTime): Promise<Readonly<AnyLife>> {
    const life = await this.#read(streamOf(cycleId), point);
    if (!life) throw notFound('cycle-not-found', { cycleId });
    return life;
  }

  /**
   * The organisation of a zone today, or as it was known at a moment past, on the day of that moment;
   * undefined where the zone keeps none.
   */
  async organisation(zone: string, instant?: string): Promise<OrganisationOn | undefined> {
    const stream = streamOf(organisationOf(zone));
    const life = await this.#read(stream, instant === undefined ? undefined : { instant });
    return organisationOn(
      life,
      instant === undefined ? this.today() : romeDay(Date.parse(instant)),
    );
  }

  /**
   * The life with every text as it was recorded, now or at a point in time: to be compared, never shown.
   * @throws Problem cycle-not-found
   */
  async recorded(cycleId: string, point?: PointInTime): Promise<Readonly<AnyLife>> {
    const stream = streamOf(cycleId);
    const life = await (point ? this.lives.at(stream, point) : this.lives.current(stream));
    if (!life) throw notFound('cycle-not-found', { cycleId });
    return life;
  }

  /** The life replayed from the first fact, as it was recorded. @throws Problem cycle-not-found */
  async replayed(cycleId: string): Promise<Readonly<AnyLife>> {
    const life = await this.lives.fromZero(streamOf(cycleId));
    if (!life) throw notFound('cycle-not-found', { cycleId });
    return life;
  }

  /**
   * The organisation that says which role a person has today: as it is recorded, durable. While the log is
   * away the views are still read, by those who could read them when it was last there; it is asked again
   * only after a while, since each vain question takes seconds.
   */
  async #organisationOf({ zone }: Person): Promise<OrganisationOn | undefined> {
    const today = this.today();
    if (performance.now() < this.#awayUntilMs) return this.#lastSeen(zone, today);
    try {
      return organisationOn(await this.lives.current(streamOf(organisationOf(zone))), today);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      this.#awayUntilMs = performance.now() + AWAY_MS;
      return this.#lastSeen(zone, today);
    }
  }

  #lastSeen(zone: string, today: string): OrganisationOn | undefined {
    return this.projections
      .of(HeldRolesProjection)
      .read((database) => organisationLastSeen(database, zone, today));
  }

  /** @throws Problem not-allowed, which says who may, or role-not-held */
  #mustBe(
    policy: PolicyAnswer,
    person: Person,
    who: readonly Role[],
    what: { readonly verb: string; readonly verbEn: string },
  ): void {
    if (policy.allowed) return;
    const { personId, role } = person;
    const details = {
      ...{ ...rolesInWords(role, who), personId, day: this.today() },
      ...what,
      ...(policy.code === 'token-out-of-scope' && { scopes: scopesInWords(person) }),
    };
    throw refusalProblem(new Refusal(policy.code, details), { rule: policy.rule });
  }

  async #read(stream: string, point?: PointInTime): Promise<AnyLife | undefined> {
    try {
      return await this.lives.shown(stream, point);
    } catch (error) {
      if (error instanceof AlteredDefinition || error instanceof UnknownDefinition) {
        throw apiProblem('definition-altered', {}, error);
      }
      throw error;
    }
  }
}

/** The problem of a thing that is not there. */
export function notFound(
  code: 'cycle-not-found' | 'scheda-not-found',
  details: Readonly<Record<string, string>>,
): Error {
  return refusalProblem(new Refusal(code, details), { rule: code });
}
