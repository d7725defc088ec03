import { Controller, Get, Param, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Length, Max, Min } from 'class-validator';
import { romeDay } from '#calendar';
import {
  coverageOf,
  CoverageProjection,
  cyclesOf,
  CyclesProjection,
  Clock,
  forms,
  fourEyesConflicts,
  grantableRoles,
  HasForm,
  IsDay,
  organisationOf,
  promisesOf,
  PromisesProjection,
  promiseStandings,
  questionsOf,
  QuestionsProjection,
  refusalsIn,
  RefusalsProjection,
  schedeCounts,
  schedeOf,
  SchedeProjection,
  worklistOf,
  WorklistProjection,
  yearlyProgramme,
  type FourEyesConflict,
  type PromiseStanding,
  type SchedeCounts,
} from '#planning';
import type { Person, Role } from '#people';
import { CurrentPerson } from '../http/current-person.js';
import { coverageView } from './coverage-view.js';
import { CycleReader, notFound } from './cycle-reader.js';
import { openProposals } from './open-proposals.js';
import { AfterQuery, Checked, PageQuery, toNumber } from './query.js';
import { ReadModelReader, type ListAnswer } from './read-model-reader.js';

class CyclesQueryParameters extends PageQuery {
  /** `poa-annuale`. */
  @IsOptional()
  @Length(1, 60)
  readonly definition?: string;

  @IsOptional()
  @Length(1, 40)
  readonly phase?: string;

  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  @Max(9999)
  readonly year?: number;
}

/** A list that may be of one cycle alone. */
class OfCycleQueryParameters extends PageQuery {
  @IsOptional()
  @Length(1, 120)
  readonly cycleId?: string;
}

class SchedeQueryParameters extends PageQuery {
  @IsOptional()
  @Length(1, 40)
  readonly state?: string;

  @IsOptional()
  @Length(1, 63)
  readonly unitId?: string;

  @IsOptional()
  @Length(1, 63)
  readonly programmeId?: string;

  /** A piece of the title. */
  @IsOptional()
  @Length(1, 200)
  readonly text?: string;
}

class QuestionsQueryParameters extends PageQuery {
  @IsOptional()
  @IsIn(['open', 'answered'])
  readonly state?: string;

  @IsOptional()
  @Length(1, 200)
  readonly subject?: string;
}

class PromisesQueryParameters extends PageQuery {
  /** The day on which to say what is overdue. Default: today. */
  @IsOptional()
  @IsDay()
  readonly on?: string;

  @IsOptional()
  @IsIn(promiseStandings)
  readonly standing?: PromiseStanding;
}

class RefusalsQueryParameters extends OfCycleQueryParameters {
  @IsOptional()
  @Length(1, 60)
  readonly code?: string;

  @IsOptional()
  @Length(1, 60)
  readonly verb?: string;

  @IsOptional()
  @Length(1, 63)
  readonly personId?: string;
}

/** Who would get a role, and which: one that is granted, or by default that of the head or director who lends it. */
class ConflictsQuery extends AfterQuery {
  /** Default: whoever asks. */
  @IsOptional()
  @HasForm(forms.directoryId)
  readonly to?: string;

  @IsOptional()
  @HasForm(forms.directoryId)
  readonly from?: string;

  @IsOptional()
  @IsIn(grantableRoles)
  readonly role?: Role;
}

