import { Controller, Get, Param, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, Length, Max, Min } from 'class-validator';
import {
  amountsUsedTwice,
  citationsOf,
  CitationsProjection,
  coDesignRowsOf,
  CoDesignRowsProjection,
  countedSchede,
  cyclesOf,
  CyclesProjection,
  fundedProjectsOf,
  FundedProjectsProjection,
  IsDay,
  yearlyProgramme,
  zoneRegister,
  type Citation,
  type CycleRow,
  type UsedTwice,
  type ZoneRegisterLife,
  valueSets,
} from '#planning';
import type { Person } from '#people';
import { CurrentPerson } from '../http/current-person.js';
import { invalidRequest } from './api-problems.js';
import { CycleReader, notFound } from './cycle-reader.js';
import { AfterQuery, Checked, PageQuery, toNumber } from './query.js';
import { ReadModelReader, type ListAnswer } from './read-model-reader.js';

/** `true` and `false` as words; what is neither stays for the validator to refuse. */
const toFlag = ({ value }: { readonly value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

class CoDesignRowsQueryParameters extends PageQuery {
  /** The day on which to say what needs a look and what is about to end. Default: today. */
  @IsOptional()
  @IsDay()
  readonly on?: string;

  @IsOptional()
  @IsIn(Object.keys(valueSets.coDesignStates))
  readonly state?: string;

  /** The words for the holder, whole. */
  @IsOptional()
  @Length(1, 300)
  readonly holder?: string;

  @IsOptional()
  @Length(1, 60)
  readonly cup?: string;

  @IsOptional()
  @Transform(toFlag)
  @IsBoolean()
  readonly needsReview?: boolean;

  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  @Max(3660)
  readonly expiringWithinDays?: number;
}

class FundedProjectsQueryParameters extends PageQuery {
  @IsOptional()
  @Length(1, 60)
  readonly cup?: string;

  /** Only those that have something to report by that day. */
  @IsOptional()
  @IsDay()
  readonly reportingBy?: string;
}

/** What is asked of the register of a zone: lists, money that may be counted twice, where a document stands. */
@Controller('api/v1/registers/:cycleId')
export class ZoneRegisterController {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
  ) {}

  @Get('co-design-rows')
  async coDesignRows(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(CoDesignRowsQueryParameters)) query: CoDesignRowsQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    await this.#register(person, cycleId);
    const { on = this.reader.today(), state, holder, cup, needsReview, expiringWithinDays } = query;
    const filter = { cycleId, on, state, holder, cup, needsReview, expiringWithinDays };
    return this.views.list(CoDesignRowsProjection, query, (database, request) =>
      coDesignRowsOf(database, { ...request, ...filter }),
    );
  }

  @Get('funded-projects')
  async fundedProjects(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(FundedProjectsQueryParameters)) query: FundedProjectsQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    await this.#register(person, cycleId);
    const { cup, reportingBy } = query;
    return this.views.list(FundedProjectsProjection, query, (database, request) =>
      fundedProjectsOf(database, { ...request, cycleId, cup, reportingBy }),
    );
  }

  /** Where an amount may be counted twice, among the projects, the rows and the schede of every year. */
  @Get('amounts-used-twice')
  async amountsUsedTwice(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly UsedTwice[]; readonly total: number }> {
    const register = await this.#register(person, cycleId);
    const schede = [];
    for (const programmeId of await this.#programmes(person.zone, after)) {
      const life = yearlyProgramme(await this.reader.life(programmeId));
      if (life) schede.push(...countedSchede(life));
    }
    const items = amountsUsedTwice(register, schede);
    return { items, total: items.length };
  }

  /** Every place in the register and in the cycles of the zone that cites a document by its fingerprint. */
  @Get('documents/:sha256')
  async citations(
    @Param('cycleId') cycleId: string,
    @Param('sha256') sha256: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly Citation[]; readonly total: number }> {
    await this.#register(person, cycleId);
    if (!/^[0-9a-f]{64}$/.test(sha256)) {
      throw invalidRequest([
        {
          field: '/sha256',
          it: 'deve essere un’impronta SHA-256: 64 cifre esadecimali minuscole',
          en: 'must be a SHA-256 fingerprint: 64 lower-case hexadecimal digits',
        },
      ]);
    }
    const items = await this.views.read(CitationsProjection, after, (database) =>
      citationsOf(database, person.zone, sha256),
    );
    return { items, total: items.length };
  }

  /** @throws Problem not-allowed, cycle-not-found (also for a register of another kind) */
  async #register(person: Person, cycleId: string): Promise<ZoneRegisterLife> {
    await this.reader.mustBeAllowed(person, 'register', cycleId);
    const register = zoneRegister(await this.reader.life(cycleId));
    if (!register) throw notFound('cycle-not-found', { cycleId });
    return register;
  }

  /** The ids of all yearly programmes of a zone. */
  async #programmes(zone: string, upTo: number | undefined): Promise<readonly string[]> {
    return this.views.read(CyclesProjection, upTo, (database) => {
      const cycles: CycleRow[] = [];
      let after: string | undefined;
      do {
        const { rows, next } = cyclesOf(database, { zone, after });
        cycles.push(...rows);
        after = next ?? undefined;
      } while (after !== undefined);
      return cycles
        .filter(({ definition }) => definition.id === 'poa-annuale')
        .map(({ cycleId }) => cycleId);
    });
  }
}
