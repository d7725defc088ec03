import { randomUUID } from 'node:crypto';
import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import type { Person } from '#people';
import {
  cyclesOf,
  CyclesProjection,
  fourEyesWarnings,
  InvalidCommand,
  Pipeline,
  yearlyProgramme,
  type CycleCommand,
  type FourEyesWarning,
  type PlanningFact,
  type Verb,
} from '#planning';
import { BodyRequired } from '../http/body-required.pipe.js';
import { CurrentPerson } from '../http/current-person.js';
import { invalidRequest } from './api-problems.js';
import { commandAsked, verbAsked } from './asked-command.js';
import { CycleReader } from './cycle-reader.js';
import { ReadModelReader } from './read-model-reader.js';
import { refusalProblem } from './refusal-problem.js';

/** What would follow from a command, and what it would make impossible. */
interface Rehearsed {
  readonly cycleId: string;
  readonly facts: readonly Pick<PlanningFact, 'type' | 'data'>[];
  readonly warnings: readonly FourEyesWarning[];
}

/** Any command, tried: what would follow, or the no it would get. Nothing is written, no refusal is recorded. */
@Controller(['api/v1/cycles/:cycleId', 'api/v1/registers/:cycleId'])
export class RehearsalsController {
  constructor(
    private readonly pipeline: Pipeline,
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
  ) {}

  @Post(':verb/rehearsal')
  @HttpCode(200)
  async rehearse(
    @Param('cycleId') cycleId: string,
    @Param('verb') verbName: string,
    @Body(BodyRequired) body: object,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('on-behalf-of') delegator: string | undefined,
    @CurrentPerson() person: Person,
  ): Promise<Rehearsed> {
    const verb = verbAsked(verbName);
    const asked = { commandId: randomUUID(), cycleId, person, ifMatch, delegator };
    const command = commandAsked(verb, body, asked);
    const facts = await this.#factsOf(verb, command);
    return {
      cycleId,
      facts: facts.map(({ type, data }) => ({ type, data })),
      warnings: await this.#warnings(facts, cycleId, person.zone),
    };
  }

  async #factsOf(verb: Verb, command: CycleCommand): Promise<readonly PlanningFact[]> {
    try {
      const answer = await this.pipeline.rehearse(verb, command);
      if (!('refusal' in answer)) return answer.facts;
      const { cycleId } = command.envelope;
      throw refusalProblem(answer.refusal, { rule: answer.rule, cycleId });
    } catch (error) {
      if (error instanceof InvalidCommand) throw invalidRequest(error.problems);
      throw error;
    }
  }

  /** Only facts of people's roles and work have any: programmes are not loaded for others. */
  async #warnings(
    facts: readonly PlanningFact[],
    cycleId: string,
    zone: string,
  ): Promise<readonly FourEyesWarning[]> {
    const organisation = await this.reader.organisation(zone);
    const isOfRoles = facts.some(({ type }) => /^(DelegationGranted|RoleGranted)$/.test(type));
    const programmes = isOfRoles ? await this.#programmes(zone) : [];
    return fourEyesWarnings(facts, { cycleId, programmes, organisation });
  }

  async #programmes(zone: string) {
    const { rows } = await this.views.read(CyclesProjection, undefined, (database) =>
      cyclesOf(database, { zone, definition: 'poa-annuale', limit: 200 }),
    );
    const lives = await Promise.all(rows.map(({ cycleId }) => this.reader.life(cycleId)));
    return lives.flatMap((life) => yearlyProgramme(life) ?? []);
  }
}