/** The read side: what follows the log, asked by people. `?after=` waits until a view has come so far. */
@Controller('api/v1')
export class ReadModelsController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly clock: Clock,
  ) {}

  @Get('cycles')
  async cycles(
    @Query(new Checked(CyclesQueryParameters)) query: CyclesQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    await this.reader.mustRead(person, 'cycle');
    const { definition, phase, year } = query;
    return this.views.list(CyclesProjection, query, (database, request) =>
      cyclesOf(database, { ...request, zone: person.zone, definition, phase, year }),
    );
  }

  /**
   * What somebody could not do, or not do any more, for want of a second pair of eyes, if they stood in for
   * somebody or got a role, in the programmes of the zone. To be looked at before it is
   * granted; it blocks nothing.
   */
  @Get('registers/:cycleId/delegation-conflicts')
  async delegationConflicts(
    @Param('cycleId') registerId: string,
    @Query(new Checked(ConflictsQuery)) query: ConflictsQuery,
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly FourEyesConflict[]; readonly total: number }> {
    const { zone } = person;
    await this.reader.mustBeAllowed(person, 'organisation', registerId);
    if (registerId !== organisationOf(zone)) {
      throw notFound('cycle-not-found', { cycleId: registerId });
    }
    await this.reader.mustExist(registerId);
    const organisation = await this.reader.organisation(zone);
    const { to: personId = person.personId, from: fromPersonId, role } = query;
    const roles: readonly Role[] = role === undefined ? ['UH', 'DIR'] : [role];
    const toCome = { personId, roles, fromPersonId };
    const { rows } = await this.views.read(CyclesProjection, query.after, (database) =>
      cyclesOf(database, { zone, definition: 'poa-annuale', limit: 200 }),
    );
    const items: FourEyesConflict[] = [];
    for (const { cycleId } of rows) {
      const life = yearlyProgramme(await this.reader.life(cycleId));
      if (life) items.push(...fourEyesConflicts(life, toCome, organisation));
    }
    return { items, total: items.length };
  }

  @Get('cycles/:cycleId/schede')
  async schede(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(SchedeQueryParameters)) query: SchedeQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    await this.reader.mustExist(cycleId);
    const { state, unitId, programmeId, text: title } = query;
    return this.views.list(SchedeProjection, query, (database, request) =>
      schedeOf(database, {
        ...{ ...request, cycleId, today: this.reader.today() },
        ...{ state, unitId, programmeId, title },
      }),
    );
  }

  /** How many schede stand where, in all and unit by unit: who is late, at a glance. */
  @Get('cycles/:cycleId/progress')
  async progress(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<SchedeCounts> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    await this.reader.mustExist(cycleId);
    return this.views.read(SchedeProjection, after, (database) => schedeCounts(database, cycleId));
  }

  @Get('cycles/:cycleId/coverage')
  async coverage(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, 'coverage', cycleId);
    const coverage = await this.views.read(CoverageProjection, after, (database) =>
      coverageOf(database, cycleId),
    );
    if (!coverage) throw notFound('cycle-not-found', { cycleId });
    return coverageView(coverage, person);
  }

  @Get(['cycles/:cycleId/questions', 'registers/:cycleId/questions'])
  async questions(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(QuestionsQueryParameters)) query: QuestionsQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    await this.reader.mustBeAllowed(person, 'questions', cycleId);
    await this.reader.mustExist(cycleId);
    const { zone } = person;
    const { state, subject } = query;
    return this.views.list(QuestionsProjection, query, (database, request) =>
      questionsOf(database, { ...request, zone, cycleId, state, subject }),
    );
  }

  /** What the zone has put off or promised, and whether it was honoured. */
  @Get('promises')
  async promises(
    @Query(new Checked(PromisesQueryParameters)) query: PromisesQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    await this.reader.mustRead(person, 'promises');
    return this.#promises(person.zone, query);
  }

  /** What a cycle has promised, and what it has to keep of what earlier ones promised. */
  @Get('cycles/:cycleId/promises')
  async promisesOfCycle(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(PromisesQueryParameters)) query: PromisesQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    await this.reader.mustBeAllowed(person, 'promises', cycleId);
    await this.reader.mustExist(cycleId);
    return this.#promises(person.zone, query, cycleId);
  }

  @Get('worklist')
  async worklist(
    @Query(new Checked(OfCycleQueryParameters)) query: OfCycleQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    await this.reader.mustRead(person, 'worklist');
    const { cycleId, after } = query;
    const today = this.reader.today();
    const proposals = await openProposals(this.views, this.reader, person.zone, after);
    return this.views.list(WorklistProjection, query, (database, request) =>
      worklistOf(database, person, { ...request, cycleId, today, proposals }),
    );
  }

  @Get('refusals')
  async refusals(
    @Query(new Checked(RefusalsQueryParameters)) query: RefusalsQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    await this.reader.mustRead(person, 'refusals');
    const { cycleId, code, verb, personId } = query;
    const codes = code === undefined ? undefined : [code];
    return this.views.list(RefusalsProjection, query, (database, request) =>
      refusalsIn(database, { ...request, zone: person.zone, cycleId, codes, verb, personId }),
    );
  }

  #promises(zone: string, query: PromisesQueryParameters, cycleId?: string): Promise<ListAnswer> {
    const { on = romeDay(this.clock.nowMs()), standing } = query;
    return this.views.list(PromisesProjection, query, (database, request) =>
      promisesOf(database, { ...request, zone, on, standing, cycleId }),
    );
  }
}
